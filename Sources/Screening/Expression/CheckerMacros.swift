/// Macros over elements, and names for values within an expression.
extension Checker {
    mutating func comprehension(
        _ comprehension: Syntax.Comprehension, _ syntax: Syntax
    ) throws(ExpressionError) -> Checked {
        let macro = comprehension.sort.rawValue
        let range = try check(comprehension.range)
        let (key, element) = try elementTypes(of: range, macro: macro)
        let register = scopes.count
        if let second = comprehension.second {
            scopes += [(comprehension.variable, key), (second, element)]
        } else {
            // One variable walks over a map's keys.
            scopes.append((comprehension.variable, isMap(range) ? key : element))
        }
        defer { scopes.removeSubrange(register...) }
        noteRegisters()
        var predicate: Checked?
        if let syntax = comprehension.predicate {
            let checked = try check(syntax)
            try require(checked, .bool, for: "the condition of '\(macro)'")
            predicate = checked
        }
        var transform: Checked?
        if let syntax = comprehension.transform { transform = try check(syntax) }
        return Checked(
            position: syntax.position, type: try type(of: comprehension, scopes[register].type, transform),
            node: .comprehension(
                Checked.Comprehension(
                    sort: comprehension.sort, range: range, register: register, hasTwo: comprehension.second != nil,
                    predicate: predicate, transform: transform)))
    }

    private mutating func type(
        of comprehension: Syntax.Comprehension, _ variable: ExpressionType, _ transform: Checked?
    ) throws(ExpressionError) -> ExpressionType {
        switch comprehension.sort {
        case .all, .exists, .existsOne: return .bool
        case .filter: return .list(variable)
        case .map, .transformList: return .list(transform?.type ?? variable)
        case .transformMap:
            // A list's elements are found by their indices.
            return .map(variable, transform?.type ?? .dyn)
        case .transformMapEntry:
            guard let transform else { return .map(.dyn, .dyn) }
            let (key, value) = (unifier.freshVariable(), unifier.freshVariable())
            try require(transform, .map(key, value), for: "what 'transformMapEntry' makes")
            return unifier.resolved(.map(key, value))
        }
    }

    private func isMap(_ range: Checked) -> Bool {
        if case .map = unifier.resolved(range.type) { true } else { false }
    }

    /// The types of indices or keys, and of elements or values.
    private mutating func elementTypes(
        of range: Checked, macro: String
    ) throws(ExpressionError) -> (ExpressionType, ExpressionType) {
        let type = unifier.resolved(range.type)
        switch type {
        case .list(let element): return (.int, element)
        case .map(let key, let value): return (key, value)
        case .dyn: return (.dyn, .dyn)
        case .variable:
            // Nothing is known of the range yet; taking it for dyn keeps later uses from narrowing it wrongly.
            _ = unifier.assign(.dyn, to: type)
            return (.dyn, .dyn)
        default:
            guard mode == .strict else { return (.dyn, .dyn) }
            throw ExpressionError(
                .wrongType(of: "'\(macro)' walks over its target", found: "\(type)", expected: "a list or a map"),
                at: range.position)
        }
    }

    // MARK: Names for values

    mutating func binding(_ binding: Syntax.Binding, _ syntax: Syntax) throws(ExpressionError) -> Checked {
        let source = try check(binding.source)
        let held =
            binding.sort == .bind ? source.type : try heldType(of: source, for: "'\(binding.sort.rawValue)'")
        let register = scopes.count
        scopes.append((binding.variable, held))
        defer { scopes.removeSubrange(register...) }
        noteRegisters()
        let body = try check(binding.body)
        let type: ExpressionType
        switch binding.sort {
        case .bind: type = body.type
        case .optMap: type = .optional(body.type)
        case .optFlatMap: type = .optional(try heldType(of: body, for: "what 'optFlatMap' makes"))
        }
        return Checked(
            position: syntax.position, type: type,
            node: .binding(Checked.Binding(sort: binding.sort, register: register, source: source, body: body)))
    }

    // MARK: Optional values

    mutating func optionalElement(_ element: Syntax, _ syntax: Syntax) throws(ExpressionError) -> Checked {
        let checked = try check(element)
        let held = try heldType(of: checked, for: "an element with '?'")
        return Checked(position: syntax.position, type: held, node: .optionalElement(checked))
    }

    /// What an optional value holds.
    private mutating func heldType(of checked: Checked, for subject: String) throws(ExpressionError) -> ExpressionType {
        let held = unifier.freshVariable()
        try require(checked, .optional(held), for: subject)
        let resolved = unifier.resolved(held)
        if case .dyn = unifier.resolved(checked.type) { return .dyn }
        return resolved
    }
}
