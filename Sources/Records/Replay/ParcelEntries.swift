import Dispatch
import Entries
import Journal
import Parcels
import Platform

/// The entries of a stretch of the journal that say something about parcels, with their persons, read and opened on threads of
/// their own a few batches ahead of who takes them, and given in order.
final class ParcelEntries {
    /// Where entries come from: the thread of each batch opens it anew.
    struct Place: Sendable {
        let journal: JournalReader
        let keys: KeyFolder
    }

    private enum Batch: Sendable {
        case entries([Entry])
        case failure(RecordsError)
    }

    /// One of the threads: it reads every so many-th batch.
    private final class Reader: Sendable {
        let batches: BoundedQueue<Batch>
        /// Raised for each batch that may be read ahead.
        let room = DispatchSemaphore(value: 0)

        init() throws(SystemError) { batches = try BoundedQueue(capacity: ParcelEntries.depth) }
    }

    private static let depth = 2
    private static let threads = 2
    /// Entries of a batch: enough that opening its files counts for little.
    private static let size: UInt64 = 1_000

    private var readers: [Reader] = []
    private var turn = 0

    /// - Parameters:
    ///   - first: the first entry that is wanted.
    ///   - last: the last one.
    init(_ place: Place, _ first: UInt64, through last: UInt64, _ pace: OwnThread.Pace) throws(RecordsError) {
        do throws(SystemError) {
            for number in 0..<UInt64(Self.threads) {
                let reader = try Reader()
                readers.append(reader)
                for _ in 0..<Self.depth { reader.room.signal() }
                _ = try OwnThread("parcel entries", pace) {
                    var next = first + number * Self.size
                    while next <= last {
                        reader.room.wait()
                        guard !reader.batches.isClosed else { return }
                        do throws(RecordsError) {
                            _ = reader.batches.offer(.entries(try Self.entries(place, next, last)))
                        } catch {
                            _ = reader.batches.offer(.failure(error))
                            break
                        }
                        next += UInt64(Self.threads) * Self.size
                    }
                    reader.batches.close()
                }
            }
        } catch {
            end()
            throw .system(error)
        }
    }

    deinit { end() }

    /// Who gave up before the end lets the threads end too.
    private func end() {
        for reader in readers {
            reader.batches.close()
            reader.room.signal()
        }
    }

    /// The next batch; nil after the last one. Some are empty.
    func next() throws(RecordsError) -> [Entry]? {
        let reader = readers[turn % readers.count]
        turn += 1
        var taken: [Batch] = []
        guard reader.batches.take(into: &taken, limit: 1, until: nil), let batch = taken.first else { return nil }
        reader.room.signal()
        switch batch {
        case .entries(let entries): return entries
        case .failure(let error): throw error
        }
    }

    private static func entries(_ place: Place, _ first: UInt64, _ last: UInt64) throws(RecordsError) -> [Entry] {
        let end = min(last, first + size - 1)
        let found: [Record]
        do throws(StorageFailure) { found = try place.journal.records(from: first, limit: Int(size)) } catch {
            throw .journal(error)
        }
        var entries: [Entry] = []
        var keys = KeyBlocks(place.keys)
        for record in found where record.sequence <= end && concernsParcels(record.content) {
            do {
                entries.append(try entry(record, &keys))
            } catch { throw .entry("entry \(record.sequence): \(error)") }
        }
        return entries
    }

    private static func entry(_ record: Record, _ keys: inout KeyBlocks) throws -> Entry {
        let plain = try Entry.readQuickly(record.content) ?? Entry.read(record.content)
        guard let slot = plain.slot, !record.sealed.isEmpty, plain.hasPersons,
            let personal = keys.open(record.sealed, slot: slot, epoch: plain.epoch, sequence: plain.sequence)
        else { return plain }
        return try plain.withQuickly(personal: personal) ?? plain.with(personal: personal)
    }

    private static let wanted = (DecidedParcels.kinds.union([.siteStarted, .holdScreened])).map {
        Array($0.rawValue.utf8)
    }

    /// An entry's kind stands within its first few hundred bytes; what has it only in a text further on is read in vain.
    static func concernsParcels(_ content: [UInt8]) -> Bool {
        let bytes = content.span
        let end = min(bytes.count, 400)
        var place = 0
        while place + 8 < end {
            defer { place += 1 }
            // "kind":"
            guard bytes[place] == 0x22, bytes[place + 1] == 0x6B, bytes[place + 2] == 0x69, bytes[place + 3] == 0x6E,
                bytes[place + 4] == 0x64, bytes[place + 5] == 0x22, bytes[place + 6] == 0x3A, bytes[place + 7] == 0x22
            else { continue }
            let rest = content[(place + 8)...]
            if wanted.contains(where: { rest.starts(with: $0) && rest.dropFirst($0.count).first == 0x22 }) {
                return true
            }
        }
        return false
    }
}

extension Entry {
    fileprivate var hasPersons: Bool {
        switch body {
        case .passageDecided, .holdScreened: true
        default: false
        }
    }

    /// The entry with the persons that its sealed part named.
    fileprivate func with(personal: [UInt8]) throws -> Entry {
        var body = body
        switch body {
        case .passageDecided(var decision):
            try decision.attach(personal: personal)
            body = .passageDecided(decision)
        case .holdScreened(var screened):
            try screened.attach(personal: personal)
            body = .holdScreened(screened)
        default: break
        }
        return Entry(epoch: epoch, sequence: sequence, stamp: stamp, body: body, slot: slot)
    }
}
