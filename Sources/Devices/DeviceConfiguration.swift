import Formats
import Labels
import Parcels
import Platform
import Readings

/// A device of the site: which family it is of and where it is found.
public struct DeviceConfiguration: Sendable {
    public enum Place: Sendable {
        case usb(USBPlace)
        /// The reader listens and the gateway connects.
        case tcpClient(SocketAddress)
        /// The gateway listens and the reader connects.
        case tcpServer(SocketAddress)
        /// The reader sends datagrams, and the gateway takes them here.
        case udp(SocketAddress)
        case serial(SerialPlace)
        /// A folder that pictures are written into.
        case folder(String)
    }

    public let id: DeviceID
    public let profile: DriverProfile
    public let place: Place
    /// The addresses that may speak as this device where the gateway listens; empty for any.
    public let peers: Set<String>
    /// What a camera's pictures are compared with; nil where nobody has calibrated it.
    public let baseline: FrameBaseline?

    public init(
        id: DeviceID, profile: DriverProfile, place: Place, peers: Set<String> = [], baseline: FrameBaseline? = nil
    ) {
        self.id = id
        self.profile = profile
        self.place = place
        self.peers = peers
        self.baseline = baseline
    }
}

/// Which serial port it is at.
public struct SerialPlace: Sendable, Hashable {
    /// As `/dev/serial/by-id/usb-…`, which stays when it is plugged in elsewhere.
    public let path: String
    public let line: SerialLine

    public init(path: String, line: SerialLine) {
        self.path = path
        self.line = line
    }
}

/// Which USB device it is. What is not named here is not opened.
public struct USBPlace: Sendable, Hashable {
    public let vendor: UInt16
    public let product: UInt16
    /// The unit's serial number; nil where there is none or any will do.
    public let serial: String?
    /// The port that it is plugged into, as `1-1.2`; nil for any.
    public let port: String?
    /// All that it shows, no more and no less; nil for what its family may show.
    public let interfaces: USBInterfaceSet?

    public init(
        vendor: UInt16, product: UInt16, serial: String?, port: String?, interfaces: USBInterfaceSet? = nil
    ) {
        self.vendor = vendor
        self.product = product
        self.serial = serial
        self.port = port
        self.interfaces = interfaces
    }

    /// Whether a device on the bus may be this one by vendor, product and port.
    func fits(_ unit: USBAdmission.Unit) -> Bool {
        vendor == unit.vendor && product == unit.product && (port.map { $0 == unit.port } ?? true)
    }
}

/// What devices report.
public enum DeviceEvent: Sendable {
    /// What it read at one moment: several codes where one telegram has them.
    case readings([Reading])
    /// A device of the site came, went or failed.
    case changed(DeviceID, DeviceState, detail: String)
    /// A device of the site said what it is.
    case identified(DeviceID, DeviceIdentity)
    /// A device that is not on the list was plugged in; it was not opened.
    case refused(port: String, Trouble)
    /// Something on the bus behaves as no scanner may: it shows what it must not show, it has changed, or it types as no
    /// scanner does. Nothing of it is taken. Without a device of the site it is only known by its port.
    case suspicious(DeviceID?, port: String, Trouble)
    /// Somebody tried to speak as a device of the site from an address that is not its own; nothing of it was taken.
    case peerRefused(DeviceID, Trouble)
    /// Readings of a device that sends more than any parcel needs were dropped.
    case dropped(DeviceID, count: Int)
    /// A picture of a device ended the worker that was to read it, or did not come back in time.
    case frameFailed(DeviceID, FrameID, Trouble)
    /// A camera sees worse than it did when it was calibrated; it works all the same.
    case outOfBaseline(DeviceID, Trouble)
    /// That is over.
    case backInBaseline(DeviceID, Trouble.Code)
}

/// A device that is refused has no state of its own: it comes as `refused` or `suspicious`.
public enum DeviceState: String, Sendable, Hashable {
    case working
    case gone
    case faulty
}
