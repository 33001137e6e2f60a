import Glibc
import Platform
import Synchronization

/// How long a peer may take with a request. The library ends only connections on which nothing moves at all: one that sends
/// a byte now and then would keep its place for ever. And of one that hung up behind a body's last bytes it hears nothing when
/// both lay there before it read (its epoll is edge-triggered, and a read that got less than it asked for counts as the last).
final class Patience: Sendable {
    /// From the connection's beginning until a request's head is there.
    static let head: Int64 = 15_000_000_000
    /// Until its body is there: a large manifest over a slow line.
    static let body: Int64 = 600_000_000_000
    /// Between two requests of one connection, and for the head of the next.
    static let rest: Int64 = 60_000_000_000

    private struct Peer: Sendable {
        let socket: Int32
        /// Monotonic nanoseconds; nil while the peer waits for us.
        var deadline: Int64?
        /// It had hung up, and nothing of it was left to read, when it was looked at last.
        var hasHungUp = false
    }

    private struct State {
        /// By the connection's identity.
        var peers: [Int: Peer] = [:]
        var isClosed = false
    }

    private let state = Mutex(State())
    private let stop: EventFlag

    init() throws(SystemError) { stop = try EventFlag() }

    func start() throws(SystemError) {
        _ = try OwnThread("console-patience", .later) { [self] in
            while !state.withLock({ $0.isClosed }) {
                stop.wait(until: Clocks.monotonic() + 1_000_000_000)
                letGo(Clocks.monotonic())
                letGoOfThoseWhoHungUp()
            }
        }
    }

    func close() {
        state.withLock { $0.isClosed = true }
        stop.raise()
    }

    func begin(_ connection: Int, socket: Int32) {
        let peer = Peer(socket: socket, deadline: Clocks.monotonic() + Self.head)
        state.withLock { $0.peers[connection] = peer }
    }

    /// - Parameter limit: from now; nil while the peer waits for us.
    func expect(_ connection: Int, within limit: Int64?) {
        let deadline = limit.map { Clocks.monotonic() + $0 }
        state.withLock { $0.peers[connection]?.deadline = deadline }
    }

    /// The socket is about to be closed: its number may soon be another's.
    func end(_ connection: Int) { state.withLock { $0.peers[connection] = nil } }

    /// Cuts off those from whom a request's rest is expected and who cannot send it any more; seen twice, since the library may
    /// be at work on their last bytes.
    private func letGoOfThoseWhoHungUp() {
        state.withLock { state in
            for (connection, peer) in state.peers where peer.deadline != nil {
                let isSpent = Sockets.isSpent(peer.socket)
                if isSpent, peer.hasHungUp { shutdown(peer.socket, Int32(SHUT_RDWR)) }
                state.peers[connection]?.hasHungUp = isSpent
            }
        }
    }

    /// Cuts off those whose time is over; the library then ends their connections.
    func letGo(_ now: Int64) {
        state.withLock { state in
            for (connection, peer) in state.peers {
                guard let deadline = peer.deadline, deadline <= now else { continue }
                shutdown(peer.socket, Int32(SHUT_RDWR))
                state.peers[connection]?.deadline = nil
            }
        }
    }
}
