import Formats
import Glibc
import Platform
import Readings

/// A fixed reader that sends text over UDP: a thread of its own that takes its datagrams. There is no connection: the reader
/// counts as working from the start, until its heartbeat, where it has one, is missing.
final class DatagramReaderThread: Sendable {
    private static let pause: Int64 = 2_000_000_000
    /// Datagrams taken at a time, and then a pause.
    private static let mouthful = 64

    private let configuration: DeviceConfiguration
    private let family: DriverProfile.TextFamily
    private let address: SocketAddress
    private let stamp: @Sendable () -> Stamp
    private let report: @Sendable (DeviceEvent) -> Void
    private let box: CommandBox
    private let tap: DeviceTap?
    private let stop: EventFlag

    init(
        _ configuration: DeviceConfiguration, _ family: DriverProfile.TextFamily, _ address: SocketAddress,
        _ box: CommandBox, stamp: @escaping @Sendable () -> Stamp, report: @escaping @Sendable (DeviceEvent) -> Void,
        tap: DeviceTap? = nil
    ) throws(SystemError) {
        self.configuration = configuration
        self.family = family
        self.address = address
        self.box = box
        self.stamp = stamp
        self.report = report
        self.tap = tap
        stop = try EventFlag()
    }

    func start() throws(SystemError) -> OwnThread {
        try OwnThread("reader-\(configuration.id)", .prompt) { [self] in
            while !stop.isRaised {
                do throws(SystemError) {
                    let socket = try Datagrams.listen(on: address)
                    serve(socket.number)
                } catch {
                    report(.changed(configuration.id, .faulty, detail: Trouble(.cannotListen, "\(error)").description))
                    stop.wait(until: Clocks.monotonic() + Self.pause)
                }
            }
        }
    }

    func end() { stop.raise() }

    /// Takes datagrams until the gateway stops.
    private func serve(_ socket: Int32) {
        var intake = TextIntake(
            configuration.id, family.dialect, family.conversation, detail: "UDP \(address)", report: report)
        var guests = PeerGate(configuration)
        var peer: SocketAddress?
        var buffer: [UInt8] = []
        intake.connected(stamp())
        while true {
            let seen = Waiting.wait(
                for: [(socket, POLLIN), (stop.descriptor, POLLIN), (box.flag.descriptor, POLLIN)],
                deadline: intake.lost == nil ? intake.deadline : nil)
            if seen[1] != 0 { return }
            let now = stamp()
            if seen[2] != 0 { for command in box.take() { intake.tell(command, now) } }
            for count in 1...Self.mouthful where seen[0] != 0 {
                buffer.removeAll(keepingCapacity: true)
                guard let sender = Datagrams.receive(from: socket, into: &buffer) else { break }
                if count == Self.mouthful { stop.wait(until: Clocks.monotonic() + TextSession.breath) }
                guard guests.admits(sender, report) else { continue }
                peer = sender
                if intake.lost != nil { intake.connected(now) }
                tap?(configuration.id, .transfer(.in, .udp, buffer))
                intake.takeDatagram(buffer, now)
            }
            if intake.lost == nil {
                intake.tick(now)
                if let lost = intake.lost { report(.changed(configuration.id, .gone, detail: lost.description)) }
            }
            let outgoing = intake.takeOutgoing()
            guard let peer, !outgoing.isEmpty else { continue }
            tap?(configuration.id, .transfer(.out, .udp, outgoing))
            Datagrams.send(outgoing, to: peer, from: socket)
        }
    }
}
