import Console
import Devices
import Entries
import Inspection
import Journal
import Parcels
import Passages
import People
import Platform
import Readings
import Sorter
import Synchronization

/// The one thread that runs all lines of the site: everything that happens comes to it in one order, is numbered, decided
/// and handed on. It waits for nothing but its queue.
final class LineThread: Sendable {
    /// What others may read at any time.
    private struct Published {
        var live: LiveState
        var accounts: AccountBook
        var documents: DocumentBook
        var erasures: ErasureBook
    }

    static let capacity = 8_192
    static let batchLimit = 256
    private static let publishPeriod: Int64 = 100_000_000

    let ring: BoundedQueue<LineInput>
    /// Inputs that found the ring full, by what they were.
    private let refused = Mutex<[String: Int]>([:])
    private let missed: [Atomic64]
    private let published: Mutex<Published>
    private let thread = Mutex<OwnThread?>(nil)
    private let holdsChanged = Atomic64()
    private let isUp: EventFlag

    init(lines: Int, live: LiveState) throws(SystemError) {
        ring = try BoundedQueue(capacity: Self.capacity)
        isUp = try EventFlag()
        missed = (0..<lines).map { _ in Atomic64() }
        published = Mutex(
            Published(
                live: live, accounts: AccountBook(), documents: DocumentBook(),
                erasures: ErasureBook()))
    }

    /// Starts the thread, and returns when what it publishes holds the site's accounts and documents: nobody is refused for
    /// having come early.
    func start(_ core: consuming sending LineCore) throws(SystemError) {
        let handOver = Mutex<LineCore?>(core)
        let started = try OwnThread("lines", .prompt) { [self] in
            guard var core = handOver.withLock({ $0.take() }) else { return }
            run(&core)
        }
        thread.withLock { $0 = started }
        isUp.wait(until: nil)
    }

    /// Hands something over; what does not fit is refused and counted, and its parcel has no clear.
    /// - Returns: whether it was taken.
    @discardableResult
    func offer(_ input: LineInput) -> Bool {
        guard !ring.offer(input) else { return true }
        switch input {
        case .sorter(let line, _):
            // A telegram that found no room is a telegram that nobody knows of.
            missed[line].add(1)
            count("sorter")
        case .device, .readings, .printed: count("device")
        // A GO that is not recorded is no valid clear at the bag.
        case .shown: count("table")
        case .command(_, let pending), .imported(_, let pending), .made(_, let pending, _),
            .bulletin(_, let pending):
            pending.resolve(.unavailable)
        case .conveyor: count("answers")
        case .wake, .close: break
        }
        return false
    }

    /// A held parcel's picture could not be kept.
    func notePictureLost() {
        count("pictures")
        _ = ring.offer(.wake)
    }

    func noteHoldsChanged() { holdsChanged.add(1) }

    func close(until deadline: Int64) {
        ring.close()
        _ = thread.withLock { $0 }?.join(until: deadline)
    }

    var live: LiveState { published.withLock { $0.live } }
    var accounts: AccountBook { published.withLock { $0.accounts } }
    var documents: DocumentBook { published.withLock { $0.documents } }
    var erasures: ErasureBook { published.withLock { $0.erasures } }

    private func count(_ what: String) { refused.withLock { $0[what, default: 0] += 1 } }

    private func run(_ core: inout LineCore) {
        core.start()
        publish(core)
        isUp.raise()
        var batch: [LineInput] = []
        var nextPublish: Int64 = 0
        while true {
            // While the journal takes nothing, nothing is taken in: no heartbeat goes out, and the sorters stop.
            if core.isBlocked {
                _ = Waiting.wait(for: -1, 0, deadline: Clocks.monotonic() + 20_000_000)
                core.pollJournal()
                if ring.isClosed { return }
            } else {
                guard ring.take(into: &batch, limit: Self.batchLimit, until: min(core.nextTick, nextPublish)) else {
                    core.end()
                    return
                }
                for input in batch { core.take(input) }
                batch.removeAll(keepingCapacity: true)
                for line in missed.indices {
                    let count = missed[line].take()
                    if count > 0 { core.miss(line, Int(count)) }
                }
                core.noteRefused(
                    refused.withLock { counts in
                        defer { counts = [:] }; return counts
                    })
                core.pollJournal()
                core.tick()
            }
            let now = Clocks.monotonic()
            if now >= nextPublish || core.hasNews {
                nextPublish = now + Self.publishPeriod
                publish(core)
                core.hasNews = false
            }
        }
    }

    private func publish(_ core: borrowing LineCore) {
        let live = core.live(holdsChanged: UInt64(holdsChanged.value))
        published.withLock { published in
            published.live = live
            published.accounts = core.books.accounts
            published.documents = core.books.documents
            published.erasures = core.books.erasures
        }
    }
}

/// A counter that threads share.
final class Atomic64: Sendable {
    private let counter = Atomic<Int64>(0)

    var value: Int64 { counter.load(ordering: .relaxed) }

    func add(_ count: Int64) { counter.add(count, ordering: .relaxed) }

    func take() -> Int64 { counter.exchange(0, ordering: .relaxed) }
}
