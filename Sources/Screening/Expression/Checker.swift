/// Settles names, types and functions of a parsed expression (langdef.md, "Gradual Type Checking").
struct Checker {
    enum Mode {
        /// What does not fit is an error before the expression ever runs: the only mode for rules.
        case strict
        /// What does not fit fails when it is evaluated, as in CEL without its checker; for the conformance suite.
        case deferred
    }

    let schema: Schema
    let functions: FunctionTable
    let mode: Mode
    var unifier = TypeUnifier()
    /// The variables of the comprehensions around the node, the innermost last; the index is the register.
    var scopes: [(name: String, type: ExpressionType)] = []
    /// Registers that the whole expression needs.
    private(set) var registers = 0

    init(schema: Schema, functions: FunctionTable, mode: Mode = .strict) {
        self.schema = schema
        self.functions = functions
        self.mode = mode
    }

    /// The checked form of a node.
    /// - Throws: `ExpressionError` for the first thing that does not fit, in the order of evaluation.
    mutating func check(_ syntax: Syntax) throws(ExpressionError) -> Checked {
        guard mode == .deferred else { return try checkStrictly(syntax) }
        do throws(ExpressionError) {
            return try checkStrictly(syntax)
        } catch {
            return Checked(position: error.position, type: .dyn, node: .failing(error.message))
        }
    }

    private mutating func checkStrictly(_ syntax: Syntax) throws(ExpressionError) -> Checked {
        switch syntax.kind {
        case .literal(let value):
            return Checked(position: syntax.position, type: Self.type(of: value), node: .constant(value))
        case .name(let name, let absolute): return try self.name(name, absolute: absolute, syntax)
        case .select(let operand, let field): return try select(field, from: operand, syntax)
        case .hasField(let operand, let field): return try hasField(field, of: operand, syntax)
        case .hasName(let name, let absolute): return try hasName(name, absolute: absolute, syntax)
        case .call(let name, let absolute, let arguments):
            return try call(name, absolute: absolute, arguments, syntax)
        case .memberCall(let target, let name, let arguments):
            return try memberCall(name, on: target, arguments, syntax)
        case .operation(let operation, let operands):
            return try resolve(
                operation.rawValue, functions[operation], try all(operands), isMember: false, syntax)
        case .logic(let logic, let terms): return try self.logic(logic, terms, syntax)
        case .conditional(let condition, let first, let second):
            return try conditional(condition, first, second, syntax)
        case .list(let elements): return try list(elements, syntax)
        case .map(let entries): return try map(entries, syntax)
        case .optionalSelect(let operand, let field): return try optionalSelect(field, from: operand, syntax)
        case .optionalElement(let element): return try optionalElement(element, syntax)
        case .comprehension(let comprehension): return try self.comprehension(comprehension, syntax)
        case .binding(let binding): return try self.binding(binding, syntax)
        case .notBuilt(let feature): throw ExpressionError(.notBuilt(feature: feature), at: syntax.position)
        }
    }

    mutating func all(_ nodes: [Syntax]) throws(ExpressionError) -> [Checked] {
        var checked: [Checked] = []
        checked.reserveCapacity(nodes.count)
        for node in nodes { checked.append(try check(node)) }
        return checked
    }

    /// Refuses a node whose type does not fit; a deferred check leaves that to the evaluation.
    mutating func require(
        _ checked: Checked, _ type: ExpressionType, for subject: String
    ) throws(ExpressionError) {
        guard !unifier.assign(checked.type, to: type), mode == .strict else { return }
        throw ExpressionError(
            .wrongType(of: subject, found: "\(unifier.resolved(checked.type))", expected: "\(type)"),
            at: checked.position)
    }

    /// Keeps room for the variables that are visible now.
    mutating func noteRegisters() { registers = max(registers, scopes.count) }

    // MARK: Nodes with types of their own

    private mutating func logic(
        _ logic: Syntax.Logic, _ terms: [Syntax], _ syntax: Syntax
    ) throws(ExpressionError) -> Checked {
        let checked = try all(terms)
        for term in checked { try require(term, .bool, for: "each side of '\(logic.rawValue)'") }
        return Checked(position: syntax.position, type: .bool, node: .logic(logic, checked))
    }

    private mutating func conditional(
        _ condition: Syntax, _ first: Syntax, _ second: Syntax, _ syntax: Syntax
    ) throws(ExpressionError) -> Checked {
        let condition = try check(condition)
        try require(condition, .bool, for: "the condition before '?'")
        let first = try check(first)
        let second = try check(second)
        let variable = unifier.freshVariable()
        let fits = unifier.assign([first.type, second.type], to: [variable, variable])
        guard fits || mode == .deferred else {
            throw ExpressionError(
                .wrongType(
                    of: "both results of '?:' must have one type", found: "\(unifier.resolved(second.type))",
                    expected: "\(unifier.resolved(first.type))"), at: second.position)
        }
        return Checked(
            position: syntax.position, type: fits ? unifier.resolved(variable) : .dyn,
            node: .conditional(condition, first, second))
    }

    private mutating func list(_ elements: [Syntax], _ syntax: Syntax) throws(ExpressionError) -> Checked {
        let checked = try all(elements)
        var type: ExpressionType?
        for element in checked { type = unifier.join(type, element.type) }
        return Checked(
            position: syntax.position, type: .list(type ?? unifier.freshVariable()), node: .list(checked))
    }

    private mutating func map(_ entries: [Syntax.Entry], _ syntax: Syntax) throws(ExpressionError) -> Checked {
        var checked: [(key: Checked, value: Checked)] = []
        var keyType: ExpressionType?
        var valueType: ExpressionType?
        for entry in entries {
            let key = try check(entry.key)
            let resolved = unifier.resolved(key.type)
            guard resolved.isKey || mode == .deferred else {
                throw ExpressionError(
                    .wrongType(of: "a map's key", found: "\(resolved)", expected: "bool, int, uint or string"),
                    at: key.position)
            }
            let value = try check(entry.value)
            keyType = unifier.join(keyType, key.type)
            valueType = unifier.join(valueType, value.type)
            checked.append((key, value))
        }
        return Checked(
            position: syntax.position,
            type: .map(keyType ?? unifier.freshVariable(), valueType ?? unifier.freshVariable()),
            node: .map(checked))
    }

    private static func type(of literal: ExpressionValue) -> ExpressionType {
        switch literal {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        default: .dyn
        }
    }
}
