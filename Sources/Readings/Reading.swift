import Parcels

/// A device of the site, as the site file names it.
public struct DeviceID: Sendable, Hashable, Codable, CustomStringConvertible {
    public let name: String

    /// Nil unless the name has 1 to 32 ASCII letters, digits, hyphens or dots.
    public init?(_ name: String) {
        let isAllowed: (UInt8) -> Bool = {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 46
        }
        guard (1...32).contains(name.utf8.count), name.utf8.allSatisfy(isAllowed) else { return nil }
        self.name = name
    }

    public var description: String { name }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let device = DeviceID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no device name")
        }
        self = device
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}

/// What one device read at one moment. It is never altered.
public struct Reading: Sendable, Hashable {
    public enum Content: Sendable, Hashable {
        /// A label's bytes as received, with the AIM symbology identifier where the device sent one.
        case label([UInt8], SymbologyIdentifier?)
        /// The device looked and read nothing.
        case noRead
        /// The device took a picture that could not be read by machine, and why: a no-read.
        case failed(Trouble)
        /// What the device found that the parcel weighs and measures.
        case measured(ParcelMeasure)
    }

    /// Longest label that is kept; a device that sends more is at fault.
    public static let sizeLimit = 8192

    public let device: DeviceID
    public let content: Content
    public let stamp: Stamp
    /// The picture that it was read in, from a device that takes pictures.
    public let frame: FrameID?
    /// None or one: most readings have none, and are copied often.
    private let seen: [LabelSighting]

    /// How the device saw the label, where it tells.
    public var sighting: LabelSighting? { seen.first }

    public init(
        device: DeviceID, content: Content, stamp: Stamp, frame: FrameID? = nil, sighting: LabelSighting? = nil
    ) {
        self.device = device
        self.content = content
        self.stamp = stamp
        self.frame = frame
        seen = sighting.map { [$0] } ?? []
    }
}
