/// One signature of a function or operator and what computes it.
struct Overload: Sendable {
    let parameters: [ExpressionType]
    let result: ExpressionType
    let isMember: Bool
    let implementation: Implementation

    enum Implementation: Sendable {
        case test(Test)
        case binary(BinaryFunction)
        case unary(UnaryFunction)
        case extended(ExtendedFunction)
        case host(HostFunction)

        /// Whether both are the same built-in, which tells its operands' types apart by itself.
        func isSameBuiltin(as other: Implementation) -> Bool {
            switch (self, other) {
            case (.test(let left), .test(let right)): left == right
            case (.binary(let left), .binary(let right)): left == right
            case (.unary(let left), .unary(let right)): left == right
            default: false
            }
        }
    }

    init(
        _ parameters: [ExpressionType], _ result: ExpressionType, isMember: Bool = false,
        _ implementation: Implementation
    ) {
        self.parameters = parameters
        self.result = result
        self.isMember = isMember
        self.implementation = implementation
    }

    /// Whether values can be this overload's arguments, as far as their run-time types tell.
    func takes(_ arguments: [ExpressionValue]) -> Bool {
        arguments.count == parameters.count && zip(arguments, parameters).allSatisfy { $0.fits($1) }
    }

    /// A call of `function` as its author would write it: `int + int`, `string.contains(string)`, `size(list(A))`.
    static func text(of function: String, _ types: [ExpressionType], isMember: Bool) -> String {
        let operation = Syntax.Operator(rawValue: function)
        switch (operation, types.count) {
        case (.optionalIndex, 2): return "\(types[0])[?\(types[1])]"
        case (.index, 2): return "\(types[0])[\(types[1])]"
        case (.negate, 1): return "-\(types[0])"
        case (.not, 1): return "!\(types[0])"
        case (.some, 2): return "\(types[0]) \(function) \(types[1])"
        default: break
        }
        let arguments = types.dropFirst(isMember ? 1 : 0).map(\.description).joined(separator: ", ")
        return isMember && !types.isEmpty ? "\(types[0]).\(function)(\(arguments))" : "\(function)(\(arguments))"
    }
}

/// All functions that an expression may call: the standard ones and the host's.
struct FunctionTable: Sendable {
    private let overloads: [String: [Overload]]

    static let standard = FunctionTable(
        overloads: StandardFunctions.overloads.merging(ExtendedFunctions.overloads) { $0 + $1 })

    private init(overloads: [String: [Overload]]) { self.overloads = overloads }

    /// The table with the host's functions added.
    /// - Throws: `ExpressionError.Problem.conflictingFunction` for two that take the same arguments in the same style.
    func adding(_ functions: [HostFunction]) throws(ExpressionError) -> FunctionTable {
        guard !functions.isEmpty else { return self }
        var overloads = overloads
        for function in functions {
            let overload = Overload(
                function.parameters, function.result, isMember: function.isMember, .host(function))
            let others = overloads[function.name, default: []]
            for other in others where other.isMember == overload.isMember {
                guard !TypeUnifier.overlap(other.parameters, overload.parameters) else {
                    throw ExpressionError(
                        .conflictingFunction(function.name), at: Position(line: 1, column: 1))
                }
            }
            overloads[function.name] = others + [overload]
        }
        return FunctionTable(overloads: overloads)
    }

    subscript(name: String) -> [Overload]? { overloads[name] }

    subscript(operation: Syntax.Operator) -> [Overload] { overloads[operation.rawValue, default: []] }

    /// The names that an author can have meant by a misspelled one.
    var names: [String] { overloads.keys.filter { $0.utf8.first?.isLetter == true }.sorted() }
}
