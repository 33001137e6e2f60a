import JSON
import Parcels
import Readings

/// A picture that ended the worker which was to read it, or did not come back in time.
public struct FrameFailed: EntryContent, Hashable {
    public static let kind = EntryKind.frameFailed

    /// The device that it came from; nil for one that a person brought.
    public let device: DeviceID?
    public let frame: FrameID
    /// A trouble's code and fact.
    public let trouble: String
    /// It is not decoded again.
    public let setAside: Bool

    public init(device: DeviceID?, frame: FrameID, trouble: Trouble) {
        self.device = device
        self.frame = frame
        self.trouble = trouble.description
        setAside = trouble.code == .frameSetAside
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("device", ifThere: device?.name)
        writer.field("frame", frame.text)
        writer.field("trouble", trouble)
        writer.key("setAside")
        writer.value(setAside)
    }
}

/// A parcel's picture lies on the disk, sealed; the entry was written after the file and its folder had been synced.
public struct PictureStored: EntryContent, Hashable {
    public static let kind = EntryKind.pictureStored

    /// What a picture is of and where it came from.
    public struct Origin: Sendable, Hashable {
        public let hold: HoldID
        public let passage: PassageID?
        public let device: DeviceID?
        public let by: AccountID?

        /// - Parameters:
        ///   - device: that took it.
        ///   - by: who brought it, where no device did.
        public init(hold: HoldID, passage: PassageID?, device: DeviceID?, by: AccountID?) {
            self.hold = hold
            self.passage = passage
            self.device = device
            self.by = by
        }
    }

    /// Where the picture lies, as its store says.
    public struct Place: Sendable, Hashable {
        /// The BLAKE2b-256 hash of the sealed file, as 64 hexadecimal digits: the file's name.
        public let file: String
        /// Bytes of the sealed file.
        public let size: Int
        /// The file's own key, 64 hexadecimal digits.
        public let key: String

        public init(file: String, size: Int, key: String) {
            self.file = file
            self.size = size
            self.key = key
        }
    }

    public let frame: FrameID
    public let file: String
    public let size: Int
    /// The picture's media type.
    public let type: String
    public let hold: HoldID
    public let passage: PassageID?
    public let device: DeviceID?
    public let by: AccountID?
    /// It ended a decoder: it is kept as evidence and shown to no browser.
    public let withheld: Bool
    /// Opens the file; sealed with the personal part: a picture shows names, and erasing the entry's slot erases the picture.
    public private(set) var key: String?

    private enum CodingKeys: String, CodingKey {
        case frame, file, size, type, hold, passage, device, by, withheld
    }

    /// Only the store of pictures makes one, after the sync.
    @_spi(PictureStore)
    public init(_ frame: FrameID, at place: Place, type: String, of origin: Origin, withheld: Bool) {
        self.frame = frame
        file = place.file
        size = place.size
        self.type = type
        hold = origin.hold
        passage = origin.passage
        device = origin.device
        by = origin.by
        self.withheld = withheld
        key = place.key
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("frame", frame.text)
        writer.field("file", file)
        writer.field("size", size)
        writer.field("type", type)
        writer.key("hold")
        writer.value(hold)
        writer.field("passage", ifThere: passage)
        writer.field("device", ifThere: device?.name)
        writer.field("by", ifThere: by?.name)
        writer.key("withheld")
        writer.value(withheld)
    }

    private struct Personal: Codable {
        let key: String
    }

    public func writePersonal(to writer: inout JSONWriter) -> Bool {
        guard let key else { return false }
        writer.beginObject()
        writer.field("key", key)
        writer.endObject()
        return true
    }

    public mutating func attach(personal: [UInt8]) throws {
        key = try PersonalPart.read(Personal.self, personal).key
    }
}
