/// The macros of the standard environment and its extensions (langdef.md, "Macros"): calls that the parser turns into other syntax.
extension Parser {
    /// A call of a global function, or `has`.
    func call(
        of name: String, absolute: Bool, _ arguments: [Syntax], at position: Position
    ) throws(ExpressionError) -> Syntax {
        guard expandsMacros, name == "has", !absolute else {
            return try Syntax(.call(name, absolute: absolute, arguments), at: position)
        }
        guard arguments.count == 1 else {
            throw ExpressionError(
                .macroArguments(macro: name, found: arguments.count, expected: "one argument"), at: position)
        }
        switch arguments[0].kind {
        case .select(let operand, let field):
            return try Syntax(.hasField(operand, field: field), at: arguments[0].position)
        case .name(let name, let absolute):
            return try Syntax(.hasName(name, absolute: absolute), at: arguments[0].position)
        case .notBuilt: return arguments[0]
        default: throw ExpressionError(.hasNeedsField, at: arguments[0].position)
        }
    }

    /// A call of a function on a target, or one of the macros.
    ///
    /// A name with another count of arguments is an ordinary call: CEL tells macros apart by name and count.
    func memberCall(
        of name: String, on target: Syntax, _ arguments: [Syntax], at position: Position
    ) throws(ExpressionError) -> Syntax {
        if expandsMacros {
            if let expanded = try namespaced(name, target, arguments, position) { return expanded }
            if let expanded = try comprehension(name, target, arguments, position) { return expanded }
            if let expanded = try binding(name, target, arguments, position) { return expanded }
        }
        return try Syntax(.memberCall(target, name, arguments), at: position)
    }

    // MARK: Over elements

    private func comprehension(
        _ name: String, _ target: Syntax, _ arguments: [Syntax], _ position: Position
    ) throws(ExpressionError) -> Syntax? {
        if name == "sortBy", arguments.count == 2 { return try sorting(target, arguments, position) }
        guard let (sort, variables, conditions) = Self.shape(name, arguments.count) else { return nil }
        var names: [String] = []
        for argument in arguments.prefix(variables) { names.append(try self.name(argument, in: name)) }
        if variables == 2, names[0] == names[1] {
            throw ExpressionError(.macroNeedsName(macro: name), at: arguments[1].position)
        }
        let isTransforming = ![.all, .exists, .existsOne, .filter].contains(sort)
        return try Syntax(
            .comprehension(
                Syntax.Comprehension(
                    sort: sort, range: target, variable: names[0], second: variables == 2 ? names[1] : nil,
                    predicate: conditions ? arguments[variables] : nil, transform: isTransforming ? arguments.last : nil
                )),
            at: position)
    }

    /// What a macro's name and its count of arguments mean: how many variables, and whether a condition follows them.
    private static func shape(
        _ name: String, _ count: Int
    ) -> (sort: Syntax.Comprehension.Sort, variables: Int, hasCondition: Bool)? {
        switch (name, count) {
        case ("all", 2): (.all, 1, true)
        case ("exists", 2): (.exists, 1, true)
        case ("exists_one", 2), ("existsOne", 2): (.existsOne, 1, true)
        case ("filter", 2): (.filter, 1, true)
        case ("map", 2): (.map, 1, false)
        case ("map", 3): (.map, 1, true)
        case ("all", 3): (.all, 2, true)
        case ("exists", 3): (.exists, 2, true)
        case ("existsOne", 3): (.existsOne, 2, true)
        case ("transformList", 3), ("transformList", 4): (.transformList, 2, count == 4)
        case ("transformMap", 3), ("transformMap", 4): (.transformMap, 2, count == 4)
        case ("transformMapEntry", 3), ("transformMapEntry", 4): (.transformMapEntry, 2, count == 4)
        default: nil
        }
    }

    /// `list.sortBy(x, key)`: the list in the order of the keys of its elements.
    private func sorting(
        _ target: Syntax, _ arguments: [Syntax], _ position: Position
    ) throws(ExpressionError) -> Syntax {
        let variable = try name(arguments[0], in: "sortBy")
        // Each part of the source is looked at once: the list has a name of its own, which nobody can write.
        let list = try Syntax(.name("@sorted", absolute: false), at: target.position)
        let keys = try Syntax(
            .comprehension(
                Syntax.Comprehension(
                    sort: .map, range: list, variable: variable, predicate: nil, transform: arguments[1])), at: position
        )
        let call = try Syntax(.memberCall(list, "@sortByAssociatedKeys", [keys]), at: position)
        return try Syntax(
            .binding(Syntax.Binding(sort: .bind, variable: "@sorted", source: target, body: call)), at: position)
    }

    // MARK: Names for values

    private func binding(
        _ name: String, _ target: Syntax, _ arguments: [Syntax], _ position: Position
    ) throws(ExpressionError) -> Syntax? {
        guard let sort = Syntax.Binding.Sort(rawValue: name), arguments.count == 2 else { return nil }
        let variable = try self.name(arguments[0], in: name)
        return try Syntax(
            .binding(Syntax.Binding(sort: sort, variable: variable, source: target, body: arguments[1])), at: position)
    }

    /// The macros of the names `cel` and `math`.
    private func namespaced(
        _ name: String, _ target: Syntax, _ arguments: [Syntax], _ position: Position
    ) throws(ExpressionError) -> Syntax? {
        guard case .name(let namespace, _) = target.kind else { return nil }
        switch ("\(namespace).\(name)", arguments.count) {
        // Of more than two values those of a list of them.
        case ("math.greatest", 3...), ("math.least", 3...):
            let list = try Syntax(.list(arguments), at: arguments[0].position)
            return try Syntax(.memberCall(target, name, [list]), at: position)
        case ("cel.bind", 3):
            let variable = try self.name(arguments[0], in: "cel.bind")
            return try Syntax(
                .binding(Syntax.Binding(sort: .bind, variable: variable, source: arguments[1], body: arguments[2])),
                at: position)
        // What optimisers make of an expression: values with numbers for names, which nobody can write.
        case ("cel.block", 2):
            guard case .list(let values) = arguments[0].kind else { return nil }
            var body = arguments[1]
            for (number, value) in values.enumerated().reversed() {
                body = try Syntax(
                    .binding(Syntax.Binding(sort: .bind, variable: "@index\(number)", source: value, body: body)),
                    at: position)
            }
            return body
        case ("cel.index", 1):
            guard case .literal(.int(let number)) = arguments[0].kind else { return nil }
            return try Syntax(.name("@index\(number)", absolute: false), at: position)
        case ("cel.iterVar", 2):
            guard case .literal(.int(let depth)) = arguments[0].kind, case .literal(.int(let place)) = arguments[1].kind
            else { return nil }
            return try Syntax(.name("@it:\(depth):\(place)", absolute: false), at: position)
        default: return nil
        }
    }

    private func name(_ argument: Syntax, in macro: String) throws(ExpressionError) -> String {
        guard case .name(let name, absolute: false) = argument.kind else {
            throw ExpressionError(.macroNeedsName(macro: macro), at: argument.position)
        }
        return name
    }
}
