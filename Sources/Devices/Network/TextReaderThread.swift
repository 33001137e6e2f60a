import Formats
import Glibc
import Platform
import Readings

/// A fixed reader that sends text over TCP: a thread of its own that connects or listens, and begins again when the
/// connection is lost.
final class TextReaderThread: Sendable {
    static let firstPause: Int64 = 200_000_000
    static let longestPause: Int64 = 2_000_000_000
    /// Bytes taken at a time, and the pause after as many.
    private static let mouthful = 16_384
    private static let breath: Int64 = 1_000_000

    private let configuration: DeviceConfiguration
    private let family: DriverProfile.TextFamily
    private let stamp: @Sendable () -> Stamp
    private let report: @Sendable (DeviceEvent) -> Void
    private let stop: EventFlag

    init(
        _ configuration: DeviceConfiguration, _ family: DriverProfile.TextFamily,
        stamp: @escaping @Sendable () -> Stamp,
        report: @escaping @Sendable (DeviceEvent) -> Void
    ) throws(SystemError) {
        self.configuration = configuration
        self.family = family
        self.stamp = stamp
        self.report = report
        stop = try EventFlag()
    }

    func start() throws(SystemError) -> OwnThread {
        try OwnThread("reader-\(configuration.id)", .prompt) { [self] in
            switch configuration.place {
            case .tcpClient(let address): connect(to: address)
            case .tcpServer(let address): listen(on: address)
            case .usb, .serial, .folder: break
            }
        }
    }

    func end() { stop.raise() }

    private func connect(to address: SocketAddress) {
        var pause = Self.firstPause
        while !stop.isRaised {
            if let socket = Sockets.connect(to: address, until: Clocks.monotonic() + Self.longestPause, stop: stop) {
                pause = Self.firstPause
                _ = serve(socket.number)
            }
            stop.wait(until: Clocks.monotonic() + pause)
            pause = min(pause * 2, Self.longestPause)
        }
    }

    private func listen(on address: SocketAddress) {
        while !stop.isRaised {
            do throws(SystemError) {
                let listener = try Sockets.listen(on: address)
                while !stop.isRaised {
                    Waiting.wait(for: listener.number, POLLIN, or: stop.descriptor, deadline: nil)
                    var peer = Sockets.accept(from: listener.number)
                    // The system has none left to give, or the peer has gone again.
                    if peer == nil { stop.wait(until: Clocks.monotonic() + Self.breath) }
                    while let current = peer.take() { peer = serve(current.number, under: listener.number) }
                }
            } catch {
                report(.changed(configuration.id, .faulty, detail: Trouble(.cannotListen, "\(error)").description))
                stop.wait(until: Clocks.monotonic() + Self.longestPause)
            }
        }
    }

    /// Reads until the connection ends.
    /// - Parameter listener: where a newer connection may come in: a reader that begins anew has forgotten the older one.
    /// - Returns: the newer connection.
    private func serve(_ socket: Int32, under listener: Int32? = nil) -> Descriptor? {
        report(.changed(configuration.id, .working, detail: ""))
        var intake = TextIntake(configuration, family.dialect, report: report)
        var buffer: [UInt8] = []
        var newer: Descriptor?
        loop: while true {
            let deadline = listener.map { _ in Clocks.monotonic() + Self.firstPause }
            let seen = Waiting.wait(for: socket, POLLIN, or: stop.descriptor, deadline: deadline)
            if seen.second != 0 { break }
            if let listener, let peer = Sockets.accept(from: listener) {
                newer = consume peer
                break
            }
            buffer.removeAll(keepingCapacity: true)
            switch Sockets.receive(from: socket, into: &buffer, limit: Self.mouthful) {
            case .closed: break loop
            case .nothingYet: continue
            case .bytes: intake.take(buffer, stamp())
            }
            // Who floods is read more slowly than it can send: this thread comes before most others.
            if buffer.count == Self.mouthful { stop.wait(until: Clocks.monotonic() + Self.breath) }
        }
        report(.changed(configuration.id, .gone, detail: ""))
        return newer
    }
}
