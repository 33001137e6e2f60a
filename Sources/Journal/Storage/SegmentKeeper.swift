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
        /// A segment laid out and not yet used.
        var ready: String?
        var checkpointed = 0
        /// An input/output error of work beside the writer's: what is in the files is unknown.
        var failure: StorageFailure?
    }

    private let folder: SegmentFolder
    private let site: String
    private let queue: BoundedQueue<Work>
    private let state = Mutex(State())

    init(folder: SegmentFolder, site: String) throws(StorageFailure) {
        self.folder = folder
        self.site = site
        do throws(SystemError) {
            try Files.makeDirectory(folder.path)
            // Layouts of an earlier run that were never used.
            for name in try Files.names(in: folder.path) where name.hasPrefix("next-") {
                _ = unsafe unlink(folder.fullPath(name))
            }
            queue = try BoundedQueue(capacity: 64)
        } catch { throw StorageFailure(error) }
        let queue = queue
        do throws(SystemError) {
            _ = try OwnThread("journal-keeper", .later) { [weak self] in
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
            state.checkpointed = 0
            return state.ready.take()
        }
        let spare: String
        if let ready { spare = ready } else { spare = try layOut() }
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
            guard state.withLock({ $0.ready == nil }), let laidOut = try? layOut() else { return }
            state.withLock { $0.ready = laidOut }
        case .checkpoint(let path):
            watch { () throws(SQLiteError) in try Database(path, .readWrite).checkpoint() }
        case .close(let path, let head):
            if watch({ () throws(SQLiteError) in try SegmentFile.seal(Database(path, .readWrite), head) }) {
                try? SegmentFile.retire(path)
            }
        }
    }

    /// Does work that the writer does not wait for, and remembers an input/output error of it: the system says only once
    /// that a page could not be written, and the next flush would succeed without it. A full disk has lost nothing: what was
    /// not copied stays in the log.
    /// - Returns: whether it was done.
    @discardableResult
    func watch(_ work: () throws(SQLiteError) -> Void) -> Bool {
        do throws(SQLiteError) {
            try work()
            return true
        } catch {
            if error.isInputOutput {
                state.withLock { $0.failure = $0.failure ?? StorageFailure(error) }
            }
            return false
        }
    }

    /// - Throws: the first input/output error of any work.
    func checkIsWell() throws(StorageFailure) { if let failure = state.withLock({ $0.failure }) { throw failure } }

    /// Lays a segment out under a name of its own, since the writer may need one while the keeper is at it.
    private func layOut() throws(StorageFailure) -> String {
        let path = folder.fullPath("next-\(Randomness.token(4)).db")
        do throws(StorageFailure) { try SegmentFile.layOut(path) } catch {
            for ending in ["", "-wal", "-shm"] { _ = unsafe unlink(path + ending) }
            throw error
        }
        return path
    }
}
