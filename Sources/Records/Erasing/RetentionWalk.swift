import Entries
import Journal
import Parcels

/// One run of the policy through the journal, for one kind of data: at most a day's entries, from where the last run ended.
public struct RetentionWalk: Sendable {
    public static let day: Int64 = 86_400_000_000_000
    /// So many entries of open holds are passed over and come again; with more the run stops where it is.
    static let keptLimit = 10_000

    /// What is to be erased, and what is left for later because its hold is open.
    public private(set) var slots: [UInt64] = []
    public private(set) var kept: [UInt64] = []
    /// The last entry that was looked at.
    public private(set) var through: UInt64

    /// - Parameters:
    ///   - last: what the last run recorded.
    ///   - cutoff: entries up to this moment (nanoseconds UTC) are old enough.
    public static func run(
        _ data: PersonalKind, after last: DataErased?, cutoff: Int64, journal: JournalReader, records: RecordsReader
    ) throws(RecordsError) -> RetentionWalk {
        var walk = RetentionWalk(through: last?.through ?? 0)
        for sequence in last?.kept ?? [] {
            guard let record = try walk.records(journal, from: sequence, limit: 1).first,
                record.sequence == sequence, let part = SealedPart(record)
            else { continue }
            try walk.take(part, records)
        }
        // An entry without a trusted stamp is as old as the last one that has one.
        var clock: Int64?
        var start: Int64?
        walking: while walk.kept.count < keptLimit {
            let found = try walk.records(journal, from: walk.through + 1, limit: 1_000)
            if found.isEmpty { break }
            for record in found {
                guard let entry = try? Entry.read(record.content) else {
                    throw .entry("entry \(record.sequence) cannot be read")
                }
                if entry.stamp.trusted { clock = entry.stamp.utc }
                guard let now = clock else {
                    walk.through = record.sequence
                    if let part = SealedPart(record), part.data == data { walk.kept.append(record.sequence) }
                    continue
                }
                if start == nil { start = now }
                if now > cutoff || now > (start ?? now) + day || walk.kept.count >= keptLimit { break walking }
                if let part = SealedPart(record), part.data == data { try walk.take(part, records) }
                walk.through = record.sequence
            }
        }
        return walk
    }

    private init(through: UInt64) { self.through = through }

    private mutating func take(_ part: SealedPart, _ records: RecordsReader) throws(RecordsError) {
        if try records.concernsOpenHold(part.sequence) { kept.append(part.sequence) } else { slots.append(part.slot) }
    }

    private func records(
        _ journal: JournalReader, from sequence: UInt64, limit: Int
    ) throws(RecordsError) -> [Record] {
        do throws(StorageFailure) { return try journal.records(from: sequence, limit: limit) } catch {
            throw .journal(error)
        }
    }
}
