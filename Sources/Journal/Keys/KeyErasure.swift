import Crypto
import Glibc
import Platform

/// Keys that end: an erased slot is zeros, in the folder and in every mirror of it that is brought up to date.
extension KeyFolder {
    /// Overwrites slots with zeros, durable before it returns.
    /// - Returns: how many of them had a key.
    @discardableResult
    public func erase(_ slots: [UInt64]) throws(SystemError) -> Int {
        var erased = 0
        for (block, slots) in Dictionary(grouping: slots, by: { $0 / Self.keysPerBlock }) {
            let path = blockPath(block)
            guard Files.exists(path) else { continue }
            let file = Descriptor(unsafe Glibc.open(path, O_RDWR | O_CLOEXEC))
            guard file.number >= 0 else { throw SystemError("open \(path)") }
            let zeros = [UInt8](repeating: 0, count: Seal.keySize)
            var key = zeros
            for slot in slots {
                let offset = Int(slot % Self.keysPerBlock) * Seal.keySize
                guard unsafe pread(file.number, &key, key.count, offset) == key.count else {
                    throw SystemError("read \(path)")
                }
                guard key != zeros else { continue }
                guard unsafe pwrite(file.number, zeros, zeros.count, offset) == zeros.count else {
                    throw SystemError("write \(path)")
                }
                erased += 1
            }
            guard fsync(file.number) == 0 else { throw SystemError("sync \(path)") }
        }
        return erased
    }

    /// The key that seals a kept file's copies in backups; made where there is none, durable before it returns.
    public func fileKey(_ name: String) throws(SystemError) -> [UInt8] {
        let path = filePath(name)
        if Files.exists(path) { return try Files.read(path, limit: 64) }
        try Files.makeDirectory(self.path + "/files", mode: 0o700)
        let key = Randomness.bytes(SealedStream.keySize)
        try Files.replace(path, with: key, mode: 0o600)
        return key
    }

    /// The key of a kept file; nil where it never had one, or its data were erased.
    public func existingFileKey(_ name: String) -> [UInt8]? { try? Files.read(filePath(name), limit: 64) }

    /// Makes every copy of a kept file that was sealed until now unreadable.
    public func eraseFileKey(_ name: String) throws(SystemError) { try Self.wipe(filePath(name)) }

    /// Brings a mirror of the keys up to date, in place: what was erased here is overwritten there. It has no generations.
    public func mirror(to other: String) throws(SystemError) {
        try Self.mirror(path, other)
        guard Files.exists(path + "/files") else { return }
        try Self.mirror(path + "/files", other + "/files")
    }

    private static func mirror(_ source: String, _ target: String) throws(SystemError) {
        try Files.makeDirectory(target, mode: 0o700)
        let names = try Files.names(in: source).filter { $0.hasSuffix(".bin") || $0.hasSuffix(".key") }
        for name in names {
            let content = try Files.read("\(source)/\(name)", limit: 1 << 20)
            try overwrite("\(target)/\(name)", with: content)
        }
        for name in try Files.names(in: target)
        where name.hasSuffix(".key") && !names.contains(name) { try wipe("\(target)/\(name)") }
    }

    /// Writes over the bytes that the file has, so that no old block of the medium keeps a key.
    private static func overwrite(_ path: String, with content: [UInt8]) throws(SystemError) {
        guard Files.exists(path) else { return try Files.replace(path, with: content, mode: 0o600) }
        if try Files.read(path, limit: 1 << 20) == content { return }
        let file = Descriptor(unsafe Glibc.open(path, O_WRONLY | O_CLOEXEC))
        guard file.number >= 0 else { throw SystemError("open \(path)") }
        try Files.writeAll(content, to: file.number, path: path)
        guard ftruncate(file.number, content.count) == 0, fsync(file.number) == 0 else {
            throw SystemError("sync \(path)")
        }
    }

    private static func wipe(_ path: String) throws(SystemError) {
        guard Files.exists(path) else { return }
        let size = try Files.read(path, limit: 1 << 20).count
        try overwrite(path, with: [UInt8](repeating: 0, count: size))
        guard unsafe unlink(path) == 0 else { throw SystemError("remove \(path)") }
        try Files.syncDirectory(of: path)
    }

    private func filePath(_ name: String) -> String { "\(path)/files/\(name).key" }
}
