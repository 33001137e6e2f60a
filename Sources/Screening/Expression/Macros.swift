/// The macros of the standard environment (langdef.md, "Macros"): calls that the parser turns into other syntax.
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

    /// A call of a function on a target, or one of the macros over its elements.
    ///
    /// A name with another count of arguments is an ordinary call: CEL tells macros apart by name and count.
    func memberCall(
        of name: String, on target: Syntax, _ arguments: [Syntax], at position: Position
    ) throws(ExpressionError) -> Syntax {
        guard expandsMacros, let sort = Syntax.Comprehension.Sort(rawValue: name),
            arguments.count == 2 || (sort == .map && arguments.count == 3)
        else { return try Syntax(.memberCall(target, name, arguments), at: position) }
        guard case .name(let variable, absolute: false) = arguments[0].kind else {
            throw ExpressionError(.macroNeedsName(macro: name), at: arguments[0].position)
        }
        let comprehension = Syntax.Comprehension(
            sort: sort, range: target, variable: variable,
            predicate: sort == .map && arguments.count == 2 ? nil : arguments[1],
            transform: sort == .map ? arguments.last : nil)
        return try Syntax(.comprehension(comprehension), at: position)
    }
}
