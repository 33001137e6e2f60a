import Entries
import Journal

/// Reads single entries from the journal, their sealed part too where the reader may see it.
public struct EntryReader: Sendable {
    private let journal: JournalReader
    private let keys: KeyFolder

    public init(journal: JournalReader, keys: KeyFolder) {
        self.journal = journal
        self.keys = keys
    }

    /// The entry with this sequence; nil where there is none that can be read. An erased personal part is left out.
    public func entry(_ sequence: UInt64, personal: Bool) -> Entry? {
        guard let record = try? journal.records(from: sequence, limit: 1).first, record.sequence == sequence,
            let plain = try? Entry.read(record.content)
        else { return nil }
        guard personal, !record.sealed.isEmpty else { return plain }
        return try? Entry.read(record.content) { slot in
            keys.open(record.sealed, slot: slot, epoch: plain.epoch, sequence: plain.sequence)
        }
    }

    /// What has become of an entry's personal part.
    public enum Sealing: String, Sendable {
        case none
        case sealed
        case erased
    }

    /// An entry as it is stored, its personal part left sealed; nil where there is none that can be read.
    public func stored(_ sequence: UInt64) -> (record: Record, entry: Entry, sealing: Sealing)? {
        guard let record = try? journal.records(from: sequence, limit: 1).first, record.sequence == sequence,
            let entry = try? Entry.read(record.content)
        else { return nil }
        guard let slot = entry.slot else { return (record, entry, .none) }
        return (record, entry, keys.key(slot) == nil ? .erased : .sealed)
    }
}
