import Console
import Entries
import Glibc
import Parcels
import Platform
import Records

/// The thread that takes manifests in, one at a time and out of everybody's way.
final class Imports: Sendable {
    struct Order: Sendable {
        let path: String
        let name: String
        let options: ImportOptions
        let by: AccountID
        let pending: PendingOutcome
    }

    private enum Work: Sendable {
        case take(Order)
        /// The import's entry is durable.
        case mark(Int)
    }

    private let queue: BoundedQueue<Work>

    init() throws(SystemError) { queue = try BoundedQueue(capacity: 16) }

    /// - Parameter record: hands an import's entry to the lines.
    func start(
        _ manifest: String, keepingFilesIn folder: String, clock: ClockWatch,
        record: @escaping @Sendable (ManifestImported, PendingOutcome) -> Void
    ) throws(SystemError) {
        let queue = queue
        _ = try OwnThread("imports", .spare) {
            var importer = try? ManifestImporter(manifest, keepingFilesIn: folder)
            // Imports whose entry was lost with the process before it was durable.
            for imported in (try? importer?.unjournalled()) ?? [] {
                if let pending = try? PendingOutcome() { record(imported, pending) }
            }
            var batch: [Work] = []
            while queue.take(into: &batch, limit: 1, until: nil) {
                for work in batch {
                    if importer == nil { importer = try? ManifestImporter(manifest, keepingFilesIn: folder) }
                    switch work {
                    case .mark(let number):
                        try? importer?.markJournalled(number)
                        // Nobody waits any longer.
                        importer?.settle()
                    case .take(let order):
                        let imported = try? importer?.take(
                            order.path, name: order.name, by: order.by, now: clock.stamp().utc, options: order.options)
                        _ = unsafe unlink(order.path)
                        if let imported { record(imported, order.pending) } else { order.pending.resolve(.unavailable) }
                    }
                }
                batch.removeAll(keepingCapacity: true)
            }
        }
    }

    func take(_ order: Order) {
        if queue.offer(.take(order)) { return }
        _ = unsafe unlink(order.path)
        order.pending.resolve(.unavailable)
    }

    func mark(_ number: Int) { _ = queue.offer(.mark(number)) }

    func close() { queue.close() }
}
