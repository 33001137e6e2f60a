import CPlatform
import Glibc

/// An open file descriptor, closed when its owner ends.
public struct Descriptor: ~Copyable, Sendable {
    public let number: Int32

    public init(_ number: Int32) { self.number = number }

    deinit { if number >= 0 { close(number) } }
}

/// Files whose content must be on the disk before the call returns, and bounded reading.
public enum Files {
    /// The whole file; an error when it is longer than `limit` bytes.
    public static func read(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
        var content: [UInt8] = []
        try forEachBlock(of: path, limit: limit) { content.append(contentsOf: $0) }
        return content
    }

    /// Reads a file in blocks of at most 64 KiB; an error when it is longer than `limit` bytes.
    public static func forEachBlock(
        of path: String, limit: Int, _ body: (ArraySlice<UInt8>) -> Void
    ) throws(SystemError) {
        let file = Descriptor(unsafe open(path, O_RDONLY | O_CLOEXEC))
        guard file.number >= 0 else { throw SystemError("open \(path)") }
        var block = [UInt8](repeating: 0, count: 1 << 16)
        var size = 0
        while true {
            let count = unsafe Glibc.read(file.number, &block, block.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemError("read \(path)")
            }
            if count == 0 { return }
            size += count
            guard size <= limit else {
                throw SystemError("read \(path): it is longer than the limit of \(limit) bytes", code: EFBIG)
            }
            body(block[0..<count])
        }
    }

    /// Syncs a file that somebody else wrote.
    public static func sync(_ path: String) throws(SystemError) {
        let file = Descriptor(unsafe open(path, O_RDONLY | O_CLOEXEC))
        guard file.number >= 0 else { throw SystemError("open \(path)") }
        guard fsync(file.number) == 0 else { throw SystemError("sync \(path)") }
    }

    /// Writes a new file beside `path`, syncs it, renames it over `path` and syncs the directory.
    public static func replace(_ path: String, with content: [UInt8], mode: mode_t = 0o640) throws(SystemError) {
        let temporary = path + ".new"
        do {
            let file = Descriptor(unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode))
            guard file.number >= 0 else { throw SystemError("create \(temporary)") }
            try writeAll(content, to: file.number, path: temporary)
            guard fsync(file.number) == 0 else { throw SystemError("sync \(temporary)") }
        }
        guard unsafe rename(temporary, path) == 0 else { throw SystemError("rename \(temporary)") }
        try syncDirectory(of: path)
    }

    /// Makes a file of zeros, really written and synced: later writes then need no new blocks.
    public static func writeZeros(_ path: String, count: Int) throws(SystemError) {
        let file = Descriptor(unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640))
        guard file.number >= 0 else { throw SystemError("create \(path)") }
        let block = [UInt8](repeating: 0, count: 1 << 20)
        var rest = count
        while rest > 0 {
            try writeAll(rest >= block.count ? block : Array(block[..<rest]), to: file.number, path: path)
            rest -= min(rest, block.count)
        }
        guard fsync(file.number) == 0 else { throw SystemError("sync \(path)") }
    }

    public static func writeAll(_ content: [UInt8], to descriptor: Int32, path: String) throws(SystemError) {
        var written = 0
        while written < content.count {
            let count = unsafe content.withUnsafeBytes { bytes in
                unsafe write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemError("write \(path)")
            }
            written += count
        }
    }

    /// Copies a file, synced before the call returns; its name is not.
    public static func copy(_ path: String, to other: String, mode: mode_t = 0o640) throws(SystemError) {
        let target = Descriptor(unsafe open(other, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode))
        guard target.number >= 0 else { throw SystemError("create \(other)") }
        var failure: SystemError?
        try forEachBlock(of: path, limit: .max) { block in
            guard failure == nil else { return }
            do throws(SystemError) { try writeAll(Array(block), to: target.number, path: other) } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        guard fsync(target.number) == 0 else { throw SystemError("sync \(other)") }
    }

    /// Makes a directory (and those above it) where there is none.
    public static func makeDirectory(_ path: String, mode: mode_t = 0o750) throws(SystemError) {
        if unsafe mkdir(path, mode) == 0 { return try syncDirectory(of: path) }
        if errno == EEXIST { return }
        guard errno == ENOENT, let parent = parent(of: path), parent != path else {
            throw SystemError("make directory \(path)")
        }
        try makeDirectory(parent, mode: mode)
        guard unsafe mkdir(path, mode) == 0 || errno == EEXIST else { throw SystemError("make directory \(path)") }
        try syncDirectory(of: path)
    }

    /// Syncs the directory that holds `path`, so that the name itself is durable.
    public static func syncDirectory(of path: String) throws(SystemError) {
        let directory = parent(of: path) ?? "."
        let file = Descriptor(unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        guard file.number >= 0 else { throw SystemError("open directory \(directory)") }
        guard fsync(file.number) == 0 else { throw SystemError("sync directory \(directory)") }
    }

    /// The names in a directory, sorted, without "." and "..".
    public static func names(in directory: String) throws(SystemError) -> [String] {
        guard let stream = unsafe opendir(directory) else { throw SystemError("open directory \(directory)") }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Gives a file another name on the same disk.
    public static func move(_ path: String, to other: String) -> Bool { unsafe rename(path, other) == 0 }

    /// Whether a path lies in memory (tmpfs, ramfs): a sync there means nothing.
    public static func isInMemory(_ path: String) -> Bool { unsafe platform_in_memory(path) == 1 }

    public static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    private static func parent(of path: String) -> String? {
        guard let slash = path.lastIndex(of: "/") else { return nil }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
