import Console
import Devices
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

    public let id: String
    public let name: BilingualText
    /// IANA time zone.
    public let zone: String
    public let data: String
    public let console: SocketAddress
    public let settings: Conveyor.Settings
    /// Whom to call when a parcel must be neither opened nor moved.
    public let dangerContacts: [DangerContact]
    public let lines: [Line]
    public let devices: [DeviceConfiguration]
    /// Devices that stand at a table: their scans open holds.
    public let tableDevices: Set<DeviceID>

    /// Seconds by which the site's time is ahead of UTC at a moment (seconds since 1970 UTC), summer time included.
    func utcOffset_s(at moment: Int64) -> Int {
        TimeZone(identifier: zone)?.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(moment))) ?? 0
    }
}
