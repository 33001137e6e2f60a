import Crypto
import Glibc
import Platform

/// Key slots on the disk: files of 4,096 keys of 32 bytes each, `keys-<block>.bin`. Slot s lies in block s / 4096 at byte
/// (s mod 4096) × 32. An erased slot is all zeros.
public struct KeyFolder: Sendable {
    static let keysPerBlock: UInt64 = 4096

    public let path: String

    public init(_ path: String) { self.path = path }

    /// The key of a slot; nil when it was erased or never made.
    public func key(_ slot: UInt64) -> [UInt8]? {
        let file = Descriptor(unsafe Glibc.open(blockPath(slot / Self.keysPerBlock), O_RDONLY | O_CLOEXEC))
        guard file.number >= 0 else { return nil }
        var key = [UInt8](repeating: 0, count: Seal.keySize)
        let offset = Int(slot % Self.keysPerBlock) * Seal.keySize
        guard unsafe pread(file.number, &key, key.count, offset) == key.count, key.contains(where: { $0 != 0 }) else {
            return nil
        }
        return key
    }

    /// The plain personal part of an entry, or nil when its slot was erased or its bytes were changed.
    public func open(_ sealed: [UInt8], slot: UInt64, epoch: UInt32, sequence: UInt64) -> [UInt8]? {
        guard let key = key(slot) else { return nil }
        return Seal.open(sealed, key: key, number: (UInt64(epoch), sequence))
    }

    func lastBlock() throws(SystemError) -> UInt64 {
        try Files.makeDirectory(path, mode: 0o700)
        return try Files.names(in: path).compactMap { name -> UInt64? in
            guard name.hasPrefix("keys-"), name.hasSuffix(".bin") else { return nil }
            return UInt64(name.dropFirst(5).dropLast(4))
        }.max() ?? 0
    }

    /// Makes a block of random keys, durable before it returns.
    func makeBlock(_ block: UInt64) throws(SystemError) -> [UInt8] {
        let keys = Randomness.bytes(Int(Self.keysPerBlock) * Seal.keySize)
        try Files.replace(blockPath(block), with: keys, mode: 0o600)
        return keys
    }

    func blockPath(_ block: UInt64) -> String { "\(path)/keys-\(block).bin" }
}

/// Opens sealed parts by the thousand: a block of keys is read once for all that follow one another in it.
///
/// A key that is erased meanwhile still opens: a value of this type lives for one batch of entries, and no longer.
public struct KeyBlocks {
    private let folder: KeyFolder
    private var block: (number: UInt64, keys: [UInt8])?

    public init(_ folder: KeyFolder) { self.folder = folder }

    /// As `KeyFolder.open`.
    public mutating func open(_ sealed: [UInt8], slot: UInt64, epoch: UInt32, sequence: UInt64) -> [UInt8]? {
        let number = slot / KeyFolder.keysPerBlock
        if block?.number != number {
            let size = Int(KeyFolder.keysPerBlock) * Seal.keySize
            block = (number, (try? Files.read(folder.blockPath(number), limit: size)) ?? [])
        }
        guard let keys = block?.keys else { return nil }
        let offset = Int(slot % KeyFolder.keysPerBlock) * Seal.keySize
        guard keys.count >= offset + Seal.keySize else { return nil }
        let key = Array(keys[offset..<offset + Seal.keySize])
        guard key.contains(where: { $0 != 0 }) else { return nil }
        return Seal.open(sealed, key: key, number: (UInt64(epoch), sequence))
    }
}

/// The pool of keys of a running gateway. A thread of its own makes the next blocks.
public struct FileKeys: SealKeys, ~Copyable {
    private struct Block: Sendable {
        let number: UInt64
        let keys: [UInt8]
    }

    private let ready: BoundedQueue<Block>
    private let wanted: EventFlag
    private var block: Block
    private var used = 0

    /// Begins a new block: slots of an earlier run that were not used are left.
    public static func open(_ folder: KeyFolder) throws(StorageFailure) -> FileKeys {
        do throws(SystemError) {
            let first = try folder.lastBlock() + 1
            let block = Block(number: first, keys: try folder.makeBlock(first))
            let ready = try BoundedQueue<Block>(capacity: 2)
            let wanted = try EventFlag()
            _ = try OwnThread("journal-keys", .later) { make(after: first, in: folder, into: ready, when: wanted) }
            return FileKeys(ready: ready, wanted: wanted, block: block)
        } catch { throw StorageFailure(error) }
    }

    private init(ready: BoundedQueue<Block>, wanted: EventFlag, block: Block) {
        self.ready = ready
        self.wanted = wanted
        self.block = block
    }

    deinit {
        ready.close()
        wanted.raise()
    }

    public mutating func next() -> SealKey? {
        if used == Int(KeyFolder.keysPerBlock) {
            var taken: [Block] = []
            _ = ready.take(into: &taken, limit: 1, until: 0)
            wanted.raise()
            guard let next = taken.first else { return nil }
            block = next
            used = 0
        }
        let start = used * Seal.keySize
        defer { used += 1 }
        return SealKey(
            slot: block.number * KeyFolder.keysPerBlock + UInt64(used),
            bytes: Array(block.keys[start..<(start + Seal.keySize)]))
    }

    private static func make(
        after first: UInt64, in folder: KeyFolder, into ready: BoundedQueue<Block>, when wanted: EventFlag
    ) {
        var number = first + 1
        while !ready.isClosed {
            if ready.count < ready.capacity, let keys = try? folder.makeBlock(number) {
                _ = ready.offer(Block(number: number, keys: keys))
                number += 1
            } else {
                // A full disk is tried again every second.
                wanted.wait(until: Clocks.monotonic() + 1_000_000_000)
                wanted.lower()
            }
        }
    }
}
