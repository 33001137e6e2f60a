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
        /// Plugged in, not on the list of what may be used: it was not opened.
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
