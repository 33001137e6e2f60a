import Crypto
import Glibc
import Parcels
import Platform
import SQLite
import Synchronization

/// The journal on the disk: one open segment, closed ones before it, and the next one laid out ahead by a thread of its own.
public struct SegmentedStorage: JournalStorage, ~Copyable {
    /// A segment is closed when its entries have this many bytes.
    public static let segmentSize = 64 << 20

    private let folder: SegmentFolder
    private let site: String
    private let keeper: SegmentKeeper
    private var open: OpenSegment
    private let sizeLimit: Int

    private struct OpenSegment {
        let file: SegmentFile
        let epoch: Epoch
        var head: Head
        var size = 0
        var frames = 0
    }

    /// Opens the journal for a new epoch: verifies the segment that was open, closes it and begins a new one.
    /// - Parameters:
    ///   - epoch: told the last epoch in the journal, gives the one to begin.
    ///   - sizeLimit: bytes of entries after which a segment is closed.
    public static func open(
        folder path: String, site: String, sizeLimit: Int = segmentSize, epoch: (Epoch) -> Epoch
    ) throws(StorageFailure) -> SegmentedStorage {
        let folder = SegmentFolder(path)
        let keeper = try SegmentKeeper(folder: folder, site: site)
        var head = Head.none
        if let last = try lastIntroduced(folder) {
            let path = folder.fullPath(last.file)
            let summary = try SegmentReader(path).verify(site: site)
            head = Head(
                epoch: max(summary.head.epoch, last.epoch), sequence: summary.head.sequence, hash: summary.head.hash)
            if summary.sealedHead == nil { try SegmentFile(path).close(head) }
        }
        let next = epoch(head.epoch)
        let file = try keeper.take(epoch: next, first: head.sequence + 1, previous: head.hash)
        return SegmentedStorage(
            folder: folder, site: site, keeper: keeper,
            open: OpenSegment(file: file, epoch: next, head: head), sizeLimit: sizeLimit)
    }

    /// The newest segment. One that got its name just before the power failed, and nothing else, is taken away.
    private static func lastIntroduced(_ folder: SegmentFolder) throws(StorageFailure) -> SegmentFolder.Name? {
        while let last = try folder.segments().last {
            let path = folder.fullPath(last.file)
            guard try SegmentReader(path).isBlank() else { return last }
            for ending in ["-wal", "-shm", ""] { _ = unsafe unlink(path + ending) }
        }
        return nil
    }

    private init(
        folder: SegmentFolder, site: String, keeper: SegmentKeeper, open: consuming OpenSegment, sizeLimit: Int
    ) {
        self.folder = folder
        self.site = site
        self.keeper = keeper
        self.open = open
        self.sizeLimit = sizeLimit
    }

    /// Where the journal stood when it was opened, with the new epoch.
    public var head: Head { Head(epoch: open.epoch, sequence: open.head.sequence, hash: open.head.hash) }

    public mutating func append(_ records: [Record], epoch: UInt32) throws(StorageFailure) {
        guard let last = records.last else { return }
        try keeper.checkIsWell()
        if epoch != open.epoch || open.size >= sizeLimit { try beginSegment(epoch) }
        try open.file.append(records)
        open.head = Head(epoch: epoch, sequence: last.sequence, hash: last.hash)
        open.size += records.reduce(0) { $0 + $1.content.count + $1.sealed.count }
        open.frames += SegmentFile.frames(for: records)
        keeper.noteFrames(open.frames, of: open.file.path)
        if open.frames >= SegmentFile.frameLimit {
            // The keeper has copied nearly all of the log; what is left is little, and then the log starts again.
            open.frames = 0
            let file = open.file
            keeper.watch { () throws(SQLiteError) in try file.checkpoint() }
        }
    }

    public mutating func verify() throws(StorageFailure) -> Head {
        try keeper.checkIsWell()
        return try open.file.verify(site: site)
    }

    private mutating func beginSegment(_ epoch: Epoch) throws(StorageFailure) {
        let file = try keeper.take(epoch: epoch, first: open.head.sequence + 1, previous: open.head.hash)
        keeper.close(open.file.path, open.head)
        open = OpenSegment(file: file, epoch: epoch, head: open.head)
    }
}
