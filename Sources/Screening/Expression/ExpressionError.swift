/// Why an expression was refused before it ever ran, and where in its source.
public struct ExpressionError: Error, Sendable, Hashable, CustomStringConvertible {
    public let position: Position
    public let problem: Problem

    init(_ problem: Problem, at position: Position) {
        self.position = position
        self.problem = problem
    }

    /// Boxed: every frame of the parser and the checker has room for an error, and their recursion is deep.
    public indirect enum Problem: Sendable, Hashable {
        case sourceTooLong(bytes: Int)
        case nestedTooDeep
        case strangeCharacter(String)
        case unterminatedText
        case malformedEscape
        case notACodePoint(UInt32)
        case malformedNumber
        case numberOutOfRange(String)
        case malformedQuotedName
        case unexpected(found: String, expected: String)
        case reservedWord(String)
        case macroNeedsName(macro: String)
        case hasNeedsField
        case macroArguments(macro: String, found: Int, expected: String)
        case unknownName(String, suggestion: String?)
        case unknownField(String, of: String, suggestion: String?)
        case groupIsNoValue(String, fields: [String])
        case noFields(ofType: String)
        case unknownFunction(String, suggestion: String?)
        case noOverload(found: String, expected: [String])
        case wrongType(of: String, found: String, expected: String)
        case badPattern(reason: String)
        case unknownTimeZone(String)
        case conflictingFunction(String)
        case notBuilt(feature: String)
    }

    public var message: String {
        switch problem {
        case .sourceTooLong(let bytes):
            "the expression has \(bytes) bytes; at most \(ExpressionLimits.sourceBytes) are accepted"
        case .nestedTooDeep:
            "the expression is nested too deeply; at most \(ExpressionLimits.depth) levels are accepted"
        case .strangeCharacter(let character): "'\(character)' is no part of the language outside quotes"
        case .unterminatedText: "the quoted text that begins here does not end; expected its closing quotes"
        case .malformedEscape:
            "unknown escape; expected one of \\a \\b \\f \\n \\r \\t \\v \\\\ \\? \\\" \\' \\`, \\xHH, three octal digits"
                + " and, in strings only, \\uHHHH or \\UHHHHHHHH"
        case .notACodePoint(let value): "U+\(String(value, radix: 16, uppercase: true)) is not a Unicode code point"
        case .malformedNumber: "malformed number; expected digits such as 25, 0x19, 25u or 2.5e3"
        case .numberOutOfRange(let type): "the number does not fit into \(type)"
        case .malformedQuotedName: "malformed quoted name; expected letters, digits and _ - . / between backticks"
        case .unexpected(let found, let expected): "expected \(expected), found \(found)"
        case .reservedWord(let word): "'\(word)' is a reserved word and cannot be a name"
        case .macroNeedsName(let macro): "'\(macro)' needs a plain name as its variable, such as x"
        case .hasNeedsField: "'has' needs a fact or a field, such as has(receiver.phone)"
        case .macroArguments(let macro, let found, let expected):
            "'\(macro)' takes \(expected), found \(found) arguments"
        case .unknownName(let name, let suggestion): "unknown name '\(name)'" + Self.hint(suggestion)
        case .unknownField(let field, let owner, let suggestion):
            "unknown field '\(field)' of \(owner)" + Self.hint(suggestion)
        case .groupIsNoValue(let name, let fields):
            "'\(name)' is a group of facts, not a value; expected one of its fields: \(Self.list(fields))"
        case .noFields(let type): "a value of type \(type) has no fields; expected a map or a record before the dot"
        case .unknownFunction(let name, let suggestion): "unknown function '\(name)'" + Self.hint(suggestion)
        case .noOverload(let found, let expected): "there is no \(found); expected \(Self.list(expected))"
        case .wrongType(let subject, let found, let expected): "\(subject): expected \(expected), found \(found)"
        case .badPattern(let reason): "not a regular expression of RE2's syntax: \(reason)"
        case .unknownTimeZone(let name):
            "there is no time zone '\(name)'; expected UTC, an offset such as +07:00, or a name such as Asia/Ho_Chi_Minh"
        case .conflictingFunction(let name): "the function '\(name)' is declared twice for the same arguments"
        case .notBuilt(let feature): "\(feature) are not part of the gateway's rule language"
        }
    }

    public var description: String { "\(position.line):\(position.column): \(message)" }

    private static func hint(_ suggestion: String?) -> String {
        suggestion.map { "; did you mean '\($0)'?" } ?? ""
    }

    private static func list(_ words: [String]) -> String {
        let shown = words.prefix(8).joined(separator: ", ")
        return words.count > 8 ? "\(shown) and \(words.count - 8) more" : shown
    }
}
