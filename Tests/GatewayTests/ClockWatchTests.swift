import Synchronization
import Testing

@testable import Gateway

/// The wall clock beside the monotonic one: what counts as a jump, and when a clock is trusted again.
@Suite("A watched clock")
struct ClockWatchTests {
    /// A machine whose clocks the test moves.
    private final class Machine: Sendable {
        private struct State {
            var monotonic: Int64 = 5_000_000_000
            var wall: Int64 = 1_795_000_000_000_000_000
            var isSynchronised = true
        }

        private let state = Mutex(State())

        var clocks: MachineClocks {
            MachineClocks(
                monotonic: { self.state.withLock { $0.monotonic } }, wall: { self.state.withLock { $0.wall } },
                isSynchronised: { self.state.withLock { $0.isSynchronised } })
        }

        /// Seconds pass; the wall clock moves by so much more.
        func pass(_ seconds: Double, jumping ahead: Double = 0) {
            state.withLock {
                $0.monotonic += Int64(seconds * 1e9)
                $0.wall += Int64((seconds + ahead) * 1e9)
            }
        }

        func synchronise(_ isSynchronised: Bool) { state.withLock { $0.isSynchronised = isSynchronised } }
    }

    private let machine = Machine()

    @Test(arguments: [-86_400.0, -2.1, 2.1, 3_600, 2_300_000_000])
    func aJumpIsToldOnceAndTakesTheTrustAway(_ seconds: Double) {
        let watch = ClockWatch(machine.clocks)
        #expect(watch.stamp().trusted)
        machine.pass(1, jumping: seconds)
        let change = watch.check()
        #expect(change?.jump_ms == Int(seconds * 1000) && change?.isTrusted == false)
        #expect(!watch.stamp().trusted)
        machine.pass(1)
        #expect(watch.check() == nil)
    }

    @Test func trustComesBackAfterTenSteadyMinutes() {
        let watch = ClockWatch(machine.clocks)
        machine.pass(1, jumping: 60)
        _ = watch.check()
        for _ in 0..<600 {
            machine.pass(1)
            #expect(watch.check() == nil)
        }
        machine.pass(1)
        #expect(watch.check()?.isTrusted == true)
        #expect(watch.stamp().trusted)
    }

    /// A jump in the time of probation begins it anew.
    @Test func aSecondJumpBeginsTheProbationAnew() {
        let watch = ClockWatch(machine.clocks)
        machine.pass(1, jumping: 60)
        _ = watch.check()
        machine.pass(500)
        _ = watch.check()
        machine.pass(1, jumping: -60)
        #expect(watch.check()?.isTrusted == false)
        machine.pass(599)
        #expect(watch.check() == nil)
        machine.pass(2)
        #expect(watch.check()?.isTrusted == true)
    }

    @Test func aClockThatDriftsHasNotJumped() {
        let watch = ClockWatch(machine.clocks)
        for _ in 0..<100 {
            machine.pass(1, jumping: 0.05)
            #expect(watch.check() == nil)
        }
        #expect(watch.stamp().trusted)
    }

    @Test func aClockThatNobodySynchronisesIsNotTrusted() {
        machine.synchronise(false)
        let watch = ClockWatch(machine.clocks)
        #expect(!watch.stamp().trusted)
        machine.synchronise(true)
        machine.pass(1)
        let change = watch.check()
        #expect(change?.isTrusted == true && change?.jump_ms == 0)
    }

    /// The kernel's word is asked for once a second.
    @Test func betweenTwoLooksNothingIsAsked() {
        let watch = ClockWatch(machine.clocks)
        machine.synchronise(false)
        machine.pass(0.4)
        #expect(watch.check() == nil)
        machine.pass(0.6)
        #expect(watch.check()?.isTrusted == false)
    }

    /// What is decided between a jump and the next look must not take the new time for true.
    @Test(arguments: [-60.0, 60])
    func aJumpedClockIsNotTrustedBeforeItIsLookedAt(_ seconds: Double) {
        let watch = ClockWatch(machine.clocks)
        machine.pass(0.1, jumping: seconds)
        #expect(!watch.stamp().trusted)
        #expect(watch.check()?.jump_ms == Int(seconds * 1000))
        #expect(!watch.stamp().trusted)
    }

    /// Windows are measured by the monotonic clock: its stamps know nothing of the jump.
    @Test func stampsKeepBothClocks() {
        let watch = ClockWatch(machine.clocks)
        let before = watch.stamp()
        machine.pass(1, jumping: -7200)
        let after = watch.stamp()
        #expect(after.monotonic - before.monotonic == 1_000_000_000)
        #expect(after.utc - before.utc == -7_199_000_000_000)
        #expect(after.boot == before.boot)
    }
}
