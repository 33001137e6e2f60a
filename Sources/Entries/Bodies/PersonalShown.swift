import JSON
import Parcels
import Readings

/// Why somebody looks at personal data.
public enum PersonalGround: String, Sendable, Hashable, Codable, CaseIterable {
    /// A held parcel is inspected or opened.
    case inspection
    /// Its sender or receiver is asked or told something.
    case contact
    /// An authority asks; the note names its letter.
    case authority
    /// The sender or the receiver asks.
    case enquiry
    /// What was declared has to be put right.
    case correction
    /// Why a camera reads its labels badly, or not at all.
    case reading
    /// Something else; the note says what.
    case other

    /// Whether the ground needs words of the person's own.
    public var needsNote: Bool { self == .authority || self == .other }
}

/// Personal data of a hold, a declared item or a camera's picture were shown to somebody, with the ground that he gave.
public struct PersonalShown: EntryContent, Hashable {
    public static let kind = EntryKind.personalShown
    /// 2: a picture of a device may be looked at for its reading.
    public static let version = 2
    public static let noteLimit = 500

    public let account: AccountID
    public let hold: HoldID?
    public let number: ParcelNumber?
    /// A camera's picture, and the camera.
    public let frame: FrameID?
    public let device: DeviceID?
    /// Nil in journals of the first version, which asked for none.
    public let ground: PersonalGround?
    /// In the person's words; sealed with the personal part.
    public private(set) var note: String?

    private enum CodingKeys: String, CodingKey {
        case account, hold, number, frame, device, ground
    }

    public init(
        account: AccountID, hold: HoldID? = nil, number: ParcelNumber? = nil, frame: FrameID? = nil,
        device: DeviceID? = nil, ground: PersonalGround?, note: String? = nil
    ) {
        self.account = account
        self.hold = hold
        self.number = number
        self.frame = frame
        self.device = device
        self.ground = ground
        self.note = note
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("account", account.name)
        if let hold {
            writer.key("hold")
            writer.value(hold)
        }
        writer.field("number", ifThere: number)
        writer.field("frame", ifThere: frame?.text)
        writer.field("device", ifThere: device?.name)
        writer.field("ground", ifThere: ground?.rawValue)
    }

    private struct Personal: Codable {
        let note: String
    }

    public func writePersonal(to writer: inout JSONWriter) -> Bool {
        guard let note else { return false }
        writer.beginObject()
        writer.field("note", note)
        writer.endObject()
        return true
    }

    public mutating func attach(personal: [UInt8]) throws {
        note = try PersonalPart.read(Personal.self, personal).note
    }
}
