import Devices
import Formats
import Gateway
import Glibc
import Platform
import Readings
import Words

extension Doctor {
    /// What a device's threads say, on its way to the person who scans.
    private enum Heard {
        case event(DeviceEvent)
        case raw([UInt8])
    }

    /// How long a device may take to be there, in seconds.
    private static let openingLimit_s = 20
    private static let queueLimit = 4_096

    /// Opens one device of the site as the gateway would, hears the commissioning labels that a person scans, and says what is
    /// wrong with what arrived.
    /// - Parameter limit_s: how long it listens when neither every label nor an Enter comes.
    static func listen(
        _ path: String, to name: String, limit_s: Int, language: Language, format: Format
    ) throws(Exit) {
        var doctor = Doctor(language: language, format: format)
        let site = try doctor.read(path)
        guard let device = site.devices.first(where: { $0.id.name == name }) else {
            let names = site.devices.map(\.id.name).joined(separator: ", ")
            throw .usage("--listen: expected one of the site's devices (\(names)), found '\(name)'")
        }
        if case .folder = device.place {
            throw .usage(
                "--listen: \(name) takes pictures; print the sheet, and read a picture of it with 'labels decode'")
        }
        guard !DataFolder.isInUse(site.data) else {
            throw .environment(
                "the gateway of \(site.data) is running, and only one program can read a device: stop it first")
        }
        let hub: DeviceHub
        let queue: BoundedQueue<Heard>
        do throws(SystemError) {
            hub = try DeviceHub()
            queue = try BoundedQueue(capacity: queueLimit)
            try hub.start([device], decoding: nil, stamp: { stamp() }, report: { _ = queue.offer(.event($0)) }) {
                _, event in
                if case .transfer(.in, let channel, let bytes) = event,
                    [.endpoint, .tcp, .udp, .serial].contains(channel)
                {
                    _ = queue.offer(.raw(bytes))
                }
            }
        } catch { throw .environment("\(error)") }
        var listening = Listening(device, site.layouts, language)
        doctor.talk(&listening, queue, until: Clocks.monotonic() + Int64(limit_s) * 1_000_000_000)
        hub.close(until: Clocks.monotonic() + 5_000_000_000)
        doctor.say(listening)
        if !doctor.isWell { throw .notSo() }
    }

    /// Hears until every label has come, the person presses Enter, or the time is over.
    private func talk(_ listening: inout Listening, _ queue: BoundedQueue<Heard>, until deadline: Int64) {
        let begun = Clocks.monotonic()
        var isInputOpen = true
        tell(listening.opening)
        while Clocks.monotonic() < deadline, !listening.isComplete {
            var batch: [Heard] = []
            _ = queue.take(into: &batch, limit: 64, until: Clocks.monotonic() + 100_000_000)
            for heard in batch {
                switch heard {
                case .event(let event): for line in listening.take(event) { tell(line) }
                case .raw(let bytes): listening.take(raw: bytes)
                }
            }
            if isInputOpen, let input = Self.input() {
                if input.contains(0x0A) { return }
                isInputOpen = !input.isEmpty
            }
            if !listening.hasOpened, Clocks.monotonic() - begun > Int64(Self.openingLimit_s) * 1_000_000_000 { return }
        }
    }

    /// What the person typed; empty at the end of the input, nil where there is nothing yet.
    private static func input() -> [UInt8]? {
        guard Waiting.wait(for: STDIN_FILENO, POLLIN, deadline: Clocks.monotonic()).first != 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = unsafe Glibc.read(STDIN_FILENO, &bytes, 256)
        return Array(bytes.prefix(max(0, count)))
    }

    private static func stamp() -> Stamp {
        Stamp(utc: Clocks.wall(), boot: BootID(0), monotonic: Clocks.monotonic(), trusted: false)
    }

    /// What goes on, for the person; not among the findings of `--format json`.
    private func tell(_ line: String) {
        if format == .text { Terminal.say(Terminal.plain(line)) } else { Terminal.warn(Terminal.plain(line)) }
    }

    private mutating func say(_ listening: Listening) {
        let device = [(name: "device", value: listening.device.id.name)]
        guard listening.hasOpened else {
            return say(
                "not-opened", "commissioning.listening.not-opened", isNote: false,
                device + [("seconds", String(Self.openingLimit_s))], why: "commissioning.listening.not-opened-why",
                advice: "commissioning.listening.not-opened-advice")
        }
        let findings = listening.findings
        for finding in findings {
            let key = "commissioning." + finding.code.rawValue
            say(
                finding.code.rawValue, key + ".bad", isNote: finding.isNote,
                device + [("labels", finding.labels.joined(separator: ", "))] + finding.arguments, why: key + ".why",
                advice: key + ".advice")
        }
        if findings.allSatisfy(\.isNote) {
            sayRight("labels", "commissioning.listening.ok", device + [("labels", listening.right)])
        }
    }
}
