import Platform
import Readings

/// Who may speak as a device where the gateway listens. Others are turned away, and told of once a minute for each address.
struct PeerGate {
    private static let silence: Int64 = 60_000_000_000
    /// Addresses that are remembered; beyond them, strangers are turned away without a word until a minute has passed.
    private static let limit = 16

    private let configuration: DeviceConfiguration
    private var told: [String: Int64] = [:]

    init(_ configuration: DeviceConfiguration) { self.configuration = configuration }

    /// One waiting peer of a listening socket, if it may speak.
    mutating func admit(from listener: Int32, _ report: (DeviceEvent) -> Void) -> Descriptor? {
        guard let peer = Sockets.accept(from: listener) else { return nil }
        guard admits(Sockets.peer(of: peer.number), report) else { return nil }
        return peer
    }

    /// Whether what comes from there may be taken.
    mutating func admits(_ address: SocketAddress?, _ report: (DeviceEvent) -> Void) -> Bool {
        if configuration.peers.isEmpty { return true }
        guard let host = address?.host else { return false }
        if configuration.peers.contains(host) { return true }
        let now = Clocks.monotonic()
        told = told.filter { now - $0.value < Self.silence }
        if told[host] == nil, told.count < Self.limit {
            told[host] = now
            report(.peerRefused(configuration.id, Trouble(.peerRefused, host)))
        }
        return false
    }
}
