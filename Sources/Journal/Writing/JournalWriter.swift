import Entries
import Parcels
import Platform
import Synchronization

/// What the journal's writer tells the rest of the gateway.
public enum JournalNotice: Sendable {
    /// All entries up to this sequence are durable; these became so now.
    case durable(through: UInt64, entries: [Entry])
    /// Nothing is durable any more, and nothing is cleared.
    case latched(StorageFailure)
    case recovered(StorageFailure, through: UInt64)
}

/// The thread that alone writes the journal. Entries come in the order of their sequence and are made durable in groups;
/// the clears of a group are handed on as soon as the group is on the disk.
public final class JournalWriter: Sendable {
    public struct Item: Sendable {
        public let entry: Entry
        /// Somebody waits for it: a parcel before the diverter, or a person.
        public let isUrgent: Bool

        public init(_ entry: Entry, urgent: Bool) {
            self.entry = entry
            isUrgent = urgent
        }
    }

    /// Most entries in a group.
    static let groupLimit = 512
    /// How long entries that nobody waits for may be kept back to go with others: a flush for each of them would stand in
    /// the way of the next clear.
    static let patience: Int64 = 15_000_000

    private let queue: BoundedQueue<Item>
    private let thread: OwnThread

    /// Starts the writer on a ledger.
    /// - Parameters:
    ///   - pass: takes each committed clear, on the writer's thread, and must not wait.
    ///   - notice: told about each group, on the writer's thread, and must not wait.
    public init<Storage: JournalStorage & ~Copyable, Keys: SealKeys & ~Copyable>(
        _ ledger: consuming sending Ledger<Storage, Keys>, capacity: Int = 16_384,
        pass: @escaping @Sendable (consuming Committed) -> Void,
        notice: @escaping @Sendable (JournalNotice) -> Void
    ) throws(SystemError) {
        let queue = try BoundedQueue<Item>(capacity: capacity)
        self.queue = queue
        let handOver = Mutex<Ledger<Storage, Keys>?>(ledger)
        thread = try OwnThread("journal-writer", .prompt) {
            guard var ledger = handOver.withLock({ $0.take() }) else { return }
            Self.run(&ledger, queue, pass, notice)
        }
    }

    /// Hands entries over, in order, as far as the queue has room. What is not taken cannot be durable, and nothing of it
    /// cleared.
    /// - Returns: how many were taken.
    public func offer(_ items: [Item]) -> Int { queue.offer(all: items) }

    /// Writes what has been handed over and ends the thread.
    public func close(until deadline: Int64) -> Bool {
        queue.close()
        return thread.join(until: deadline)
    }

    private static func run<Storage: JournalStorage & ~Copyable, Keys: SealKeys & ~Copyable>(
        _ ledger: inout Ledger<Storage, Keys>, _ queue: BoundedQueue<Item>, _ pass: (consuming Committed) -> Void,
        _ notice: (JournalNotice) -> Void
    ) {
        var batch: [Item] = []
        var isOpen = true
        while isOpen {
            batch.removeAll(keepingCapacity: true)
            if ledger.latch != nil {
                isOpen = waitLatched(&ledger, queue, &batch, notice)
            } else {
                isOpen = gather(queue, &batch)
            }
            guard !batch.isEmpty else { continue }
            let entries = batch.map(\.entry)
            let wasLatched = ledger.latch != nil
            if ledger.commit(entries, deliver: pass) {
                notice(.durable(through: ledger.head.sequence, entries: entries))
            } else if !wasLatched, let failure = ledger.latch {
                notice(.latched(failure))
            }
        }
    }

    /// Takes a group: at once when somebody waits for it, else after a moment's patience.
    private static func gather(_ queue: BoundedQueue<Item>, _ batch: inout [Item]) -> Bool {
        guard queue.take(into: &batch, limit: groupLimit, until: nil) else { return false }
        let deadline = Clocks.monotonic() + patience
        while !batch.contains(where: \.isUrgent), batch.count < groupLimit, Clocks.monotonic() < deadline {
            guard queue.take(into: &batch, limit: groupLimit - batch.count, until: deadline) else { break }
        }
        return true
    }

    private static func waitLatched<Storage: JournalStorage & ~Copyable, Keys: SealKeys & ~Copyable>(
        _ ledger: inout Ledger<Storage, Keys>, _ queue: BoundedQueue<Item>, _ batch: inout [Item],
        _ notice: (JournalNotice) -> Void
    ) -> Bool {
        let pause = Clocks.monotonic() + 1_000_000_000
        var isOpen = true
        // What waits is bounded: past that, the queue fills up and refuses.
        if ledger.waitingCount < queue.capacity {
            isOpen = queue.take(into: &batch, limit: groupLimit, until: pause)
        } else {
            _ = Waiting.wait(for: -1, 0, deadline: pause)
            isOpen = !queue.isClosed
        }
        if let recovery = ledger.recover() { notice(.recovered(recovery.failure, through: recovery.sequence)) }
        return isOpen
    }
}
