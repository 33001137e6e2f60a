import Entries
import Passages
import Platform
import Readings
import Records
import Screening
import Synchronization

/// The thread that reads the parcels of the time before a start, about which rules ask. Until it has them, parcels about which such
/// rules are asked are held.
final class PastParcels: Sendable {
    private let isClosed = Mutex(false)
    private let wake: EventFlag

    /// Between two tries.
    private static let rest: Int64 = 5_000_000_000

    init() throws(SystemError) { wake = try EventFlag() }

    /// - Parameters:
    ///   - end: the last sequence of the time before.
    ///   - say: told when they cannot be read, once until they could.
    func start(
        _ parcels: ParcelReplay, through end: UInt64, now: Stamp, lines: LineThread,
        say: @escaping @Sendable (String) -> Void
    ) throws(SystemError) {
        _ = try OwnThread("past parcels", .later) { [self] in
            var hasSaid = false
            while !isClosed.withLock({ $0 }) {
                do throws(RecordsError) {
                    var history = History()
                    try parcels.forEachDeclared(before: now.trusted ? now.utc : nil, through: end) { parcel in
                        history.note(PastParcel(parcel))
                        return !isClosed.withLock { $0 }
                    }
                    while !isClosed.withLock({ $0 }), !lines.offer(.conveyor(.history(history))) {
                        wake.wait(until: Clocks.monotonic() + Self.rest)
                    }
                    return
                } catch {
                    if !hasSaid {
                        say("history: \(error); parcels about whose past rules ask are held until it can be read")
                    }
                    hasSaid = true
                }
                wake.wait(until: Clocks.monotonic() + Self.rest)
            }
        }
    }

    func close() {
        isClosed.withLock { $0 = true }
        wake.raise()
    }
}
