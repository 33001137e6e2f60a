import Glibc
import Journal
import Platform

/// The places of a site's data.
struct DataPaths: Sendable {
    let path: String

    init(_ path: String) { self.path = path }

    var journal: String { path + "/journal" }
    var keys: String { path + "/keys" }
    var records: String { path + "/records.db" }
    /// Bulletins and their signatures, each under its hash: they are full of names.
    var bulletinFiles: String { path + "/bulletins" }
}

/// Where a site keeps its data, held by one gateway at a time.
public struct DataFolder: ~Copyable {
    public let path: String
    private let lock: Descriptor

    private var paths: DataPaths { DataPaths(path) }
    public var journal: String { paths.journal }
    public var keys: String { paths.keys }
    public var manifest: String { path + "/manifest.db" }
    /// Which items can be searched by what; made from the manifest.
    public var itemIndex: String { path + "/search.db" }
    public var manifestFiles: String { path + "/manifests" }
    public var records: String { paths.records }
    /// Pictures of held parcels, sealed.
    public var pictures: String { path + "/pictures" }
    public var bulletinFiles: String { paths.bulletinFiles }
    public var uploads: String { path + "/uploads" }
    /// Name and password of the first account, until it has another password.
    public var firstSignIn: String { path + "/first-sign-in.txt" }

    /// Where personal data lie.
    func erased(_ itemIndex: ItemIndexing) -> Eraser.Places {
        Eraser.Places(
            records: records, manifest: manifest, manifestFiles: manifestFiles,
            journal: JournalReader(folder: journal), keys: KeyFolder(keys), itemIndex: itemIndex)
    }

    /// The anchors that this machine remembers.
    public static func anchors(in data: String) -> String { data + "/anchors" }

    private init(path: String, lock: consuming Descriptor) {
        self.path = path
        self.lock = lock
    }

    /// Whether a gateway runs on this data. Nothing is made.
    public static func isInUse(_ path: String) -> Bool {
        let lock = Descriptor(unsafe Glibc.open(path + "/lock", O_RDONLY | O_CLOEXEC))
        return lock.number >= 0 && flock(lock.number, LOCK_SH | LOCK_NB) != 0
    }

    /// Makes the folder where there is none.
    /// - Throws: when another gateway holds it.
    public static func open(_ path: String) throws(SystemError) -> DataFolder {
        try Files.makeDirectory(path)
        let lock = Descriptor(unsafe Glibc.open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o640))
        guard lock.number >= 0 else { throw SystemError("open \(path)/lock") }
        guard flock(lock.number, LOCK_EX | LOCK_NB) == 0 else {
            throw SystemError("lock \(path): another gateway runs on this data")
        }
        let folder = DataFolder(path: path, lock: lock)
        try Files.makeDirectory(folder.uploads, mode: 0o700)
        // What an earlier run left behind there nobody asks for again, and a manifest is full of names.
        for name in try Files.names(in: folder.uploads) { _ = unsafe unlink(folder.uploads + "/" + name) }
        return folder
    }
}
