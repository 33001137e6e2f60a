import Parcels
import SQLite

/// Answers which declaration a number has. It belongs to the thread that opened it.
public final class ManifestLookup {
    private let database: Database
    private let find: Statement

    /// Makes the file where there is none.
    public init(_ path: String) throws(RecordsError) {
        do throws(SQLiteError) {
            database = try ManifestDatabase.open(path, .create)
            find = try database.prepare(
                """
                SELECT \(ManifestDatabase.columns) FROM item
                WHERE number = ? AND change <> \(ItemChange.withdrawn.rawValue)
                """)
        } catch { throw .database(error) }
    }

    /// The declarations of those numbers that have one.
    public func find(_ numbers: [ParcelNumber]) throws(RecordsError) -> [Declaration] {
        var found: [Declaration] = []
        do throws(SQLiteError) {
            for number in numbers {
                find.bind(0, number.description)
                if try find.step() {
                    found.append(ManifestDatabase.declaration(number, find))
                    find.reset()
                }
            }
        } catch { throw .database(error) }
        return found
    }

    /// How many items there are.
    public func count() throws(RecordsError) -> Int {
        do throws(SQLiteError) {
            let rows = try database.prepare(
                "SELECT count(*) FROM item WHERE change <> \(ItemChange.withdrawn.rawValue)")
            return try rows.step() ? Int(rows.int(0)) : 0
        } catch { throw .database(error) }
    }

    /// When the newest import came, in nanoseconds UTC; nil when there was none.
    public func newestImport() throws(RecordsError) -> Int64? {
        do throws(SQLiteError) {
            let rows = try database.prepare("SELECT max(at) FROM import WHERE error IS NULL")
            return try rows.step() ? rows.optionalInt(0) : nil
        } catch { throw .database(error) }
    }
}
