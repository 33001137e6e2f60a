import CPlatform
import Formats
import Glibc
import Platform
import Simulation

/// A scanner on a serial port: a pseudo terminal, which is a real tty to the gateway, under a name that stays.
final class TerminalPort: ScannerPort {
    private static let period: Int64 = 10_000_000
    /// From the port's settings to the flush that ends the gateway's opening of it.
    private static let settling: Int64 = 50_000_000
    private static let patience: Int64 = 5_000_000_000
    private static let reading: Int64 = 300_000_000

    private let path: String
    private var terminal: Descriptor?
    private var name = ""

    init(_ path: String) throws(Exit) {
        self.path = path
        try plug()
    }

    deinit { _ = unsafe unlink(path) }

    var place: String { "serial, \(path) (\(name))" }

    private func plug() throws(Exit) {
        var found = [CChar](repeating: 0, count: 128)
        let master = Descriptor(unsafe platform_pseudo_terminal(&found, Int32(found.count)))
        guard master.number >= 0 else {
            throw .environment("\(SystemError("open a pseudo terminal", code: -master.number))")
        }
        name = String(decoding: found.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var state = stat()
        if unsafe lstat(path, &state) == 0 {
            guard state.st_mode & S_IFMT == S_IFLNK else {
                throw .environment("\(path): something else is there; a symbolic link is made")
            }
            _ = unsafe unlink(path)
        }
        guard unsafe symlink(name, path) == 0 else { throw .environment("\(SystemError("link \(path)"))") }
        terminal = consume master
    }

    /// The gateway makes the port raw when it opens it.
    func connect(until deadline: Int64, stop: EventFlag) throws(Exit) -> Bool {
        if terminal == nil { try plug() }
        while Clocks.monotonic() < deadline, !stop.isRaised {
            var settings = termios()
            if let number = terminal?.number, unsafe tcgetattr(number, &settings) == 0,
                settings.c_lflag & tcflag_t(ICANON) == 0
            {
                stop.wait(until: Clocks.monotonic() + Self.settling)
                return true
            }
            stop.wait(until: Clocks.monotonic() + Self.period)
        }
        return false
    }

    func send(_ transfer: ScannerTransfer) throws(Exit) {
        var rest = transfer.bytes[...]
        let deadline = Clocks.monotonic() + Self.patience
        while !rest.isEmpty {
            guard let number = terminal?.number else { throw .notSo("the port is unplugged") }
            let count = unsafe rest.withUnsafeBytes { unsafe write(number, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) }
            if count < 0, errno != EAGAIN, errno != EINTR { throw .notSo("the gateway has closed the port") }
            if count <= 0 { Waiting.wait(for: number, POLLOUT, deadline: deadline) }
            if Clocks.monotonic() > deadline { throw .notSo("the gateway takes no more bytes") }
        }
    }

    func receive(until deadline: Int64, stop: EventFlag) throws(Exit) -> [ScannerTransfer] {
        guard let number = terminal?.number else {
            stop.wait(until: deadline)
            return []
        }
        let seen = Waiting.wait(for: number, POLLIN, or: stop.descriptor, deadline: deadline)
        var bytes: [UInt8] = []
        if case .bytes = SerialPort.receive(from: number, into: &bytes, limit: 16_384) {
            return [ScannerTransfer(.serial, bytes)]
        }
        // Nobody has the port open: it is not waited for in a hurry.
        if seen.first & Int16(POLLHUP) != 0 { stop.wait(until: min(deadline, Clocks.monotonic() + Self.period)) }
        return []
    }

    func happen(_ event: Tape.Event) throws(Exit) {
        guard event == .disconnect else { return }
        try drain()
        _ = unsafe unlink(path)
        terminal = nil
    }

    func finish() throws(Exit) { try drain() }

    /// Gives the gateway time to read what was written: how much of it is unread cannot be asked while the gateway holds the
    /// port for itself.
    private func drain() throws(Exit) { Waiting.wait(for: -1, 0, deadline: Clocks.monotonic() + Self.reading) }
}
