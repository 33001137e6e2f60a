import Glibc
import Platform
import Records

/// The thread that makes declared items searchable, behind the imports and out of everybody's way.
final class ItemIndexing: Sendable {
    private let queue: BoundedQueue<Void>

    /// Imports wake it; this often it looks by itself.
    private static let pause: Int64 = 60_000_000_000

    init() throws(SystemError) { queue = try BoundedQueue(capacity: 1) }

    func start(_ path: String, manifest: String) throws(SystemError) {
        let queue = queue
        _ = try OwnThread("item-index", .spare) {
            var index: ItemIndex?
            var batch: [Void] = []
            repeat {
                batch.removeAll(keepingCapacity: true)
                if index == nil { index = try? ItemIndex(path, manifest: manifest) }
                do throws(RecordsError) {
                    while !queue.isClosed, try index?.takeUp() == true {}
                    try index?.tidy()
                } catch {
                    // A file that cannot be read is made again.
                    index = nil
                    for ending in ["", "-wal", "-shm"] { _ = unsafe unlink(path + ending) }
                }
            } while queue.take(into: &batch, limit: 1, until: Clocks.monotonic() + Self.pause)
        }
    }

    func wake() { _ = queue.offer(()) }

    func close() { queue.close() }
}
