import Platform
import Screening
import Synchronization

/// Lets only a few documents that are being written be checked at one time, and each for a short while: the console's other requests
/// are answered meanwhile.
final class DocumentChecks: Sendable {
    /// How long the rules' own tests may take: nanoseconds.
    private static let limit: Int64 = 2_000_000_000
    private static let atOnce = 2

    private let running = Mutex(0)

    /// - Parameter check: told on this thread whether it may go on.
    /// - Returns: nil when too many are being checked already.
    func run(_ check: (_ goesOn: () -> Bool) -> DocumentCheck) -> DocumentCheck? {
        let isTaken = running.withLock { running in
            guard running < Self.atOnce else { return false }
            running += 1
            return true
        }
        guard isTaken else { return nil }
        defer { running.withLock { $0 -= 1 } }
        let deadline = Clocks.monotonic() + Self.limit
        return check { Clocks.monotonic() < deadline }
    }
}
