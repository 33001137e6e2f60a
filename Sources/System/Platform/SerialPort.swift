import CPlatform
import Glibc

/// How the bits go over a serial line.
public struct SerialLine: Sendable, Hashable, CustomStringConvertible {
    public enum Parity: String, Sendable, Hashable {
        case none, even, odd
    }

    public enum Flow: String, Sendable, Hashable {
        case none
        /// RTS and CTS.
        case hardware
        /// XON and XOFF.
        case software
    }

    /// The speeds that may be asked for.
    public static let bauds = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400]

    public var baud: Int
    /// 7 or 8.
    public var bits: Int
    public var parity: Parity
    /// 1 or 2.
    public var stopBits: Int
    public var flow: Flow

    public init(
        baud: Int = 9600, bits: Int = 8, parity: Parity = .none, stopBits: Int = 1, flow: Flow = .none
    ) {
        self.baud = baud
        self.bits = bits
        self.parity = parity
        self.stopBits = stopBits
        self.flow = flow
    }

    /// As people write it: `9600 8N1`.
    public var description: String {
        let letter = parity == .none ? "N" : parity == .even ? "E" : "O"
        return "\(baud) \(bits)\(letter)\(stopBits)" + (flow == .none ? "" : ", \(flow) flow control")
    }
}

/// Serial ports, opened raw: no echo, no line editing, no byte changed.
public enum SerialPort {
    /// Opens a port for reading and writing, without waiting for a carrier, and for nobody else beside.
    /// - Throws: when it is not there, no right is given, it is no serial port, or it does not take the line's settings.
    public static func open(_ path: String, _ line: SerialLine) throws(SystemError) -> Descriptor {
        let port = Descriptor(unsafe Glibc.open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC))
        guard port.number >= 0 else { throw SystemError("open \(path)") }
        var settings = termios()
        guard unsafe tcgetattr(port.number, &settings) == 0 else { throw SystemError("set up \(path)") }
        guard platform_exclusive(port.number) == 0 else { throw SystemError("take \(path) for this program alone") }
        let wanted = set(&settings, line)
        guard unsafe tcsetattr(port.number, TCSANOW, &settings) == 0 else {
            throw SystemError("set up \(path) for \(line)")
        }
        // The call succeeds when any of it was taken: what the port has now counts.
        var found = termios()
        guard unsafe tcgetattr(port.number, &found) == 0 else { throw SystemError("set up \(path)") }
        guard found.c_cflag & mask == wanted, unsafe cfgetispeed(&found) == speed(line.baud) else {
            throw SystemError("set up \(path) for \(line): the port does not take it", code: EINVAL)
        }
        tcflush(port.number, TCIFLUSH)
        return port
    }

    /// Appends at most `limit` bytes that have arrived to `buffer`.
    public static func receive(from port: Int32, into buffer: inout [UInt8], limit: Int) -> Sockets.Received {
        let start = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: limit))
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe read(port, bytes.baseAddress?.advanced(by: start), limit)
        }
        let reason = errno
        buffer.removeLast(limit - max(0, count))
        if count > 0 { return .bytes(count) }
        // A raw port that has nothing says so; the end of a file means that the device is gone.
        return count < 0 && (reason == EAGAIN || reason == EINTR) ? .nothingYet : .closed
    }

    /// Sends as much as the port takes at once. Returns the count, or nil when the port is gone.
    public static func send(_ bytes: ArraySlice<UInt8>, to port: Int32) -> Int? {
        let count = unsafe bytes.withUnsafeBytes { unsafe write(port, $0.baseAddress, $0.count) }
        if count >= 0 { return count }
        return errno == EAGAIN || errno == EINTR ? 0 : nil
    }

    /// The settings that are compared after they were made.
    private static let mask = tcflag_t(CSIZE | PARENB | PARODD | CSTOPB) | tcflag_t(CRTSCTS)

    private static func set(_ settings: inout termios, _ line: SerialLine) -> tcflag_t {
        unsafe cfmakeraw(&settings)
        unsafe cfsetispeed(&settings, speed(line.baud))
        unsafe cfsetospeed(&settings, speed(line.baud))
        var control = tcflag_t(line.bits == 7 ? CS7 : CS8)
        if line.parity != .none { control |= tcflag_t(PARENB) }
        if line.parity == .odd { control |= tcflag_t(PARODD) }
        if line.stopBits == 2 { control |= tcflag_t(CSTOPB) }
        if line.flow == .hardware { control |= tcflag_t(CRTSCTS) }
        settings.c_cflag = (settings.c_cflag & ~(mask | tcflag_t(HUPCL))) | control | tcflag_t(CREAD | CLOCAL)
        // A byte with a wrong parity is dropped, so that it cannot become a digit.
        if line.parity != .none { settings.c_iflag |= tcflag_t(INPCK | IGNPAR) }
        if line.flow == .software { settings.c_iflag |= tcflag_t(IXON | IXOFF) }
        return control
    }

    private static func speed(_ baud: Int) -> speed_t {
        switch baud {
        case 1200: speed_t(B1200)
        case 2400: speed_t(B2400)
        case 4800: speed_t(B4800)
        case 19_200: speed_t(B19200)
        case 38_400: speed_t(B38400)
        case 57_600: speed_t(B57600)
        case 115_200: speed_t(B115200)
        case 230_400: speed_t(B230400)
        default: speed_t(B9600)
        }
    }
}
