/// What is wrong in a tape: where, what was expected, what was found.
public struct TapeError: Error, Sendable, Hashable, CustomStringConvertible {
    public let file: String
    /// From 1.
    public let line: Int
    /// From 1, in bytes.
    public let column: Int
    public let expected: String
    public let found: String

    public var description: String { "\(file):\(line):\(column): expected \(expected), found \(found)" }
}
