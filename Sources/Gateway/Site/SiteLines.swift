import Devices
import Parcels
import Passages
import Readings
import YAML

/// Reads one line of the site file.
struct LineReader {
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
        let area = try fields.optional("area")?.text("the name of an area")
        let (measure, topSpeed) = try belt(fields.required("belt"))
        var stations: [LineLayout.Station] = []
        for node in try fields.required("stations").list() { stations.append(try station(node)) }
        let maximum: Int = try fields.required("maximum_length_mm").integer(in: 50...10_000)
        let gap: Int = try fields.required("minimum_gap_mm").integer(in: 1...10_000)
        let diverter: Int = try fields.required("diverter_mm").integer(in: 1...1_000_000)
        var exits: [LineLayout.Exit] = []
        var lanePlaces: Int?
        for node in try fields.required("exits").list() {
            let exit = try exit(node, &lanePlaces)
            guard !exits.contains(where: { $0.number == exit.number }) else {
                throw node.problem(expected: "each exit's number once")
            }
            exits.append(exit)
        }
        try fields.noMore()
        do throws(LineLayout.Fault) {
            let layout = try LineLayout(
                id: id, measure: measure, maximumLength_mm: maximum, minimumGap_mm: gap, stations: stations,
                diverter_mm: diverter, exits: exits, area: area, lanePlaces: lanePlaces,
                topSpeed_mm_s: topSpeed)
            return SiteConfiguration.Line(layout: layout, name: name, sorter: sorter)
        } catch {
            throw YAMLError(
                file: node.file, mark: node.mark, expected: "a line that can hold parcels",
                found: "line \(id): \(error)")
        }
    }

    private func belt(_ node: Node) throws(YAMLError) -> (BeltMeasure, topSpeed_mm_s: Int) {
        var fields = try Fields(node, expected: "encoder_um_per_count or speed_mm_s")
        let topSpeed: Int =
            try fields.optional("top_speed_mm_s")?.integer(in: 1...LineLayout.defaultTopSpeed_mm_s)
            ?? LineLayout.defaultTopSpeed_mm_s
        let measure: BeltMeasure
        if let encoder = fields.optional("encoder_um_per_count") {
            measure = .encoder(micrometresPerCount: try encoder.integer(in: 1...1_000_000))
        } else {
            measure = .time(speed_mm_s: try fields.required("speed_mm_s").integer(in: 1...10_000))
        }
        try fields.noMore()
        return (measure, topSpeed)
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
            case .usbPointOfSale, .usbKeyboard, .usbOEM, .usbSNAPI:
                readers.append(LineLayout.Reader(device: device.id, reportsEveryParcel: false, latency_ms: 0))
            case .usbSerial(let family):
                readers.append(
                    LineLayout.Reader(
                        device: device.id, reportsEveryParcel: family.text.reportsEveryParcel,
                        latency_ms: family.text.latency_ms))
            case .text(let family):
                readers.append(
                    LineLayout.Reader(
                        device: device.id, reportsEveryParcel: family.reportsEveryParcel, latency_ms: family.latency_ms)
                )
            case .imageFolder(let family):
                readers.append(
                    LineLayout.Reader(
                        device: device.id, reportsEveryParcel: family.reportsEveryParcel, latency_ms: family.latency_ms)
                )
            }
        }
        let station = LineLayout.Station(
            name: try fields.required("name").text(),
            distance_mm: try fields.required("distance_mm").integer(in: 0...1_000_000),
            tolerance_mm: try fields.required("tolerance_mm").integer(in: 0...10_000), readers: readers,
            isTriggered: try fields.optional("trigger").map { node throws(YAMLError) in try triggers(node, readers) }
                ?? false)
        try fields.noMore()
        return station
    }

    /// Whether the gateway triggers a station's readers.
    private func triggers(_ node: Node, _ readers: [LineLayout.Reader]) throws(YAMLError) -> Bool {
        guard try node.word(["line": false, "gateway": true]) else { return false }
        for reader in readers {
            guard let profile = devices[reader.device.name]?.profile, !profile.kind.hasWords(for: .triggerOn) else {
                continue
            }
            throw node.problem(
                expected: "readers that can be triggered",
                advice:
                    "family \(profile.family) of device \(reader.device) has no trigger_on among its commands: "
                    + "wire the line's own trigger to the reader, and leave this out")
        }
        return true
    }

    /// - Parameter lanePlaces: how many parcels the inspection lane holds, where the exit says it.
    private func exit(_ node: Node, _ lanePlaces: inout Int?) throws(YAMLError) -> LineLayout.Exit {
        var fields = try Fields(node, expected: "an exit")
        let exit = LineLayout.Exit(
            number: try fields.required("number").integer(in: 1...99),
            kind: try fields.required("kind").word([
                "inspection": LineLayout.Exit.Kind.inspection, "outbound": .outbound, "recirculation": .recirculation,
            ]), distance_mm: try fields.required("distance_mm").integer(in: 1...1_000_000))
        if let places = fields.optional("places") {
            guard exit.kind == .inspection else {
                throw places.problem(expected: "places at the inspection exit only: it is the lane that fills")
            }
            lanePlaces = try places.integer(in: 1...1_000)
        }
        try fields.noMore()
        return exit
    }
}
