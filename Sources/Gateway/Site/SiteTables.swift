import Devices
import Parcels
import Passages
import Platform
import Readings
import Screening
import YAML

extension SiteConfiguration {
    /// A table without a belt.
    public struct Table: Sendable {
        public let layout: CounterLayout
        public let name: BilingualText
        /// Where held parcels go.
        public let cage: BilingualText
        /// Which printer prints its tags, if any.
        public let printer: DeviceID?
    }
}

/// Reads the site file's printers.
struct PrinterReader {
    private(set) var found: [PrinterConfiguration] = []

    /// - Parameter resolve: makes a path of the site file one that can be opened.
    mutating func read(_ node: Node, _ devices: DeviceReader, _ resolve: (String) -> String) throws(YAMLError) {
        var fields = try Fields(node, expected: "a printer")
        let idNode = try fields.required("id")
        guard let id = DeviceID(try idNode.text()) else {
            throw idNode.problem(expected: "1 to 32 letters, digits, hyphens or dots")
        }
        guard devices[id.name] == nil, !found.contains(where: { $0.id == id }) else {
            throw idNode.problem(expected: "an id that no other device or printer has")
        }
        let place: PrinterConfiguration.Place
        if let folder = fields.optional("folder") {
            place = .folder(resolve(try folder.text("a folder")))
        } else {
            place = .network(try SiteFile.address(fields.required("address")))
        }
        try fields.noMore()
        found.append(PrinterConfiguration(id: id, place: place))
    }
}

/// Reads the site file's tables without a belt.
struct TableReader {
    let devices: DeviceReader
    let printers: [PrinterConfiguration]
    /// Devices that stand elsewhere.
    var placed: Set<DeviceID>
    var names: Set<LineID>

    mutating func read(_ node: Node) throws(YAMLError) -> SiteConfiguration.Table {
        var fields = try Fields(node, expected: "a table")
        let idNode = try fields.required("id")
        guard let id = LineID(try idNode.text()) else {
            throw idNode.problem(expected: "1 to 8 capital letters, digits or hyphens")
        }
        guard names.insert(id).inserted else {
            throw idNode.problem(expected: "an id that no line and no other table has")
        }
        let name = try SiteFile.text(fields.required("name"))
        let cage = try SiteFile.text(fields.required("cage"))
        var scanners: [DeviceID] = []
        if let list = fields.optional("scanners") {
            for node in try list.list() { scanners.append(try scanner(node)) }
        }
        var printer: DeviceID?
        if let node = fields.optional("printer") {
            let wanted = try node.text("a printer's id")
            guard let found = printers.first(where: { $0.id.name == wanted }) else {
                throw node.problem(expected: "the id of a printer of this site")
            }
            printer = found.id
        }
        let go: Int = try fields.optional("go_s")?.integer(in: 1...60) ?? 8
        let rescan: Int = try fields.optional("rescan_ms")?.integer(in: 200...10_000) ?? 3_000
        let decision: Int = try fields.optional("decision_ms")?.integer(in: 200...30_000) ?? 3_000
        try fields.noMore()
        return SiteConfiguration.Table(
            layout: CounterLayout(
                id: id, scanners: scanners, go_ms: go * 1000, rescan_ms: rescan, decision_ms: decision),
            name: name, cage: cage, printer: printer)
    }

    private mutating func scanner(_ node: Node) throws(YAMLError) -> DeviceID {
        let name = try node.text("a device's id")
        guard let device = devices[name] else { throw node.problem(expected: "the id of a device of this site") }
        guard placed.insert(device.id).inserted else {
            throw node.problem(expected: "each device at one place only: a station of a line, or a table")
        }
        return device.id
    }
}
