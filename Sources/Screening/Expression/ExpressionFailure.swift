/// Why an evaluation ended without a value, and which part of the expression it was.
///
/// A rule that fails holds its parcel: this is the reason that the decision shows.
public struct ExpressionFailure: Error, Sendable, Hashable, CustomStringConvertible {
    public let fault: ExpressionFault
    public let position: Position

    init(_ fault: ExpressionFault, at position: Position) {
        self.fault = fault
        self.position = position
    }

    /// Whether one of these facts is absent, and nothing else is wrong.
    func isAbsence(ofAny names: [String]) -> Bool {
        guard case .absentFact(let name) = fault else { return false }
        return names.contains(name)
    }

    public var description: String { "\(position.line):\(position.column): \(fault)" }
}

/// What went wrong during an evaluation (langdef.md, "Runtime Errors" and "Overflow").
///
/// Boxed, because every frame of the evaluation has room for one.
public indirect enum ExpressionFault: Error, Sendable, Hashable, CustomStringConvertible {
    case absentFact(String)
    case overBudget
    case overflow(String)
    case divisionByZero
    case outOfRange(String)
    case noSuchKey(String)
    case noSuchField(String)
    case indexOutOfBounds(index: String, count: Int)
    case noSuchOverload(of: String, found: [String])
    case notABool(found: String)
    case emptyOptional
    case notWalkable(found: String)
    case malformed(String, as: String)
    case repeatedKey(String)
    case unsupportedKey(String)
    case badPattern(reason: String)
    case notChecked(String)
    case wrongResult(of: String, found: String, expected: String)
    case foreignFacts
    /// A host function's own reason, in its own words.
    case host(String)

    public var description: String {
        switch self {
        case .absentFact(let name): "absent fact \(name)"
        case .overBudget: "over its budget"
        case .overflow(let operation): "the result of \(operation) does not fit into its type"
        case .divisionByZero: "division by zero"
        case .outOfRange(let what): "\(what) is out of range"
        case .noSuchKey(let key): "no such key: \(key)"
        case .noSuchField(let field): "no such field: \(field)"
        case .indexOutOfBounds(let index, let count): "index \(index) is outside a list of \(count)"
        case .noSuchOverload(let function, let found):
            "no such overload: '\(function)' does not take (\(found.joined(separator: ", ")))"
        case .emptyOptional: "an optional value that is empty has no value; orValue() names another"
        case .notABool(let type): "expected bool, found \(type)"
        case .notWalkable(let type): "expected a list or a map to walk over, found \(type)"
        case .malformed(let text, let type): "'\(text)' is not a \(type)"
        case .repeatedKey(let key): "repeated key: \(key)"
        case .unsupportedKey(let type): "unsupported key type \(type); expected bool, int, uint or string"
        case .badPattern(let reason): "not a regular expression of RE2's syntax: \(reason)"
        case .notChecked(let message): message
        case .wrongResult(let function, let found, let expected):
            "the function '\(function)' answered \(found) where \(expected) was declared"
        case .foreignFacts: "the facts belong to another schema than the expression"
        case .host(let reason): reason
        }
    }
}
