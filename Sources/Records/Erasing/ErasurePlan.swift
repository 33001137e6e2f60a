import Entries
import Foundation
import Journal
import Parcels
import SQLite

/// Which entries' personal parts an erasure concerns.
public struct SealedPart: Sendable, Hashable {
    public let sequence: UInt64
    public let slot: UInt64
    public let data: PersonalKind
}

extension PersonalKind {
    /// What the sealed part of an entry of this kind holds; nil where it is no parcel's or person's that time ends, such as
    /// an account's password or a list that the site looks for.
    public init?(sealedIn kind: EntryKind) {
        switch kind {
        case .passageDecided, .holdScreened: self = .declarations
        case .readingReceived: self = .labels
        case .holdStepped, .erasureProposed: self = .notes
        case .pictureStored: self = .pictures
        default: return nil
        }
    }
}

extension RecordsReader {
    /// The last sequence that the records hold.
    public func cursor() throws(RecordsError) -> UInt64 {
        do throws(SQLiteError) {
            let rows = try database.prepare("SELECT sequence FROM cursor")
            return try rows.step() ? UInt64(bitPattern: rows.int(0)) : 0
        } catch { throw .database(error) }
    }

    /// The sealed parts of everything that is recorded about one parcel.
    public func sealedParts(of number: ParcelNumber, in journal: JournalReader) throws(RecordsError) -> [SealedPart] {
        let kinds: String = EntryKind.allCases.filter { PersonalKind(sealedIn: $0) != nil }
            .map { "'" + $0.rawValue + "'" }.joined(separator: ",")
        var sequences: [UInt64] = []
        do throws(SQLiteError) {
            let rows = try database.prepare(
                """
                SELECT sequence FROM entry INDEXED BY entry_parcel
                WHERE parcel = (SELECT id FROM parcel WHERE number = ?1) AND kind IN (\(kinds))
                UNION SELECT picture.sequence FROM picture JOIN hold ON hold.sequence = picture.hold WHERE number = ?1
                ORDER BY sequence
                """)
            rows.bind(0, number.description)
            while try rows.step() { sequences.append(UInt64(bitPattern: rows.int(0))) }
        } catch { throw .database(error) }
        var parts: [SealedPart] = []
        for sequence in sequences {
            do throws(StorageFailure) {
                if let record = try journal.records(from: sequence, limit: 1).first,
                    record.sequence == sequence, let part = SealedPart(record)
                {
                    parts.append(part)
                }
            } catch { throw .journal(error) }
        }
        return parts
    }

    /// Whether an entry belongs to a hold that is still open: its data are still needed.
    public func concernsOpenHold(_ sequence: UInt64) throws(RecordsError) -> Bool {
        do throws(SQLiteError) {
            let rows = try database.prepare(
                """
                SELECT 1 FROM entry AS e JOIN hold AS h ON h.state NOT IN ('released', 'returned', 'handed-over')
                    AND (h.sequence = e.hold OR EXISTS (
                        SELECT 1 FROM hold_passage WHERE hold = h.sequence AND passage = e.passage))
                WHERE e.sequence = ? LIMIT 1
                """)
            rows.bind(0, Int64(bitPattern: sequence))
            return try rows.step()
        } catch { throw .database(error) }
    }

    /// The numbers of parcels with an open hold.
    public func numbersHeld() throws(RecordsError) -> [String] {
        do throws(SQLiteError) {
            let rows = try database.prepare(
                """
                SELECT DISTINCT number FROM hold
                WHERE state NOT IN ('released', 'returned', 'handed-over') AND number IS NOT NULL
                """)
            var numbers: [String] = []
            while try rows.step() { numbers.append(rows.text(0)) }
            return numbers
        } catch { throw .database(error) }
    }

    /// How far the policy has erased one kind of data, and when it last ran; nil where it never has.
    public func lastRetention(
        of data: PersonalKind, in entries: EntryReader
    ) throws(RecordsError) -> (erased: DataErased, at: Int64)? {
        do throws(SQLiteError) {
            let rows = try database.prepare("SELECT max(sequence) FROM kept_entry WHERE kind = ? AND name = ?")
            rows.bind(0, EntryKind.dataErased.rawValue).bind(1, Self.retentionPrefix + data.rawValue)
            guard try rows.step(), let sequence = rows.optionalInt(0),
                let entry = entries.entry(UInt64(bitPattern: sequence), personal: false),
                case .dataErased(let erased) = entry.body
            else { return nil }
            return (erased, entry.stamp.utc)
        } catch { throw .database(error) }
    }

    static let retentionPrefix = "retention/"
}

extension SealedPart {
    private struct Envelope: Decodable {
        let kind: String
        let slot: UInt64?
    }

    /// Nil for an entry without a sealed part, or one that no time ends.
    init?(_ record: Record) {
        guard !record.sealed.isEmpty,
            let envelope = try? JSONDecoder().decode(Envelope.self, from: Data(record.content)),
            let slot = envelope.slot, let kind = EntryKind(rawValue: envelope.kind),
            let data = PersonalKind(sealedIn: kind)
        else { return nil }
        self.init(sequence: record.sequence, slot: slot, data: data)
    }
}
