import Crypto
import Passages
import Platform
import Screening
import Synchronization

/// The thread that gives the lines a new secret to draw parcels by: at the start, and then once a day, when the old one is shown.
final class Sampling: Sendable {
    private let isClosed = Mutex(false)
    private let wake: EventFlag

    private static let period: Int64 = 24 * 3_600 * 1_000_000_000
    private static let retry: Int64 = 1_000_000_000

    init() throws(SystemError) { wake = try EventFlag() }

    func start(_ lines: LineThread) throws(SystemError) {
        _ = try OwnThread("sampling", .later) { [self] in
            while !isClosed.withLock({ $0 }) {
                guard let seed = SamplingSeed(Randomness.bytes(SamplingSeed.size)) else { return }
                let isTaken = lines.offer(.conveyor(.seeded(seed)))
                wake.wait(until: Clocks.monotonic() + (isTaken ? Self.period : Self.retry))
            }
        }
    }

    func close() {
        isClosed.withLock { $0 = true }
        wake.raise()
    }
}
