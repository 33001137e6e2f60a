import Platform
import Synchronization

/// Something that goes on beside what is measured, again and again on a thread of its own.
final class Repeated: Sendable {
    private let stop: EventFlag
    private let counts = Mutex((done: 0, failed: 0))

    /// - Parameters:
    ///   - period_ms: from one beginning to the next; the next one begins at once where the last one took longer.
    ///   - work: is told how often it was done before.
    init(_ name: String, period_ms: Int64, _ work: @escaping @Sendable (Int) throws -> Void) throws {
        let stop = try EventFlag()
        self.stop = stop
        _ = try OwnThread(name) { [self] in
            var next = Clocks.monotonic()
            var turn = 0
            while !stop.isRaised {
                let isDone = (try? work(turn)) != nil
                counts.withLock { if isDone { $0.done += 1 } else { $0.failed += 1 } }
                turn += 1
                next = max(next + period_ms * 1_000_000, Clocks.monotonic())
                stop.wait(until: next)
            }
        }
    }

    func end() { stop.raise() }

    /// How often it was done, and how often it could not be.
    var described: String { counts.withLock { $0.failed == 0 ? "\($0.done)" : "\($0.done) and \($0.failed) failed" } }
}
