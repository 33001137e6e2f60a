import Entries
import Parcels
import Readings
import Testing

@testable import Passages

/// The sorter's side: permits, exits, repeated and reused telegrams, lost links, epochs.
@Suite struct SorterFaultTests {
    @Test func nothingIsClearedBeforeTheSorterHasAgreed() throws {
        var rig = try Rig()
        try rig.declare(Labels.one)
        rig.pulse()
        let passage = try rig.bring(1, Labels.one)
        #expect(rig.verdict(on: passage)?.contains(.notReady) == true)
        #expect(rig.sent.isEmpty)
    }

    @Test func lineThatIsWiredTheOtherWayIsRefused() throws {
        var rig = try Rig()
        try rig.hello(defaultExit: 2)
        #expect(rig.alarms == [.sorterFault])
        #expect(!rig.effects.contains { if case .agree = $0 { true } else { false } })
        try rig.declare(Labels.one)
        let passage = try rig.bring(1, Labels.one)
        #expect(!rig.isCleared(passage))
    }

    @Test func sorterWithALaterEpochRaisesOurs() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        let passage = try rig.bring(1, Labels.one)
        try rig.hello(epoch: 9)
        #expect(rig.conveyor.epoch == 10)
        #expect(rig.effects.contains { if case .agree(0, 10) = $0 { true } else { false } })
        #expect(rig.ending(of: passage) == .restarted)
        #expect(rig.holds.last?.passage == passage)
    }

    @Test func inductionRepeatedWordForWordIsTakenOnce() throws {
        var rig = try Rig()
        try rig.hello()
        rig.run(600)
        try rig.induct(1)
        try rig.induct(1)
        #expect(rig.opened.count == 1)
        #expect(rig.balance.inducted == 1)
    }

    @Test func trackUsedAgainWhileItsParcelIsUnderWayHoldsBoth() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        try rig.declare(Labels.two)
        rig.run(600)
        let first = try rig.induct(1)
        rig.run(700)
        let second = try rig.induct(1)
        rig.run(300)
        try rig.read(Labels.one)
        rig.run(700)
        try rig.read(Labels.two)
        #expect(rig.verdict(on: first) == [.trackReused])
        #expect(rig.verdict(on: second) == [.trackReused])
        #expect(rig.alarms.contains(.trackReused))
    }

    @Test func repeatedRequestIsAnsweredFromThePassageAndNeverDecidedTwice() throws {
        var rig = try Rig()
        try rig.hello()
        let passage = try rig.bring(1, Labels.one)
        let track = try #require(TrackID(1))
        for _ in 0..<3 { rig.handle(.sorter(line: 0, .requested(track: track, encoder: rig.encoder))) }
        let answers = rig.effects.compactMap { if case .answer(_, _, let why) = $0 { why } else { nil } }
        #expect(answers == [.held, .held, .held])
        #expect(rig.decisions(on: passage).count == 1)
    }

    @Test func requestForAnUnknownTrackGetsNoPermit() throws {
        var rig = try Rig()
        try rig.hello()
        rig.handle(.sorter(line: 0, .requested(track: try #require(TrackID(99)), encoder: rig.encoder)))
        #expect(rig.effects.contains { if case .answer(_, _, .unknown) = $0 { true } else { false } })
    }

    @Test func onlyTheExitEyeClosesAPassage() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        let passage = try rig.bring(1, Labels.one)
        try rig.answer()
        #expect(rig.ending(of: passage) == nil)
        rig.run(2000)
        rig.exit(1, by: 2, permit: try #require(rig.sent.last).number)
        #expect(rig.ending(of: passage) == .passed)
        #expect(rig.balance.unexplained == 0)
    }

    @Test func heldParcelAtAnotherExitIsAnEscapeAndForbidsPermitsUntilAcknowledged() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.two)
        let passage = try rig.bring(1, Labels.one)
        rig.run(2000)
        rig.exit(1, by: 2)
        #expect(rig.ending(of: passage) == .escaped)
        #expect(rig.alarms.contains(.escape))
        #expect(rig.balance.unexplained == 1)
        let blocked = try rig.bring(2, Labels.two)
        #expect(rig.verdict(on: blocked) == [.notReady])
        rig.run(2000)
        rig.exit(2, by: 1)
        let alarm = try #require(
            rig.entries.last { if case .alarmRaised(let alarm) = $0.body { alarm.code == .escape } else { false } })
        rig.handle(
            .record(
                .alarmAcknowledged(AlarmAcknowledged(alarm: alarm.sequence, by: try #require(AccountID("thao")))),
                urgent: true, token: 1))
        #expect(rig.conveyor.missing(line: 0).isEmpty)
    }

    @Test func exitWithAnotherParcelsPermitIsAnEscape() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        let passage = try rig.bring(1, Labels.one)
        rig.run(2000)
        rig.exit(1, by: 2, permit: PermitNumber(999))
        #expect(rig.ending(of: passage) == .escaped)
    }

    @Test func refusedPermitHoldsAndAlarms() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        let passage = try rig.bring(1, Labels.one)
        try rig.answer(.expired)
        #expect(rig.verdict(on: passage) == [.permitRefused])
        #expect(rig.alarms.contains(.permitRefused))
    }

    @Test func clearedParcelThatArrivesInTheLaneHasAHold() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        let passage = try rig.bring(1, Labels.one)
        try rig.answer()
        rig.run(2000)
        rig.exit(1, by: 1)
        #expect(rig.verdict(on: passage) == [.diverted])
        #expect(rig.ending(of: passage) == .inspected)
    }

    @Test func strayAtTheInspectionExitIsHeldAndCounted() throws {
        var rig = try Rig()
        try rig.hello()
        rig.exit(nil, by: 1)
        #expect(rig.holds.last?.reasons.map(\.code) == [.stray])
        #expect(rig.alarms.contains(.stray))
        #expect(rig.balance.strays == 1)
        #expect(rig.balance.unexplained == 1)
    }

    @Test func strayAtAnOutboundExitIsAnEscape() throws {
        var rig = try Rig()
        try rig.hello()
        rig.exit(55, by: 2)
        #expect(rig.alarms.contains(.escape))
        #expect(rig.conveyor.missing(line: 0) == [.escape])
    }

    @Test func parcelThatNeverArrivesStaysOpenUntilAPersonClosesIt() throws {
        var rig = try Rig()
        try rig.hello()
        let passage = try rig.bring(1, Labels.one)
        #expect(rig.conveyor.isMissing(passage) == false)
        rig.run(5000)
        #expect(rig.conveyor.isMissing(passage) == true)
        #expect(rig.alarms.filter { $0 == .missing }.count == 1)
        #expect(rig.balance.missing == 1)
        #expect(rig.balance.unexplained == 1)
        rig.handle(
            .record(
                .passageEnded(PassageEnded(passage: passage, how: .removed, exit: nil, permit: nil)), urgent: true,
                token: 1))
        #expect(rig.conveyor.isMissing(passage) == nil)
        #expect(rig.balance.missing == 0)
        #expect(rig.balance.unexplained == 0)
    }

    @Test func lostLinkHoldsWhatWasUndecided() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        rig.run(600)
        let passage = try rig.induct(1)
        rig.handle(.sorterLost(line: 0, why: Trouble(.connectionBroke)))
        #expect(rig.verdict(on: passage) == [.linkLost])
        #expect(rig.conveyor.missing(line: 0) == [.sorter])
        #expect(rig.alarms.contains(.linkLost))
    }

    @Test func heartbeatCarriesTheCommittedSequenceAndRisesWhenIdle() throws {
        var rig = try Rig()
        try rig.hello()
        rig.run(3000)
        let beats = rig.effects.compactMap { if case .heartbeat(_, let committed) = $0 { committed } else { nil } }
        #expect(beats.count >= 14)
        #expect(zip(beats, beats.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(Set(beats).count >= 3)
        // A disk that hangs: the heartbeat goes on, its sequence does not.
        rig.isDurableAtOnce = false
        let before = rig.conveyor.committed
        rig.run(3000)
        #expect(rig.conveyor.committed == before)
    }
}
