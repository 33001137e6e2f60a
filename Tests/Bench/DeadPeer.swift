import Glibc
import Parcels
import Platform

/// How soon a fixed reader is missed that hangs: its connection stays open, and nothing comes any more.
final class DeadPeer {
    /// What its family says (`drivers/cognex-dataman/driver.yaml`): without a sign of life for so long it is dead.
    static let heartbeat_ms = 5_000

    let stanza: String
    private let listener: Descriptor
    private var peer: Descriptor?
    private var heard: [UInt8] = []
    /// When it last said something.
    private var spoke: Int64 = 0

    init() throws {
        guard let any = SocketAddress("127.0.0.1:0") else { throw BenchFault("no address") }
        listener = try Sockets.listen(on: any)
        let port = Sockets.port(of: listener.number)
        stanza = "  - {id: fixed, driver: cognex-dataman, tcp: {connect: \"127.0.0.1:\(port)\"}}\n"
    }

    /// - Returns: nanoseconds from its last word until the console shows it, a round each.
    func run(_ site: BenchSite, _ rounds: Int) throws -> [Int64] {
        try (0..<rounds).map { _ in
            try live(until: { try site.device("fixed").state == "working" })
            // It has lived for a while: its last word may be any of its beats.
            let end = Clocks.monotonic() + 2_500_000_000
            try live(until: { Clocks.monotonic() > end })
            let deadline = Clocks.monotonic() + 20_000_000_000
            while try site.device("fixed").state == "working" {
                guard Clocks.monotonic() < deadline else { throw BenchFault("nobody missed the reader") }
                usleep(2_000)
            }
            return Clocks.monotonic() - spoke
        }
    }

    /// Answers as a reader does until something is so.
    private func live(until isSo: () throws -> Bool) throws {
        let deadline = Clocks.monotonic() + 20_000_000_000
        while try !isSo() {
            guard Clocks.monotonic() < deadline else { throw BenchFault("the reader is never set up") }
            if let new = Sockets.accept(from: listener.number) {
                peer = consume new
                heard = []
            }
            answer()
            usleep(5_000)
        }
    }

    private func answer() {
        guard let socket = peer?.number else { return }
        var bytes: [UInt8] = []
        guard case .bytes = Sockets.receive(from: socket, into: &bytes, limit: 4096) else { return }
        heard += bytes
        while let end = heard.firstIndex(of: 10) {
            let command = String(decoding: heard[..<end], as: UTF8.self)
            heard.removeFirst(end + 1)
            // "||0:2>GET DEVICE.TYPE" is answered with "||0:2[0]…".
            guard let header = command.split(separator: ">").first else { continue }
            _ = Sockets.send(Array("\(header)[0]DM370\r\n".utf8)[...], to: socket)
            spoke = Clocks.monotonic()
        }
    }
}
