/// What is wrong in a manifest file: where, what was expected, what was found.
public struct ManifestError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Line and column count from 1; the column is that of the first character of the cell, in characters.
    public let line: Int
    public let column: Int
    /// The column's name in the header, where the error is in a cell.
    public let field: String?
    public let expected: String
    public let found: String

    public init(line: Int, column: Int, field: String? = nil, expected: String, found: String) {
        self.line = line
        self.column = column
        self.field = field
        self.expected = expected
        self.found = found
    }

    public var description: String {
        "line \(line), column \(column)" + (field.map { " (\($0))" } ?? "") + ": expected \(expected), found \(found)"
    }

    /// What was found, short enough for a message and without control characters. The value itself may be personal: only
    /// fields that are not are quoted.
    static func quoted(_ text: ArraySlice<UInt8>) -> String { quoted(String(decoding: text, as: UTF8.self)) }

    static func quoted(_ text: String) -> String {
        let shown = text.prefix(40).unicodeScalars.map { $0.value < 32 || $0.value == 127 ? "·" : String($0) }.joined()
        return "'\(shown)'" + (text.count > 40 ? "…" : "")
    }
}
