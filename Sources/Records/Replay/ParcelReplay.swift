import Entries
import Foundation
import Journal
import Parcels
import SQLite

/// Reads parcels that have been decided back from the journal, with their persons, oldest first.
public struct ParcelReplay: Sendable {
    private let records: String
    private let journal: JournalReader
    private let keys: KeyFolder

    /// Entries that are read at one time.
    private static let batch = 500

    /// - Parameter records: path of `records.db`.
    public init(records: String, journal: JournalReader, keys: KeyFolder) {
        self.records = records
        self.journal = journal
        self.keys = keys
    }

    /// Hands over each parcel that was decided since a moment, at most the newest `limit` of them.
    /// - Parameters:
    ///   - since: nanoseconds UTC; nil where the clock says nothing: then only the limit counts.
    ///   - take: false ends the reading.
    public func forEach(
        since: Int64?, limit: Int, _ take: (DecidedParcel) -> Bool
    ) throws(RecordsError) {
        guard let first = try firstSequence(since: since, limit: limit) else { return }
        var parcels = DecidedParcels()
        var next = first
        while true {
            let found: [Record]
            do throws(StorageFailure) { found = try journal.records(from: next, limit: Self.batch) } catch {
                throw .journal(error)
            }
            guard let last = found.last else { return }
            for record in found {
                guard let entry = try entry(record), let parcel = parcels.take(entry) else { continue }
                guard take(parcel) else { return }
            }
            next = last.sequence + 1
        }
    }

    /// The first eye of the oldest parcel that is wanted.
    private func firstSequence(since: Int64?, limit: Int) throws(RecordsError) -> UInt64? {
        do throws(SQLiteError) {
            let database = try RecordsDatabase.open(records, .readWrite)
            let rows = try database.prepare(
                """
                SELECT min(sequence) FROM (SELECT sequence FROM passage WHERE decision IS NOT NULL AND opened >= ?
                    ORDER BY sequence DESC LIMIT ?)
                """
            ).bind(0, since ?? 0).bind(1, limit)
            guard try rows.step() else { return nil }
            return rows.optionalInt(0).map { UInt64(bitPattern: $0) }
        } catch { throw .database(error) }
    }

    /// The entry, if it is one of those that say something about a parcel. Most others are known by their first bytes.
    private func entry(_ record: Record) throws(RecordsError) -> Entry? {
        guard Self.concernsParcels(record.content) else { return nil }
        do throws(EntryFault) {
            let plain = try Entry.read(record.content)
            guard case .passageDecided = plain.body, !record.sealed.isEmpty else { return plain }
            return try Entry.read(record.content) { slot in
                keys.open(record.sealed, slot: slot, epoch: plain.epoch, sequence: plain.sequence)
            }
        } catch { throw .entry("entry \(record.sequence): \(error)") }
    }

    private static let wanted = (DecidedParcels.kinds.union([.siteStarted])).map {
        Array("\"kind\":\"\($0.rawValue)\"".utf8)
    }

    /// An entry's kind stands within its first few hundred bytes; what has it only in a text further on is read in vain.
    static func concernsParcels(_ content: [UInt8]) -> Bool {
        let head = Data(content.prefix(400))
        return wanted.contains { head.range(of: Data($0)) != nil }
    }
}
