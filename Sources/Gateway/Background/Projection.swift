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
    ///   - behind: told on this thread when the records can no longer be written, once until they could.
    func start(
        _ path: String, journal: JournalReader, changed: @escaping @Sendable () -> Void,
        behind: @escaping @Sendable (String) -> Void
    ) throws(SystemError) {
        _ = try OwnThread("projection", .later) { [self] in
            var projector = try? Projector(path)
            var batch: [[Entry]] = []
            var isBehind = false
            while queue.take(into: &batch, limit: 64, until: nil) {
                if projector == nil { projector = try? Projector(path) }
                let entries = batch.flatMap { $0 }
                let hasMissed = missed.withLock { missed in
                    defer { missed = false }; return missed
                }
                do throws(RecordsError) {
                    guard let projector else { throw .entry("\(path) cannot be opened") }
                    try Self.bring(projector, entries, hasMissed: hasMissed || isBehind, journal)
                    isBehind = false
                } catch {
                    if !isBehind { behind("\(error)") }
                    isBehind = true
                }
                if entries.contains(where: \.concernsHolds) { changed() }
                batch.removeAll(keepingCapacity: true)
            }
        }
    }

    /// What is missing is read from the journal.
    private static func bring(
        _ projector: Projector, _ entries: [Entry], hasMissed: Bool, _ journal: JournalReader
    ) throws(RecordsError) {
        if !hasMissed, (try? projector.take(entries)) != nil { return }
        try projector.catchUp(from: journal)
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
