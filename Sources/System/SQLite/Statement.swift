import CSQLite

/// One prepared statement; parameters and columns count from 0.
@safe public final class Statement {
    private let database: Database
    private let sql: String
    private let handle: OpaquePointer

    init(_ sql: String, in database: Database) throws(SQLiteError) {
        self.database = database
        self.sql = sql
        var handle: OpaquePointer?
        let status = unsafe sqlite3_prepare_v3(
            database.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard status == SQLITE_OK, let handle = unsafe handle else { throw database.error(status, sql) }
        unsafe self.handle = handle
    }

    deinit { unsafe sqlite3_finalize(handle) }

    @discardableResult
    public func bind(_ place: Int, _ value: Int64?) -> Statement {
        if let value {
            unsafe sqlite3_bind_int64(handle, Int32(place + 1), value)
        } else {
            unsafe sqlite3_bind_null(handle, Int32(place + 1))
        }
        return self
    }

    @discardableResult
    public func bind(_ place: Int, _ value: Int) -> Statement { bind(place, Int64(value)) }

    @discardableResult
    public func bind(_ place: Int, _ value: String?) -> Statement {
        guard var value else { return bind(place, Int64?.none) }
        value.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { text in
                _ = unsafe sqlite3_bind_text(handle, Int32(place + 1), text.baseAddress, Int32(text.count), transient)
            }
        }
        return self
    }

    /// Binds bytes as a BLOB.
    @discardableResult
    public func bind(_ place: Int, _ value: [UInt8]) -> Statement {
        if value.isEmpty {
            unsafe sqlite3_bind_zeroblob(handle, Int32(place + 1), 0)
            return self
        }
        unsafe value.withUnsafeBytes { bytes in
            _ = unsafe sqlite3_bind_blob(handle, Int32(place + 1), bytes.baseAddress, Int32(bytes.count), transient)
        }
        return self
    }

    /// Binds UTF-8 bytes as TEXT.
    @discardableResult
    public func bind(_ place: Int, text value: [UInt8]) -> Statement {
        unsafe value.withUnsafeBytes { bytes in
            let text = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            _ = unsafe sqlite3_bind_text(handle, Int32(place + 1), text, Int32(bytes.count), transient)
        }
        return self
    }

    /// Goes to the next row. False when there is none, and the statement is ready to be used again.
    public func step() throws(SQLiteError) -> Bool {
        let status = unsafe sqlite3_step(handle)
        if status == SQLITE_ROW { return true }
        let failure = status == SQLITE_DONE ? nil : database.error(status, sql)
        unsafe sqlite3_reset(handle)
        if let failure { throw failure }
        return false
    }

    /// Runs a statement that returns no rows.
    public func run() throws(SQLiteError) { _ = try step() }

    /// Gives up the rows not yet read.
    public func reset() { unsafe sqlite3_reset(handle) }

    public func int(_ column: Int) -> Int64 { unsafe sqlite3_column_int64(handle, Int32(column)) }

    public func optionalInt(_ column: Int) -> Int64? { isNull(column) ? nil : int(column) }

    public func text(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }

    public func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

    /// The bytes of a BLOB or TEXT column.
    public func bytes(_ column: Int) -> [UInt8] {
        guard let start = unsafe sqlite3_column_blob(handle, Int32(column)) else { return [] }
        let count = unsafe Int(sqlite3_column_bytes(handle, Int32(column)))
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    public func isNull(_ column: Int) -> Bool {
        unsafe sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
    }

    /// SQLITE_TRANSIENT, which the C header writes as a cast that Swift does not import: SQLite copies the bytes.
    private var transient: sqlite3_destructor_type { unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
