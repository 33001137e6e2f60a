import Devices
import Formats
import Labels
import Parcels
import Platform
import Readings
import YAML

/// Reads the site file's devices.
struct DeviceReader {
    private let drivers: DriverLibrary
    /// Paths are taken from where the site file lies.
    private let siteFolder: String
    private(set) var found: [DeviceConfiguration] = []

    init(drivers: DriverLibrary, siteFolder: String) {
        self.drivers = drivers
        self.siteFolder = siteFolder
    }

    subscript(name: String) -> DeviceConfiguration? { found.first { $0.id.name == name } }

    mutating func read(_ node: Node) throws(YAMLError) {
        var fields = try Fields(node, expected: "a device")
        let idNode = try fields.required("id")
        guard let id = DeviceID(try idNode.text()) else {
            throw idNode.problem(expected: "1 to 32 letters, digits, hyphens or dots")
        }
        guard self[id.name] == nil else { throw idNode.problem(expected: "each device's id once") }
        let driverNode = try fields.required("driver")
        guard var profile = drivers.profiles[try driverNode.text()] else {
            throw driverNode.problem(
                expected: "one of the families " + drivers.profiles.keys.sorted().joined(separator: ", "))
        }
        let place: DeviceConfiguration.Place
        let placeNode: Node
        var peers: Set<String> = []
        var baseline: FrameBaseline?
        switch profile.kind {
        case .usbPointOfSale, .usbOEM, .usbSNAPI, .usbSerial:
            placeNode = try fields.required("usb")
            place = .usb(try usb(placeNode))
        case .usbKeyboard(let family):
            placeNode = try fields.required("usb")
            place = .usb(try usb(placeNode))
            let layout = try fields.optional("layout").map { node throws(YAMLError) in try self.layout(node) }
            let compose = try fields.optional("compose").map { node throws(YAMLError) in try DriverFile.typing(node) }
            profile = profile.with(.usbKeyboard(family.with(layout: layout, compose: compose)))
        case .text(let family):
            switch family.medium {
            case .tcp:
                placeNode = try fields.required("tcp")
                (place, peers) = try tcp(placeNode)
            case .udp:
                placeNode = try fields.required("udp")
                (place, peers) = try udp(placeNode)
            case .serial:
                placeNode = try fields.required("serial")
                place = .serial(try serial(placeNode))
            }
        case .imageFolder:
            placeNode = try fields.required("folder")
            let path = try placeNode.text("a folder")
            place = .folder(path.hasPrefix("/") ? path : siteFolder + "/" + path)
            baseline = try fields.optional("calibration").map { node throws(YAMLError) in
                try self.baseline(node, of: id)
            }
        }
        try fields.noMore()
        guard !found.contains(where: { $0.place.mayBeOneUnit(with: place) }) else {
            throw placeNode.problem(
                expected: "a unit that no other device of this site is",
                advice: "where several USB units are alike, give each its serial or its port")
        }
        found.append(DeviceConfiguration(id: id, profile: profile, place: place, peers: peers, baseline: baseline))
    }

    /// What a camera's profile has learnt of its ordinary pictures.
    private func baseline(_ node: Node, of id: DeviceID) throws(YAMLError) -> FrameBaseline {
        let name = try node.text("the file of a camera's profile")
        let path = name.hasPrefix("/") ? name : siteFolder + "/" + name
        let content: [UInt8]
        do throws(SystemError) { content = try Files.read(path, limit: CameraProfile.sizeLimit) } catch {
            throw node.problem(
                expected: "a camera's profile: \(error)",
                advice: "`parcelgate calibrate camera --help` says how it is made")
        }
        let profile = try CameraProfileFile.parse(content, file: path)
        guard profile.camera == id.name else {
            throw node.problem(
                expected: "the profile of \(id), not that of \(profile.camera)",
                advice: "name this camera's own profile; where it is, write \(id) as its camera")
        }
        guard let frames = profile.frames else {
            throw node.problem(
                expected: "a profile that knows ordinary pictures",
                advice: "`parcelgate calibrate camera --learn \(name) FILE…` lets it learn them")
        }
        return frames
    }

    private func layout(_ node: Node) throws(YAMLError) -> KeyboardLayout {
        guard let layout = drivers.layouts[try node.text("a keyboard layout")] else {
            throw node.problem(
                expected: "one of the layouts " + drivers.layouts.keys.sorted().joined(separator: ", "))
        }
        return layout
    }

    private func usb(_ node: Node) throws(YAMLError) -> USBPlace {
        var fields = try Fields(node, expected: "vendor, product, and serial or port where there are several")
        let place = USBPlace(
            vendor: try fields.required("vendor").integer(in: 1...UInt16.max),
            product: try fields.required("product").integer(in: 0...UInt16.max),
            serial: try fields.optional("serial")?.text(), port: try fields.optional("port")?.text(),
            interfaces: try fields.optional("interfaces").map { node throws(YAMLError) in try interfaces(node) })
        try fields.noMore()
        return place
    }

    private func interfaces(_ node: Node) throws(YAMLError) -> USBInterfaceSet {
        var found: [USBInterface] = []
        for item in try node.list() {
            guard let interface = USBInterfacePattern(try item.text("an interface"))?.exactly else {
                throw item.problem(
                    expected: "class:subclass:protocol in hexadecimal, such as 03:01:01",
                    advice: "`parcelgate devices list` shows what a unit has")
            }
            found.append(interface)
        }
        guard !found.isEmpty else { throw node.problem(expected: "all interfaces of the unit, such as 03:00:00") }
        return USBInterfaceSet(found)
    }

    private func serial(_ node: Node) throws(YAMLError) -> SerialPlace {
        var fields = try Fields(node, expected: "path, and baud, bits, parity, stop, flow where they are not 9600 8N1")
        let pathNode = try fields.required("path")
        let path = try pathNode.text("a path")
        guard path.hasPrefix("/"), path.utf8.count < 256 else {
            throw pathNode.problem(
                expected: "a whole path such as /dev/serial/by-id/usb-…",
                advice: "the name by id stays when the scanner is plugged in elsewhere")
        }
        var line = SerialLine()
        if let node = fields.optional("baud") {
            line.baud = try node.integer(in: 1...1_000_000)
            guard SerialLine.bauds.contains(line.baud) else {
                throw node.problem(expected: "one of " + SerialLine.bauds.map { String($0) }.joined(separator: ", "))
            }
        }
        if let node = fields.optional("bits") { line.bits = try node.integer(in: 7...8) }
        if let node = fields.optional("parity") {
            line.parity = try node.word(["none": .none, "even": .even, "odd": .odd])
        }
        if let node = fields.optional("stop") { line.stopBits = try node.integer(in: 1...2) }
        if let node = fields.optional("flow") {
            line.flow = try node.word(["none": .none, "hardware": .hardware, "software": .software])
        }
        try fields.noMore()
        return SerialPlace(path: path, line: line)
    }

    private func tcp(_ node: Node) throws(YAMLError) -> (DeviceConfiguration.Place, peers: Set<String>) {
        var fields = try Fields(node, expected: "connect or listen")
        if let connect = fields.optional("connect") {
            try fields.noMore()
            return (.tcpClient(try SiteFile.address(connect)), [])
        }
        let listen = try fields.required("listen")
        let peers = try peers(fields.optional("from"))
        try fields.noMore()
        return (.tcpServer(try SiteFile.address(listen)), peers)
    }

    private func udp(_ node: Node) throws(YAMLError) -> (DeviceConfiguration.Place, peers: Set<String>) {
        var fields = try Fields(node, expected: "listen and from")
        let listen = try fields.required("listen")
        // Anybody can send a datagram: only the address tells who did.
        let peers = try peers(fields.required("from"))
        try fields.noMore()
        return (.udp(try SiteFile.address(listen)), peers)
    }

    /// The addresses that may speak as the device.
    private func peers(_ node: Node?) throws(YAMLError) -> Set<String> {
        guard let node else { return [] }
        var hosts: Set<String> = []
        for item in try node.list() {
            guard let address = SocketAddress(try item.text("an address") + ":1") else {
                throw item.problem(expected: "a numeric IPv4 address such as 10.0.0.5")
            }
            hosts.insert(address.host)
        }
        guard (1...16).contains(hosts.count) else { throw node.problem(expected: "1 to 16 addresses") }
        return hosts
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
        case (.udp(let one), .udp(let other)): return one == other
        case (.serial(let one), .serial(let other)): return one.path == other.path
        case (.folder(let one), .folder(let other)): return one == other
        default: return false
        }
    }
}
