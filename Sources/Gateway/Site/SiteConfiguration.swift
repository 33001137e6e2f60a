import Console
import Devices
import Parcels
import Passages
import Platform
import Readings
import Screening

/// All that the site file says.
public struct SiteConfiguration: Sendable {
    public struct Line: Sendable {
        public let layout: LineLayout
        public let name: BilingualText
        /// Where the sorter listens.
        public let sorter: SocketAddress
    }

    public let id: String
    public let name: BilingualText
    /// IANA time zone.
    public let zone: String
    public let utcOffset_s: Int
    public let data: String
    public let console: SocketAddress
    public let settings: Conveyor.Settings
    /// Whom to call when a parcel must be neither opened nor moved.
    public let dangerContacts: [DangerContact]
    public let lines: [Line]
    /// Tables without a belt.
    public let tables: [Table]
    public let printers: [PrinterConfiguration]
    public let devices: [DeviceConfiguration]
    /// Devices that stand at an inspection table: their scans open holds.
    public let tableDevices: Set<DeviceID>
}
