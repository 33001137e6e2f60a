/// The name of a numbering scheme: 1 to 16 small letters, digits and hyphens, such as `s10` or `usps-impb`. The schemes that the
/// program knows are in `KnownScheme`; a site names further ones for its operators' numbers, so that a journal may name a scheme
/// that this version has never heard of.
public struct Scheme: Sendable, Hashable {
    public static let sizeLimit = 16

    private let high: UInt64
    private let low: UInt64

    public static let s10 = Scheme(known: "s10")
    public static let sscc = Scheme(known: "sscc")
    /// A GS1 element string: no parcel's number by itself.
    public static let gs1 = Scheme(known: "gs1")

    /// The standard library's own, for anything with a raw value, would spell both names out.
    public static func == (first: Self, second: Self) -> Bool { first.high == second.high && first.low == second.low }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(high)
        hasher.combine(low)
    }

    /// Of a name in the program's own tables.
    init(known name: StaticString) {
        guard let scheme = Scheme(rawValue: "\(name)") else { preconditionFailure("'\(name)' is no scheme's name") }
        self = scheme
    }
}

extension Scheme: RawRepresentable {
    /// Nil unless the text has the form of a name.
    public init?(rawValue: String) {
        var words: (UInt64, UInt64) = (0, 0)
        var place = 0
        for byte in rawValue.utf8 {
            guard place < Self.sizeLimit,
                (97...122).contains(byte) || (48...57).contains(byte) || (byte == 45 && place > 0)
            else { return nil }
            let shifted = UInt64(byte) << UInt64(56 - place % 8 * 8)
            if place < 8 { words.0 |= shifted } else { words.1 |= shifted }
            place += 1
        }
        guard place > 0 else { return nil }
        (high, low) = words
    }

    public var rawValue: String {
        let bytes = [high, low].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - $0 * 8)) }
        }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}

extension Scheme: CustomStringConvertible {
    public var description: String { rawValue }
}

extension Scheme: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let scheme = Scheme(rawValue: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no name of a numbering scheme")
        }
        self = scheme
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
