import Entries
import Inspection
import Parcels
import SQLite

extension RecordsReader {
    /// How often each reason held a parcel in the hour before `now` (nanoseconds UTC) and in the shift before that hour.
    public func holdCounts(_ now: Int64) throws(RecordsError) -> HoldCounts {
        do throws(SQLiteError) {
            let recent = now - HoldCounts.recent
            let parcels = try count(
                "SELECT count(*), coalesce(sum(opened >= ?1), 0) FROM passage WHERE opened >= ?2", recent)
            let holds = try count(
                "SELECT count(*), coalesce(sum(raised >= ?1), 0) FROM hold WHERE raised >= ?2", recent)
            let rows = try database.prepare(
                """
                SELECT json_extract(reason, '$.code') AS code,
                    coalesce(json_extract(reason, '$.rule.id'), json_extract(reason, '$.arguments.evidence'),
                        json_extract(reason, '$.arguments.what')) AS subject,
                    count(*), sum(raised >= ?1)
                FROM hold JOIN hold_reason ON hold_reason.hold = hold.sequence WHERE raised >= ?2 GROUP BY code, subject
                """
            ).bind(0, recent).bind(1, recent - HoldCounts.shift)
            var causes: [HoldCounts.Cause] = []
            while try rows.step() {
                guard let code = ReasonCode(rawValue: rows.text(0)) else { continue }
                let now = Int(rows.int(3))
                causes.append(
                    HoldCounts.Cause(
                        code: code, subject: rows.optionalText(1), now: now, before: Int(rows.int(2)) - now))
            }
            return HoldCounts(
                parcelsNow: parcels.now, parcelsBefore: parcels.before, holdsNow: holds.now,
                holdsBefore: holds.before, causes: causes)
        } catch { throw .database(error) }
    }

    private func count(_ query: String, _ recent: Int64) throws(SQLiteError) -> (now: Int, before: Int) {
        let rows = try database.prepare(query).bind(0, recent).bind(1, recent - HoldCounts.shift)
        defer { rows.reset() }
        guard try rows.step() else { return (0, 0) }
        return (Int(rows.int(1)), Int(rows.int(0) - rows.int(1)))
    }
}
