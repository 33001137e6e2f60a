import Parcels
import Testing

@testable import Passages

/// Where the belt is, also after what a sorter should not do.
@Suite("The belt's position")
struct BeltTests {
    private static let second: Int64 = 1_000_000_000

    @Test func theEncoderGivesPositionAndSpeed() {
        var belt = BeltPosition(.encoder(micrometresPerCount: 500))
        belt.note(EncoderCount(1_000), at: Self.second)
        belt.note(EncoderCount(2_000), at: 2 * Self.second)
        #expect(belt.currentSpeed == 500_000)
        #expect(belt.position(at: 2 * Self.second) == 500_000)
        #expect(belt.position(at: 2 * Self.second + 100_000_000) == 550_000)
        #expect(belt.time(of: 1_000_000) == 3 * Self.second)
        #expect(belt.position(at: 3 * Self.second) == nil)
    }

    /// A picture is read long after it was taken: where the belt was then, not where its present speed would have it.
    @Test func aMomentInThePastIsFoundBetweenTheReportsAboutIt() {
        var belt = BeltPosition(.encoder(micrometresPerCount: 1_000))
        // A metre a second, then a tenth of it.
        var count: UInt32 = 0
        for step in 0...20 {
            belt.note(EncoderCount(count), at: Int64(step) * 200_000_000 + Self.second)
            count += step < 10 ? 200 : 20
        }
        #expect(belt.position(at: Self.second + 500_000_000) == 500_000)
        #expect(belt.position(at: 2 * Self.second) == 1_000_000)
        #expect(belt.position(at: 4 * Self.second) == 2_100_000)
        // Before the first report nobody knows.
        #expect(belt.position(at: Self.second - 1) == nil)
    }

    @Test func aMomentInALongSilenceIsNotKnown() {
        var belt = BeltPosition(.encoder(micrometresPerCount: 1_000))
        belt.note(EncoderCount(0), at: Self.second)
        belt.note(EncoderCount(200), at: Self.second + 200_000_000)
        belt.note(EncoderCount(500), at: 100 * Self.second)
        #expect(belt.position(at: 50 * Self.second) == nil)
        #expect(belt.position(at: Self.second + 100_000_000) == 100_000)
    }

    @Test func theCountGoesOnOverItsEnd() {
        var belt = BeltPosition(.encoder(micrometresPerCount: 1_000))
        belt.note(EncoderCount(.max), at: Self.second)
        belt.note(EncoderCount(9), at: 2 * Self.second)
        #expect(belt.position(at: 2 * Self.second) == 10_000)
    }

    /// A sorter that starts again begins to count at zero, whatever the count was.
    @Test(arguments: [20_000_000, 2_147_483_647, 2_147_483_648, 4_274_967_295] as [UInt32], [1, 500, 1_000_000])
    func aCountThatJumpsTakesTheSpeedAway(count: UInt32, micrometres: Int) throws {
        var belt = BeltPosition(.encoder(micrometresPerCount: micrometres))
        for step in 0..<3 {
            belt.note(EncoderCount(count &+ UInt32(step)), at: Int64(step + 1) * Self.second)
        }
        let before = try #require(belt.position(at: 3 * Self.second))
        belt.note(EncoderCount(0), at: 4 * Self.second)
        let jumped = try #require(belt.position(at: 4 * Self.second + 400_000_000))
        #expect(jumped != before)
        if micrometres > 1 { #expect(belt.currentSpeed == 0 && belt.time(of: before) == nil) }
        belt.note(EncoderCount(1), at: 5 * Self.second)
        #expect(belt.currentSpeed == Int64(micrometres))
        // What lies beyond any belt is never reached.
        if micrometres > 1 { #expect(belt.time(of: before + 1_000_000_000_000) == nil) }
    }

    @Test func aBeltWithoutAnEncoderRunsOnThroughHoursOfSilence() {
        var belt = BeltPosition(.time(speed_mm_s: 10_000))
        belt.note(EncoderCount(0), at: Self.second)
        let day = 24 * 3600 * Self.second
        belt.note(EncoderCount(0), at: Self.second + day + 1_500_000)
        let travelled: Int64 = 24 * 3600 * 10_000_000 + 15_000
        #expect(belt.position(at: Self.second + day + 1_500_000) == travelled)
    }

    @Test func aBeltThatStandsIsReachedByNothing() {
        var belt = BeltPosition(.time(speed_mm_s: 1_000))
        belt.note(EncoderCount(0), at: Self.second)
        #expect(belt.time(of: 1_000_000) == 2 * Self.second)
        let isLost = belt.note(isMoving: false, at: Self.second)
        #expect(isLost)
        #expect(belt.time(of: 1_000_000) == nil && belt.currentSpeed == 0)
    }

    /// The line goes on: what is on it is held, and nothing falls over.
    @Test func aSorterThatBeginsToCountAnewStopsNothing() throws {
        var rig = try Rig()
        try rig.hello()
        rig.position_mm = 2_000_000_000
        rig.now += Self.second
        rig.pulse()
        rig.run(500)
        rig.position_mm = 0
        rig.now += Self.second
        try rig.hello()
        rig.run(500)
        #expect(rig.conveyor.view(0, at: rig.now).speed_mm_s == 1_000)
    }
}
