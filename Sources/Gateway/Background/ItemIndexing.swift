import Glibc
import Platform
import Records
import Synchronization

/// The thread that makes declared items searchable, behind the imports and out of everybody's way.
final class ItemIndexing: Sendable {
    private let queue: BoundedQueue<Void>
    /// How often the index was to be made anew, and how often it was taken away for that.
    private let forgetting = Mutex((wanted: 0, done: 0))
    private let hasForgotten: EventFlag

    /// Imports wake it; this often it looks by itself.
    private static let pause: Int64 = 60_000_000_000

    init() throws(SystemError) {
        queue = try BoundedQueue(capacity: 1)
        hasForgotten = try EventFlag()
    }

    func start(_ path: String, manifest: String) throws(SystemError) {
        _ = try OwnThread("item-index", .spare) { [self] in
            var index: ItemIndex?
            var batch: [Void] = []
            repeat {
                batch.removeAll(keepingCapacity: true)
                let isToForget = forgetting.withLock { $0.done < $0.wanted }
                if isToForget { remove(&index, path) }
                if index == nil { index = try? ItemIndex(path, manifest: manifest) }
                do throws(RecordsError) {
                    while !queue.isClosed, !forgetting.withLock({ $0.done < $0.wanted }),
                        try index?.takeUp() == true
                    {}
                    try index?.tidy()
                } catch {
                    // A file that cannot be read is made again.
                    remove(&index, path)
                }
            } while queue.take(into: &batch, limit: 1, until: Clocks.monotonic() + Self.pause)
        }
    }

    /// What was erased from the manifest is still in the index, as groups of three letters: the file is taken away, and made
    /// again from what is left.
    /// - Returns: whether it was taken away by the monotonic `deadline` (ns).
    func forget(until deadline: Int64) -> Bool {
        let turn = forgetting.withLock {
            $0.wanted += 1
            return $0.wanted
        }
        wake()
        while !forgetting.withLock({ $0.done >= turn }) {
            guard Clocks.monotonic() < deadline, !queue.isClosed else { return false }
            if hasForgotten.wait(until: deadline) { hasForgotten.lower() }
        }
        return true
    }

    private func remove(_ index: inout ItemIndex?, _ path: String) {
        let turn = forgetting.withLock { $0.wanted }
        index = nil
        let isGone = ["", "-wal", "-shm"].allSatisfy { unsafe unlink(path + $0) == 0 || errno == ENOENT }
        guard isGone else { return }
        forgetting.withLock { $0.done = turn }
        hasForgotten.raise()
    }

    func wake() { _ = queue.offer(()) }

    func close() {
        queue.close()
        hasForgotten.raise()
    }
}
