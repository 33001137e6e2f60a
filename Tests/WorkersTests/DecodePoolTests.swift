import Glibc
import Labels
import Parcels
import Platform
import Readings
import Synchronization
import TestSupport
import Testing

@testable import Workers

@Suite("The pool of workers")
struct DecodePoolTests {
    private static let limit: Int64 = 60_000_000_000

    private func pool(
        _ attempt: String? = nil, workers: Int = 1, queue: Int = 16, interleaved: InterleavedLengths = .any
    ) throws
        -> DecodePool
    {
        var settings = DecodePool.Settings()
        settings.program = attempt == nil ? TestFiles.built("parcelgate") : SandboxTests.probe()
        if let attempt { settings.arguments = [attempt] }
        settings.workers = workers
        settings.queue = queue
        settings.interleaved = interleaved
        return try DecodePool(settings)
    }

    private func close(_ pool: DecodePool) { pool.close(until: Clocks.monotonic() + Self.limit) }

    private func frame(_ name: String) throws -> Frame {
        Frame(try Files.read(TestFiles.root + "/Tests/Labels/Images/" + name, limit: ImageLimits.bytes))
    }

    private func decode(_ frame: Frame, _ pool: DecodePool, limit_ms: Int = 20_000) -> DecodePool.Outcome {
        pool.wait(.decode(.normal), for: frame, limit_ms: limit_ms, until: Clocks.monotonic() + Self.limit)
    }

    private func texts(_ outcome: DecodePool.Outcome) -> [String]? {
        guard case .decoded(let decoded, _) = outcome else { return nil }
        return decoded.symbols.map(\.text)
    }

    private func trouble(_ outcome: DecodePool.Outcome) -> Trouble.Code? {
        guard case .failed(let trouble) = outcome else { return nil }
        return trouble.code
    }

    @Test func aPictureIsReadInTheSandbox() throws {
        let pool = try pool()
        defer { close(pool) }
        #expect(texts(decode(try frame("code128.jpg"), pool)) == ["EB123456785VN"])
        // Everything that a library loads late was loaded before the sandbox.
        #expect(texts(decode(try frame("qrcode.png"), pool)) == ["Số 12 Trần Phú"])
        #expect(texts(decode(try frame("blank.png"), pool)) == [])
        guard case .fault(.damaged) = decode(try frame("cut-code128.tif"), pool) else {
            return #expect(Bool(false), "a picture that is cut off")
        }
    }

    @Test func aWorkerKnowsTheLengthsOfTheSite() throws {
        let symbol = try #require(InterleavedDrawing.symbol(Array("1234567890".utf8)))
        let line =
            [Bool](repeating: false, count: symbol.quietBefore) + symbol.modules
            + [Bool](repeating: false, count: symbol.quietBehind)
        let row = line.flatMap { [UInt8](repeating: $0 ? 0 : 255, count: 3) }
        let picture = Array("P5 \(row.count) 60 255\n".utf8) + (0..<60).flatMap { _ in row }
        for (lengths, expected) in [
            (InterleavedLengths.any, ["1234567890"]), (.gtin, []), (.init([10]), ["1234567890"]),
        ] {
            let pool = try pool(interleaved: lengths)
            defer { close(pool) }
            let outcome = decode(Frame(picture), pool)
            #expect(texts(outcome) == expected)
            guard case .decoded(let decoded, _) = outcome, expected.isEmpty else { continue }
            #expect(decoded.refused.map(\.doubt) == [.unknownLength])
        }
    }

    @Test func aPictureIsMadeForABrowser() throws {
        let pool = try pool()
        defer { close(pool) }
        let outcome = pool.wait(
            .render, for: try frame("code128.pgm"), limit_ms: 20_000, until: Clocks.monotonic() + Self.limit)
        guard case .rendered(let file) = outcome else { return #expect(Bool(false), "\(outcome)") }
        #expect(ImageFormat(file) == .jpeg)
    }

    @Test func aCameraIsMeasuredInTheSandbox() throws {
        let pool = try pool()
        defer { close(pool) }
        let frame = try frame("code128.pgm")
        for (task, target) in [
            (WorkerTask.measure, Result<TargetSighting, TargetFault>.failure(.noBoard)), (.watch, nil),
        ] {
            let outcome = pool.wait(task, for: frame, limit_ms: 20_000, until: Clocks.monotonic() + Self.limit)
            guard case .measured(let view) = outcome else { return #expect(Bool(false), "\(outcome)") }
            #expect(view.target == target && view.statistics.white == 255)
        }
    }

    /// The same picture twice is set aside: a third time no worker sees it.
    @Test func aPictureThatEndsTwoWorkersIsSetAside() throws {
        let pool = try pool("abort")
        defer { close(pool) }
        let (killer, other) = (Frame([1]), Frame([2]))
        #expect(trouble(decode(killer, pool)) == .workerDied)
        #expect(trouble(decode(other, pool)) == .workerDied)
        #expect(trouble(decode(killer, pool)) == .frameSetAside)
        let before = pool.processNumbers
        #expect(trouble(decode(killer, pool)) == .frameSetAside)
        #expect(pool.processNumbers == before || before.isEmpty)
    }

    @Test func whatIsSpareIsTakenOnlyWhileNothingWaits() throws {
        let pool = try pool("wait")
        defer { close(pool) }
        // The worker waits for ever; what comes behind it lies in the queue.
        var taken = 0
        while taken < 64, pool.offerSpare(.watch, Frame([UInt8(taken)]), limit_ms: 5_000, done: { _ in }) { taken += 1 }
        #expect(taken < 64)
        #expect(pool.offer(.decode(.belt), Frame([200]), limit_ms: 5_000) { _ in })
        #expect(!pool.offerSpare(.watch, Frame([201]), limit_ms: 5_000) { _ in })
    }

    /// A worker that ends while it looks after a camera costs no label: the picture may be read as ever.
    @Test func aPictureThatIsOnlyWatchedIsNeverSetAside() throws {
        let pool = try pool("abort")
        defer { close(pool) }
        let frame = Frame([1])
        for _ in 0..<3 {
            let outcome = pool.wait(.watch, for: frame, limit_ms: 20_000, until: Clocks.monotonic() + Self.limit)
            guard case .failed(let trouble) = outcome else { return #expect(Bool(false), "\(outcome)") }
            #expect(trouble.code == .workerDied)
        }
        #expect(!pool.isSuspect(frame.id))
    }

    @Test func picturesThatEndedWorkersInAnEarlierRunAreKnown() throws {
        var settings = DecodePool.Settings()
        settings.program = TestFiles.built("parcelgate")
        let killer = try frame("code128.png")
        let pool = try DecodePool(settings, known: [killer.id, killer.id])
        defer { close(pool) }
        #expect(trouble(decode(killer, pool)) == .frameSetAside)
    }

    @Test func aWorkerThatHangsIsReplaced() throws {
        let pool = try pool("wait")
        defer { close(pool) }
        #expect(trouble(decode(Frame([1]), pool, limit_ms: 50)) == .workerHung)
        #expect(trouble(decode(Frame([1]), pool, limit_ms: 50)) == .frameSetAside)
    }

    /// A worker that ended while it waited says nothing about the next picture.
    @Test func aWorkerKilledWhileItWaitsIsReplacedAndNoPictureBlamed() throws {
        let pool = try pool()
        defer { close(pool) }
        let picture = try frame("code128.png")
        #expect(texts(decode(picture, pool)) == ["EB123456785VN"])
        for _ in 0..<3 {
            let worker = try #require(pool.processNumbers.first)
            kill(worker, SIGKILL)
            // A process that only its parent's look is missing for has closed its end.
            var state = ""
            while !state.contains(") Z ") {
                state = String(decoding: try Files.read("/proc/\(worker)/stat", limit: 4096), as: UTF8.self)
            }
            #expect(texts(decode(picture, pool)) == ["EB123456785VN"])
        }
    }

    /// A stopped worker does not answer: its picture is a no-read, and the next one is read by another worker.
    @Test func aStoppedWorkerIsReplaced() throws {
        let pool = try pool()
        defer { close(pool) }
        #expect(texts(decode(try frame("code128.png"), pool)) == ["EB123456785VN"])
        kill(try #require(pool.processNumbers.first), SIGSTOP)
        #expect(trouble(decode(try frame("gs1-128.png"), pool, limit_ms: 200)) == .workerHung)
        #expect(texts(decode(try frame("gs1-128.png"), pool)) == ["00340123450000000000"])
    }

    @Test func whatDoesNotFitTheQueueIsRefusedAtTheDoor() throws {
        let pool = try pool("wait", queue: 2)
        defer { close(pool) }
        let done = Mutex(0)
        var taken = 0
        for number in 0..<20 {
            let frame = Frame([UInt8(number)])
            if pool.offer(.decode(.normal), frame, limit_ms: 100, done: { _ in done.withLock { $0 += 1 } }) {
                taken += 1
            }
        }
        // Two wait, and one or two may have been taken out of the queue meanwhile.
        #expect((2...4).contains(taken))
    }

    @Test func aProgramThatIsNoWorkerIsTroubleAndNoPictureIsBlamed() throws {
        let pool = try pool("never-ready")
        defer { close(pool) }
        for _ in 0..<3 { #expect(trouble(decode(Frame([1]), pool)) == .workerNotStarted) }
    }

    @Test func theShelfKeepsTheNewestPictures() {
        let shelf = FrameShelf(byteLimit: 10)
        let frames = (0..<4).map { Frame([UInt8](repeating: UInt8($0), count: 4)) }
        for frame in frames { shelf.put(frame) }
        #expect(frames.map { shelf[$0.id] != nil } == [false, false, true, true])
        shelf.put(Frame([UInt8](repeating: 9, count: 11)))
        #expect(shelf[frames[3].id] != nil)
    }
}
