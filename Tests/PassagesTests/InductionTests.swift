import Entries
import Parcels
import Readings
import Testing

@testable import Passages

/// A full inspection lane slows and stops the induction, and never lets a parcel pass.
@Suite struct InductionTests {
    @Test func laneThatFillsSlowsThenStopsTheInduction() throws {
        var rig = try Rig()
        try rig.hello()
        rig.effects = []
        rig.lane(free: 20)
        #expect(rig.inductions.isEmpty)
        rig.lane(free: 4)
        #expect(rig.inductions == [.slow])
        rig.lane(free: 0)
        #expect(rig.inductions == [.slow, .stop])
        #expect(rig.alarms.contains(.laneFull))
    }

    @Test func fullSensorStopsTheInductionWhateverTheCountSays() throws {
        var rig = try Rig()
        try rig.hello()
        rig.effects = []
        rig.lane(free: 20, full: true)
        #expect(rig.inductions == [.stop])
    }

    @Test func heldParcelsOnTheBeltAreCountedAsComing() throws {
        var rig = try Rig()
        try rig.hello()
        rig.effects = []
        rig.lane(free: 1)
        #expect(rig.inductions.last == .slow)
        let passage = try rig.bring(1, Labels.one)
        #expect(!rig.isCleared(passage))
        rig.run(50)
        #expect(rig.inductions.last == .stop)
    }

    @Test func inductionRunsAgainOnlyWithRoomToSpare() throws {
        var rig = try Rig()
        try rig.hello()
        rig.effects = []
        rig.lane(free: 0)
        rig.lane(free: 1)
        #expect(rig.inductions == [.stop])
        rig.lane(free: 3)
        #expect(rig.inductions == [.stop, .slow])
        rig.lane(free: 9)
        #expect(rig.inductions == [.stop, .slow, .run])
    }

    @Test func laneIsCountedWhereNothingSensesIt() throws {
        var rig = try Rig(lanePlaces: 1)
        try rig.hello()
        #expect(rig.inductions == [.run, .slow])
        rig.effects = []
        try rig.bring(1, Labels.one)
        rig.run(2000)
        rig.exit(1, by: 1)
        #expect(rig.inductions == [.stop])
        let hold = try #require(rig.holdID)
        rig.handle(
            .record(
                .holdStepped(HoldStepped(hold: hold, step: .received, by: AccountID("lan"))), urgent: true, token: 1))
        #expect(rig.conveyor.view(0, at: rig.now).laneFree == 1)
    }

    @Test func twoPersonsLetAFullLaneBeFedSlowlyForSomeMinutesOnly() throws {
        var rig = try Rig()
        try rig.hello()
        rig.effects = []
        rig.lane(free: 0)
        let asked = LineOrderAsked(
            order: .runWithFullLane, line: try #require(LineID("L1")), halt: nil, minutes: 1,
            by: try #require(AccountID("lan")), note: "cảm biến hỏng")
        let ordered = LineOrdered(asked, sequence: 1, by: try #require(AccountID("hung")))
        rig.handle(.record(.lineOrdered(ordered), urgent: true, token: 1))
        #expect(rig.inductions == [.stop, .slow])
        // What is held is held all the same.
        let passage = try rig.bring(1, Labels.one)
        #expect(!rig.isCleared(passage))
        rig.run(61_000)
        #expect(rig.inductions == [.stop, .slow, .stop])
    }

    @Test func sorterThatComesBackIsToldAgain() throws {
        var rig = try Rig()
        try rig.hello()
        rig.effects = []
        rig.lane(free: 0)
        rig.effects = []
        try rig.hello()
        #expect(rig.inductions == [.stop])
    }

    @Test func sorterHearsThatTheLaneWasClearedWhileThereWasNoLink() throws {
        var rig = try Rig()
        try rig.hello()
        rig.lane(free: 0)
        rig.handle(.sorterLost(line: 0, why: Trouble(.silent)))
        rig.lane(free: 20)
        rig.effects = []
        try rig.hello()
        #expect(rig.inductions == [.run])
    }
}
