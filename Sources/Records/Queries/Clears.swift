import Entries
import Parcels
import SQLite

extension RecordsReader {
    /// The newest passage of a number that left by a permit, and its line; nil when none did.
    public func lastCleared(_ number: ParcelNumber) throws(RecordsError) -> (passage: PassageID, line: LineID)? {
        do throws(SQLiteError) {
            let rows = try database.prepare(
                """
                SELECT epoch, sequence, line FROM passage
                WHERE number = ? AND scheme = ? AND how = 'passed' ORDER BY sequence DESC LIMIT 1
                """)
            rows.bind(0, number.description).bind(1, number.scheme.rawValue)
            guard try rows.step(), let line = LineID(rows.text(2)) else { return nil }
            return (PassageID(epoch: Epoch(rows.int(0)), sequence: UInt64(bitPattern: rows.int(1))), line)
        } catch { throw .database(error) }
    }
}
