import Console
import Devices
import Entries
import Journal
import Parcels
import Passages
import Platform
import Readings
import Sorter
import Synchronization

/// Everything that reaches the lines' thread.
enum LineInput: Sendable {
    case conveyor(ConveyorEvent)
    case sorter(line: Int, SorterLink.Event)
    case device(DeviceEvent)
    case readings([Reading], [Foreseen])
    case command(Command, PendingOutcome)
    /// A table's gate shows GO for a permit.
    case shown(counter: Int, PermitNumber)
    /// A hold's tag was printed, or could not be.
    case printed(DeviceID, HoldID, Bool)
    /// A manifest was taken in or refused.
    case imported(ManifestImported, PendingOutcome)
    /// An entry that somebody beside the lines has made and a person waits for.
    case made(EntryBody, PendingOutcome, CommandOutcome)
    /// A bulletin was taken in.
    case bulletin(BulletinTaken, PendingOutcome)
    /// The journal or a clock has something to tell; the news lies elsewhere.
    case wake
    case close
}

/// An outcome that somebody waits for.
final class PendingOutcome: Sendable {
    private let outcome = Mutex<CommandOutcome?>(nil)
    private let flag: EventFlag

    init() throws(SystemError) { flag = try EventFlag() }

    /// The first outcome counts.
    func resolve(_ value: CommandOutcome) {
        outcome.withLock { if $0 == nil { $0 = value } }
        flag.raise()
    }

    func wait(until deadline: Int64) -> CommandOutcome {
        flag.wait(until: deadline)
        return outcome.withLock { $0 } ?? .unavailable
    }
}

/// How far the journal is; written by its thread, read by the lines'.
final class JournalStatus: Sendable {
    struct State: Sendable, Hashable {
        var through: UInt64
        /// What stops it, by its code; nil when it is well.
        var fault: String?
        /// What had stopped it, until somebody has written that down.
        var recoveredFrom: String?

        var isWell: Bool { fault == nil }
    }

    private let state: Mutex<State>

    init(through: UInt64) { state = Mutex(State(through: through)) }

    /// The last sequence known to be durable.
    var through: UInt64 { state.withLock { $0.through } }

    func note(through: UInt64) { state.withLock { $0.through = max($0.through, through) } }

    func latch(_ failure: StorageFailure) { state.withLock { $0.fault = failure.code } }

    func recover(from failure: String, through: UInt64) {
        state.withLock { state in
            state.fault = nil
            state.through = max(state.through, through)
            state.recoveredFrom = failure
        }
    }

    func read() -> State {
        state.withLock { state in
            defer { state.recoveredFrom = nil }
            return state
        }
    }
}
