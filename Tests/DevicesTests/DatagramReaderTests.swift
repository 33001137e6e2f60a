import Formats
import Parcels
import Platform
import Readings
import Synchronization
import TestSupport
import Testing
import Workers

@testable import Devices

/// A fixed reader over UDP, on the loopback interface.
@Suite("Readers of text over UDP")
struct DatagramReaderTests {
    private final class Reports: Sendable {
        private let events = Mutex<[String]>([])

        func take(_ event: DeviceEvent) {
            let words: String
            switch event {
            case .readings(let readings):
                words = readings.map {
                    guard case .label(let bytes, _) = $0.content else { return "no read" }
                    return String(decoding: bytes, as: UTF8.self)
                }.joined(separator: "+")
            case .changed(_, let state, let detail): words = "\(state) \(detail.prefix { $0 != ":" && $0 != " " })"
            case .peerRefused(_, let trouble): words = "\(trouble)"
            default: words = "\(event)"
            }
            events.withLock { $0.append(words) }
        }

        func become(_ expected: [String]) -> Bool {
            let limit = Clocks.monotonic() + 20_000_000_000
            while Clocks.monotonic() < limit {
                if events.withLock({ $0 == expected }) { return true }
                guard let pause = try? EventFlag() else { return false }
                pause.wait(until: Clocks.monotonic() + 5_000_000)
            }
            return events.withLock { $0 } == expected
        }
    }

    private let reports = Reports()
    private let hub: DeviceHub
    private let address: SocketAddress
    private let decoding: Decoding

    init() throws {
        hub = try DeviceHub()
        var idle = DecodePool.Settings()
        idle.startsAtOnce = false
        decoding = Decoding(pool: try DecodePool(idle), shelf: FrameShelf())
        let socket = try Datagrams.listen(on: try #require(SocketAddress("127.0.0.1:0")))
        address = try #require(SocketAddress("127.0.0.1:\(Sockets.port(of: socket.number))"))
    }

    private func start(from peers: Set<String>, heartbeat: String = "[HB]") throws {
        let text =
            "family: x\ntransport: udp-text\nreports: every-parcel\nseparator: \";\"\nno_read: [NoRead]\n"
            + "commands: {bad_read: BEEP}\nheartbeat: \(heartbeat)\n"
        let configuration = DeviceConfiguration(
            id: try #require(DeviceID("tunnel")), profile: try DriverFile.parse(Array(text.utf8), file: "driver.yaml"),
            place: .udp(address), peers: peers)
        let reports = reports
        try hub.start(
            [configuration], decoding: decoding,
            stamp: { Stamp(utc: 0, boot: BootID(1), monotonic: Clocks.monotonic(), trusted: true) },
            report: { reports.take($0) })
        #expect(reports.become(["working UDP"]))
    }

    private func close() {
        hub.close(until: Clocks.monotonic() + 20_000_000_000)
        decoding.pool.close(until: Clocks.monotonic() + 20_000_000_000)
    }

    @Test func eachDatagramIsAParcel() throws {
        try start(from: ["127.0.0.1"])
        defer { close() }
        let reader = try Datagrams.listen(on: try #require(SocketAddress("127.0.0.1:0")))
        for text in ["A;B", "HB", "NoRead", "C"] {
            Datagrams.send(Array(text.utf8), to: address, from: reader.number)
        }
        #expect(reports.become(["working UDP", "A+B", "no read", "C"]))
        // What it is told goes where it spoke from.
        hub.tell(try #require(DeviceID("tunnel")), .badRead)
        Waiting.wait(for: reader.number, 1, deadline: Clocks.monotonic() + 20_000_000_000)
        var buffer: [UInt8] = []
        #expect(Datagrams.receive(from: reader.number, into: &buffer)?.port == address.port)
        #expect(buffer == Array("BEEP".utf8))
    }

    @Test func whoIsNoReaderIsNotHeard() throws {
        try start(from: ["127.0.0.9"])
        defer { close() }
        let stranger = try Datagrams.listen(on: try #require(SocketAddress("127.0.0.1:0")))
        let reader = try Datagrams.listen(on: try #require(SocketAddress("127.0.0.9:0")))
        Datagrams.send(Array("A".utf8), to: address, from: stranger.number)
        Datagrams.send(Array("A".utf8), to: address, from: stranger.number)
        #expect(reports.become(["working UDP", "peer-refused: 127.0.0.1"]))
        Datagrams.send(Array("B".utf8), to: address, from: reader.number)
        #expect(reports.become(["working UDP", "peer-refused: 127.0.0.1", "B"]))
    }

    @Test func aReaderWhoseHeartbeatIsMissingIsGoneUntilItSpeaks() throws {
        try start(from: ["127.0.0.1"], heartbeat: "{text: [HB], limit_ms: 200}")
        defer { close() }
        #expect(reports.become(["working UDP", "gone silent"]))
        let reader = try Datagrams.listen(on: try #require(SocketAddress("127.0.0.1:0")))
        Datagrams.send(Array("A".utf8), to: address, from: reader.number)
        #expect(reports.become(["working UDP", "gone silent", "working UDP", "A", "gone silent"]))
    }
}
