/// The sorter's own number for a parcel on its belt: 1 to 99,999,999, given at induction and used again after a long time.
public struct TrackID: Sendable, Hashable, Codable, CustomStringConvertible {
    public let number: UInt32

    public init?(_ number: UInt32) {
        guard (1...99_999_999).contains(number) else { return nil }
        self.number = number
    }

    public var description: String { String(number) }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let track = TrackID(try container.decode(UInt32.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no track number")
        }
        self = track
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}

/// A belt encoder's 32-bit count, which wraps.
public struct EncoderCount: Sendable, Hashable, Codable {
    public let raw: UInt32

    public init(_ raw: UInt32) { self.raw = raw }

    /// The signed distance in counts from `earlier` to this one: right as long as both lie within 2³¹ counts.
    public func distance(from earlier: EncoderCount) -> Int32 { Int32(bitPattern: raw &- earlier.raw) }

    public func advanced(by counts: Int32) -> EncoderCount { EncoderCount(raw &+ UInt32(bitPattern: counts)) }

    public init(from decoder: any Decoder) throws { raw = try decoder.singleValueContainer().decode(UInt32.self) }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(raw)
    }
}
