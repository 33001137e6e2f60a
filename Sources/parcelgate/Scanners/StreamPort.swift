import Formats
import Glibc
import Platform
import Simulation

/// A reader at one end of a TCP connection.
final class StreamPort: ScannerPort {
    private static let retry: Int64 = 50_000_000
    private static let patience: Int64 = 5_000_000_000

    let place: String
    private let address: SocketAddress
    private var listener: Descriptor?
    private var peer: Descriptor?

    init(listeningOn address: SocketAddress) throws(Exit) {
        self.address = address
        do throws(SystemError) {
            let listener = try Sockets.listen(on: address)
            // Port 0 is one that is free.
            place = "TCP, listening on \(address.host):\(Sockets.port(of: listener.number))"
            self.listener = consume listener
        } catch { throw .environment("\(error)") }
    }

    init(connectingTo address: SocketAddress) {
        self.address = address
        place = "TCP, connecting to \(address)"
        listener = nil
    }

    func connect(until deadline: Int64, stop: EventFlag) throws(Exit) -> Bool {
        peer = nil
        while Clocks.monotonic() < deadline, !stop.isRaised {
            if let number = listener?.number {
                Waiting.wait(for: number, POLLIN, or: stop.descriptor, deadline: deadline)
                peer = Sockets.accept(from: number)
            } else {
                peer = Sockets.connect(to: address, until: deadline, stop: stop)
                if peer == nil { stop.wait(until: Clocks.monotonic() + Self.retry) }
            }
            if peer != nil { return true }
        }
        return false
    }

    func send(_ transfer: ScannerTransfer) throws(Exit) {
        var rest = transfer.bytes[...]
        let deadline = Clocks.monotonic() + Self.patience
        while !rest.isEmpty {
            guard let socket = peer?.number, let count = Sockets.send(rest, to: socket) else {
                throw .notSo("the gateway has closed the connection")
            }
            rest = rest.dropFirst(count)
            if count > 0 { continue }
            Waiting.wait(for: socket, POLLOUT, deadline: deadline)
            if Clocks.monotonic() > deadline { throw .notSo("the gateway takes no more bytes") }
        }
    }

    func receive(until deadline: Int64, stop: EventFlag) throws(Exit) -> [ScannerTransfer] {
        guard let socket = peer?.number else {
            stop.wait(until: deadline)
            return []
        }
        Waiting.wait(for: socket, POLLIN, or: stop.descriptor, deadline: deadline)
        var bytes: [UInt8] = []
        switch Sockets.receive(from: socket, into: &bytes, limit: 16_384) {
        case .bytes: return [ScannerTransfer(.tcp, bytes)]
        case .nothingYet: return []
        case .closed:
            peer = nil
            return []
        }
    }

    func happen(_ event: Tape.Event) throws(Exit) { if event == .disconnect { leave() } }

    func finish() throws(Exit) { leave() }

    /// Says that nothing more comes, and lets the gateway hang up: closing over bytes that nobody read would take back what was
    /// sent last.
    private func leave() {
        guard let socket = peer?.number else { return }
        shutdown(socket, Int32(SHUT_WR))
        let deadline = Clocks.monotonic() + Self.patience
        var bytes: [UInt8] = []
        while Clocks.monotonic() < deadline {
            Waiting.wait(for: socket, POLLIN, deadline: deadline)
            bytes.removeAll(keepingCapacity: true)
            if Sockets.receive(from: socket, into: &bytes, limit: 16_384) == .closed { break }
        }
        peer = nil
    }
}
