/// A key for the personal part of one entry, and the slot that it is kept in. Overwriting the slot erases the part in every
/// copy of the journal.
public struct SealKey: Sendable {
    public let slot: UInt64
    public let bytes: [UInt8]

    public init(slot: UInt64, bytes: [UInt8]) {
        self.slot = slot
        self.bytes = bytes
    }
}

/// A pool of keys that are durable before they are used, so that sealing never waits for the disk.
public protocol SealKeys: ~Copyable, SendableMetatype {
    /// The next unused key, or nil when the pool has run dry.
    mutating func next() -> SealKey?
}

/// Keys for a journal in memory: they are made from their slot's number and protect nothing.
public struct MemoryKeys: SealKeys {
    private var slot: UInt64 = 0

    public init() {}

    public mutating func next() -> SealKey? {
        slot += 1
        return SealKey(slot: slot, bytes: [UInt8](repeating: UInt8(truncatingIfNeeded: slot), count: 32))
    }
}
