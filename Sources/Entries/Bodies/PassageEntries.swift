import JSON
import Parcels
import Readings

/// A parcel passed the first eye of a line. This entry's place names the passage.
public struct PassageOpened: EntryContent, Hashable {
    public static let kind = EntryKind.passageOpened

    public let line: LineID
    public let track: TrackID
    /// Encoder counts when the parcel's front and tail passed the eye; nil on a line without an encoder.
    public let front: UInt32?
    public let tail: UInt32?
    /// The sorter's own clock at the front, in milliseconds.
    public let plc_ms: Int
    public let length_mm: Int
    /// To the parcel before; nil when there was none on the line.
    public let gap_mm: Int?

    public init(
        line: LineID, track: TrackID, front: UInt32?, tail: UInt32?, plc_ms: Int, length_mm: Int, gap_mm: Int?
    ) {
        self.line = line
        self.track = track
        self.front = front
        self.tail = tail
        self.plc_ms = plc_ms
        self.length_mm = length_mm
        self.gap_mm = gap_mm
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("line", line.name)
        writer.field("track", Int(track.number))
        writer.field("front", ifThere: front.map(Int.init))
        writer.field("tail", ifThere: tail.map(Int.init))
        writer.field("plc_ms", plc_ms)
        writer.field("length_mm", length_mm)
        writer.field("gap_mm", ifThere: gap_mm)
    }
}

/// A device read a label, or said that it read none.
public struct ReadingReceived: EntryContent, Hashable {
    public static let kind = EntryKind.readingReceived

    public let device: DeviceID
    /// The passage it belongs to; nil for an orphan or a reading at a table.
    public let passage: PassageID?
    public let noRead: Bool
    /// Why a picture could not be read by machine: a trouble's code and fact.
    public let trouble: String?
    /// The picture that it was read in.
    public let frame: FrameID?
    public let symbology: SymbologyIdentifier?
    /// The item number, where the label is one; any other label's bytes are personal, since labels hold names and
    /// telephone numbers.
    public let number: ParcelNumber?
    /// How many bytes the label has.
    public let size: Int
    /// How the device saw the label, where it tells.
    public let sighting: LabelSighting?
    /// The label as received; nil once erased, and for a label that is just its number.
    public private(set) var label: [UInt8]?

    private enum CodingKeys: String, CodingKey {
        case device, passage, noRead, trouble, frame, symbology, number, size
        case sighting = "seen"
    }

    /// - Parameter label: the bytes as received.
    public init(
        device: DeviceID, passage: PassageID?, symbology: SymbologyIdentifier?, number: ParcelNumber?, label: [UInt8],
        frame: FrameID? = nil, sighting: LabelSighting? = nil
    ) {
        self.device = device
        self.passage = passage
        noRead = false
        trouble = nil
        self.frame = frame
        self.symbology = symbology
        self.number = number
        size = label.count
        self.sighting = sighting
        self.label = number.map { $0.canonical.bytes == label } == true ? nil : label
    }

    /// A device that saw the parcel and read nothing.
    public init(noReadBy device: DeviceID, passage: PassageID?, trouble: Trouble? = nil, frame: FrameID? = nil) {
        self.device = device
        self.passage = passage
        noRead = true
        self.trouble = trouble?.description
        self.frame = frame
        symbology = nil
        number = nil
        size = 0
        sighting = nil
        label = nil
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        device = try fields.decode(DeviceID.self, forKey: .device)
        passage = try fields.decodeIfPresent(PassageID.self, forKey: .passage)
        noRead = try fields.decodeIfPresent(Bool.self, forKey: .noRead) ?? false
        trouble = try fields.decodeIfPresent(String.self, forKey: .trouble)
        frame = try fields.decodeIfPresent(FrameID.self, forKey: .frame)
        symbology = try fields.decodeIfPresent(SymbologyIdentifier.self, forKey: .symbology)
        number = try fields.decodeIfPresent(ParcelNumber.self, forKey: .number)
        size = try fields.decode(Int.self, forKey: .size)
        sighting = try fields.decodeIfPresent(LabelSighting.self, forKey: .sighting)
        label = nil
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("device", device.name)
        writer.field("passage", ifThere: passage)
        if noRead {
            writer.key("noRead")
            writer.value(true)
        }
        writer.field("trouble", ifThere: trouble)
        writer.field("frame", ifThere: frame?.text)
        if let symbology {
            writer.key("symbology")
            writer.value(symbology)
        }
        writer.field("number", ifThere: number)
        writer.field("size", size)
        sighting?.write(to: &writer)
    }

    private struct Personal: Codable {
        let label: [UInt8]
    }

    public func writePersonal(to writer: inout JSONWriter) -> Bool {
        guard let label else { return false }
        writer.beginObject()
        writer.key("label")
        writer.beginArray()
        for byte in label { writer.value(byte) }
        writer.endArray()
        writer.endObject()
        return true
    }

    public mutating func attach(personal: [UInt8]) throws {
        label = try PersonalPart.read(Personal.self, personal).label
    }
}

extension LabelSighting {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.key("seen")
        writer.beginObject()
        if let place { Self.write("place", place, to: &writer) }
        writer.key("corners")
        writer.beginArray()
        for corner in corners { Self.write(nil, corner, to: &writer) }
        writer.endArray()
        writer.field("angle_ddeg", ifThere: angle_ddeg)
        writer.field("quality", ifThere: quality)
        writer.field("reader", ifThere: reader)
        writer.endObject()
    }

    private static func write(_ key: StaticString?, _ point: Point, to writer: inout JSONWriter) {
        if let key { writer.key(key) }
        writer.beginObject()
        writer.field("x", point.x)
        writer.field("y", point.y)
        writer.endObject()
    }
}

/// The sorter's answer to a permit.
public struct PermitAnswered: EntryContent, Hashable {
    public static let kind = EntryKind.permitAnswered

    public let passage: PassageID
    public let permit: PermitNumber
    public let answer: PermitAnswer

    public init(passage: PassageID, permit: PermitNumber, answer: PermitAnswer) {
        self.passage = passage
        self.permit = permit
        self.answer = answer
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("passage", ifThere: passage)
        writer.field("permit", Int(permit.number))
        writer.field("answer", answer.rawValue)
    }
}

/// A passage is over.
public struct PassageEnded: EntryContent, Hashable {
    public static let kind = EntryKind.passageEnded
    /// 2: a passage at a table may end as expired.
    public static let version = 2

    public enum How: String, Sendable, Hashable, Codable, CaseIterable {
        /// Seen at an outbound exit, with its permit; at a table: GO was shown until the next scan.
        case passed
        /// Seen at the inspection exit; at a table: scanned into the cage.
        case inspected
        /// Seen at an outbound exit without leave to go there.
        case escaped
        /// Seen at the recirculation exit.
        case recirculated
        /// A person said that it was taken off the belt.
        case removed
        /// The gateway restarted; what became of the parcel is the hold's business.
        case restarted
        /// At a table: GO was shown, and ended by itself before the next scan.
        case expired
    }

    public let passage: PassageID
    public let how: How
    public let exit: Int?
    public let permit: PermitNumber?
    /// Who said that it was removed; nil for what eyes saw.
    public let by: AccountID?

    public init(passage: PassageID, how: How, exit: Int?, permit: PermitNumber?, by: AccountID? = nil) {
        self.passage = passage
        self.how = how
        self.exit = exit
        self.permit = permit
        self.by = by
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("passage", ifThere: passage)
        writer.field("how", how.rawValue)
        writer.field("exit", ifThere: exit)
        writer.field("permit", ifThere: permit.map { Int($0.number) })
        writer.field("by", ifThere: by?.name)
    }
}

/// Something was seen at an exit that no passage explains.
public struct StraySeen: EntryContent, Hashable {
    public static let kind = EntryKind.straySeen

    public let line: LineID
    public let exit: Int
    /// The track number that the sorter gave it; nil when it had none.
    public let track: TrackID?

    public init(line: LineID, exit: Int, track: TrackID?) {
        self.line = line
        self.exit = exit
        self.track = track
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("line", line.name)
        writer.field("exit", exit)
        writer.field("track", ifThere: track.map { Int($0.number) })
    }
}

/// The parcel balance of one line: inducted is all that the others add up to, or something is unexplained. Counts since
/// the epoch began.
public struct LineBalanced: EntryContent, Hashable {
    public static let kind = EntryKind.lineBalanced

    public let line: LineID
    public let inducted: Int
    public let passed: Int
    public let inspected: Int
    public let recirculated: Int
    public let removed: Int
    public let escaped: Int
    /// On the belt now.
    public let underWay: Int
    /// Past every exit and not seen there; each stays open until a person closes it.
    public let missing: Int
    public let strays: Int

    public init(
        line: LineID, inducted: Int, passed: Int, inspected: Int, recirculated: Int, removed: Int, escaped: Int,
        underWay: Int, missing: Int, strays: Int
    ) {
        self.line = line
        self.inducted = inducted
        self.passed = passed
        self.inspected = inspected
        self.recirculated = recirculated
        self.removed = removed
        self.escaped = escaped
        self.underWay = underWay
        self.missing = missing
        self.strays = strays
    }

    /// What nothing explains: 0, or an alarm.
    public var unexplained: Int {
        inducted - passed - inspected - recirculated - removed - underWay + strays
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("line", line.name)
        writer.field("inducted", inducted)
        writer.field("passed", passed)
        writer.field("inspected", inspected)
        writer.field("recirculated", recirculated)
        writer.field("removed", removed)
        writer.field("escaped", escaped)
        writer.field("underWay", underWay)
        writer.field("missing", missing)
        writer.field("strays", strays)
        writer.field("unexplained", unexplained)
    }
}
