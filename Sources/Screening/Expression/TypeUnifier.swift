/// Finds the types that type variables stand for, so that every call of an expression fits.
///
/// The rules are those of the reference checker: a type is assignable to another when they agree once variables are
/// replaced and `dyn` is taken for any type; a variable that was bound may become more general, never less.
struct TypeUnifier {
    private var bindings: [ExpressionType?] = []
    /// What bindings held before they were changed, so that a failed attempt leaves no trace.
    private var trail: [(variable: Int, before: ExpressionType?)] = []

    mutating func freshVariable() -> ExpressionType {
        bindings.append(nil)
        return .variable(bindings.count - 1)
    }

    /// A signature's types with fresh variables for its type parameters.
    mutating func instantiate(_ overload: Overload) -> (parameters: [ExpressionType], result: ExpressionType) {
        var variables: [String: ExpressionType] = [:]
        let parameters = overload.parameters.map { replaceParameters(in: $0, &variables) }
        return (parameters, replaceParameters(in: overload.result, &variables))
    }

    /// Whether values of `types` may stand where `targets` are wanted; keeps what it learned only if so.
    mutating func assign(_ types: [ExpressionType], to targets: [ExpressionType]) -> Bool {
        let fits = unifyAll(types, targets)
        if !fits { undo() }
        trail.removeAll(keepingCapacity: true)
        return fits
    }

    /// What `result` would be if values of `types` stood where `targets` are wanted, nil if they may not. Keeps nothing.
    mutating func result(
        _ result: ExpressionType, assigning types: [ExpressionType], to targets: [ExpressionType]
    ) -> ExpressionType? {
        defer { undo() }
        return unifyAll(types, targets) ? resolved(result) : nil
    }

    mutating func assign(_ type: ExpressionType, to target: ExpressionType) -> Bool {
        assign([type], to: [target])
    }

    /// The one type for two elements of a list or map: the more general of the two, `dyn` when they do not agree.
    mutating func join(_ previous: ExpressionType?, _ current: ExpressionType) -> ExpressionType {
        guard let previous else { return current }
        return assign(previous, to: current) ? Self.mostGeneral(previous, current) : .dyn
    }

    /// The type with all variables replaced by what they stand for.
    func resolved(_ type: ExpressionType) -> ExpressionType {
        let type = representative(of: type)
        return type.mapComponents { resolved($0) }
    }

    /// The type for the world outside the checker: a variable that nothing bound can be anything.
    func final(_ type: ExpressionType) -> ExpressionType {
        let type = representative(of: type)
        return type.isVariable ? .dyn : type.mapComponents { final($0) }
    }

    /// Whether some arguments could be taken by both signatures.
    static func overlap(_ left: [ExpressionType], _ right: [ExpressionType]) -> Bool {
        func erased(_ type: ExpressionType) -> ExpressionType {
            if case .parameter = type { .dyn } else { type.mapComponents { _ in .dyn } }
        }
        return left.count == right.count
            && zip(left, right).allSatisfy { left, right in
                let left = erased(left)
                let right = erased(right)
                return left == right || left.isDyn || right.isDyn
            }
    }

    // MARK: The rules

    private mutating func unify(_ type: ExpressionType, _ target: ExpressionType) -> Bool {
        let type = representative(of: type, keepingVariable: true)
        let target = representative(of: target, keepingVariable: true)
        if target.isVariable {
            let (fits, isBound) = substitute(type, for: target)
            if fits || isBound { return fits }
        }
        if type.isVariable { return substitute(target, for: type).fits }
        if type.isDyn || target.isDyn { return true }
        if type == .null { return target.acceptsNull }
        if target == .null { return type.acceptsNull }
        return switch (type, target) {
        case (.list(let element), .list(let other)): unify(element, other)
        case (.map(let key, let value), .map(let otherKey, let otherValue)):
            unify(key, otherKey) && unify(value, otherValue)
        case (.opaque(let name, let parameters), .opaque(let otherName, let others)):
            name == otherName && unifyAll(parameters, others)
        // Types as values can always be compared: `type(x) == int` asks just that.
        case (.type, .type): true
        default: type == target
        }
    }

    private mutating func unifyAll(_ types: [ExpressionType], _ targets: [ExpressionType]) -> Bool {
        guard types.count == targets.count else { return false }
        for (type, target) in zip(types, targets) where !unify(type, target) { return false }
        return true
    }

    /// Takes `type` for a variable, or makes the variable more general so that it takes both.
    private mutating func substitute(
        _ type: ExpressionType, for variable: ExpressionType
    ) -> (fits: Bool, isBound: Bool) {
        guard case .variable(let number) = variable else { return (false, false) }
        if type == variable { return (true, true) }
        if let bound = bindings[number] {
            if type == bound { return (true, true) }
            guard unify(type, bound) else { return (false, true) }
            let general = Self.mostGeneral(type, bound)
            if !occurs(number, in: general) { bind(number, to: general) }
            return (true, true)
        }
        guard !occurs(number, in: type) else { return (false, false) }
        bind(number, to: type)
        return (true, false)
    }

    private static func mostGeneral(_ left: ExpressionType, _ right: ExpressionType) -> ExpressionType {
        isEqualOrMoreGeneral(left, right) ? left : right
    }

    private static func isEqualOrMoreGeneral(_ left: ExpressionType, _ right: ExpressionType) -> Bool {
        if left.isDyn || left.isVariable { return true }
        if right.isDyn || right.isVariable { return false }
        switch (left, right) {
        case (.list, .list), (.map, .map):
            return zip(left.components, right.components).allSatisfy { isEqualOrMoreGeneral($0, $1) }
        case (.opaque(let name, let parameters), .opaque(let otherName, let others)):
            return name == otherName && parameters.count == others.count
                && zip(parameters, others).allSatisfy { isEqualOrMoreGeneral($0, $1) }
        case (.type, .type): return true
        default: return left == right
        }
    }

    private func occurs(_ number: Int, in type: ExpressionType) -> Bool {
        if case .variable(let other) = type {
            return other == number || bindings[other].map { occurs(number, in: $0) } ?? false
        }
        return type.components.contains { occurs(number, in: $0) }
    }

    /// Follows variables to what they stand for.
    ///
    /// `keepingVariable` stops at the last variable of the row, so that it can still become more general.
    private func representative(of type: ExpressionType, keepingVariable: Bool = false) -> ExpressionType {
        var type = type
        while case .variable(let number) = type, let bound = bindings[number] {
            if keepingVariable, !bound.isVariable { break }
            type = bound
        }
        return type
    }

    private mutating func bind(_ number: Int, to type: ExpressionType) {
        trail.append((number, bindings[number]))
        bindings[number] = type
    }

    private mutating func undo() {
        while let (variable, before) = trail.popLast() { bindings[variable] = before }
    }

    private mutating func replaceParameters(
        in type: ExpressionType, _ variables: inout [String: ExpressionType]
    ) -> ExpressionType {
        guard case .parameter(let name) = type else {
            switch type {
            case .list(let element): return .list(replaceParameters(in: element, &variables))
            case .map(let key, let value):
                return .map(replaceParameters(in: key, &variables), replaceParameters(in: value, &variables))
            case .type(let inner): return .type(replaceParameters(in: inner, &variables))
            case .opaque(let name, let parameters):
                return .opaque(name, parameters.map { replaceParameters(in: $0, &variables) })
            default: return type
            }
        }
        if let variable = variables[name] { return variable }
        let variable = freshVariable()
        variables[name] = variable
        return variable
    }
}
