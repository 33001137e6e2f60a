import Platform
import Readings
import Synchronization

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
    private let state: Mutex<State>

    init() {
        boot = BootID(Clocks.bootID()) ?? BootID(0)
        let now = Clocks.monotonic()
        state = Mutex(
            State(offset: Clocks.wall() - now, isTrusted: Clocks.wallIsSynchronised(), checked: now, jumped: nil))
    }

    func stamp() -> Stamp {
        let now = Clocks.monotonic()
        return Stamp(utc: Clocks.wall(), boot: boot, monotonic: now, trusted: state.withLock { $0.isTrusted })
    }

    /// Looks at the clock once a second.
    /// - Returns: what changed, for the journal.
    func check() -> Change? {
        let now = Clocks.monotonic()
        return state.withLock { state in
            guard now - state.checked >= Self.period else { return nil }
            state.checked = now
            let offset = Clocks.wall() - now
            let moved = offset - state.offset
            state.offset = offset
            let before = state.isTrusted
            if abs(moved) > Self.jump { state.jumped = now }
            let isSteady = state.jumped.map { now - $0 > Self.probation } ?? true
            state.isTrusted = isSteady && Clocks.wallIsSynchronised()
            guard abs(moved) > Self.jump || state.isTrusted != before else { return nil }
            return Change(jump_ms: Int(moved / 1_000_000), isTrusted: state.isTrusted)
        }
    }
}
