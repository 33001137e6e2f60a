import Glibc

/// Non-blocking UDP.
public enum Datagrams {
    /// The largest payload of a datagram over IPv4.
    public static let sizeLimit = 65_507

    /// A socket that takes datagrams at `address`.
    public static func listen(on address: SocketAddress) throws(SystemError) -> Descriptor {
        let kind = Int32(SOCK_DGRAM.rawValue) | O_NONBLOCK | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = Descriptor(socket(AF_INET, kind, 0))
        guard descriptor.number >= 0 else { throw SystemError("make a socket") }
        guard unsafe address.withSystem({ unsafe bind(descriptor.number, $0, $1) }) == 0 else {
            throw SystemError("listen on \(address)")
        }
        return descriptor
    }

    /// One datagram, appended to `buffer`, and who sent it; nil when none has arrived.
    public static func receive(from descriptor: Int32, into buffer: inout [UInt8]) -> SocketAddress? {
        let start = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: sizeLimit))
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe withUnsafeMutablePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe recvfrom(
                        descriptor, bytes.baseAddress?.advanced(by: start), sizeLimit, 0, $0, &length)
                }
            }
        }
        buffer.removeLast(sizeLimit - max(0, count))
        return count < 0 ? nil : SocketAddress(address)
    }

    /// Sends one datagram; one that the system does not take at once is lost, as any may be.
    public static func send(_ bytes: [UInt8], to address: SocketAddress, from descriptor: Int32) {
        unsafe bytes.withUnsafeBytes { bytes in
            _ = unsafe address.withSystem {
                unsafe sendto(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL), $0, $1)
            }
        }
    }
}
