/// A boot of the machine: the first 32 bits of the kernel's boot id. Monotonic stamps of different boots cannot be
/// compared.
public struct BootID: Sendable, Hashable, Codable, CustomStringConvertible {
    public let bits: UInt32

    public init(_ bits: UInt32) { self.bits = bits }

    /// Eight hexadecimal digits.
    public init?(_ text: String) {
        guard text.utf8.count == 8, let bits = UInt32(text, radix: 16) else { return nil }
        self.bits = bits
    }

    public var description: String {
        let digits = String(bits, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let boot = BootID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no boot id")
        }
        self = boot
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A moment as the clocks of the machine had it.
public struct Stamp: Sendable, Hashable, Codable {
    /// Nanoseconds since 1970 UTC. May be wrong: see `trusted`.
    public let utc: Int64
    public let boot: BootID
    /// Nanoseconds since the boot. Windows and deadlines are measured in these.
    public let monotonic: Int64
    /// Whether the wall clock was synchronised and had not jumped.
    public let trusted: Bool

    public init(utc: Int64, boot: BootID, monotonic: Int64, trusted: Bool) {
        self.utc = utc
        self.boot = boot
        self.monotonic = monotonic
        self.trusted = trusted
    }
}
