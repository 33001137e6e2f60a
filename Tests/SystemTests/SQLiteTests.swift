import CSQLite
import Foundation
import TestSupport
import Testing

@testable import SQLite

@Suite("SQLite")
struct SQLiteTests {
    private static func database() throws -> (database: Database, folder: TestFolder) {
        let folder = try TestFolder()
        let database = try Database(folder.path + "/test.db", .create)
        try database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT UNIQUE, bytes BLOB)")
        return (database, folder)
    }

    private static func count(_ database: Database) throws -> Int64 {
        let statement = try database.prepare("SELECT count(*) FROM t")
        _ = try statement.step()
        defer { statement.reset() }
        return statement.int(0)
    }

    /// Its statistics would make every allocation of every connection take one lock.
    @Test func noAllocationIsCounted() throws {
        let (database, folder) = try Self.database()
        try database.execute("INSERT INTO t VALUES (1, 'x', x'00')")
        #expect(sqlite3_memory_used() == 0)
        _ = folder
    }

    @Test func valuesReadBackAsTheyWereBound() throws {
        let (database, folder) = try Self.database()
        let insert = try database.prepare("INSERT INTO t VALUES (?, ?, ?)")
        try insert.bind(0, Int64.min).bind(1, "nòng \u{0} \"x\"; --").bind(2, [0, 255, 0]).run()
        try insert.bind(0, Int64.max).bind(1, String?.none).bind(2, []).run()
        try insert.bind(0, 7).bind(1, text: Array("byte".utf8)).bind(2, [1]).run()
        let select = try database.prepare("SELECT id, text, bytes FROM t ORDER BY id")
        #expect(try select.step())
        #expect(select.int(0) == .min && select.text(1) == "nòng \u{0} \"x\"; --" && select.bytes(2) == [0, 255, 0])
        #expect(try select.step())
        #expect(select.int(0) == 7 && select.optionalText(1) == "byte")
        #expect(try select.step())
        #expect(
            select.int(0) == .max && select.optionalText(1) == nil && select.isNull(1) && select.optionalInt(1) == nil)
        #expect(select.bytes(2).isEmpty && !select.isNull(2))
        #expect(try !select.step())
        withExtendedLifetime(folder) {}
    }

    @Test func anEmptyTextIsTextAndNotNull() throws {
        let (database, folder) = try Self.database()
        let insert = try database.prepare("INSERT INTO t VALUES (?, ?, NULL)")
        try insert.bind(0, 1).bind(1, "").run()
        let select = try database.prepare("SELECT typeof(text) FROM t WHERE id = ?").bind(0, 1)
        #expect(try select.step())
        #expect(select.text(0) == "text")
        withExtendedLifetime(folder) {}
    }

    @Test func emptyBytesAsTextAreTextAndNotNull() throws {
        let (database, folder) = try Self.database()
        try database.prepare("INSERT INTO t VALUES (1, ?, NULL)").bind(0, text: []).run()
        let select = try database.prepare("SELECT typeof(text) FROM t")
        #expect(try select.step())
        #expect(select.text(0) == "text")
        withExtendedLifetime(folder) {}
    }

    @Test func errorsNameTheStatementAndSQLitesWords() throws {
        let (database, folder) = try Self.database()
        let error = #expect(throws: SQLiteError.self) { try database.execute("SELECT absent FROM t") }
        #expect(error?.doing == "SELECT absent FROM t")
        #expect(error?.description == "SELECT absent FROM t: no such column: absent (SQLite code 1)")
        #expect(throws: SQLiteError.self) { try database.prepare("SELEC 1") }
        withExtendedLifetime(folder) {}
    }

    @Test func aBrokenConstraintIsToldApart() throws {
        let (database, folder) = try Self.database()
        let insert = try database.prepare("INSERT INTO t VALUES (NULL, ?, NULL)")
        try insert.bind(0, "same").run()
        let error = #expect(throws: SQLiteError.self) { try insert.bind(0, "same").run() }
        #expect(error?.isConstraint == true && error?.isFull == false)
        // The statement can be used again after its failure.
        try insert.bind(0, "another").run()
        #expect(try Self.count(database) == 2)
        withExtendedLifetime(folder) {}
    }

    @Test func aFullDatabaseIsToldApart() throws {
        let (database, folder) = try Self.database()
        try database.execute("PRAGMA max_page_count = 4")
        let insert = try database.prepare("INSERT INTO t VALUES (NULL, NULL, zeroblob(100000))")
        let error = #expect(throws: SQLiteError.self) { try insert.run() }
        #expect(error?.isFull == true && error?.isConstraint == false)
        withExtendedLifetime(folder) {}
    }

    @Test func openingWhatIsNotThereFails() throws {
        let folder = try TestFolder()
        for access in [Database.Access.readOnly, .readWrite] {
            let error = #expect(throws: SQLiteError.self) { try Database(folder.path + "/none.db", access) }
            #expect(error?.doing == "open \(folder.path)/none.db")
        }
    }

    @Test func whatIsNoDatabaseIsSaidToBeNone() throws {
        let folder = try TestFolder()
        let database = try Database(folder.path + "/x.db", .create)
        try database.execute("CREATE TABLE t (a)")
        let other = try Database(folder.path + "/y.db", .create)
        #expect(throws: SQLiteError.self) { try other.prepare("SELECT a FROM t") }
    }

    @Test func readOnlyMeansReadOnly() throws {
        let (database, folder) = try Self.database()
        let reader = try Database(database.path, .readOnly)
        #expect(throws: SQLiteError.self) { try reader.execute("INSERT INTO t VALUES (1, 'x', NULL)") }
        #expect(try Self.count(reader) == 0)
        withExtendedLifetime(folder) {}
    }

    @Test func aTransactionIsKeptAsAWhole() throws {
        let (database, folder) = try Self.database()
        try database.transaction { () throws(SQLiteError) in
            try database.execute("INSERT INTO t VALUES (1, 'a', NULL)")
            try database.execute("INSERT INTO t VALUES (2, 'b', NULL)")
        }
        #expect(try Self.count(try Database(database.path, .readOnly)) == 2)
        #expect(database.changes == 1 && database.lastInsertedRow == 2)
        withExtendedLifetime(folder) {}
    }

    @Test func nothingOfAFailedTransactionStays() throws {
        let (database, folder) = try Self.database()
        #expect(throws: SQLiteError.self) {
            try database.transaction { () throws(SQLiteError) in
                try database.execute("INSERT INTO t VALUES (1, 'a', NULL)")
                try database.execute("INSERT INTO t VALUES (1, 'again', NULL)")
            }
        }
        #expect(try Self.count(database) == 0)
        // The connection is free for the next one.
        try database.transaction { () throws(SQLiteError) in try database.execute("INSERT INTO t VALUES (3, 'c', NULL)")
        }
        #expect(try Self.count(database) == 1)
        withExtendedLifetime(folder) {}
    }

    private enum Refusal: Error, Equatable {
        case mine
        case database(String)
    }

    @Test func aCallersOwnErrorRollsBackAndComesThrough() throws {
        let (database, folder) = try Self.database()
        #expect(throws: Refusal.mine) {
            try database.transaction(wrapping: { Refusal.database($0.message) }) { () throws(Refusal) in
                try? database.execute("INSERT INTO t VALUES (1, 'a', NULL)")
                throw .mine
            }
        }
        #expect(try Self.count(database) == 0)
        withExtendedLifetime(folder) {}
    }

    @Test func aTransactionWithinAnotherFailsAndLeavesTheOuterOne() throws {
        let (database, folder) = try Self.database()
        try database.execute("BEGIN")
        try database.execute("INSERT INTO t VALUES (1, 'a', NULL)")
        let error = #expect(throws: Refusal.self) {
            try database.transaction(wrapping: { Refusal.database($0.doing) }) { () throws(Refusal) in }
        }
        #expect(error == .database("BEGIN IMMEDIATE"))
        try database.execute("COMMIT")
        #expect(try Self.count(database) == 1)
        withExtendedLifetime(folder) {}
    }

    /// A connection that was only just opened copies the log as well.
    @Test func aCheckpointOfAnotherConnectionCopiesTheLog() throws {
        let (database, folder) = try Self.database()
        try database.execute("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0")
        try database.execute("INSERT INTO t VALUES (1, 'a', zeroblob(100000))")
        let size = { try FileManager.default.attributesOfItem(atPath: folder.path + "/test.db")[.size] as? Int ?? 0 }
        let before = try size()
        try Database(folder.path + "/test.db", .readWrite).checkpoint()
        let after = try size()
        #expect(after >= before + 90_000)
        #expect(try Self.count(database) == 1)
    }

    @Test func failuresAreToldApartByWhatTheyMean() {
        func error(_ code: Int32) -> SQLiteError { SQLiteError(doing: "x", code: code, message: "x") }
        // SQLITE_FULL, SQLITE_IOERR_SHMSIZE (no room for a log's index).
        #expect([13, 4874].allSatisfy { error($0).isFull && !error($0).isInputOutput })
        // SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC, SQLITE_CORRUPT, SQLITE_NOTADB.
        #expect([778, 1034, 11, 26].allSatisfy { error($0).isInputOutput && !error($0).isFull })
        // SQLITE_BUSY, SQLITE_READONLY, SQLITE_CONSTRAINT_UNIQUE.
        #expect([5, 8, 2067].allSatisfy { !error($0).isInputOutput && !error($0).isFull })
    }

    @Test func rollingBackWithoutATransactionIsNothing() throws {
        let (database, folder) = try Self.database()
        database.rollBack()
        try database.execute("BEGIN; INSERT INTO t VALUES (1, 'a', NULL)")
        database.rollBack()
        #expect(try Self.count(database) == 0)
        withExtendedLifetime(folder) {}
    }
}
