import CPlatform
import Glibc

/// Where a TCP peer is: a host's numeric IPv4 address and a port, as written in the site file (`127.0.0.1:9100`).
public struct SocketAddress: Sendable, Hashable, CustomStringConvertible {
    public let host: String
    public let port: UInt16

    /// Nil when the text is not `a.b.c.d:port`.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        let host = String(text[..<colon])
        var parsed = in_addr()
        guard unsafe inet_pton(AF_INET, host, &parsed) == 1 else { return nil }
        self.host = host
        self.port = port
    }

    init?(_ address: sockaddr_in) {
        var bytes = address.sin_addr
        var text = [CChar](repeating: 0, count: Int(INET_ADDRSTRLEN))
        guard unsafe inet_ntop(AF_INET, &bytes, &text, socklen_t(INET_ADDRSTRLEN)) != nil else { return nil }
        host = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        port = UInt16(bigEndian: address.sin_port)
    }

    public var description: String { "\(host):\(port)" }

    /// The address as a number in host byte order.
    public var number: UInt32 {
        var parsed = in_addr()
        unsafe inet_pton(AF_INET, host, &parsed)
        return UInt32(bigEndian: parsed.s_addr)
    }

    public var isLoopback: Bool { host.hasPrefix("127.") }

    func withSystem<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        unsafe inet_pton(AF_INET, host, &address.sin_addr)
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}

/// Non-blocking TCP with deadlines: every wait ends by itself.
public enum Sockets {
    /// Whether the peer of a stream socket sends nothing more, and everything that it sent has been read.
    public static func isSpent(_ socket: Int32) -> Bool { platform_is_spent(socket) == 1 }

    /// A connection to `address`, or nil when none came about before the monotonic `deadline` (ns) or `stop` was raised.
    public static func connect(to address: SocketAddress, until deadline: Int64, stop: EventFlag) -> Descriptor? {
        let descriptor = Descriptor(socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_NONBLOCK | O_CLOEXEC_SOCKET, 0))
        guard descriptor.number >= 0 else { return nil }
        let status = unsafe address.withSystem { unsafe Glibc.connect(descriptor.number, $0, $1) }
        if status != 0 {
            guard errno == EINPROGRESS else { return nil }
            let seen = Waiting.wait(for: descriptor.number, POLLOUT, or: stop.descriptor, deadline: deadline)
            guard seen.second == 0, seen.first != 0, pendingError(descriptor.number) == 0 else { return nil }
        }
        prepare(descriptor.number)
        return descriptor
    }

    /// A listening socket on `address`.
    public static func listen(on address: SocketAddress) throws(SystemError) -> Descriptor {
        let descriptor = Descriptor(socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_NONBLOCK | O_CLOEXEC_SOCKET, 0))
        guard descriptor.number >= 0 else { throw SystemError("make a socket") }
        setOption(descriptor.number, SOL_SOCKET, SO_REUSEADDR, 1)
        guard unsafe address.withSystem({ unsafe bind(descriptor.number, $0, $1) }) == 0 else {
            throw SystemError("listen on \(address)")
        }
        guard Glibc.listen(descriptor.number, 16) == 0 else { throw SystemError("listen on \(address)") }
        return descriptor
    }

    /// The port that a listening socket got (useful after asking for port 0).
    public static func port(of descriptor: Int32) -> UInt16 {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &length)
            }
        }
        return status == 0 ? UInt16(bigEndian: address.sin_port) : 0
    }

    /// The address of a connected socket's peer.
    public static func peer(of descriptor: Int32) -> SocketAddress? {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getpeername(descriptor, $0, &length)
            }
        }
        return status == 0 ? SocketAddress(address) : nil
    }

    /// One waiting peer of a listening socket, or nil when there is none.
    public static func accept(from listener: Int32) -> Descriptor? {
        let number = platform_accept(listener)
        guard number >= 0 else { return nil }
        prepare(number)
        return Descriptor(number)
    }

    public enum Received: Sendable, Equatable {
        case bytes(Int)
        case nothingYet
        case closed
    }

    /// Appends at most `limit` bytes that have arrived to `buffer`.
    public static func receive(from descriptor: Int32, into buffer: inout [UInt8], limit: Int) -> Received {
        let start = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: limit))
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe recv(descriptor, bytes.baseAddress?.advanced(by: start), limit, 0)
        }
        buffer.removeLast(limit - max(0, count))
        if count > 0 { return .bytes(count) }
        if count == 0 { return .closed }
        return errno == EAGAIN || errno == EINTR ? .nothingYet : .closed
    }

    /// Sends as much as the socket takes at once. Returns the count, or nil when the connection is broken.
    public static func send(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int? {
        let count = unsafe bytes.withUnsafeBytes {
            unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        if count >= 0 { return count }
        return errno == EAGAIN || errno == EINTR ? 0 : nil
    }

    private static let O_CLOEXEC_SOCKET = Int32(SOCK_CLOEXEC.rawValue)

    private static func pendingError(_ descriptor: Int32) -> Int32 {
        var error: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length)
        return error
    }

    private static func prepare(_ descriptor: Int32) {
        setOption(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        setOption(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1)
        setOption(descriptor, Int32(IPPROTO_TCP), TCP_KEEPIDLE, 5)
        setOption(descriptor, Int32(IPPROTO_TCP), TCP_KEEPINTVL, 2)
        setOption(descriptor, Int32(IPPROTO_TCP), TCP_KEEPCNT, 3)
    }

    private static func setOption(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        unsafe setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}
