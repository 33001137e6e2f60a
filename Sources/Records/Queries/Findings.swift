import Entries
import SQLite

extension RecordsReader {
    /// What inspectors found in parcels, by the sequence of each passage that a hold is about; the newest hold of a passage counts.
    public func findings() throws(RecordsError) -> [UInt64: Finding] {
        do throws(SQLiteError) {
            let rows = try database.prepare(
                """
                SELECT hold_passage.passage, hold.finding FROM hold JOIN hold_passage ON hold_passage.hold = hold.sequence
                WHERE hold.finding IS NOT NULL ORDER BY hold.sequence
                """)
            var findings: [UInt64: Finding] = [:]
            while try rows.step() {
                findings[UInt64(bitPattern: rows.int(0))] = Finding(rawValue: rows.text(1))
            }
            return findings
        } catch { throw .database(error) }
    }
}
