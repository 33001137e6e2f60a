import Console
import Devices
import Formats
import Foundation
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

    /// Where the console's certificate and its key lie, both PEM.
    public struct CertificateFiles: Sendable {
        public let certificate: String
        public let key: String
    }

    public let id: String
    public let name: BilingualText
    /// IANA time zone.
    public let zone: String
    public let data: String
    public let console: SocketAddress
    /// Nil for plain HTTP, which there is on loopback only.
    public let consoleCertificate: CertificateFiles?
    public let settings: Conveyor.Settings
    /// Whom to call when a parcel must be neither opened nor moved.
    public let dangerContacts: [DangerContact]
    public let holdBudget: HoldBudget
    public let bulletins: BulletinSettings
    /// Parcels that were cleared in so many hours before are asked about again when rules or lists change.
    public let recall_h: Int
    public let lines: [Line]
    /// Tables without a belt.
    public let tables: [Table]
    public let printers: [PrinterConfiguration]
    public let devices: [DeviceConfiguration]
    /// Devices that stand at an inspection table: their scans open holds.
    public let tableDevices: Set<DeviceID>
    public var anchors = AnchorSettings()
    public var retention: [RetentionRule] = []
    /// The keyboard layouts of its folder of drivers.
    public var layouts: [KeyboardLayout] = []

    /// Seconds by which the site's time is ahead of UTC at a moment (seconds since 1970 UTC), summer time included.
    public func utcOffset_s(at moment: Int64) -> Int {
        TimeZone(identifier: zone)?.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(moment))) ?? 0
    }
}
