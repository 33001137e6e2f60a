import CSQLite
import CSQLiteLocks

/// One connection to a SQLite file. It belongs to the thread that opened it.
@safe public final class Database {
    public enum Access: Sendable {
        case readOnly
        case readWrite
        case create
    }

    public let path: String
    let handle: OpaquePointer

    /// SQLite's locks are set up before its first use in the process.
    private static let setUp = sqlite_locks_set_up()

    /// Opens the file; with `.create` it is made where there is none.
    public init(_ path: String, _ access: Access) throws(SQLiteError) {
        self.path = path
        guard Self.setUp == SQLITE_OK else { throw unsafe Self.error(nil, Self.setUp, "set SQLite up") }
        let flags =
            switch access {
            case .readOnly: SQLITE_OPEN_READONLY
            case .readWrite: SQLITE_OPEN_READWRITE
            case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        var handle: OpaquePointer?
        let status = unsafe sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
        guard status == SQLITE_OK, let handle = unsafe handle else {
            let error = unsafe Self.error(handle, status, "open \(path)")
            unsafe sqlite3_close_v2(handle)
            throw error
        }
        unsafe self.handle = handle
        unsafe sqlite3_extended_result_codes(handle, 1)
        unsafe sqlite3_busy_timeout(handle, 5_000)
    }

    deinit { unsafe sqlite3_close_v2(handle) }

    /// Runs one or more statements that return nothing of interest.
    public func execute(_ sql: String) throws(SQLiteError) {
        let status = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        guard status == SQLITE_OK else { throw error(status, sql) }
    }

    public func prepare(_ sql: String) throws(SQLiteError) -> Statement { try Statement(sql, in: self) }

    /// Runs `body` in one transaction; when it throws, nothing of it stays.
    public func transaction<Failure: Error>(
        wrapping wrap: (SQLiteError) -> Failure, _ body: () throws(Failure) -> Void
    ) throws(Failure) {
        do throws(SQLiteError) { try execute("BEGIN IMMEDIATE") } catch { throw wrap(error) }
        do throws(Failure) { try body() } catch {
            rollBack()
            throw error
        }
        do throws(SQLiteError) { try execute("COMMIT") } catch {
            rollBack()
            throw wrap(error)
        }
    }

    public func transaction(_ body: () throws(SQLiteError) -> Void) throws(SQLiteError) {
        try transaction(wrapping: { $0 }, body)
    }

    /// The rows that the last INSERT, UPDATE or DELETE touched.
    public var changes: Int { unsafe Int(sqlite3_changes(handle)) }

    public var lastInsertedRow: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

    /// Ends a transaction that could not be committed; nothing when none is open.
    public func rollBack() {
        if unsafe sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
    }

    /// Copies what the write-ahead log holds into the database file as far as no reader stands in the way. Another that is
    /// at it is no failure.
    public func checkpoint() throws(SQLiteError) {
        // A connection that has read nothing yet knows of no log and would copy nothing.
        try execute("PRAGMA schema_version")
        let status = unsafe sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        guard [SQLITE_OK, SQLITE_BUSY].contains(status & 0xFF) else { throw error(status, "checkpoint \(path)") }
    }

    func error(_ status: Int32, _ doing: String) -> SQLiteError { unsafe Self.error(handle, status, doing) }

    private static func error(_ handle: OpaquePointer?, _ status: Int32, _ doing: String) -> SQLiteError {
        guard let handle = unsafe handle else {
            return unsafe SQLiteError(doing: doing, code: status, message: String(cString: sqlite3_errstr(status)))
        }
        return unsafe SQLiteError(
            doing: doing, code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)))
    }
}
