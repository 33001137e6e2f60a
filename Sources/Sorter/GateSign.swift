import Journal
import Parcels
import Platform
import Synchronization

/// A table's gate as several threads use it: the journal's writer passes clears, the lines' thread expects and withdraws.
/// Nothing here waits.
public final class GateSign: Sendable {
    private let gate: Mutex<ManualGate>
    private let report: Mutex<(@Sendable (PermitNumber) -> Void)?>

    public init(table: LineID) {
        gate = Mutex(ManualGate(table: table))
        report = Mutex(nil)
    }

    /// - Parameter shown: told of each permit for which GO is shown, on the journal's writer thread; must not wait.
    public func start(_ shown: @escaping @Sendable (PermitNumber) -> Void) { report.withLock { $0 = shown } }

    /// Called by the journal's writer as soon as the clear is durable.
    public func pass(_ clear: consuming Committed) {
        var clear = Optional(consume clear)
        let now = Clocks.monotonic()
        let go = gate.withLock { gate -> ManualGate.Go? in
            guard let taken = clear.take() else { return nil }
            return gate.pass(taken, at: now)
        }
        if let go { report.withLock { $0 }?(go.permit) }
    }

    public func expect(_ passage: PassageID?) { gate.withLock { $0.expect(passage) } }

    /// Takes a permit back; whether GO had been shown.
    public func withdraw(_ permit: PermitNumber) -> Bool { gate.withLock { $0.withdraw(permit) } }

    public func shown(at now: Int64) -> ManualGate.Go? { gate.withLock { $0.shown(at: now) } }
}
