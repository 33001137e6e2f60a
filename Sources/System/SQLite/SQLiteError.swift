import CSQLite

/// What SQLite said when it could not do a thing.
public struct SQLiteError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was asked for: a statement, or "open PATH".
    public let doing: String
    /// The extended result code (https://sqlite.org/rescode.html).
    public let code: Int32
    public let message: String

    /// The disk is full (SQLITE_FULL): the one failure that may pass by itself.
    public var isFull: Bool { code & 0xFF == SQLITE_FULL }

    public var isConstraint: Bool { code & 0xFF == SQLITE_CONSTRAINT }

    public var description: String { "\(doing): \(message) (SQLite code \(code))" }
}
