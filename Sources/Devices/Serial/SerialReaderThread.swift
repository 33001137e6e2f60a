import Formats
import Glibc
import Platform
import Readings

/// A text scanner on a serial port: a thread of its own that opens the port, reads, and begins again when the port vanishes.
final class SerialReaderThread: Sendable {
    private static let firstPause: Int64 = 200_000_000
    private static let longestPause: Int64 = 2_000_000_000

    private let configuration: DeviceConfiguration
    private let family: DriverProfile.TextFamily
    private let place: SerialPlace
    private let stamp: @Sendable () -> Stamp
    private let report: @Sendable (DeviceEvent) -> Void
    private let box: CommandBox
    private let tap: DeviceTap?
    private let stop: EventFlag

    init(
        _ configuration: DeviceConfiguration, _ family: DriverProfile.TextFamily, _ place: SerialPlace,
        _ box: CommandBox,
        stamp: @escaping @Sendable () -> Stamp, report: @escaping @Sendable (DeviceEvent) -> Void,
        tap: DeviceTap? = nil
    ) throws(SystemError) {
        self.configuration = configuration
        self.family = family
        self.box = box
        self.place = place
        self.stamp = stamp
        self.report = report
        self.tap = tap
        stop = try EventFlag()
    }

    func start() throws(SystemError) -> OwnThread {
        try OwnThread("serial-\(configuration.id)", .prompt) { [self] in run() }
    }

    func end() { stop.raise() }

    private func run() {
        var pause = Self.firstPause
        var intake = TextIntake(
            configuration.id, family.dialect, family.conversation, detail: "\(place.path) · \(place.line)",
            report: report)
        while !stop.isRaised {
            do throws(SystemError) {
                let port = try SerialPort.open(place.path, place.line)
                if serve(port.number, &intake) { pause = Self.firstPause }
            } catch {
                // A port that is not there is an unplugged scanner; anything else is a fault.
                let trouble = Trouble(error.code == ENOENT ? .portMissing : .cannotOpenPort, error.description)
                report(
                    .changed(
                        configuration.id, error.code == ENOENT ? .gone : .faulty, detail: trouble.description))
            }
            stop.wait(until: Clocks.monotonic() + pause)
            pause = min(pause * 2, Self.longestPause)
        }
    }

    /// Reads until the port is gone.
    /// - Returns: false when the scanner was refused what it needs.
    private func serve(_ port: Int32, _ intake: inout TextIntake) -> Bool {
        tap?(configuration.id, .connect)
        var session = TextSession(port, .serial, of: configuration.id, box, stop: stop, stamp: stamp, tap: tap)
        intake.connected(stamp())
        while true {
            switch session.serve(&intake) {
            case .goesOn, .visited: continue
            case .stopped: return true
            case .ended(let trouble):
                tap?(configuration.id, .disconnect)
                let isRefused = trouble?.code == .setupRefused
                report(.changed(configuration.id, isRefused ? .faulty : .gone, detail: trouble?.description ?? ""))
                return !isRefused
            }
        }
    }
}
