import Formats
import Parcels
import Platform
import Readings
import Synchronization
import TestSupport
import Testing
import Workers

@testable import Devices

/// A fixed reader over TCP, on the loopback interface.
@Suite("Readers of text over TCP")
struct TextReaderTests {
    /// What the device reported, waited for.
    private final class Reports: Sendable {
        private let events = Mutex<[DeviceEvent]>([])

        func take(_ event: DeviceEvent) { events.withLock { $0.append(event) } }

        var labels: [String] {
            events.withLock { events in
                events.flatMap { event -> [String] in
                    guard case .readings(let readings) = event else { return [] }
                    return readings.map {
                        guard case .label(let bytes, _) = $0.content else { return "no read" }
                        return String(decoding: bytes, as: UTF8.self)
                    }
                }
            }
        }

        var states: [DeviceState] {
            events.withLock { events in
                events.compactMap { event in
                    if case .changed(_, let state, _) = event { return state }
                    return nil
                }
            }
        }

        /// What was said of the device beside its states.
        var details: [String] {
            events.withLock { events in
                events.compactMap { event in
                    switch event {
                    case .changed(_, _, let detail): detail.isEmpty ? nil : detail
                    case .peerRefused(_, let trouble): trouble.description
                    default: nil
                    }
                }
            }
        }

        var dropped: Int {
            events.withLock { events in
                events.reduce(0) { count, event in
                    if case .dropped(_, let more) = event { return count + more }
                    return count
                }
            }
        }

        /// Whether it comes about at all; the limit only ends a test that has failed.
        func eventually(_ isSo: () -> Bool) -> Bool {
            let limit = Clocks.monotonic() + 20_000_000_000
            while Clocks.monotonic() < limit {
                if isSo() { return true }
                guard let pause = try? EventFlag() else { return false }
                pause.wait(until: Clocks.monotonic() + 5_000_000)
            }
            return false
        }
    }

    private let reports = Reports()
    private let hub: DeviceHub
    private let stop: EventFlag
    private let decoding: Decoding

    init() throws {
        hub = try DeviceHub()
        var idle = DecodePool.Settings()
        idle.startsAtOnce = false
        decoding = Decoding(pool: try DecodePool(idle), shelf: FrameShelf())
        stop = try EventFlag()
    }

    private func start(
        _ place: DeviceConfiguration.Place, family: String = "sick-text-tcp", more: String? = nil,
        peers: Set<String> = []
    ) throws {
        var profile = try #require(try DriverLibrary(folder: TestFiles.root + "/drivers").profiles[family])
        if let more { profile = try DriverFile.parse(Array(more.utf8), file: "driver.yaml") }
        let configuration = DeviceConfiguration(
            id: try #require(DeviceID("tunnel")), profile: profile, place: place, peers: peers)
        let reports = reports
        try hub.start(
            [configuration], decoding: decoding,
            stamp: { Stamp(utc: 0, boot: BootID(1), monotonic: Clocks.monotonic(), trusted: true) },
            report: { reports.take($0) })
    }

    private func close() {
        hub.close(until: Clocks.monotonic() + 20_000_000_000)
        decoding.pool.close(until: Clocks.monotonic() + 20_000_000_000)
    }

    /// A port that nobody has.
    private func freeAddress() throws -> SocketAddress {
        let listener = try Sockets.listen(on: try #require(SocketAddress("127.0.0.1:0")))
        return try #require(SocketAddress("127.0.0.1:\(Sockets.port(of: listener.number))"))
    }

    private func connect(to address: SocketAddress) throws -> Descriptor {
        let limit = Clocks.monotonic() + 20_000_000_000
        while Clocks.monotonic() < limit {
            if let socket = Sockets.connect(to: address, until: limit, stop: stop) { return socket }
            stop.wait(until: Clocks.monotonic() + 5_000_000)
        }
        throw SystemError("connect to \(address)")
    }

    private func send(_ text: String, to socket: borrowing Descriptor) {
        let sent = Sockets.send(Array("\u{2}\(text)\u{3}".utf8)[...], to: socket.number)
        #expect(sent == text.utf8.count + 2)
    }

    @Test func aReaderThatConnectsIsRead() throws {
        let address = try freeAddress()
        try start(.tcpServer(address))
        defer { close() }
        let reader = try connect(to: address)
        send("EB123456785VN", to: reader)
        #expect(reports.eventually { reports.labels == ["EB123456785VN"] })
        #expect(reports.states == [.working])
    }

    @Test func theGatewayConnectsToAReaderAndAgainWhenItIsGone() throws {
        let listener = try Sockets.listen(on: try #require(SocketAddress("127.0.0.1:0")))
        try start(.tcpClient(try #require(SocketAddress("127.0.0.1:\(Sockets.port(of: listener.number))"))))
        defer { close() }
        for turn in 1...2 {
            Waiting.wait(for: listener.number, 1, deadline: Clocks.monotonic() + 20_000_000_000)
            guard let reader = Sockets.accept(from: listener.number) else { return #expect(Bool(false), "\(turn)") }
            send("NoRead", to: reader)
            #expect(reports.eventually { reports.labels.count == turn })
        }
        #expect(reports.labels == ["no read", "no read"])
    }

    /// A reader that began anew has forgotten its older connection, which may stay half open.
    @Test func aNewConnectionTakesThePlaceOfTheOlder() throws {
        let address = try freeAddress()
        try start(.tcpServer(address))
        defer { close() }
        let older = try connect(to: address)
        send("OLD", to: older)
        #expect(reports.eventually { reports.labels == ["OLD"] })
        let newer = try connect(to: address)
        send("NEW", to: newer)
        #expect(reports.eventually { reports.labels == ["OLD", "NEW"] })
        #expect(reports.states == [.working, .gone, .working])
    }

    @Test func aReaderThatFloodsIsBoundedAndCounted() throws {
        let address = try freeAddress()
        try start(.tcpServer(address))
        defer { close() }
        let reader = try connect(to: address)
        for _ in 0..<(ReadingLimit.burst * 4) { send("X", to: reader) }
        #expect(reports.eventually { reports.labels.count + reports.dropped == ReadingLimit.burst * 4 })
        #expect(reports.dropped > 0)
    }

    @Test func whoMayNotConnectIsTurnedAwayAndTold() throws {
        let address = try freeAddress()
        try start(.tcpServer(address), peers: ["127.0.0.9"])
        defer { close() }
        let stranger = try connect(to: address)
        let number = stranger.number
        #expect(reports.eventually { reports.details == ["peer-refused: 127.0.0.1"] })
        var buffer: [UInt8] = []
        #expect(reports.eventually { Sockets.receive(from: number, into: &buffer, limit: 10) == .closed })
        // Told once, however often it comes.
        let again = try connect(to: address)
        let next = again.number
        #expect(reports.eventually { Sockets.receive(from: next, into: &buffer, limit: 10) == .closed })
        #expect(reports.details.count == 1 && reports.states.isEmpty)
    }

    @Test func whoMayConnectTakesThePlaceThatAStrangerDoesNot() throws {
        let address = try freeAddress()
        try start(.tcpServer(address), peers: ["127.0.0.1"])
        defer { close() }
        let reader = try connect(to: address)
        send("A", to: reader)
        #expect(reports.eventually { reports.labels == ["A"] })
        #expect(reports.details.isEmpty)
    }

    private static let talking = """
        family: x
        transport: tcp-text
        reports: every-parcel
        framing: {start: <STX>, end: <ETX>}
        heartbeat: {text: [HB], limit_ms: 300}
        on_connect: [{send: HELLO, expect: 'YES', refused: 'NO', on_refusal: disconnect}]
        commands: {bad_read: BEEP}
        """

    /// What a peer was sent, as far as it goes.
    private func hear(_ expected: String, from socket: Int32) -> Bool {
        var buffer: [UInt8] = []
        let limit = Clocks.monotonic() + 20_000_000_000
        while Clocks.monotonic() < limit, buffer.count < expected.utf8.count {
            Waiting.wait(for: socket, 1, deadline: limit)
            _ = Sockets.receive(from: socket, into: &buffer, limit: 100)
        }
        return buffer == Array(expected.utf8)
    }

    private func peer(of listener: borrowing Descriptor) throws -> Descriptor {
        Waiting.wait(for: listener.number, 1, deadline: Clocks.monotonic() + 20_000_000_000)
        guard let reader = Sockets.accept(from: listener.number) else { throw SystemError("accept") }
        return reader
    }

    @Test func aReaderIsSetUpToldThingsAndMissedWhenItFallsSilent() throws {
        let listener = try Sockets.listen(on: try #require(SocketAddress("127.0.0.1:0")))
        try start(
            .tcpClient(try #require(SocketAddress("127.0.0.1:\(Sockets.port(of: listener.number))"))),
            more: Self.talking)
        defer { close() }
        let reader = try peer(of: listener)
        let number = reader.number
        #expect(hear("HELLO", from: number))
        #expect(reports.states.isEmpty)
        send("YES", to: reader)
        #expect(reports.eventually { reports.states == [.working] })
        hub.tell(try #require(DeviceID("tunnel")), .badRead)
        #expect(hear("BEEP", from: number))
        // Half open: it neither speaks nor closes.
        #expect(reports.eventually { reports.states == [.working, .gone] })
        #expect(reports.details.first?.hasPrefix("silent: ") == true)
        let again = try peer(of: listener)
        let next = again.number
        #expect(hear("HELLO", from: next))
        send("NO", to: again)
        #expect(reports.eventually { reports.details.last == "setup-refused: HELLO" })
        #expect(reports.states.last == .faulty)
    }

    /// It never reads what it is asked; another reader must not wait for it, and it is let go.
    @Test func aReaderThatTakesNothingIsLetGo() throws {
        let flood =
            "family: x\ntransport: tcp-text\nreports: every-parcel\nframing: {end: <CR>}\n"
            + "commands: {bad_read: \(String(repeating: "x", count: 60_000))}\n"
        let listener = try Sockets.listen(on: try #require(SocketAddress("127.0.0.1:0")))
        try start(
            .tcpClient(try #require(SocketAddress("127.0.0.1:\(Sockets.port(of: listener.number))"))), more: flood)
        defer { close() }
        let reader = try peer(of: listener)
        let device = try #require(DeviceID("tunnel"))
        #expect(
            reports.eventually {
                hub.tell(device, .badRead)
                return reports.details.contains("reader-not-reading")
            })
        _ = reader.number
    }

    @Test func aPlaceThatIsTakenIsAFault() throws {
        let listener = try Sockets.listen(on: try #require(SocketAddress("127.0.0.1:0")))
        try start(.tcpServer(try #require(SocketAddress("127.0.0.1:\(Sockets.port(of: listener.number))"))))
        defer { close() }
        #expect(reports.eventually { reports.states == [.faulty] })
    }
}
