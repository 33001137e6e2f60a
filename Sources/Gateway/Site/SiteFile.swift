import Console
import Devices
import Foundation
import Parcels
import Passages
import Platform
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

    static func resolve(_ path: String, in folder: String) -> String {
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
        var console = try Fields(try fields.required("console"), expected: "listen and tls")
        let listen = try console.required("listen")
        let address = try Self.address(listen, anyPort: true)
        let certificate = try console.optional("tls").map { node throws(YAMLError) in
            try certificateFiles(node, folder)
        }
        guard address.isLoopback || certificate != nil else {
            throw listen.problem(
                expected: "a loopback address such as 127.0.0.1:8080",
                advice: "for other machines give the console a certificate: tls: {certificate: FILE, key: FILE}")
        }
        try console.noMore()
        var settings = Conveyor.Settings()
        if let node = fields.optional("screening") { settings = try screening(node) }
        if let node = fields.optional("numbers") { settings.numbering = try NumberReader.numbering(node) }
        var contacts: [DangerContact] = []
        for node in try fields.optional("danger_contacts")?.list() ?? [] { contacts.append(try contact(node)) }
        var holdBudget = HoldBudget()
        if let node = fields.optional("hold_budget") { holdBudget = try Self.holdBudget(node) }
        var bulletins = BulletinSettings()
        if let node = fields.optional("bulletins") { bulletins = try Self.bulletins(node, in: folder) }
        let recall_h: Int = try fields.optional("recall_hours")?.integer(in: 0...720) ?? 24
        let deviceNodes = try fields.required("devices").list()
        var devices = DeviceReader(drivers: drivers, siteFolder: folder)
        for node in deviceNodes { try devices.read(node) }
        var lines: [SiteConfiguration.Line] = []
        var lineReader = LineReader(devices: devices)
        let lineList = fields.optional("lines")
        for node in try lineList?.list() ?? [] {
            let line = try lineReader.read(node)
            guard !lines.contains(where: { $0.layout.id == line.layout.id }) else {
                throw node.problem(expected: "each line's id once")
            }
            guard !lines.contains(where: { $0.sorter == line.sorter }) else {
                throw node.problem(expected: "each sorter's address once")
            }
            lines.append(line)
        }
        let anchors = try fields.optional("anchors").map { node throws(YAMLError) in
            try KeepingReader.anchors(node, folder: folder)
        }
        let retention = try fields.optional("retention").map { node throws(YAMLError) in
            try KeepingReader.retention(node)
        }
        var placed = Set(lines.flatMap { $0.layout.stations.flatMap(\.readers).map(\.device) })
        var printers = PrinterReader()
        for node in try fields.optional("printers")?.list() ?? [] {
            try printers.read(node, devices) { resolve($0, in: folder) }
        }
        var tables: [SiteConfiguration.Table] = []
        var tableReader = TableReader(
            devices: devices, printers: printers.found, placed: placed, names: Set(lines.map(\.layout.id)))
        for node in try fields.optional("tables")?.list() ?? [] { tables.append(try tableReader.read(node)) }
        guard !lines.isEmpty || !tables.isEmpty else {
            // Names what is missing where it would stand.
            guard let lineList else { throw try missing("lines", &fields) }
            throw lineList.problem(expected: "at least one line, or a table under 'tables'")
        }
        try fields.noMore()
        placed.formUnion(tableReader.placed)
        settings.utcOffset_s = zone.secondsFromGMT()
        var configuration = SiteConfiguration(
            id: id, name: name, zone: zone.identifier, data: data, console: address, consoleCertificate: certificate,
            settings: settings, dangerContacts: contacts, holdBudget: holdBudget, bulletins: bulletins,
            recall_h: recall_h, lines: lines, tables: tables, printers: printers.found, devices: devices.found,
            tableDevices: Set(devices.found.map(\.id)).subtracting(placed))
        configuration.anchors = anchors ?? AnchorSettings()
        configuration.retention = retention ?? []
        configuration.layouts = Array(drivers.layouts.values)
        return configuration
    }

    private static func certificateFiles(
        _ node: Node, _ folder: String
    ) throws(YAMLError) -> SiteConfiguration.CertificateFiles {
        var fields = try Fields(node, expected: "certificate and key")
        let files = SiteConfiguration.CertificateFiles(
            certificate: resolve(try fields.required("certificate").text("a file"), in: folder),
            key: resolve(try fields.required("key").text("a file"), in: folder))
        try fields.noMore()
        return files
    }

    /// The error for a field that must be there.
    private static func missing(_ name: String, _ fields: inout Fields) throws(YAMLError) -> YAMLError {
        try fields.required(name).problem(expected: "at least one line")
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

    private static func contact(_ node: Node) throws(YAMLError) -> DangerContact {
        var fields = try Fields(node, expected: "name and phone")
        let contact = DangerContact(
            name: try text(fields.required("name")), phone: try fields.required("phone").text("a telephone number"))
        try fields.noMore()
        return contact
    }

    private static func holdBudget(_ node: Node) throws(YAMLError) -> HoldBudget {
        var fields = try Fields(node, expected: "percent, hours or parcels")
        var budget = HoldBudget()
        if let node = fields.optional("percent") { budget.percent = try node.integer(in: 1...100) }
        if let node = fields.optional("hours") { budget.hours = try node.integer(in: 1...168) }
        if let node = fields.optional("parcels") { budget.parcels = try node.integer(in: 1...200_000) }
        try fields.noMore()
        return budget
    }

    private static func screening(_ node: Node) throws(YAMLError) -> Conveyor.Settings {
        var fields = try Fields(node, expected: "screening settings")
        var settings = Conveyor.Settings()
        if let node = fields.optional("copy_window_s") { settings.copyWindow_s = try node.integer(in: 1...604_800) }
        if let node = fields.optional("length_tolerance_mm") {
            settings.lengthTolerance_mm = try node.integer(in: 1...10_000)
        }
        if let node = fields.optional("round_limit") { settings.roundLimit = try node.integer(in: 1...100) }
        if let node = fields.optional("clear_valid_min") {
            settings.clearValidity_min = try node.integer(in: 1...43_200)
        }
        try fields.noMore()
        return settings
    }
}
