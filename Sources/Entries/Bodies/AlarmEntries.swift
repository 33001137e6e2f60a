import JSON
import Parcels
import Readings

/// What calls for a person at once.
public enum AlarmCode: String, Sendable, Hashable, Codable, CaseIterable {
    /// A parcel to be held left by another exit: no permits until it is acknowledged.
    case escape
    case recall
    case openHoldOnBelt = "open-hold-on-belt"
    case stray
    case missing
    case trackReused = "track-reused"
    case permitRefused = "permit-refused"
    case unexplained
    case linkLost = "link-lost"
    case sorterFault = "sorter-fault"
    case deviceRefused = "device-refused"
    case deviceFault = "device-fault"
    /// A device comes and goes again and again.
    case deviceFlapping = "device-flapping"
    /// A device reads nothing more often than it used to.
    case deviceWorse = "device-worse"
    /// A device behaves as no scanner may.
    case deviceSuspicious = "device-suspicious"
    /// Somebody spoke as a device from an address that is not its own.
    case peerRefused = "peer-refused"
    case queueFull = "queue-full"
    /// Do not open, do not move.
    case halt
    /// A parcel of that class has reached the inspection lane.
    case laneBarred = "lane-barred"
    case laneFull = "lane-full"
    /// The sorter's eyes counted what its telegrams did not tell.
    case eyesDisagree = "eyes-disagree"
    /// The journal is shorter than its last anchor, or another one: nothing is cleared.
    case journalAnchor = "journal-anchor"
    /// Anchors do not reach where they should be kept.
    case anchorLost = "anchor-lost"
    /// A document that came into force lately holds more than the site's hold budget.
    case holdBudget = "hold-budget"
    /// A bulletin of an authority did not come.
    case bulletinGap = "bulletin-gap"
    /// The next bulletin of an authority is overdue, or none has ever come.
    case bulletinStale = "bulletin-stale"
    /// A bulletin that was taken in is gone, changed, or its key is trusted no more.
    case bulletinDamaged = "bulletin-damaged"
    /// A file that should have been a bulletin was not taken in.
    case bulletinRefused = "bulletin-refused"
    /// More cleared parcels are hit by what came into force than are recalled one by one.
    case recallLimit = "recall-limit"
    /// The records cannot be written: lists of holds are not up to date.
    case recordsBehind = "records-behind"
}

/// An alarm; its entry's sequence is its number.
public struct AlarmRaised: EntryContent, Hashable {
    public static let kind = EntryKind.alarmRaised

    public let code: AlarmCode
    public let line: LineID?
    public let passage: PassageID?
    public let device: DeviceID?
    /// A fact for the person who must act, such as an exit's number.
    public let detail: String

    public init(
        _ code: AlarmCode, line: LineID? = nil, passage: PassageID? = nil, device: DeviceID? = nil, detail: String = ""
    ) {
        self.code = code
        self.line = line
        self.passage = passage
        self.device = device
        self.detail = detail
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("code", code.rawValue)
        writer.field("line", ifThere: line?.name)
        writer.field("passage", ifThere: passage)
        writer.field("device", ifThere: device?.name)
        writer.field("detail", detail)
    }
}

public struct AlarmAcknowledged: EntryContent, Hashable {
    public static let kind = EntryKind.alarmAcknowledged

    /// The sequence of the alarm's entry.
    public let alarm: UInt64
    public let by: AccountID

    public init(alarm: UInt64, by: AccountID) {
        self.alarm = alarm
        self.by = by
    }

    public func write(to writer: inout JSONWriter) {
        writer.key("alarm")
        writer.value(alarm)
        writer.field("by", by.name)
    }
}
