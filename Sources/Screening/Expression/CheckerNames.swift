/// Names and fields (langdef.md, "Name Resolution" and "Field Selection").
extension Checker {
    mutating func name(_ name: String, absolute: Bool, _ syntax: Syntax) throws(ExpressionError) -> Checked {
        if !absolute, let register = scopes.lastIndex(where: { $0.name == name }) {
            return Checked(
                position: syntax.position, type: scopes[register].type, node: .local(register))
        }
        if let found = declared(name, absolute: absolute, at: syntax.position) { return found }
        if let group = group(name, absolute: absolute) {
            throw ExpressionError(
                .groupIsNoValue(name, fields: group.fields.map { "\(name).\($0)" }), at: syntax.position)
        }
        let known = scopes.map(\.name).filter { $0.first != "@" } + schema.rootNames
        throw ExpressionError(
            .unknownName(name, suggestion: Suggestion.nearest(to: name, among: known)), at: syntax.position)
    }

    /// The longest prefix of a dotted name that is declared is the name; what follows are fields.
    mutating func select(
        _ field: String, from operand: Syntax, _ syntax: Syntax
    ) throws(ExpressionError) -> Checked {
        if let (path, absolute) = globalPath(syntax),
            let found = declared(path, absolute: absolute, at: syntax.position)
        {
            return found
        }
        try refuseUnknownField(field, of: operand, at: syntax.position)
        let target = try check(operand)
        let (type, place) = try fieldType(field, of: target, at: syntax.position)
        return Checked(position: syntax.position, type: type, node: .field(target, field, place: place))
    }

    /// `operand.?field`: a name that is declared is a fact, and facts have no optional form.
    mutating func optionalSelect(
        _ field: String, from operand: Syntax, _ syntax: Syntax
    ) throws(ExpressionError) -> Checked {
        let target = try check(operand)
        let (type, place) = try fieldType(field, of: target, at: syntax.position)
        return Checked(
            position: syntax.position, type: .optional(type.held ?? type),
            node: .optionalField(target, field, place: place))
    }

    mutating func hasField(
        _ field: String, of operand: Syntax, _ syntax: Syntax
    ) throws(ExpressionError) -> Checked {
        if let (path, absolute) = globalPath(operand),
            let slots = slots(of: "\(path).\(field)", absolute: absolute)
        {
            return Checked(position: syntax.position, type: .bool, node: .anyPresent(slots))
        }
        try refuseUnknownField(field, of: operand, at: syntax.position)
        let target = try check(operand)
        _ = try fieldType(field, of: target, at: syntax.position)
        return Checked(position: syntax.position, type: .bool, node: .hasField(target, field))
    }

    func hasName(_ name: String, absolute: Bool, _ syntax: Syntax) throws(ExpressionError) -> Checked {
        let isLocal = !absolute && scopes.contains { $0.name == name }
        guard !isLocal, StandardFunctions.typeNames[name] == nil else {
            throw ExpressionError(.hasNeedsField, at: syntax.position)
        }
        guard let slots = slots(of: name, absolute: absolute) else {
            throw ExpressionError(
                .unknownName(name, suggestion: Suggestion.nearest(to: name, among: schema.rootNames)),
                at: syntax.position)
        }
        return Checked(position: syntax.position, type: .bool, node: .anyPresent(slots))
    }

    /// A dotted name for the declarations: none that begins with a comprehension's variable.
    func globalPath(_ syntax: Syntax) -> (path: String, absolute: Bool)? {
        guard let (path, root, absolute) = syntax.qualifiedName,
            absolute || !scopes.contains(where: { $0.name == root })
        else { return nil }
        return (path, absolute)
    }

    /// The names that `path` can stand for, in the order in which they are tried: `A.B.path`, `A.path`, `path`.
    func candidates(_ path: String, absolute: Bool) -> [String] {
        guard !absolute, !schema.container.isEmpty else { return [path] }
        let parts = schema.container.split(separator: ".")
        return parts.indices.reversed().map { "\(parts[...$0].joined(separator: ".")).\(path)" } + [path]
    }

    private func declared(_ path: String, absolute: Bool, at position: Position) -> Checked? {
        for name in candidates(path, absolute: absolute) {
            if let slot = schema.slot(of: name) {
                return Checked(position: position, type: schema.facts[slot].type, node: .fact(slot: slot))
            }
            if let type = StandardFunctions.typeNames[name] {
                return Checked(position: position, type: .type(type), node: .constant(.type(name)))
            }
        }
        return nil
    }

    private func group(_ path: String, absolute: Bool) -> Schema.Group? {
        candidates(path, absolute: absolute).lazy.compactMap { schema.group(of: $0) }.first
    }

    /// The slots of a fact, or of all facts of a group.
    private func slots(of path: String, absolute: Bool) -> [Int]? {
        for name in candidates(path, absolute: absolute) {
            if let slot = schema.slot(of: name) { return [slot] }
            if let group = schema.group(of: name) { return group.slots }
        }
        return nil
    }

    /// A group of facts has only the fields that are declared.
    private func refuseUnknownField(
        _ field: String, of operand: Syntax, at position: Position
    ) throws(ExpressionError) {
        guard let (path, absolute) = globalPath(operand), slot(of: path, absolute: absolute) == nil,
            let group = group(path, absolute: absolute)
        else { return }
        if group.fields.contains(field) {
            let fields = self.group("\(path).\(field)", absolute: absolute)?.fields ?? []
            throw ExpressionError(
                .groupIsNoValue("\(path).\(field)", fields: fields.map { "\(path).\(field).\($0)" }), at: position)
        }
        throw ExpressionError(
            .unknownField(field, of: path, suggestion: Suggestion.nearest(to: field, among: group.fields)),
            at: position)
    }

    private func slot(of path: String, absolute: Bool) -> Int? {
        candidates(path, absolute: absolute).lazy.compactMap { schema.slot(of: $0) }.first
    }

    private mutating func fieldType(
        _ field: String, of target: Checked, at position: Position
    ) throws(ExpressionError) -> (ExpressionType, place: Int?) {
        let type = unifier.resolved(target.type)
        switch type {
        case .map(_, let value): return (value, nil)
        case .record(let record):
            if let place = record.index(of: field) { return (record.fields[place].type, place) }
            guard mode == .strict else { return (.dyn, nil) }
            let names = record.fields.map(\.name)
            throw ExpressionError(
                .unknownField(
                    field, of: record.name, suggestion: Suggestion.nearest(to: field, among: names)),
                at: position)
        // A field of what an optional value holds is optional, too.
        case .opaque where type.held != nil:
            let held = Checked(position: target.position, type: type.held ?? .dyn, node: target.node)
            let (field, place) = try fieldType(field, of: held, at: position)
            return (.optional(field.held ?? field), place)
        case .dyn: return (.dyn, nil)
        case .variable:
            _ = unifier.assign(.dyn, to: type)
            return (.dyn, nil)
        default:
            guard mode == .strict else { return (.dyn, nil) }
            throw ExpressionError(.noFields(ofType: "\(type)"), at: position)
        }
    }
}
