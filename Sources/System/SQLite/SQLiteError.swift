import CSQLite

/// What SQLite said when it could not do a thing.
public struct SQLiteError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was asked for: a statement, or "open PATH".
    public let doing: String
    /// The extended result code (https://sqlite.org/rescode.html).
    public let code: Int32
    public let message: String

    /// The disk is full (SQLITE_FULL): the one failure that may pass by itself. Where the index of a write-ahead log finds no
    /// room, SQLite calls it an input/output error (SQLITE_IOERR_SHMSIZE); no content is in that file.
    public var isFull: Bool { code & 0xFF == SQLITE_FULL || code == Self.noRoomForIndex }

    private static let noRoomForIndex = SQLITE_IOERR | 19 << 8

    /// The disk could not read or write, or what it gave back is no database (SQLITE_IOERR, _CORRUPT, _NOTADB).
    public var isInputOutput: Bool {
        !isFull && [SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB].contains(code & 0xFF)
    }

    /// The file is no database, or not a whole one (SQLITE_CORRUPT, _NOTADB).
    public var isDamage: Bool { [SQLITE_CORRUPT, SQLITE_NOTADB].contains(code & 0xFF) }

    public var isConstraint: Bool { code & 0xFF == SQLITE_CONSTRAINT }

    public var description: String { "\(doing): \(message) (SQLite code \(code))" }
}
