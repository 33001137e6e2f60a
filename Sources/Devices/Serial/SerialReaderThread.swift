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
    private let stop: EventFlag

    init(
        _ configuration: DeviceConfiguration, _ family: DriverProfile.TextFamily, _ place: SerialPlace,
        stamp: @escaping @Sendable () -> Stamp, report: @escaping @Sendable (DeviceEvent) -> Void
    ) throws(SystemError) {
        self.configuration = configuration
        self.family = family
        self.place = place
        self.stamp = stamp
        self.report = report
        stop = try EventFlag()
    }

    func start() throws(SystemError) -> OwnThread {
        try OwnThread("serial-\(configuration.id)", .prompt) { [self] in run() }
    }

    func end() { stop.raise() }

    private func run() {
        var pause = Self.firstPause
        while !stop.isRaised {
            do throws(SystemError) {
                let port = try SerialPort.open(place.path, place.line)
                pause = Self.firstPause
                report(.changed(configuration.id, .working, detail: "\(place.path) · \(place.line)"))
                serve(port.number)
                if !stop.isRaised { report(.changed(configuration.id, .gone, detail: "")) }
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
    private func serve(_ port: Int32) {
        var intake = TextIntake(configuration, family.dialect, report: report)
        var buffer: [UInt8] = []
        while true {
            let seen = Waiting.wait(for: port, POLLIN, or: stop.descriptor, deadline: nil)
            if seen.second != 0 { return }
            buffer.removeAll(keepingCapacity: true)
            switch SerialPort.receive(from: port, into: &buffer, limit: 16_384) {
            case .closed: return
            case .nothingYet:
                // Woken without a byte: the line was hung up.
                if seen.first & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { return }
            case .bytes: intake.take(buffer, stamp())
            }
        }
    }
}
