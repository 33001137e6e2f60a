import Crypto
import Foundation
import Glibc
import Journal
import Parcels
import Platform

/// What a backup says of itself: `backup.json`, written last.
public struct BackupNote: Codable, Sendable {
    public static let format = "parcelgate-backup-1"

    public let format: String
    public let site: String
    /// The copied journal's head; the hash in hexadecimal.
    public let epoch: Epoch
    public let sequence: UInt64
    public let hash: String
    /// Nanoseconds UTC.
    public let made: Int64
    /// Kept manifests: their hash, and the name of the sealed copy under `manifests`.
    public let manifests: [String: String]
    /// Bulletins and their signatures: the file's name, and that of the sealed copy under `bulletins`. Nil in a backup of
    /// a version that kept none.
    public let bulletins: [String: String]?
    /// Whether the keys were brought up to date with it.
    public let withKeys: Bool
}

/// Why a backup could not be made or used.
public enum BackupError: Error, Sendable, CustomStringConvertible {
    case system(SystemError)
    case journal(StorageFailure)
    case notSo(String)

    public var description: String {
        switch self {
        case .system(let error): "\(error)"
        case .journal(let error): "\(error)"
        case .notSo(let what): what
        }
    }
}

/// A folder with a copy of a site's journal, manifests, bulletins and pictures. Nothing in it can be read without the keys:
/// personal parts of entries are sealed already, and manifests and bulletins are sealed here, each with a key of its own.
/// The keys go to another folder, which has no generations: what the site erases is overwritten there at the next backup,
/// and so in every copy of the journal that was ever made.
public enum Backup {
    static let block = 1 << 16

    /// Makes or brings up to date a backup of a site's data folder, which may be in use.
    public static func make(
        of data: String, site: String, into folder: String, keys mirror: String?
    ) throws(BackupError) -> BackupNote {
        do throws(SystemError) {
            let journal = data + "/journal"
            _ = try Files.names(in: journal)
            let inside = [folder, mirror].compactMap { $0 }.contains { ($0 + "/").hasPrefix(data + "/") }
            guard !inside else {
                throw SystemError("back up to \(folder): it lies in the data folder itself", code: EINVAL)
            }
            try Files.makeDirectory(folder, mode: 0o700)
            let head: Head
            do throws(StorageFailure) {
                head = try SegmentBackup.copy(SegmentFolder(journal), to: SegmentFolder(folder + "/journal"))
            } catch { throw BackupError.journal(error).asSystem }
            let keys = KeyFolder(data + "/keys")
            let manifests = try sealFiles(data + "/manifests", into: folder + "/manifests", keys)
            let bulletins = try sealFiles(data + "/bulletins", into: folder + "/bulletins", keys)
            try PictureCopies.bring(from: data + "/pictures", to: folder + "/pictures")
            let key = try AnchorKey.open(in: data)
            let anchor = Anchor(
                site: site, head: head, at: Clocks.wall(), trusted: Clocks.wallIsSynchronised())
            try Files.makeDirectory(folder + "/anchors", mode: 0o700)
            try AnchorFolder(folder + "/anchors", keeping: 4).keep(SignedAnchor(anchor, by: key), key: key.publicKey)
            if let mirror {
                try keys.mirror(to: mirror)
                try Files.replace(mirror + "/anchor-key", with: key.stored, mode: 0o600)
            }
            let note = BackupNote(
                format: BackupNote.format, site: site, epoch: head.epoch, sequence: head.sequence,
                hash: head.hash.description, made: Clocks.wall(),
                manifests: Dictionary(manifests.map { (Self.hash(of: $0), $1) }, uniquingKeysWith: { $1 }),
                bulletins: bulletins, withKeys: mirror != nil)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
            guard let text = try? encoder.encode(note) else { throw SystemError("write \(folder)/backup.json") }
            try Files.replace(folder + "/backup.json", with: Array(text), mode: 0o600)
            return note
        } catch {
            if error.code == 0 { throw .notSo(error.doing) }
            throw .system(error)
        }
    }

    /// Seals what the folder lacks, and takes away what was erased at the site or is sealed with an erased key.
    /// - Returns: the sealed copies by the files' names.
    private static func sealFiles(
        _ source: String, into folder: String, _ keys: KeyFolder
    ) throws(SystemError) -> [String: String] {
        try Files.makeDirectory(folder, mode: 0o700)
        var sealed: [String: String] = [:]
        let names = try Files.exists(source) ? Files.names(in: source) : []
        for name in names {
            let key = try keys.fileKey(hash(of: name))
            let copy = name + ending(key)
            if !Files.exists("\(folder)/\(copy)") { try seal("\(source)/\(name)", "\(folder)/\(copy)", key) }
            sealed[name] = copy
        }
        let used = Set(sealed.values)
        for name in try Files.names(in: folder) where !used.contains(name) { _ = unsafe unlink("\(folder)/\(name)") }
        return sealed
    }

    /// Kept files have the hash of their content for a name.
    static func hash(of name: String) -> String { String(name.prefix { $0 != "." }) }

    /// The key has a name of its own: a copy under an older one is of no use any more.
    private static func ending(_ key: [UInt8]) -> String { "-\(Hash.of(key).description.prefix(16)).sealed" }

    static func copy(_ name: String, isSealedWith key: [UInt8]) -> Bool { name.hasSuffix(ending(key)) }

    private static func seal(_ path: String, _ sealed: String, _ key: [UInt8]) throws(SystemError) {
        let new = sealed + ".new"
        do {
            let file = Descriptor(unsafe open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600))
            guard file.number >= 0 else { throw SystemError("create \(new)") }
            var writer = SealedStream.Writer(key: key)
            try Files.writeAll(writer.header, to: file.number, path: new)
            // Whole blocks: a reader must know where each ends.
            var waiting = try Files.read(path, limit: 1 << 30)[...]
            while waiting.count > block {
                try Files.writeAll(writer.seal(Array(waiting.prefix(block)), isLast: false), to: file.number, path: new)
                waiting = waiting.dropFirst(block)
            }
            try Files.writeAll(writer.seal(Array(waiting), isLast: true), to: file.number, path: new)
            guard fsync(file.number) == 0 else { throw SystemError("sync \(new)") }
        }
        guard Files.move(new, to: sealed) else { throw SystemError("rename \(new)") }
        try Files.syncDirectory(of: sealed)
    }

    /// Opens a sealed file. Nil when the key is another one, or a byte was changed or is missing.
    static func unseal(_ path: String, _ key: [UInt8]) throws(SystemError) -> [UInt8]? {
        let content = try Files.read(path, limit: 1 << 30)
        guard var reader = SealedStream.Reader(key: key, header: Array(content.prefix(SealedStream.headerSize))) else {
            return nil
        }
        var rest = content.dropFirst(SealedStream.headerSize)
        var plain: [UInt8] = []
        plain.reserveCapacity(rest.count)
        while true {
            let part = rest.prefix(block + SealedStream.overhead)
            rest = rest.dropFirst(part.count)
            guard let opened = reader.open(Array(part)) else { return nil }
            plain += opened.block
            if opened.isLast { return rest.isEmpty ? plain : nil }
        }
    }
}

extension BackupError {
    /// On its way through functions of the system.
    fileprivate var asSystem: SystemError { SystemError("\(self)", code: 0) }
}
