import Crypto
import Entries
import Parcels

/// The journal's core: links entries to the chain, makes a group durable, and makes the committed clears of that group.
/// After any failure it is latched: it makes no more of them until the stored chain has been verified.
public struct Ledger<Storage: JournalStorage & ~Copyable, Keys: SealKeys & ~Copyable>: ~Copyable {
    public private(set) var head: Head
    /// Why nothing is cleared at present; nil when all is well.
    public private(set) var latch: StorageFailure?
    public let site: String
    public var storage: Storage
    public var keys: Keys
    private var link = Chain.Link()
    /// Entries that failed once, in order. Their clears are never delivered: their moment has passed.
    private var waiting: [Entry] = []

    public init(site: String, head: Head, storage: consuming Storage, keys: consuming Keys) {
        self.site = site
        self.head = head
        self.storage = storage
        self.keys = keys
    }

    /// The entries that wait for the journal to be well again.
    public var waitingCount: Int { waiting.count }

    /// Makes a group of entries durable, in order, and hands out their clears.
    /// - Returns: whether the group is durable.
    public mutating func commit(_ entries: [Entry], deliver: (consuming Committed) -> Void) -> Bool {
        guard latch == nil else {
            waiting.append(contentsOf: entries)
            return false
        }
        do throws(StorageFailure) {
            try write(entries)
        } catch {
            latch = error
            waiting.append(contentsOf: entries)
            return false
        }
        for entry in entries {
            guard case .passageDecided(let decision) = entry.body, case .clear(let permit) = decision.outcome else {
                continue
            }
            deliver(Committed(permit, sequence: entry.sequence))
        }
        return true
    }

    public struct Recovery: Sendable, Hashable {
        /// What had stopped the journal.
        public let failure: StorageFailure
        /// The last sequence that is durable now.
        public let sequence: UInt64
    }

    /// Verifies the stored chain after a full disk and writes what had waited. An input/output error stays latched: the
    /// machine needs a restart.
    /// - Returns: nil when the journal is still latched or never was.
    public mutating func recover() -> Recovery? {
        guard let failure = latch else { return nil }
        switch failure {
        case .full, .noKey: break
        case .io, .broken: return nil
        }
        do throws(StorageFailure) {
            let found = try storage.verify()
            guard found.sequence >= head.sequence else {
                throw .broken("it ends at \(found.sequence), entry \(head.sequence) had been acknowledged")
            }
            if found.sequence == head.sequence, found.hash != head.hash {
                throw .broken("entry \(head.sequence) differs")
            }
            // A group may have reached the disk although the disk said no.
            waiting.removeAll { $0.sequence <= found.sequence }
            head = found
            try write(waiting)
        } catch {
            latch = error
            return nil
        }
        waiting = []
        latch = nil
        return Recovery(failure: failure, sequence: head.sequence)
    }

    private mutating func write(_ entries: [Entry]) throws(StorageFailure) {
        guard let last = entries.last else { return }
        var records: [Record] = []
        records.reserveCapacity(entries.count)
        var previous = head.hash
        var expected = head.sequence
        var start = 0
        for (place, entry) in entries.enumerated() {
            expected += 1
            guard entry.sequence == expected else {
                throw .broken("entry \(entry.sequence) was given where \(expected) was due")
            }
            // A new epoch begins a new segment.
            if place > start, entry.epoch != entries[place - 1].epoch {
                try append(&records, through: entries[place - 1])
                start = place
            }
            let record = try link.record(entry, site: site, after: previous) { keys.next() }
            previous = record.hash
            records.append(record)
        }
        try append(&records, through: last)
    }

    private mutating func append(_ records: inout [Record], through entry: Entry) throws(StorageFailure) {
        guard let last = records.last else { return }
        try storage.append(records, epoch: entry.epoch)
        head = Head(epoch: entry.epoch, sequence: last.sequence, hash: last.hash)
        records.removeAll(keepingCapacity: true)
    }
}
