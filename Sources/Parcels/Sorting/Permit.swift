/// How often this site's gateway has started. It only ever rises; permits of an earlier epoch are void.
public typealias Epoch = UInt32

/// A line of the site, as the site file names it.
public struct LineID: Sendable, Hashable, Codable, CustomStringConvertible {
    public let name: String

    /// Nil unless the name has 1 to 8 ASCII capital letters, digits or hyphens (the sorter's telegrams carry it).
    public init?(_ name: String) {
        let isAllowed: (UInt8) -> Bool = { isLetter($0) || isDigit($0) || $0 == 45 }
        guard (1...8).contains(name.utf8.count), name.utf8.allSatisfy(isAllowed) else { return nil }
        self.name = name
    }

    public var description: String { name }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let line = LineID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no line name")
        }
        self = line
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}

/// The number of a permit, unique within its epoch.
public struct PermitNumber: Sendable, Hashable, Codable {
    public let number: UInt32

    public init(_ number: UInt32) { self.number = number }

    public init(from decoder: any Decoder) throws { number = try decoder.singleValueContainer().decode(UInt32.self) }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}

/// When a permit ends, in the sorter's own measure.
public enum Expiry: Sendable, Hashable {
    /// At this encoder count.
    case encoder(EncoderCount)
    /// This many milliseconds after the sorter's own induct stamp.
    case afterInduction(milliseconds: UInt32)
}

/// Leave for one parcel to pass, once, in one epoch, before its expiry.
public struct Permit: Sendable, Hashable {
    public let line: LineID
    public let track: TrackID
    public let epoch: Epoch
    public let number: PermitNumber
    public let passage: PassageID
    public let expiry: Expiry

    public init(line: LineID, track: TrackID, epoch: Epoch, number: PermitNumber, passage: PassageID, expiry: Expiry) {
        self.line = line
        self.track = track
        self.epoch = epoch
        self.number = number
        self.passage = passage
        self.expiry = expiry
    }
}

/// What a sorter says to a permit.
public enum PermitAnswer: String, Sendable, Hashable, Codable, CaseIterable {
    case accepted
    case oldEpoch = "old-epoch"
    case unknownTrack = "unknown-track"
    case expired
    case usedBefore = "used-before"
    case notUnderstood = "not-understood"
}

/// What must be ready before anything is cleared.
public enum Readiness: String, Sendable, Hashable, Codable, CaseIterable {
    case policy
    case rules
    case journal
    /// The sorter and the gateway have not agreed on the epoch.
    case sorter
    /// A parcel escaped and nobody has acknowledged it.
    case escape
    /// Do not open, do not move: the belts of the area are halted.
    case halt
    /// The journal is shorter than its last anchor, or another one.
    case anchor
    /// The parcels of before, about which rules ask, are not all known.
    case history
}
