import Console
import Platform
import Readings
import TestSupport
import Testing

@testable import Gateway

/// What threads tell each other beside the events.
@Suite("News between threads")
struct NewsTests {
    @Test func theJournalsProgressOnlyRises() {
        let status = JournalStatus(through: 5)
        status.note(through: 9)
        status.note(through: 7)
        #expect(status.read() == JournalStatus.State(through: 9))
    }

    /// What had stopped it is told once.
    @Test func aJournalThatWasStoppedIsNotWellUntilItHasRecovered() {
        let status = JournalStatus(through: 5)
        status.latch(.full)
        status.note(through: 6)
        #expect(status.read() == JournalStatus.State(through: 6, fault: "full"))
        status.recover(from: "full", through: 4)
        #expect(status.read() == JournalStatus.State(through: 6, recoveredFrom: "full"))
        #expect(status.read() == JournalStatus.State(through: 6))
    }

    @Test func theFirstOutcomeOfACommandCounts() throws {
        let pending = try PendingOutcome()
        pending.resolve(.done(7))
        pending.resolve(.unavailable)
        guard case .done(7) = pending.wait(until: Clocks.monotonic()) else { return #expect(Bool(false)) }
    }

    /// Not known to be done is not done.
    @Test func anOutcomeThatDoesNotComeIsUnavailable() throws {
        guard case .unavailable = try PendingOutcome().wait(until: Clocks.monotonic()) else {
            return #expect(Bool(false))
        }
    }

    @Test func stampsRiseAndNameTheBoot() {
        let clock = ClockWatch()
        let first = clock.stamp()
        let second = clock.stamp()
        #expect(second.monotonic >= first.monotonic && first.boot == second.boot && first.boot == clock.boot)
    }

    /// A manifest that cannot be asked foresees nothing: the lines ask for themselves, and hold when nobody answers.
    @Test func withoutAManifestNothingIsForeseen() throws {
        let foresight = Foresight("/proc/none/manifest.db")
        let device = try #require(DeviceID("hand"))
        let reading = Reading(
            device: device, content: .label(Array("EB123456785VN".utf8), nil), stamp: Story.stamp(1))
        #expect(foresight.look([reading]).isEmpty)
    }

    @Test func whatTheManifestDoesNotHaveIsForeseenAsUndeclared() throws {
        let folder = try TestFolder()
        let foresight = Foresight(folder.path + "/manifest.db")
        let device = try #require(DeviceID("hand"))
        let readings = [Array("EB123456785VN".utf8), Array("no number".utf8)].map {
            Reading(device: device, content: .label($0, nil), stamp: Story.stamp(1))
        }
        let seen = foresight.look(readings + [Reading(device: device, content: .noRead, stamp: Story.stamp(1))])
        #expect(seen.map(\.number.description) == ["EB123456785VN"])
        #expect(seen.allSatisfy { $0.declaration == nil })
    }
}
