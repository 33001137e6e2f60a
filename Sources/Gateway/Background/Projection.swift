import Entries
import Journal
import Platform
import Records
import Synchronization

/// The thread that keeps the records up to date. Entries that it had no room for it reads from the journal again.
final class Projection: Sendable {
    private let queue: BoundedQueue<[Entry]>
    private let missed = Mutex(false)

    init() throws(SystemError) { queue = try BoundedQueue(capacity: 512) }

    /// - Parameters:
    ///   - projector: already caught up.
    ///   - changed: told on this thread after holds have changed in the records.
    func start(
        _ path: String, journal: JournalReader, changed: @escaping @Sendable () -> Void
    ) throws(SystemError) {
        _ = try OwnThread("projection", .later) { [self] in
            var projector = try? Projector(path)
            var batch: [[Entry]] = []
            while queue.take(into: &batch, limit: 64, until: nil) {
                if projector == nil { projector = try? Projector(path) }
                let entries = batch.flatMap { $0 }
                if missed.withLock({ missed in
                    defer { missed = false }; return missed
                }) {
                    _ = try? projector?.catchUp(from: journal)
                }
                if (try? projector?.take(entries)) == nil { _ = try? projector?.catchUp(from: journal) }
                if entries.contains(where: \.concernsHolds) { changed() }
                batch.removeAll(keepingCapacity: true)
            }
        }
    }

    func take(_ entries: [Entry]) { if !queue.offer(entries) { missed.withLock { $0 = true } } }

    func close() { queue.close() }
}

extension Entry {
    fileprivate var concernsHolds: Bool {
        switch body {
        case .holdRaised, .holdJoined, .holdStepped, .holdScreened, .alarmRaised, .alarmAcknowledged: true
        default: false
        }
    }
}
