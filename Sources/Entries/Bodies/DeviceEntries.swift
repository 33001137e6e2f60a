import JSON
import Parcels
import Readings

/// A device came, went, failed or was refused.
public struct DeviceChanged: EntryContent, Hashable {
    public static let kind = EntryKind.deviceChanged

    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case working
        case gone
        case faulty
        /// Plugged in and not used: it is not on the list, or it behaves as no scanner may.
        case refused
    }

    /// As the site file names it, or for a refused one its place on the bus.
    public let device: DeviceID
    public let state: State
    public let detail: String

    public init(device: DeviceID, state: State, detail: String) {
        self.device = device
        self.state = state
        self.detail = detail
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("device", device.name)
        writer.field("state", state.rawValue)
        writer.field("detail", detail)
    }
}

/// A person let a device sound as it does for a parcel that is held, to hear whether it does.
public struct DeviceChecked: EntryContent, Hashable {
    public static let kind = EntryKind.deviceChecked

    public let device: DeviceID
    public let by: AccountID

    public init(device: DeviceID, by: AccountID) {
        self.device = device
        self.by = by
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("device", device.name)
        writer.field("by", by.name)
    }
}

/// A device said what it is, and it is not what was known of it: it is new, it was changed for another, or its firmware was.
public struct DeviceIdentified: EntryContent, Hashable {
    public static let kind = EntryKind.deviceIdentified

    public let device: DeviceID
    public let identity: DeviceIdentity

    public init(device: DeviceID, identity: DeviceIdentity) {
        self.device = device
        self.identity = identity
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("device", device.name)
        writer.key("identity")
        writer.beginObject()
        writer.field("maker", ifThere: identity.maker)
        writer.field("model", ifThere: identity.model)
        writer.field("serial", ifThere: identity.serial)
        writer.field("firmware", ifThere: identity.firmware)
        writer.field("release", ifThere: identity.release)
        writer.endObject()
    }
}

/// What a device has done since it was first used, written each hour and at the end of a run: its statistics, and the past that
/// its read rate is compared with.
public struct DeviceCounted: EntryContent, Hashable {
    public static let kind = EntryKind.deviceCounted

    public let device: DeviceID
    /// When it was first counted, in milliseconds since 1970 UTC.
    public let since_ms: Int64
    /// How long it was working, in seconds.
    public let working_s: Int64
    /// Looks that read a label, and looks that read nothing.
    public let goodReads: Int
    public let noReads: Int
    /// How often it was at fault, and how often it came back after it was away.
    public let troubles: Int
    public let reconnects: Int
    /// Looks of its past, the older ones weighing less, and how many of them read nothing.
    public let pastLooks: Int
    public let pastNoReads: Int

    public init(
        device: DeviceID, since_ms: Int64, working_s: Int64, goodReads: Int, noReads: Int, troubles: Int,
        reconnects: Int, pastLooks: Int, pastNoReads: Int
    ) {
        self.device = device
        self.since_ms = since_ms
        self.working_s = working_s
        self.goodReads = goodReads
        self.noReads = noReads
        self.troubles = troubles
        self.reconnects = reconnects
        self.pastLooks = pastLooks
        self.pastNoReads = pastNoReads
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("device", device.name)
        writer.field("since_ms", Int(since_ms))
        writer.field("working_s", Int(working_s))
        writer.field("goodReads", goodReads)
        writer.field("noReads", noReads)
        writer.field("troubles", troubles)
        writer.field("reconnects", reconnects)
        writer.field("pastLooks", pastLooks)
        writer.field("pastNoReads", pastNoReads)
    }
}

/// The link to a line's sorter changed.
public struct SorterChanged: EntryContent, Hashable {
    public static let kind = EntryKind.sorterChanged

    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        /// Connected, and both sides agree on the epoch: permits are possible from here on.
        case agreed
        case lost
        /// The sorter and the site file describe different lines.
        case disagreed
    }

    public let line: LineID
    public let state: State
    /// The highest epoch that the sorter had seen.
    public let sorterEpoch: Epoch?
    public let detail: String

    public init(line: LineID, state: State, sorterEpoch: Epoch?, detail: String) {
        self.line = line
        self.state = state
        self.sorterEpoch = sorterEpoch
        self.detail = detail
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("line", line.name)
        writer.field("state", state.rawValue)
        writer.field("sorterEpoch", ifThere: sorterEpoch.map(Int.init))
        writer.field("detail", detail)
    }
}
