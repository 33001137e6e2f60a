import TestSupport
import Testing

@testable import Readings

@Suite("A device's read rate against its own past")
struct ReadRateWatchTests {
    /// Looks with this share of no-reads, evenly spread; the changes that they make.
    private func look(_ watch: inout ReadRateWatch, _ count: Int, noReads share: Double) -> [ReadRateWatch.Change] {
        (0..<count).compactMap { place in
            let isNoRead = Int(Double(place + 1) * share) > Int(Double(place) * share)
            return watch.look(read: !isNoRead)
        }
    }

    @Test func withoutAPastNothingIsWorse() {
        var watch = ReadRateWatch()
        #expect(look(&watch, 999, noReads: 1).isEmpty && watch.past.usual == nil)
    }

    @Test func aDirtyWindowIsToldWithinSomeDozenLooks() {
        var watch = ReadRateWatch(past: .init(looks: 10_000, noReads: 200))
        #expect(look(&watch, 100, noReads: 0.2) == [.worse] && watch.isWorse)
    }

    @Test func aSlowChangeIsToldWithinSomeHundredLooks() {
        var watch = ReadRateWatch(past: .init(looks: 10_000, noReads: 200))
        #expect(look(&watch, 900, noReads: 0.05) == [.worse])
    }

    @Test func theUsualShareIsNoChangeHoweverLong() {
        for share in [0, 0.01, 0.1, 0.5] {
            var watch = ReadRateWatch(past: .init(looks: 10_000, noReads: 10_000 * share))
            #expect(look(&watch, 50_000, noReads: share).isEmpty, "share \(share)")
        }
    }

    @Test func aReaderThatIsCleanedIsWellAgain() {
        var watch = ReadRateWatch(past: .init(looks: 10_000, noReads: 100))
        #expect(look(&watch, 200, noReads: 0.3) == [.worse])
        #expect(look(&watch, 2_000, noReads: 0.01) == [.well])
    }

    @Test func aFallIsNotLearntAsThePast() throws {
        var watch = ReadRateWatch(past: .init(looks: 10_000, noReads: 100))
        _ = look(&watch, 20_000, noReads: 0.2)
        let usual = try #require(watch.past.usual)
        #expect(usual < 0.02 && watch.isWorse)
    }

    @Test func thePastFollowsWhatIsUsual() throws {
        var watch = ReadRateWatch()
        _ = look(&watch, 5_000, noReads: 0.04)
        let usual = try #require(watch.past.usual)
        #expect(abs(usual - 0.04) < 0.002)
    }

    @Test func chanceAloneAlarmsRarely() {
        var dice = SeededDice("no-reads by chance")
        var alarms = 0
        for share in [1, 2, 5, 10] {
            var watch = ReadRateWatch(past: .init(looks: 20_000, noReads: Double(200 * share)))
            for _ in 0..<100_000 where watch.look(read: dice.below(100) >= share) == .worse { alarms += 1 }
        }
        #expect(alarms <= 3)
    }
}
