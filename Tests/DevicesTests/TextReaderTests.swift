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

    private func start(_ place: DeviceConfiguration.Place) throws {
        let drivers = try DriverLibrary(folder: TestFiles.root + "/drivers")
        let configuration = DeviceConfiguration(
            id: try #require(DeviceID("tunnel")), profile: try #require(drivers.profiles["sick-text-tcp"]), place: place
        )
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

    @Test func aPlaceThatIsTakenIsAFault() throws {
        let listener = try Sockets.listen(on: try #require(SocketAddress("127.0.0.1:0")))
        try start(.tcpServer(try #require(SocketAddress("127.0.0.1:\(Sockets.port(of: listener.number))"))))
        defer { close() }
        #expect(reports.eventually { reports.states == [.faulty] })
    }
}
