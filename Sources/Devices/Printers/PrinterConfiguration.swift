import Platform
import Readings

/// A label printer of the site.
public struct PrinterConfiguration: Sendable {
    public enum Place: Sendable {
        /// It takes labels on a TCP port, usually 9100.
        case network(SocketAddress)
        /// Labels are left as files in a folder, for a printer that something else feeds.
        case folder(String)
    }

    public let id: DeviceID
    public let place: Place

    public init(id: DeviceID, place: Place) {
        self.id = id
        self.place = place
    }
}
