import JSON
import Parcels
import Readings

/// What scans at a table are for.
public enum TableMode: String, Sendable, Hashable, Codable, CaseIterable {
    /// A scan opens a passage, which is decided.
    case screening
    /// A scan of a hold tag or of a held parcel puts it into the cage.
    case cage
    /// A scan puts a parcel into the bag that is open, against a valid clear.
    case bag
    /// Nobody works there.
    case left
}

/// A person took a table, turned it to another mode, or left it.
public struct TableTurned: EntryContent, Hashable {
    public static let kind = EntryKind.tableTurned

    public let table: LineID
    public let mode: TableMode
    public let by: AccountID

    public init(table: LineID, mode: TableMode, by: AccountID) {
        self.table = table
        self.mode = mode
        self.by = by
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("table", table.name)
        writer.field("mode", mode.rawValue)
        writer.field("by", by.name)
    }
}

/// A person's scan opened a passage at a table without a belt. This entry's place names the passage.
public struct PassageScanned: EntryContent, Hashable {
    public static let kind = EntryKind.passageScanned

    public let table: LineID
    /// The table's running number of passages in this epoch: what a sorter's track is on a line.
    public let track: TrackID
    /// Nil when it was typed or scanned into the console's page, or when a person said that no label can be read.
    public let device: DeviceID?
    /// Who works at the table; nil when nobody had taken it.
    public let by: AccountID?

    public init(table: LineID, track: TrackID, device: DeviceID?, by: AccountID?) {
        self.table = table
        self.track = track
        self.device = device
        self.by = by
    }

    public func write(to writer: inout JSONWriter) {
        writer.field("table", table.name)
        writer.field("track", Int(track.number))
        writer.field("device", ifThere: device?.name)
        writer.field("by", ifThere: by?.name)
    }
}

/// The tag of a hold was printed, or could not be.
public struct TagPrinted: EntryContent, Hashable {
    public static let kind = EntryKind.tagPrinted

    public let hold: HoldID
    public let printer: DeviceID
    /// Whether the printer took it.
    public let isPrinted: Bool

    public init(hold: HoldID, printer: DeviceID, isPrinted: Bool) {
        self.hold = hold
        self.printer = printer
        self.isPrinted = isPrinted
    }

    public func write(to writer: inout JSONWriter) {
        writer.key("hold")
        writer.value(hold)
        writer.field("printer", printer.name)
        writer.key("isPrinted")
        writer.value(isPrinted)
    }
}
