import Crypto
import Glibc
import Parcels
import Platform
import SQLite
import Synchronization

/// What need not be done by the writer: laying out the next segment, copying the log into the file, closing old segments.
final class SegmentKeeper: Sendable {
    private enum Work: Sendable {
        case layOut
        case checkpoint(String)
        case close(String, Head)
    }

    private struct State {
        var isReady = false
        var checkpointed = 0
    }

    private let folder: SegmentFolder
    private let site: String
    private let queue: BoundedQueue<Work>
    private let state = Mutex(State())
    private let spare: String

    init(folder: SegmentFolder, site: String) throws(StorageFailure) {
        self.folder = folder
        self.site = site
        spare = folder.fullPath("next.db")
        do throws(SystemError) {
            try Files.makeDirectory(folder.path)
            queue = try BoundedQueue(capacity: 64)
        } catch { throw StorageFailure(error) }
        let queue = queue
        do throws(SystemError) {
            _ = try OwnThread("journal-keeper", nice: 5) { [weak self] in
                var batch: [Work] = []
                while queue.take(into: &batch, limit: 1, until: nil) {
                    for work in batch { self?.run(work) }
                    batch.removeAll(keepingCapacity: true)
                }
            }
        } catch { throw StorageFailure(error) }
    }

    deinit { queue.close() }

    /// A segment ready to be written, under its own name. Lays one out at once if none was prepared.
    func take(epoch: Epoch, first: UInt64, previous: Hash) throws(StorageFailure) -> SegmentFile {
        let ready = state.withLock { state in
            defer { state.isReady = false }
            state.checkpointed = 0
            return state.isReady
        }
        if !ready {
            discardSpare()
            try SegmentFile.layOut(spare)
        }
        let path = folder.fullPath(SegmentFile.name(epoch: epoch, first: first))
        for ending in ["-wal", ""] {
            guard unsafe rename(spare + ending, path + ending) == 0 else {
                throw StorageFailure(SystemError("rename \(spare + ending)"))
            }
        }
        do throws(SystemError) { try Files.syncDirectory(of: path) } catch { throw StorageFailure(error) }
        let file = try SegmentFile(path)
        try file.introduce(site: site, epoch: epoch, first: first, previous: previous)
        _ = queue.offer(.layOut)
        return file
    }

    /// Told after each group; now and then the log is copied while the writer goes on.
    func noteFrames(_ frames: Int, of path: String) {
        let due = state.withLock { state in
            if frames < state.checkpointed { state.checkpointed = 0 }
            guard frames - state.checkpointed >= SegmentFile.frameLimit / 4 else { return false }
            state.checkpointed = frames
            return true
        }
        if due { _ = queue.offer(.checkpoint(path)) }
    }

    func close(_ path: String, _ head: Head) { _ = queue.offer(.close(path, head)) }

    private func run(_ work: Work) {
        switch work {
        case .layOut:
            discardSpare()
            guard (try? SegmentFile.layOut(spare)) != nil else { return }
            state.withLock { $0.isReady = true }
        case .checkpoint(let path): (try? Database(path, .readWrite))?.checkpoint()
        case .close(let path, let head): try? SegmentFile(path).close(head)
        }
    }

    private func discardSpare() { for ending in ["", "-wal", "-shm"] { _ = unsafe unlink(spare + ending) } }
}
