import Devices
import Formats
import Readings
import Words

/// One device while a person scans the commissioning labels with it: what to tell while they come.
struct Listening {
    let device: DeviceConfiguration
    private let language: Language
    private var session: Commissioning
    private(set) var hasOpened = false
    private var rightLabels: Set<String> = []

    init(_ device: DeviceConfiguration, _ layouts: [KeyboardLayout], _ language: Language) {
        self.device = device
        self.language = language
        session = Commissioning(ScannerExpectation(device.profile, layouts: layouts))
    }

    var isComplete: Bool { session.isComplete }
    var findings: [CommissioningFinding] { session.findings }
    /// The labels that arrived as printed, by their letters.
    var right: String { rightLabels.sorted().joined(separator: ", ") }
    var opening: String { words("open") }

    mutating func take(raw bytes: [UInt8]) { session.take(raw: bytes) }

    /// - Returns: what to tell.
    mutating func take(_ event: DeviceEvent) -> [String] {
        switch event {
        case .readings(let readings): return readings.flatMap { take($0) }
        case .changed(_, let state, let detail): return take(state, detail)
        case .identified(_, let identity): return [words("identity", [("identity", identity.description)])]
        case .suspicious(device.id, _, let trouble):
            session.take(trouble)
            return [faulty(trouble)]
        default: return []
        }
    }

    private mutating func take(_ reading: Reading) -> [String] {
        guard case .label(let bytes, let symbology) = reading.content else { return [words("no-read")] }
        // What is none of the sheet's may be a parcel's: it is not shown.
        guard let found = session.take(bytes, symbology) else {
            return [words("stranger", [("count", String(bytes.count))])]
        }
        if found.alterations.isEmpty { rightLabels.insert(found.label.name) }
        let open = session.open.isEmpty ? "–" : session.open.joined(separator: " ")
        return [
            words(
                found.alterations.isEmpty ? "right" : "altered", [("label", found.label.name), ("open", open)])
        ]
    }

    private mutating func take(_ state: DeviceState, _ detail: String) -> [String] {
        switch state {
        case .working:
            guard !hasOpened else { return [] }
            hasOpened = true
            return [words("begin", [("labels", session.wanted.map(\.name).joined(separator: " "))])]
        case .gone: return hasOpened ? [words("gone")] : []
        case .faulty: return [Trouble(description: detail).map(faulty) ?? words("faulty", [("trouble", detail)])]
        }
    }

    private func faulty(_ trouble: Trouble) -> String {
        let text = Catalogue.text("trouble." + trouble.code.rawValue, language, [("fact", trouble.fact)])
        return words("faulty", [("trouble", text)])
    }

    private func words(_ key: String, _ more: [(name: String, value: String)] = []) -> String {
        Catalogue.text(
            "commissioning.listening." + key, language,
            [("device", device.id.name), ("family", device.profile.family)] + more)
    }
}
