import Entries
import Parcels
import Readings
import Testing

@testable import Passages

/// What the sorter's heartbeat says against what its telegrams said.
@Suite struct SorterCheckTests {
    @Test func exitThatNoTelegramToldOfIsAlarmed() throws {
        var rig = try Rig()
        try rig.hello()
        rig.eyes.exited += 1
        rig.pulse()
        #expect(!rig.alarms.contains(.eyesDisagree))
        rig.pulse()
        #expect(rig.alarms.filter { $0 == .eyesDisagree }.count == 1)
        rig.pulse()
        rig.pulse()
        #expect(rig.alarms.filter { $0 == .eyesDisagree }.count == 1)
    }

    @Test func inductionThatNoTelegramToldOfCastsDoubtOnItsNeighbours() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        rig.run(600)
        let passage = try rig.induct(1)
        rig.eyes.inducted += 1
        rig.run(1000)
        try rig.read(Labels.one)
        #expect(rig.verdict(on: passage) == [.positionLost])
        #expect(rig.alarms.contains(.eyesDisagree))
    }

    @Test func telegramsAndHeartbeatsThatAgreeAreQuiet() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        for track in 1...5 {
            try rig.bring(UInt32(track), Labels.three)
            rig.run(2000)
            rig.exit(UInt32(track), by: 1)
        }
        #expect(!rig.alarms.contains(.eyesDisagree))
    }

    @Test func countThatJumpsCastsDoubtOnEveryParcelOnTheBelt() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        let cleared = try rig.bring(1, Labels.one)
        rig.run(600)
        let next = try rig.induct(2)
        rig.run(100)
        // Two metres in a fifth of a second.
        rig.position_mm += 2000
        rig.now += 200_000_000
        rig.pulse()
        #expect(rig.alarms.contains(.sorterFault))
        #expect(rig.verdict(on: cleared) == [.encoderJumped])
        rig.run(1200)
        #expect(rig.verdict(on: next)?.contains(.encoderJumped) == true)
    }

    @Test func beltThatRunsAsFastAsItMayIsNoJump() throws {
        var rig = try Rig()
        try rig.hello()
        for _ in 0..<20 {
            rig.position_mm += 990
            rig.now += 200_000_000
            rig.pulse()
        }
        #expect(!rig.alarms.contains(.sorterFault))
    }

    /// Until the next heartbeat nobody knows whether the count has jumped: labels find their parcels as before.
    @Test func telegramWithAnImpossibleCountMovesNothing() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        rig.run(600)
        let first = try rig.induct(1)
        rig.run(700)
        let second = try rig.induct(2)
        rig.run(300)
        let track = try #require(TrackID(1))
        let far = rig.encoder.advanced(by: 20_700)
        rig.handle(.sorter(line: 0, .requested(track: track, encoder: far)))
        try rig.read(Labels.one)
        #expect(rig.isCleared(first))
        #expect(rig.decisions(on: second).isEmpty)
    }

    /// The belt stood when the sorter said so last, and may run by now: a label in reach of two parcels is neither's.
    @Test func labelReadWhileTheBeltMayHaveStartedIsNoNeighbours() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        rig.run(600)
        let first = try rig.induct(1)
        rig.run(500)
        let second = try rig.induct(2)
        rig.run(500)
        rig.pulse(.stopped)
        rig.now += 5_000_000_000
        rig.pulse(.stopped)
        // It has run for 190 ms, and no heartbeat has said so yet.
        rig.now += 190_000_000
        try rig.read(Labels.one)
        rig.pulse()
        rig.run(700)
        #expect(rig.verdict(on: first)?.contains(.twoInWindow) == true)
        #expect(rig.verdict(on: second)?.contains(.twoInWindow) == true)
        #expect(!rig.isCleared(first) && !rig.isCleared(second))
    }
}
