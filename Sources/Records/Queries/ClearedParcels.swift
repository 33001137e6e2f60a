import Entries
import Foundation
import Parcels
import SQLite

/// What the records say of a parcel that was cleared once.
extension RecordsReader {
    /// Whether its clear still counts: no hold was raised for it since, and no inspector has it.
    public func standsCleared(_ passage: PassageID) throws(RecordsError) -> Bool {
        do throws(SQLiteError) {
            let rows = try database.prepare(
                """
                SELECT 1 FROM passage WHERE sequence = ?1 AND verdict = 'clear' AND (how IS NULL OR how = 'passed')
                    AND NOT EXISTS (SELECT 1 FROM hold_passage WHERE passage = ?1)
                """
            ).bind(0, Int64(bitPattern: passage.sequence))
            return try rows.step()
        } catch { throw .database(error) }
    }

    /// The reasons that were answered by releasing the parcel, or by an authority's order to let it go on: they hold it no more.
    public func answeredReasons(of number: ParcelNumber) throws(RecordsError) -> Set<Reason> {
        do throws(SQLiteError) {
            let rows = try database.prepare(
                """
                SELECT reason FROM hold JOIN hold_reason ON hold_reason.hold = hold.sequence
                WHERE hold.number = ? AND hold.scheme = ? AND hold.state IN ('released', 'controlled-delivery')
                """
            ).bind(0, number.description).bind(1, number.scheme.rawValue)
            var reasons: Set<Reason> = []
            while try rows.step() {
                if let reason = try? JSONDecoder().decode(Reason.self, from: Data(rows.bytes(0))) {
                    reasons.insert(reason)
                }
            }
            return reasons
        } catch { throw .database(error) }
    }
}
