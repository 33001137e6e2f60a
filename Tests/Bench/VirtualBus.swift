import Glibc
import Platform

/// The control channel of the virtual USB host (Tests/VirtualUSB).
struct VirtualBus: ~Copyable {
    static let program = ".build/virtual-usb"
    private let socket: Descriptor

    init(_ path: String) throws {
        socket = Descriptor(Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let fits = unsafe withUnsafeMutableBytes(of: &address.sun_path) { place in
            guard path.utf8.count < place.count else { return false }
            unsafe place.copyBytes(from: path.utf8)
            return true
        }
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(socket.number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard fits, status == 0 else { throw BenchFault("no virtual bus at \(path)") }
    }

    func say(_ line: String) throws {
        _ = Sockets.send(Array((line + "\n").utf8)[...], to: socket.number)
        var answer: [UInt8] = []
        while answer.last != 0x0A {
            Waiting.wait(for: socket.number, POLLIN, deadline: Clocks.monotonic() + 5_000_000_000)
            guard case .bytes = Sockets.receive(from: socket.number, into: &answer, limit: 1024) else {
                throw BenchFault("\(line): no answer")
            }
        }
        let text = String(decoding: answer, as: UTF8.self)
        guard text.hasPrefix("ok") else { throw BenchFault("\(line): \(text)") }
    }
}
