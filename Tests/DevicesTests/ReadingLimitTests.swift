import Testing

@testable import Devices

@Suite("How much a device may send")
struct ReadingLimitTests {
    private static let second: Int64 = 1_000_000_000

    /// How many of `count` readings at one moment pass.
    private func admitted(_ limit: inout ReadingLimit, _ count: Int, at now: Int64) -> Int {
        var passed = 0
        for _ in 0..<count where limit.admit(now) { passed += 1 }
        return passed
    }

    @Test func aBurstPassesAndWhatIsBeyondItIsCounted() {
        var limit = ReadingLimit()
        #expect(admitted(&limit, ReadingLimit.burst + 50, at: Self.second) == ReadingLimit.burst)
        let dropped = [limit.takeDropped(), limit.takeDropped()]
        #expect(dropped == [50, 0])
    }

    @Test func soManyASecondComeAgain() {
        var limit = ReadingLimit()
        _ = admitted(&limit, 1_000, at: Self.second)
        #expect(admitted(&limit, 1_000, at: 2 * Self.second) == 250)
        #expect(admitted(&limit, 1_000, at: 2 * Self.second + 500_000_000) == 125)
        #expect(admitted(&limit, 1_000, at: 2 * Self.second + 500_000_000) == 0)
    }

    /// Whatever the pace, no part of a reading is lost or made.
    @Test func aSteadyStreamAtTheLimitPasses() {
        var limit = ReadingLimit()
        _ = admitted(&limit, 1_000, at: Self.second)
        var passed = 0
        for step in 1...9_999 { passed += admitted(&limit, 5, at: Self.second + Int64(step) * 3_333_333) }
        #expect(passed == 8_332)
    }

    @Test func aRestGivesOneBurstAndNoMore() {
        var limit = ReadingLimit()
        _ = admitted(&limit, 1_000, at: Self.second)
        #expect(admitted(&limit, 1_000, at: 3_600 * Self.second) == ReadingLimit.burst)
        #expect(admitted(&limit, 1_000, at: 3_600 * Self.second) == 0)
    }

    @Test func aScannerThatRestedForYearsIsRead() {
        var limit = ReadingLimit()
        for moment in [Self.second, 100 * 365 * 86_400 * Self.second, .max] {
            #expect(admitted(&limit, 1, at: moment) == 1)
        }
    }
}
