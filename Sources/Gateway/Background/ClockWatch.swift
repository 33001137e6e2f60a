import Platform
import Readings
import Synchronization

/// The clocks that are watched.
struct MachineClocks: Sendable {
    let monotonic: @Sendable () -> Int64
    let wall: @Sendable () -> Int64
    /// Whether the kernel says that the wall clock is synchronised.
    let isSynchronised: @Sendable () -> Bool

    static let machine = MachineClocks(
        monotonic: { Clocks.monotonic() }, wall: { Clocks.wall() }, isSynchronised: { Clocks.wallIsSynchronised() })
}

/// Watches the wall clock against the monotonic one, and stamps moments.
final class ClockWatch: Sendable {
    private struct State {
        var offset: Int64
        var isTrusted: Bool
        var checked: Int64
        /// When it jumped last.
        var jumped: Int64?
    }

    struct Change: Sendable {
        let jump_ms: Int
        let isTrusted: Bool
    }

    /// A wall clock that moves by more than this against the monotonic one has jumped.
    private static let jump: Int64 = 2_000_000_000
    /// After a jump the clock is trusted again when it has been steady for so long.
    private static let probation: Int64 = 600_000_000_000
    private static let period: Int64 = 1_000_000_000

    let boot: BootID
    private let clocks: MachineClocks
    private let state: Mutex<State>

    init(_ clocks: MachineClocks = .machine) {
        self.clocks = clocks
        boot = BootID(Clocks.bootID()) ?? BootID(0)
        let now = clocks.monotonic()
        state = Mutex(
            State(offset: clocks.wall() - now, isTrusted: clocks.isSynchronised(), checked: now, jumped: nil))
    }

    func stamp() -> Stamp {
        let now = clocks.monotonic()
        return Stamp(utc: clocks.wall(), boot: boot, monotonic: now, trusted: state.withLock { $0.isTrusted })
    }

    /// Looks at the clock once a second.
    /// - Returns: what changed, for the journal.
    func check() -> Change? {
        let now = clocks.monotonic()
        return state.withLock { state in
            guard now - state.checked >= Self.period else { return nil }
            state.checked = now
            let offset = clocks.wall() - now
            let moved = offset - state.offset
            state.offset = offset
            let before = state.isTrusted
            if abs(moved) > Self.jump { state.jumped = now }
            let isSteady = state.jumped.map { now - $0 > Self.probation } ?? true
            state.isTrusted = isSteady && clocks.isSynchronised()
            guard abs(moved) > Self.jump || state.isTrusted != before else { return nil }
            return Change(jump_ms: Int(moved / 1_000_000), isTrusted: state.isTrusted)
        }
    }
}
