/// A passage: one physical parcel on one line. Within a site it is named by the epoch and the sequence of the entry that
/// opened it.
public struct PassageID: Sendable, Hashable, Comparable {
    public let epoch: Epoch
    public let sequence: UInt64

    public init(epoch: Epoch, sequence: UInt64) {
        self.epoch = epoch
        self.sequence = sequence
    }

    public static func < (first: PassageID, second: PassageID) -> Bool {
        (first.epoch, first.sequence) < (second.epoch, second.sequence)
    }
}

/// A hold: a case with a person's work in it, named by the epoch and the sequence of the entry that raised it.
public struct HoldID: Sendable, Hashable, Comparable {
    public let epoch: Epoch
    public let sequence: UInt64

    public init(epoch: Epoch, sequence: UInt64) {
        self.epoch = epoch
        self.sequence = sequence
    }

    public static func < (first: HoldID, second: HoldID) -> Bool {
        (first.epoch, first.sequence) < (second.epoch, second.sequence)
    }
}

extension PassageID: CustomStringConvertible {
    public var description: String { ShortNumber.text(epoch: epoch, sequence: sequence) }

    public init?(_ text: String) {
        guard let (epoch, sequence) = ShortNumber.parse(text) else { return nil }
        self.init(epoch: epoch, sequence: sequence)
    }
}

extension HoldID: CustomStringConvertible {
    public var description: String { ShortNumber.text(epoch: epoch, sequence: sequence) }

    public init?(_ text: String) {
        guard let (epoch, sequence) = ShortNumber.parse(text) else { return nil }
        self.init(epoch: epoch, sequence: sequence)
    }
}

extension HoldID {
    /// The sequences that a person can mean by what is typed of a hold's short number: whole, without its hyphen, or the part
    /// before it.
    public static func sequences(fitting text: String) -> [UInt64] { ShortNumber.sequences(fitting: text) }
}

/// In the journal a passage or hold is written as `epoch/sequence`, so that its entry can be found by eye.
enum EntryReference {
    static func parse(_ decoder: any Decoder) throws -> (Epoch, UInt64) {
        let container = try decoder.singleValueContainer()
        let parts = try container.decode(String.self).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let epoch = Epoch(parts[0]), let sequence = UInt64(parts[1]) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected epoch/sequence")
        }
        return (epoch, sequence)
    }
}

extension PassageID: Codable {
    public init(from decoder: any Decoder) throws {
        let (epoch, sequence) = try EntryReference.parse(decoder)
        self.init(epoch: epoch, sequence: sequence)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode("\(epoch)/\(sequence)")
    }
}

extension HoldID: Codable {
    public init(from decoder: any Decoder) throws {
        let (epoch, sequence) = try EntryReference.parse(decoder)
        self.init(epoch: epoch, sequence: sequence)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode("\(epoch)/\(sequence)")
    }
}

/// The short number that people read, type and say: the sequence and the epoch in Crockford's base 32 with a hyphen
/// between, and a check character (the value modulo 37) at the end: `1F5K-7Q`.
enum ShortNumber {
    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U".utf8)

    static func text(epoch: Epoch, sequence: UInt64) -> String {
        let text = digits(of: sequence) + [45] + digits(of: UInt64(epoch)) + [digits[check(epoch, sequence)]]
        return String(decoding: text, as: UTF8.self)
    }

    static func parse(_ text: String) -> (Epoch, UInt64)? {
        let upper = text.utf8.map { asWritten($0) }
        guard upper.count <= 24, let hyphen = upper.firstIndex(of: 45), let last = upper.last,
            let sequence = value(upper[..<hyphen]), hyphen + 1 < upper.count - 1,
            let epoch = value(upper[(hyphen + 1)..<(upper.count - 1)]), epoch <= UInt64(Epoch.max),
            digits[check(Epoch(epoch), sequence)] == last
        else { return nil }
        return (Epoch(epoch), sequence)
    }

    /// Every reading of the text as a short number with or without its hyphen, and as one's first part.
    static func sequences(fitting text: String) -> [UInt64] {
        let written = text.utf8.map { asWritten($0) }
        guard written.count <= 24 else { return [] }
        if let (_, sequence) = parse(text) { return [sequence] }
        guard !written.contains(45) || written.last == 45 else { return [] }
        let upper = written.filter { $0 != 45 }
        var found = value(upper[...]).map { [$0] } ?? []
        for cut in upper.indices.dropFirst() {
            let whole = String(decoding: upper[..<cut] + [45] + upper[cut...], as: UTF8.self)
            if let (_, sequence) = parse(whole), !found.contains(sequence) { found.append(sequence) }
        }
        return found
    }

    private static func check(_ epoch: Epoch, _ sequence: UInt64) -> Int {
        Int((sequence % 37 * 31 + UInt64(epoch) % 37) % 37)
    }

    private static func digits(of value: UInt64) -> [UInt8] {
        guard value > 0 else { return [48] }
        var rest = value
        var text: [UInt8] = []
        while rest > 0 {
            text.append(digits[Int(rest % 32)])
            rest /= 32
        }
        return text.reversed()
    }

    /// Small letters are capitals; Crockford reads I and L as 1 and O as 0.
    private static func asWritten(_ byte: UInt8) -> UInt8 {
        let upper = (97...122).contains(byte) ? byte - 32 : byte
        return upper == 73 || upper == 76 ? 49 : upper == 79 ? 48 : upper
    }

    private static func value(_ text: ArraySlice<UInt8>) -> UInt64? {
        guard !text.isEmpty, text.count <= 12 else { return nil }
        var value: UInt64 = 0
        for byte in text {
            guard let digit = digits[..<32].firstIndex(of: byte) else { return nil }
            value = value * 32 + UInt64(digit)
        }
        return value
    }
}
