import Formats
import Glibc
import Platform
import Simulation

/// A reader that sends each telegram as a datagram.
final class DatagramPort: ScannerPort {
    private static let patience: Int64 = 10_000_000_000
    private static let retry: Int64 = 50_000_000

    private let address: SocketAddress
    private let socket: Descriptor

    init(_ address: SocketAddress) throws(Exit) {
        self.address = address
        socket = Descriptor(
            Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0))
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = address.port.bigEndian
        target.sin_addr.s_addr = address.number.bigEndian
        let status = unsafe withUnsafePointer(to: &target) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(socket.number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw .environment("\(SystemError("send to \(address)"))") }
    }

    var place: String { "UDP, sending to \(address)" }

    func connect(until deadline: Int64, stop: EventFlag) throws(Exit) -> Bool { true }

    /// A gateway that does not listen yet is waited for, as long as the system tells that nobody does.
    func send(_ transfer: ScannerTransfer) throws(Exit) {
        let deadline = Clocks.monotonic() + Self.patience
        while Sockets.send(transfer.bytes[...], to: socket.number) ?? 0 == 0 || isRefused {
            guard Clocks.monotonic() < deadline else { throw .notSo("nobody receives datagrams at \(address)") }
            Waiting.wait(for: -1, 0, deadline: Clocks.monotonic() + Self.retry)
        }
    }

    /// Whether the last datagram came back.
    private var isRefused: Bool {
        var error: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return unsafe getsockopt(socket.number, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error != 0
    }

    func receive(until deadline: Int64, stop: EventFlag) throws(Exit) -> [ScannerTransfer] {
        let seen = Waiting.wait(for: socket.number, POLLIN, or: stop.descriptor, deadline: deadline)
        guard seen.first != 0 else { return [] }
        var bytes: [UInt8] = []
        guard case .bytes = Sockets.receive(from: socket.number, into: &bytes, limit: 65_536) else { return [] }
        return [ScannerTransfer(.udp, bytes)]
    }

    func happen(_ event: Tape.Event) throws(Exit) {}

    func finish() throws(Exit) {}
}
