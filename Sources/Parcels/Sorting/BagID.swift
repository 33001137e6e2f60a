/// A bag (sack, container) that parcels are closed into, named by the epoch and the sequence of the entry that opened it.
public struct BagID: Sendable, Hashable, Comparable {
    public let epoch: Epoch
    public let sequence: UInt64

    public init(epoch: Epoch, sequence: UInt64) {
        self.epoch = epoch
        self.sequence = sequence
    }

    public static func < (first: BagID, second: BagID) -> Bool {
        (first.epoch, first.sequence) < (second.epoch, second.sequence)
    }
}

extension BagID: CustomStringConvertible {
    public var description: String { ShortNumber.text(epoch: epoch, sequence: sequence) }
}

extension BagID: Codable {
    public init(from decoder: any Decoder) throws {
        let (epoch, sequence) = try EntryReference.parse(decoder)
        self.init(epoch: epoch, sequence: sequence)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode("\(epoch)/\(sequence)")
    }
}

/// The number on a bag's own label, such as a receptacle number of 29 characters.
public struct BagLabel: Sendable, Hashable, Codable, CustomStringConvertible {
    public let text: String

    /// Nil unless the label has 3 to 40 ASCII letters, digits or hyphens; small letters are capitals.
    public init?(_ bytes: some Collection<UInt8>) {
        guard (3...40).contains(bytes.count) else { return nil }
        var upper: [UInt8] = []
        for byte in bytes {
            switch byte {
            case 48...57, 65...90, 45: upper.append(byte)
            case 97...122: upper.append(byte - 32)
            default: return nil
            }
        }
        text = String(decoding: upper, as: UTF8.self)
    }

    public var description: String { text }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let label = BagLabel(Array(try container.decode(String.self).utf8)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no bag label")
        }
        self = label
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
