import Glibc
import Platform
import Synchronization
import TestSupport
import Testing

@Suite("Queues, flags and threads")
struct PlatformTests {
    private static func soon(_ milliseconds: Int64 = 10_000) -> Int64 { Clocks.monotonic() + milliseconds * 1_000_000 }

    private static func drain(_ queue: BoundedQueue<Int>, limit: Int = .max) -> [Int] {
        var taken: [Int] = []
        _ = queue.take(into: &taken, limit: limit, until: 0)
        return taken
    }

    @Test func whatWasOfferedFirstIsTakenFirst() throws {
        let queue = try BoundedQueue<Int>(capacity: 4)
        for round in 0..<10 {
            for number in 0..<3 { #expect(queue.offer(round * 10 + number)) }
            #expect(Self.drain(queue) == (0..<3).map { round * 10 + $0 })
        }
    }

    @Test func whatDoesNotFitIsRefusedAtTheDoor() throws {
        let queue = try BoundedQueue<Int>(capacity: 2)
        #expect(queue.offer(1) && queue.offer(2))
        #expect(!queue.offer(3))
        #expect(queue.count == 2)
        #expect(Self.drain(queue) == [1, 2])
        #expect(queue.offer(4))
        #expect(Self.drain(queue) == [4])
    }

    @Test func severalAreAddedAsFarAsThereIsRoom() throws {
        let queue = try BoundedQueue<Int>(capacity: 3)
        #expect(queue.offer(all: [1, 2]) == 2)
        #expect(queue.offer(all: [3, 4, 5]) == 1)
        #expect(queue.offer(all: [6]) == 0)
        #expect(Self.drain(queue) == [1, 2, 3])
    }

    @Test func aTakerAsksForAtMostSoMany() throws {
        let queue = try BoundedQueue<Int>(capacity: 8)
        #expect(queue.offer(all: [1, 2, 3]) == 3)
        #expect(Self.drain(queue, limit: 2) == [1, 2])
        #expect(Self.drain(queue, limit: 2) == [3])
    }

    @Test func whatIsTakenIsAddedToTheBatch() throws {
        let queue = try BoundedQueue<Int>(capacity: 8)
        #expect(queue.offer(2))
        var batch = [1]
        #expect(queue.take(into: &batch, limit: 8, until: 0))
        #expect(batch == [1, 2])
    }

    @Test func aPassedDeadlineGivesNothingAndTheQueueIsStillOpen() throws {
        let queue = try BoundedQueue<Int>(capacity: 2)
        var batch: [Int] = []
        #expect(queue.take(into: &batch, limit: 1, until: 0))
        #expect(queue.take(into: &batch, limit: 1, until: Clocks.monotonic() + 1_000_000))
        #expect(batch.isEmpty)
    }

    @Test func aClosedQueueGivesWhatItHasAndThenEnds() throws {
        let queue = try BoundedQueue<Int>(capacity: 2)
        #expect(queue.offer(1))
        queue.close()
        #expect(queue.isClosed)
        #expect(!queue.offer(2))
        var batch: [Int] = []
        #expect(queue.take(into: &batch, limit: 8, until: nil))
        #expect(batch == [1])
        #expect(!queue.take(into: &batch, limit: 8, until: nil))
    }

    @Test func closingWakesAWaitingTaker() throws {
        let queue = try BoundedQueue<Int>(capacity: 2)
        let taker = try OwnThread("taker") {
            var batch: [Int] = []
            while queue.take(into: &batch, limit: 1, until: nil) {}
        }
        queue.close()
        #expect(taker.join(until: Self.soon()))
    }

    @Test func closingWakesEveryWaitingTaker() throws {
        for _ in 0..<100 {
            let queue = try BoundedQueue<Int>(capacity: 2)
            let takers = try (0..<4).map { number in
                try OwnThread("taker-\(number)") {
                    var batch: [Int] = []
                    while queue.take(into: &batch, limit: 1, until: nil) {}
                }
            }
            queue.close()
            for taker in takers { #expect(taker.join(until: Self.soon())) }
        }
    }

    /// Each of them waits inside its work for all the others: only together do they come to an end.
    @Test func everyWaitingTakerIsWokenForAnElementOfItsOwn() throws {
        let takers = 4
        let queue = try BoundedQueue<Int>(capacity: 16)
        let busy = Mutex(0)
        let threads = try (0..<takers).map { number in
            try OwnThread("taker-\(number)") {
                var batch: [Int] = []
                while queue.take(into: &batch, limit: 1, until: nil) {
                    busy.withLock { $0 += batch.count }
                    let round = (batch[0] / takers + 1) * takers
                    while busy.withLock({ $0 < round }) { sched_yield() }
                    batch.removeAll()
                }
            }
        }
        for round in 0..<200 {
            for number in 0..<takers { #expect(queue.offer(round * takers + number)) }
            let limit = Self.soon()
            while busy.withLock({ $0 < (round + 1) * takers }), Clocks.monotonic() < limit { sched_yield() }
            #expect(busy.withLock { $0 } == (round + 1) * takers)
        }
        queue.close()
        for thread in threads { #expect(thread.join(until: Self.soon())) }
    }

    @Test func takersWhoGaveUpTakeNobodysWakeUp() throws {
        let queue = try BoundedQueue<Int>(capacity: 64)
        let taken = Mutex(0)
        let threads = try (0..<4).map { number in
            try OwnThread("taker-\(number)") {
                var batch: [Int] = []
                while queue.take(into: &batch, limit: 2, until: Clocks.monotonic() + Int64(number) * 20_000) {
                    taken.withLock { $0 += batch.count }
                    batch.removeAll()
                }
            }
        }
        for number in 0..<20_000 { while !queue.offer(number) { sched_yield() } }
        queue.close()
        for thread in threads { #expect(thread.join(until: Self.soon(60_000))) }
        #expect(taken.withLock { $0 } == 20_000)
    }

    @Test func manyProducersLoseNothingAndKeepTheirOwnOrder() throws {
        let producers = 8
        let each = 2_000
        let queue = try BoundedQueue<Int>(capacity: 64)
        let threads = try (0..<producers).map { producer in
            try OwnThread("producer-\(producer)") {
                for number in 0..<each { while !queue.offer(producer * each + number) { sched_yield() } }
            }
        }
        var taken: [Int] = []
        let deadline = Self.soon(60_000)
        while taken.count < producers * each, Clocks.monotonic() < deadline {
            #expect(queue.take(into: &taken, limit: 50, until: deadline))
            #expect(queue.count <= queue.capacity)
        }
        for thread in threads { #expect(thread.join(until: deadline)) }
        #expect(taken.sorted() == Array(0..<(producers * each)))
        for producer in 0..<producers {
            let own = taken.filter { $0 / each == producer }
            #expect(own == own.sorted(), "producer \(producer)")
        }
    }

    @Test func aFlagIsRaisedUntilItIsLowered() throws {
        let flag = try EventFlag()
        #expect(!flag.isRaised)
        flag.raise()
        flag.raise()
        #expect(flag.isRaised && flag.isRaised)
        flag.wait(until: nil)
        flag.lower()
        #expect(!flag.isRaised)
        flag.lower()
        flag.wait(until: Clocks.monotonic() + 1_000_000)
        #expect(!flag.isRaised)
    }

    @Test func aFlagWakesAnotherThread() throws {
        let flag = try EventFlag()
        let waiter = try OwnThread("waiter") { flag.wait(until: nil) }
        #expect(!waiter.join(until: 0))
        flag.raise()
        #expect(waiter.join(until: Self.soon()))
    }

    @Test func eitherOfTwoDescriptorsEndsAWait() throws {
        let first = try EventFlag()
        let second = try EventFlag()
        second.raise()
        let seen = Waiting.wait(for: first.descriptor, POLLIN, or: second.descriptor, deadline: nil)
        #expect(seen.first == 0 && seen.second & Int16(POLLIN) != 0)
    }

    @Test func aThreadCarriesItsName() throws {
        let name = Mutex("")
        let thread = try OwnThread("pg-line") {
            let read = try? Files.read("/proc/thread-self/comm", limit: 64)
            name.withLock { $0 = String(decoding: read ?? [], as: UTF8.self) }
        }
        #expect(thread.join(until: Self.soon()))
        #expect(name.withLock { $0 } == "pg-line\n")
    }

    @Test func theMonotonicClockDoesNotGoBack() {
        var before = Clocks.monotonic()
        for _ in 0..<1_000 {
            let now = Clocks.monotonic()
            #expect(now >= before)
            before = now
        }
        #expect(Clocks.bootID().utf8.count == 8)
    }

    @Test func errorsOfTheSystemSayWhatWasDone() {
        let error = SystemError("open /none", code: ENOENT)
        #expect(error.description == "open /none: No such file or directory")
    }

    @Test(arguments: ["127.0.0.1:9100", "0.0.0.0:0", "10.1.2.3:65535"])
    func addressesReadBack(text: String) {
        #expect(SocketAddress(text)?.description == text)
    }

    @Test(arguments: [
        "", "127.0.0.1", ":9100", "127.0.0.1:", "127.0.0.1:65536", "localhost:9100", "127.0.0.1:-1", "1.2.3:4",
        "[::1]:80",
    ])
    func otherTextsAreNoAddress(text: String) {
        #expect(SocketAddress(text) == nil)
    }

    @Test func addressesAreNumbersInHostOrder() {
        #expect(SocketAddress("127.0.0.1:1")?.number == 0x7F00_0001)
        #expect(SocketAddress("127.0.0.1:1")?.isLoopback == true)
        #expect(SocketAddress("10.0.0.1:1")?.isLoopback == false)
    }
}
