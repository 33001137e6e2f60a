import CSodium

/// A BLAKE2b-256 hash (RFC 7693 with a 32-byte output and no key).
public struct Hash: Sendable, Hashable, CustomStringConvertible {
    public let bytes: [UInt8]

    /// Nil unless there are exactly 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.size else { return nil }
        self.bytes = bytes
    }

    /// 64 hexadecimal digits, or nil.
    public init?(hexadecimal text: String) {
        guard let bytes = Hexadecimal.bytes(text) else { return nil }
        self.init(bytes)
    }

    private init(checked bytes: [UInt8]) { self.bytes = bytes }

    public static let size = 32

    /// Thirty-two zero bytes: what stands before the first entry of a journal.
    public static let zero = Hash(checked: [UInt8](repeating: 0, count: size))

    public static func of(_ content: [UInt8]) -> Hash {
        var bytes = [UInt8](repeating: 0, count: size)
        unsafe crypto_generichash(&bytes, size, content, UInt64(content.count), nil, 0)
        return Hash(checked: bytes)
    }

    /// Hashes `content` and writes the 32 bytes over `content[range]`, without another allocation.
    public static func replace(_ place: Int, of target: inout [UInt8], withHashOf content: [UInt8]) {
        precondition(place >= 0 && place + size <= target.count, "no room for a hash")
        unsafe target.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            unsafe crypto_generichash(base + place, size, content, UInt64(content.count), nil, 0)
        }
    }

    public var description: String { Hexadecimal.text(bytes) }
}

/// BLAKE2b-256 over content that arrives in pieces.
@safe public final class RunningHash {
    private let state: UnsafeMutableRawPointer

    public init() {
        unsafe state = .allocate(byteCount: crypto_generichash_statebytes(), alignment: 64)
        unsafe crypto_generichash_init(typed, nil, 0, Hash.size)
    }

    deinit { unsafe state.deallocate() }

    public func add(_ content: [UInt8]) {
        unsafe crypto_generichash_update(typed, content, UInt64(content.count))
    }

    public func finish() -> Hash {
        var bytes = [UInt8](repeating: 0, count: Hash.size)
        unsafe crypto_generichash_final(typed, &bytes, Hash.size)
        return Hash(bytes) ?? .zero
    }

    private var typed: OpaquePointer { unsafe OpaquePointer(state) }
}
