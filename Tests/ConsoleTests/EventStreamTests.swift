import Platform
import Synchronization
import Testing

@testable import Console

/// A slow browser misses what lies between, and holds nobody up.
@Suite("The stream of events")
struct EventStreamTests {
    private func next(_ stream: EventStream, limit: Int = 1 << 20) -> String? {
        guard case .bytes(let bytes) = stream.next(limit: limit) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func anEventIsAFrame() {
        let frame = EventStream.frame("live", Array("{}".utf8))
        #expect(String(decoding: frame, as: UTF8.self) == "event: live\ndata: {}\n\n")
    }

    @Test func onlyTheNewestStateIsSent() {
        let stream = EventStream()
        for text in ["a", "b", "c"] { stream.send(live: Array(text.utf8)) }
        #expect(next(stream) == "c")
        guard case .wait = stream.next(limit: 1) else { return #expect(Bool(false), "more than the newest") }
    }

    @Test func whatIsUnderWayIsFinishedFirst() {
        let stream = EventStream()
        stream.send(live: Array("abcdef".utf8))
        #expect(next(stream, limit: 4) == "abcd")
        stream.send(live: Array("new".utf8))
        #expect(next(stream, limit: 4) == "ef")
        #expect(next(stream, limit: 4) == "new")
    }

    @Test func noticesComeBeforeTheStateAndAllOfThem() {
        let stream = EventStream()
        stream.send(live: Array("state".utf8))
        for place in 0..<EventStream.noticeLimit { stream.send(notice: Array("\(place)".utf8)) }
        #expect(!stream.isClosed)
        #expect(
            (0..<EventStream.noticeLimit).map { _ in next(stream) } == (0..<EventStream.noticeLimit).map { "\($0)" })
        #expect(next(stream) == "state")
    }

    @Test func aBrowserThatTakesNothingIsLetGo() {
        let stream = EventStream()
        for _ in 0...EventStream.noticeLimit { stream.send(notice: [1]) }
        #expect(stream.isClosed)
    }

    @Test func itEndsWhenItIsClosedAndAllIsSent() {
        let stream = EventStream()
        stream.send(live: [65])
        stream.close()
        #expect(next(stream) == "A")
        guard case .end = stream.next(limit: 1) else { return #expect(Bool(false), "it does not end") }
    }

    @Test func whoWaitsIsCalledOnce() {
        let stream = EventStream()
        let calls = Mutex(0)
        stream.onWake { calls.withLock { $0 += 1 } }
        stream.send(live: [65])
        #expect(calls.withLock { $0 } == 0)
        _ = next(stream)
        guard case .wait = stream.next(limit: 1) else { return #expect(Bool(false), "nothing to wait for") }
        stream.send(live: [66])
        stream.send(live: [67])
        #expect(calls.withLock { $0 } == 1)
    }

    /// An event that comes while the connection turns to waiting finds it waiting: the stream never stands still.
    @Test func anEventNeverComesBetweenAskingAndWaiting() throws {
        let stream = EventStream()
        let (isWaiting, woken) = (try EventFlag(), try EventFlag())
        let sawItWaiting = Mutex(false)
        stream.onWake {
            sawItWaiting.withLock { $0 = isWaiting.isRaised }
            woken.raise()
        }
        guard
            case .wait = stream.next(
                limit: 100,
                wait: {
                    _ = try? OwnThread("sends") { stream.send(live: [1]) }
                    woken.wait(until: Clocks.monotonic() + 50_000_000)
                    isWaiting.raise()
                    return true
                })
        else { return #expect(Bool(false), "nothing to wait for") }
        #expect(woken.wait(until: Clocks.monotonic() + 20_000_000_000))
        #expect(sawItWaiting.withLock { $0 })
    }
}
