import Devices
import Formats
import Gateway
import Glibc
import Platform
import Readings
import Synchronization

/// Writes what passes between the gateway's own device threads and one device onto a tape.
enum RecordProcess {
    static let help = """
        usage: parcelgate devices record --site FILE --device ID --to TAPE [--seconds N] [--mask] [--model TEXT]

        Opens a device as the site file names it, and writes every transfer with its time onto a tape
        (docs/integrator/tapes.md), until Ctrl-C or for N seconds. The gateway must not run: a device has one host.
          --mask           replaces letters and digits of labels by others of the same shape, in both directions; lengths, right
                           check digits of item numbers and the check bytes that the family names still fit
          --model TEXT     what the device is, for the tape's head; else its id

        example: parcelgate devices record --site /etc/parcelgate/site.yaml --device tunnel --to tunnel.tape --mask --seconds 60
        """

    /// A tape's text is up to four times as long as its bytes.
    private static let byteLimit = Tape.sizeLimit / 5
    private static let closing: Int64 = 3_000_000_000

    private struct Reel {
        var entries: [Tape.Entry] = []
        var bytes = 0
        var isFull = false
    }

    static func run(_ arguments: inout Arguments) throws(Exit) {
        let sitePath = try arguments.required("site")
        let id = try arguments.required("device")
        let path = try arguments.required("to")
        let seconds = try arguments.number("seconds", in: 1...86_400)
        let isMasked = arguments.flag("mask")
        let model = try arguments.option("model") ?? id
        try arguments.end()
        let stop = try ScannerPorts.stopFlag()
        let site: SiteConfiguration
        do throws(SiteFile.Fault) { site = try SiteFile.read(sitePath) } catch { throw .environment("\(error)") }
        guard let device = site.devices.first(where: { $0.id.name == id }) else {
            throw .usage(
                "--device: expected one of " + site.devices.map(\.id.name).joined(separator: ", ") + ", found '\(id)'")
        }
        guard let transport = Self.transport(of: device.place) else {
            throw .usage("'\(id)' puts pictures into a folder: there is nothing to record")
        }
        try refuseWhileGatewayRuns(site)
        // A tape that cannot be written is told before somebody has scanned for an hour.
        do throws(SystemError) { try Files.replace(path, with: [], mode: 0o600) } catch {
            throw .environment("\(error)")
        }
        let entries = try listen(to: device, seconds: seconds, stop)
        var tape = Tape(
            family: device.profile.family, transport: transport, maker: .device(model: model), isMasked: false,
            entries: entries)
        if isMasked {
            var mask = TapeMask(device.profile, random: SystemRandomNumberGenerator())
            tape = mask.mask(tape)
        }
        do throws(SystemError) {
            try Files.replace(path, with: Array(TapeFile.text(tape).utf8), mode: 0o600)
        } catch { throw .environment("\(error)") }
        Terminal.say("\(path): \(tape.entries.count) lines" + (isMasked ? ", labels masked" : ""))
        if !isMasked { Terminal.warn("\(path) holds what the labels say, which may be personal") }
    }

    private static func transport(of place: DeviceConfiguration.Place) -> Tape.Transport? {
        switch place {
        case .usb: .usb
        case .serial: .serial
        case .folder: nil
        case .tcpClient, .tcpServer: .tcp
        case .udp: .udp
        }
    }

    /// A gateway has all devices of its site; two hosts of one device would each get a part.
    private static func refuseWhileGatewayRuns(_ site: SiteConfiguration) throws(Exit) {
        guard Files.exists(site.data + "/lock") else { return }
        do throws(SystemError) { _ = try DataFolder.open(site.data) } catch {
            throw .environment("\(error); stop the gateway first: a device has one host")
        }
    }

    private static func listen(
        to device: DeviceConfiguration, seconds: Int?, _ stop: EventFlag
    ) throws(Exit) -> [Tape.Entry] {
        let reel = SharedReel()
        let start = Clocks.monotonic()
        let deadline = seconds.map { start + Int64($0) * 1_000_000_000 }
        do throws(SystemError) {
            let hub = try DeviceHub()
            let boot = BootID(Clocks.bootID()) ?? BootID(0)
            try hub.start(
                [device], decoding: nil,
                stamp: { Stamp(utc: Clocks.wall(), boot: boot, monotonic: Clocks.monotonic(), trusted: false) },
                report: { event in
                    switch event {
                    case .changed(let id, let state, let detail):
                        Terminal.warn("\(id): \(state.rawValue)\(detail.isEmpty ? "" : ", \(Terminal.plain(detail))")")
                    case .identified(let id, let identity):
                        Terminal.warn("\(id) says that it is \(Terminal.plain(identity.description))")
                    default: break
                    }
                },
                tap: { _, event in
                    reel.add(Tape.Entry((Clocks.monotonic() - start) / 1_000, event))
                    if reel.isFull { stop.raise() }
                })
            Terminal.warn("recording; \(seconds.map { "\($0) seconds" } ?? "Ctrl-C") ends it")
            stop.wait(until: deadline)
            hub.close(until: Clocks.monotonic() + closing)
        } catch { throw .environment("\(error)") }
        if reel.isFull { Terminal.warn("the tape is full: a tape has at most \(Tape.sizeLimit) bytes") }
        return reel.entries
    }

    /// What has been recorded; devices' threads add to it.
    private final class SharedReel: Sendable {
        private let reel = Mutex(Reel())

        func add(_ entry: Tape.Entry) {
            reel.withLock { reel in
                var size = 32
                if case .transfer(_, _, let bytes) = entry.event { size += bytes.count }
                reel.bytes += size
                guard reel.bytes <= byteLimit else {
                    reel.isFull = true
                    return
                }
                // Two threads of one device may come out of turn by a hair.
                reel.entries.append(
                    Tape.Entry(max(entry.time_us, reel.entries.last?.time_us ?? 0), entry.event))
            }
        }

        var isFull: Bool { reel.withLock { $0.isFull } }
        var entries: [Tape.Entry] { reel.withLock { $0.entries } }
    }
}
