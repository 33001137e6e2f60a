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

    /// The present moment. A wall clock that has jumped is not trusted from that moment on, whether or not anybody has
    /// looked at it since.
    func stamp() -> Stamp {
        let now = clocks.monotonic()
        let wall = clocks.wall()
        let isTrusted = state.withLock { $0.isTrusted && !Self.isJump(from: $0.offset, to: wall - now) }
        return Stamp(utc: wall, boot: boot, monotonic: now, trusted: isTrusted)
    }

    private static func isJump(from offset: Int64, to other: Int64) -> Bool { abs(other - offset) > jump }

    /// Looks at the clock once a second, and as soon as it has jumped.
    /// - Returns: what changed, for the journal.
    func check() -> Change? {
        let now = clocks.monotonic()
        return state.withLock { state in
            let offset = clocks.wall() - now
            let hasJumped = Self.isJump(from: state.offset, to: offset)
            guard hasJumped || now - state.checked >= Self.period else { return nil }
            state.checked = now
            let moved = offset - state.offset
            state.offset = offset
            let before = state.isTrusted
            if hasJumped { state.jumped = now }
            let isSteady = state.jumped.map { now - $0 > Self.probation } ?? true
            state.isTrusted = isSteady && clocks.isSynchronised()
            guard hasJumped || state.isTrusted != before else { return nil }
            return Change(jump_ms: Int(moved / 1_000_000), isTrusted: state.isTrusted)
        }
    }
}
