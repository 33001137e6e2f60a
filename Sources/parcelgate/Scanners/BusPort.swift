import Crypto
import Formats
import Glibc
import Platform
import Simulation

/// A device of the virtual USB bus, played over the control channel of its host (Tests/VirtualUSB/README.md).
final class BusPort: ScannerPort {
    private static let period: Int64 = 5_000_000
    private static let patience: Int64 = 10_000_000_000

    private let path: String
    private let name: String
    private let socket: Descriptor
    private var received: [UInt8] = []
    /// Which way the device sends: what it is told at an endpoint is of the same kind.
    var channel = Tape.Channel.report

    init(_ path: String, _ name: String) throws(Exit) {
        self.path = path
        self.name = name
        guard let socket = LocalSocket.connect(path) else {
            throw .environment("\(path): no virtual USB host listens there")
        }
        self.socket = consume socket
    }

    var place: String { "USB, \(name) on the bus of \(path)" }

    /// One command, and the words of its answer behind `ok`.
    private func ask(_ command: String) throws(Exit) -> [Substring] {
        let deadline = Clocks.monotonic() + Self.patience
        guard Sockets.send(Array((command + "\n").utf8)[...], to: socket.number) != nil else {
            throw .environment("\(path): the virtual USB host went away")
        }
        while true {
            if let end = received.firstIndex(of: 10) {
                let line = String(decoding: received[..<end], as: UTF8.self)
                received.removeFirst(end + 1)
                guard line == "ok" || line.hasPrefix("ok ") else {
                    throw .environment("\(command.prefix(40)): \(line)")
                }
                return line.split(separator: " ").dropFirst().map { $0 }
            }
            Waiting.wait(for: socket.number, POLLIN, deadline: deadline)
            guard Sockets.receive(from: socket.number, into: &received, limit: 2_048) != .closed,
                Clocks.monotonic() < deadline
            else { throw .environment("\(path): the virtual USB host does not answer '\(command.prefix(40))'") }
        }
    }

    /// The gateway is there once it has claimed the interface.
    func connect(until deadline: Int64, stop: EventFlag) throws(Exit) -> Bool {
        while Clocks.monotonic() < deadline, !stop.isRaised {
            if try ask("claims \(name)").first == "yes" { return true }
            stop.wait(until: Clocks.monotonic() + Self.period)
        }
        return false
    }

    func send(_ transfer: ScannerTransfer) throws(Exit) {
        _ = try ask("report \(name) \(transfer.bytes.isEmpty ? "-" : Hexadecimal.text(transfer.bytes))")
    }

    func receive(until deadline: Int64, stop: EventFlag) throws(Exit) -> [ScannerTransfer] {
        while true {
            let found = try ask("log \(name)").compactMap(transfer)
            if !found.isEmpty || Clocks.monotonic() >= deadline || stop.isRaised { return found }
            stop.wait(until: min(deadline, Clocks.monotonic() + Self.period))
        }
    }

    /// What the gateway sent: reports, feature reports, and requests of the maker's own kind. What every HID device is asked
    /// belongs to no protocol.
    private func transfer(_ entry: Substring) -> ScannerTransfer? {
        let parts = entry.prefix { $0 != "!" }.split(separator: ":", omittingEmptySubsequences: false).map {
            String($0)
        }
        switch parts.first {
        case "o":
            guard parts.count == 3, let bytes = Hexadecimal.bytes(parts[2]) else { return nil }
            return ScannerTransfer(channel, bytes)
        case "c":
            guard parts.count >= 2, let setup = Hexadecimal.bytes(parts[1]), setup.count == 8 else { return nil }
            let data = parts.count > 2 ? Hexadecimal.bytes(parts[2]) ?? [] : []
            // SET_REPORT: the kind of report is the high byte of the value.
            if setup[0] == 0x21, setup[1] == 0x09 { return ScannerTransfer(setup[3] == 3 ? .feature : .report, data) }
            return setup[0] & 0x60 == 0x40 ? ScannerTransfer(.control, setup + data) : nil
        default: return nil
        }
    }

    func happen(_ event: Tape.Event) throws(Exit) {
        switch event {
        case .stall: _ = try ask("stall \(name)")
        case .overflow: _ = try ask("babble \(name)")
        case .unplug, .disconnect:
            // What the gateway has not taken yet would be lost with the device.
            _ = try ask("wait-idle \(name)")
            _ = try ask("unplug \(name)")
        case .plug:
            _ = try ask("plug \(name)")
            let deadline = Clocks.monotonic() + Self.patience
            while try ask("claims \(name)").first != "yes" {
                if Clocks.monotonic() > deadline { throw .notSo("the gateway does not open the device") }
                Waiting.wait(for: -1, 0, deadline: Clocks.monotonic() + Self.period)
            }
        case .connect, .transfer: break
        }
    }

    func finish() throws(Exit) { _ = try ask("wait-idle \(name)") }
}
