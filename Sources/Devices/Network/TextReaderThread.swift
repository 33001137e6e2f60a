import Formats
import Glibc
import Platform
import Readings

/// A fixed reader that sends text over TCP: a thread of its own that connects or listens, and begins again when the
/// connection is lost.
final class TextReaderThread: Sendable {
    static let firstPause: Int64 = 200_000_000
    static let longestPause: Int64 = 2_000_000_000

    private let configuration: DeviceConfiguration
    private let family: DriverProfile.TextFamily
    private let stamp: @Sendable () -> Stamp
    private let report: @Sendable (DeviceEvent) -> Void
    private let box: CommandBox
    private let tap: DeviceTap?
    private let stop: EventFlag

    init(
        _ configuration: DeviceConfiguration, _ family: DriverProfile.TextFamily, _ box: CommandBox,
        stamp: @escaping @Sendable () -> Stamp,
        report: @escaping @Sendable (DeviceEvent) -> Void, tap: DeviceTap? = nil
    ) throws(SystemError) {
        self.configuration = configuration
        self.family = family
        self.box = box
        self.stamp = stamp
        self.report = report
        self.tap = tap
        stop = try EventFlag()
    }

    func start() throws(SystemError) -> OwnThread {
        try OwnThread("reader-\(configuration.id)", .prompt) { [self] in
            var intake = TextIntake(configuration.id, family.dialect, family.conversation, report: report)
            switch configuration.place {
            case .tcpClient(let address): connect(to: address, &intake)
            case .tcpServer(let address): listen(on: address, &intake)
            case .usb, .udp, .serial, .folder: break
            }
        }
    }

    func end() { stop.raise() }

    private func connect(to address: SocketAddress, _ intake: inout TextIntake) {
        var pause = Self.firstPause
        while !stop.isRaised {
            if let socket = Sockets.connect(to: address, until: Clocks.monotonic() + Self.longestPause, stop: stop) {
                // One that was refused what it needs is not asked again at once.
                if serve(socket.number, &intake) { pause = Self.firstPause }
            }
            stop.wait(until: Clocks.monotonic() + pause)
            pause = min(pause * 2, Self.longestPause)
        }
    }

    private func listen(on address: SocketAddress, _ intake: inout TextIntake) {
        var guests = PeerGate(configuration)
        while !stop.isRaised {
            do throws(SystemError) {
                let listener = try Sockets.listen(on: address)
                while !stop.isRaised {
                    Waiting.wait(for: listener.number, POLLIN, or: stop.descriptor, deadline: nil)
                    var peer = guests.admit(from: listener.number, report)
                    // The system has none left to give, the peer has gone again, or it was none of ours.
                    if peer == nil { stop.wait(until: Clocks.monotonic() + TextSession.breath) }
                    while let current = peer.take() {
                        peer = serve(current.number, &intake, visitors: listener.number, &guests)
                    }
                }
            } catch {
                report(.changed(configuration.id, .faulty, detail: Trouble(.cannotListen, "\(error)").description))
                stop.wait(until: Clocks.monotonic() + Self.longestPause)
            }
        }
    }

    /// Serves a connection that the gateway made until it ends.
    /// - Returns: false when the reader was refused what it needs.
    private func serve(_ socket: Int32, _ intake: inout TextIntake) -> Bool {
        var session = session(socket)
        intake.connected(stamp())
        while true {
            switch session.serve(&intake) {
            case .goesOn, .visited: continue
            case .stopped: return false
            case .ended(let trouble): return ended(trouble)
            }
        }
    }

    /// Serves a connection that a reader made until it ends, or a newer one comes in: a reader that begins anew has forgotten
    /// the older one.
    /// - Returns: the newer connection.
    private func serve(
        _ socket: Int32, _ intake: inout TextIntake, visitors: Int32, _ guests: inout PeerGate
    ) -> Descriptor? {
        var session = session(socket)
        intake.connected(stamp())
        while true {
            switch session.serve(&intake, visitors: visitors) {
            case .goesOn: continue
            case .stopped: return nil
            case .visited:
                guard let newer = guests.admit(from: visitors, report) else { continue }
                _ = ended(nil)
                return newer
            case .ended(let trouble):
                if !ended(trouble) { stop.wait(until: Clocks.monotonic() + Self.longestPause) }
                return nil
            }
        }
    }

    private func session(_ socket: Int32) -> TextSession {
        tap?(configuration.id, .connect)
        return TextSession(socket, .tcp, of: configuration.id, box, stop: stop, stamp: stamp, tap: tap)
    }

    /// - Returns: false when the reader was refused what it needs.
    private func ended(_ trouble: Trouble?) -> Bool {
        tap?(configuration.id, .disconnect)
        let isRefused = trouble?.code == .setupRefused
        report(.changed(configuration.id, isRefused ? .faulty : .gone, detail: trouble?.description ?? ""))
        return !isRefused
    }
}
