import Devices
import Formats
import Foundation
import Parcels
import Passages
import Platform
import Readings
import Screening
import YAML

/// Reads the site file. Paths in it are taken from where it lies.
public enum SiteFile {
    public enum Fault: Error, Sendable, CustomStringConvertible {
        case system(SystemError)
        case yaml(YAMLError)
        case drivers(DriverLibrary.Fault)

        public var description: String {
            switch self {
            case .system(let error): "\(error)"
            case .yaml(let error): "\(error)"
            case .drivers(let error): "\(error)"
            }
        }
    }

    public static func read(_ path: String) throws(Fault) -> SiteConfiguration {
        let content: [UInt8]
        do throws(SystemError) { content = try Files.read(path, limit: 1 << 20) } catch { throw .system(error) }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let root: Node
        var fields: Fields
        let driversPath: String
        do throws(YAMLError) {
            root = try YAMLParser.parse(content, file: path)
            fields = try Fields(root, expected: "a site file")
            driversPath = resolve(try fields.required("drivers").text("a folder"), in: folder)
        } catch { throw .yaml(error) }
        let drivers: DriverLibrary
        do throws(DriverLibrary.Fault) { drivers = try DriverLibrary(folder: driversPath) } catch {
            throw .drivers(error)
        }
        do throws(YAMLError) { return try read(&fields, folder, drivers) } catch { throw .yaml(error) }
    }

    private static func resolve(_ path: String, in folder: String) -> String {
        path.hasPrefix("/") ? path : folder + "/" + path
    }

    private static func read(
        _ fields: inout Fields, _ folder: String, _ drivers: DriverLibrary
    ) throws(YAMLError) -> SiteConfiguration {
        var site = try Fields(try fields.required("site"), expected: "id, name and zone")
        let idNode = try site.required("id")
        let id = try idNode.text()
        guard (1...32).contains(id.utf8.count),
            id.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
        else { throw idNode.problem(expected: "1 to 32 small letters, digits and hyphens") }
        let name = try text(site.required("name"))
        let zoneNode = try site.required("zone")
        // Foundation also makes zones of offsets such as GMT+7; browsers, which show the times, know no such name.
        guard let zone = TimeZone(identifier: try zoneNode.text()),
            zone.identifier == "GMT" || !zone.identifier.hasPrefix("GMT")
        else {
            throw zoneNode.problem(expected: "an IANA time zone such as Asia/Ho_Chi_Minh")
        }
        try site.noMore()
        let data = resolve(try fields.required("data").text("a folder"), in: folder)
        var console = try Fields(try fields.required("console"), expected: "listen")
        let listen = try console.required("listen")
        let address = try Self.address(listen, anyPort: true)
        guard address.isLoopback else {
            throw listen.problem(
                expected: "a loopback address such as 127.0.0.1:8080",
                advice: "the console speaks plain HTTP; put a TLS proxy in front of it for other machines")
        }
        try console.noMore()
        var settings = Conveyor.Settings()
        if let node = fields.optional("screening") { settings = try screening(node) }
        let deviceNodes = try fields.required("devices").list()
        var devices = DeviceReader(drivers: drivers)
        for node in deviceNodes { try devices.read(node) }
        var lines: [SiteConfiguration.Line] = []
        var lineReader = LineReader(devices: devices)
        let lineList = try fields.required("lines")
        for node in try lineList.list() {
            let line = try lineReader.read(node)
            guard !lines.contains(where: { $0.layout.id == line.layout.id }) else {
                throw node.problem(expected: "each line's id once")
            }
            guard !lines.contains(where: { $0.sorter == line.sorter }) else {
                throw node.problem(expected: "each sorter's address once")
            }
            lines.append(line)
        }
        guard !lines.isEmpty else { throw lineList.problem(expected: "at least one line") }
        try fields.noMore()
        let placed = Set(lines.flatMap { $0.layout.stations.flatMap(\.readers).map(\.device) })
        return SiteConfiguration(
            id: id, name: name, zone: zone.identifier, utcOffset_s: zone.secondsFromGMT(), data: data, console: address,
            settings: settings, lines: lines, devices: devices.found,
            tableDevices: Set(devices.found.map(\.id)).subtracting(placed))
    }

    static func text(_ node: Node) throws(YAMLError) -> BilingualText {
        var fields = try Fields(node, expected: "vi and en")
        let text = BilingualText(vi: try fields.required("vi").text(), en: try fields.required("en").text())
        try fields.noMore()
        return text
    }

    /// - Parameter anyPort: whether the port may be 0, which lets the system choose one.
    static func address(_ node: Node, anyPort: Bool = false) throws(YAMLError) -> SocketAddress {
        guard let address = SocketAddress(try node.text("an address")), anyPort || address.port != 0 else {
            throw node.problem(expected: "a numeric address and port such as 192.168.10.5:9100")
        }
        return address
    }

    private static func screening(_ node: Node) throws(YAMLError) -> Conveyor.Settings {
        var fields = try Fields(node, expected: "screening settings")
        var settings = Conveyor.Settings()
        if let node = fields.optional("copy_window_s") { settings.copyWindow_s = try node.integer(in: 1...604_800) }
        if let node = fields.optional("length_tolerance_mm") {
            settings.lengthTolerance_mm = try node.integer(in: 1...10_000)
        }
        try fields.noMore()
        return settings
    }
}

/// Reads the site file's devices.
struct DeviceReader {
    private let drivers: DriverLibrary
    private(set) var found: [DeviceConfiguration] = []

    init(drivers: DriverLibrary) { self.drivers = drivers }

    subscript(name: String) -> DeviceConfiguration? { found.first { $0.id.name == name } }

    mutating func read(_ node: Node) throws(YAMLError) {
        var fields = try Fields(node, expected: "a device")
        let idNode = try fields.required("id")
        guard let id = DeviceID(try idNode.text()) else {
            throw idNode.problem(expected: "1 to 32 letters, digits, hyphens or dots")
        }
        guard self[id.name] == nil else { throw idNode.problem(expected: "each device's id once") }
        let driverNode = try fields.required("driver")
        guard let profile = drivers.profiles[try driverNode.text()] else {
            throw driverNode.problem(
                expected: "one of the families " + drivers.profiles.keys.sorted().joined(separator: ", "))
        }
        let place: DeviceConfiguration.Place
        let placeNode: Node
        switch profile.kind {
        case .usbPointOfSale:
            placeNode = try fields.required("usb")
            place = .usb(try usb(placeNode))
        case .text:
            placeNode = try fields.required("tcp")
            place = try tcp(placeNode)
        }
        try fields.noMore()
        guard !found.contains(where: { $0.place.mayBeOneUnit(with: place) }) else {
            throw placeNode.problem(
                expected: "a unit that no other device of this site is",
                advice: "where several USB units are alike, give each its serial or its port")
        }
        found.append(DeviceConfiguration(id: id, profile: profile, place: place))
    }

    private func usb(_ node: Node) throws(YAMLError) -> USBPlace {
        var fields = try Fields(node, expected: "vendor, product, and serial or port where there are several")
        let place = USBPlace(
            vendor: try fields.required("vendor").integer(in: 1...UInt16.max),
            product: try fields.required("product").integer(in: 0...UInt16.max),
            serial: try fields.optional("serial")?.text(), port: try fields.optional("port")?.text())
        try fields.noMore()
        return place
    }

    private func tcp(_ node: Node) throws(YAMLError) -> DeviceConfiguration.Place {
        var fields = try Fields(node, expected: "connect or listen")
        if let connect = fields.optional("connect") {
            try fields.noMore()
            return .tcpClient(try SiteFile.address(connect))
        }
        let listen = try fields.required("listen")
        try fields.noMore()
        return .tcpServer(try SiteFile.address(listen))
    }
}

extension DeviceConfiguration.Place {
    /// Whether one unit could be found at both places: it would then be one device or the other by chance.
    fileprivate func mayBeOneUnit(with other: DeviceConfiguration.Place) -> Bool {
        switch (self, other) {
        case (.usb(let one), .usb(let other)):
            let differ = { (one: String?, other: String?) in one != nil && other != nil && one != other }
            return one.vendor == other.vendor && one.product == other.product && !differ(one.serial, other.serial)
                && !differ(one.port, other.port)
        case (.tcpClient(let one), .tcpClient(let other)), (.tcpServer(let one), .tcpServer(let other)):
            return one == other
        default: return false
        }
    }
}

/// Reads one line of the site file.
private struct LineReader {
    let devices: DeviceReader
    /// The devices that stand at a station of this line or of one before.
    private var placed: Set<DeviceID> = []

    init(devices: DeviceReader) { self.devices = devices }

    mutating func read(_ node: Node) throws(YAMLError) -> SiteConfiguration.Line {
        var fields = try Fields(node, expected: "a line")
        let idNode = try fields.required("id")
        guard let id = LineID(try idNode.text()) else {
            throw idNode.problem(expected: "1 to 8 capital letters, digits or hyphens")
        }
        let name = try SiteFile.text(fields.required("name"))
        let sorter = try SiteFile.address(fields.required("sorter"))
        let measure = try belt(fields.required("belt"))
        var stations: [LineLayout.Station] = []
        for node in try fields.required("stations").list() { stations.append(try station(node)) }
        let maximum: Int = try fields.required("maximum_length_mm").integer(in: 50...10_000)
        let gap: Int = try fields.required("minimum_gap_mm").integer(in: 1...10_000)
        let diverter: Int = try fields.required("diverter_mm").integer(in: 1...1_000_000)
        var exits: [LineLayout.Exit] = []
        for node in try fields.required("exits").list() {
            let exit = try exit(node)
            guard !exits.contains(where: { $0.number == exit.number }) else {
                throw node.problem(expected: "each exit's number once")
            }
            exits.append(exit)
        }
        try fields.noMore()
        do throws(LineLayout.Fault) {
            let layout = try LineLayout(
                id: id, measure: measure, maximumLength_mm: maximum, minimumGap_mm: gap, stations: stations,
                diverter_mm: diverter, exits: exits)
            return SiteConfiguration.Line(layout: layout, name: name, sorter: sorter)
        } catch {
            throw YAMLError(
                file: node.file, mark: node.mark, expected: "a line that can hold parcels",
                found: "line \(id): \(error)")
        }
    }

    private func belt(_ node: Node) throws(YAMLError) -> BeltMeasure {
        var fields = try Fields(node, expected: "encoder_um_per_count or speed_mm_s")
        let measure: BeltMeasure
        if let encoder = fields.optional("encoder_um_per_count") {
            measure = .encoder(micrometresPerCount: try encoder.integer(in: 1...1_000_000))
        } else {
            measure = .time(speed_mm_s: try fields.required("speed_mm_s").integer(in: 1...10_000))
        }
        try fields.noMore()
        return measure
    }

    private mutating func station(_ node: Node) throws(YAMLError) -> LineLayout.Station {
        var fields = try Fields(node, expected: "a station")
        var readers: [LineLayout.Reader] = []
        for node in try fields.required("readers").list() {
            let name = try node.text("a device's id")
            guard let device = devices[name] else { throw node.problem(expected: "the id of a device of this site") }
            guard placed.insert(device.id).inserted else {
                throw node.problem(expected: "each device at one station only")
            }
            switch device.profile.kind {
            case .usbPointOfSale:
                readers.append(LineLayout.Reader(device: device.id, reportsEveryParcel: false, latency_ms: 0))
            case .text(let family):
                readers.append(
                    LineLayout.Reader(
                        device: device.id, reportsEveryParcel: family.reportsEveryParcel, latency_ms: family.latency_ms)
                )
            }
        }
        let station = LineLayout.Station(
            name: try fields.required("name").text(),
            distance_mm: try fields.required("distance_mm").integer(in: 0...1_000_000),
            tolerance_mm: try fields.required("tolerance_mm").integer(in: 0...10_000), readers: readers)
        try fields.noMore()
        return station
    }

    private func exit(_ node: Node) throws(YAMLError) -> LineLayout.Exit {
        var fields = try Fields(node, expected: "an exit")
        let exit = LineLayout.Exit(
            number: try fields.required("number").integer(in: 1...99),
            kind: try fields.required("kind").word([
                "inspection": LineLayout.Exit.Kind.inspection, "outbound": .outbound, "recirculation": .recirculation,
            ]), distance_mm: try fields.required("distance_mm").integer(in: 1...1_000_000))
        try fields.noMore()
        return exit
    }
}
