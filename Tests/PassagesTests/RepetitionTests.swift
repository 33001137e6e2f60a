import Entries
import Parcels
import Screening
import Testing

@testable import Passages

/// The same number again: copies, recirculation, open holds, releases.
@Suite struct RepetitionTests {
    @Test func sameNumberOnTwoParcelsAtOnceHoldsBoth() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        rig.run(600)
        let first = try rig.induct(1)
        rig.run(700)
        let second = try rig.induct(2)
        rig.run(300)
        try rig.read(Labels.one)
        #expect(rig.isCleared(first))
        rig.run(700)
        try rig.read(Labels.one)
        #expect(rig.verdict(on: second) == [.copiedLabel])
        #expect(rig.verdict(on: first) == [.copiedLabel])
    }

    @Test func sameNumberSoonAfterItPassedIsHeldAsACopy() throws {
        var rig = try Rig(settings: Conveyor.Settings(copyWindow_s: 60))
        try rig.hello()
        try rig.declare(Labels.one)
        try rig.pass(1, Labels.one)
        let again = try rig.bring(2, Labels.one)
        #expect(rig.verdict(on: again) == [.copiedLabel])
    }

    @Test func sameNumberLongAfterItPassedIsANewParcel() throws {
        var rig = try Rig(settings: Conveyor.Settings(copyWindow_s: 60))
        try rig.hello()
        try rig.declare(Labels.one)
        try rig.pass(1, Labels.one)
        rig.run(61_000)
        let again = try rig.bring(2, Labels.one)
        #expect(rig.isCleared(again))
    }

    @Test func recirculatedParcelIsDecidedAgain() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        let first = try rig.bring(1, Labels.one)
        rig.run(2400)
        rig.exit(1, by: 3)
        #expect(rig.ending(of: first) == .recirculated)
        let second = try rig.bring(2, Labels.one)
        #expect(rig.isCleared(second))
        #expect(rig.decisions(on: second).count == 1)
    }

    @Test func parcelThatComesRoundWithAnotherLengthIsHeld() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        try rig.bring(1, Labels.one)
        rig.run(2400)
        rig.exit(1, by: 3)
        rig.run(900)
        let second = try rig.induct(2, length: 700)
        rig.run(1000)
        try rig.read(Labels.one)
        #expect(rig.verdict(on: second) == [.fingerprintMismatch])
    }

    /// As long as the one before, and not as heavy: the label is on another thing.
    @Test(arguments: [(1_049, true), (1_054, false), (400, false), (nil, true)])
    func parcelThatComesRoundWithAnotherWeightIsHeld(weight: Int?, isTheSame: Bool) throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        rig.run(600)
        try rig.induct(1)
        rig.run(1000)
        try rig.weigh(ParcelMeasure(weight_g: 1_000), Labels.one)
        rig.run(2400)
        rig.exit(1, by: 3)
        rig.run(900)
        let second = try rig.induct(2)
        rig.run(1000)
        try rig.weigh(ParcelMeasure(weight_g: weight), Labels.one)
        #expect(rig.verdict(on: second) == (isTheSame ? [] : [.weightMismatch]))
    }

    @Test func labelOfAnInspectedParcelOnAnotherOneIsHeld() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.bring(1, Labels.one)
        rig.run(2000)
        rig.exit(1, by: 1)
        let hold = try #require(rig.holdID)
        rig.handle(
            .record(
                .holdStepped(HoldStepped(hold: hold, step: .released, by: AccountID("thao"))), urgent: true, token: 1))
        rig.run(900)
        let second = try rig.induct(2, length: 700)
        rig.run(1000)
        try rig.read(Labels.one)
        #expect(rig.verdict(on: second) == [.fingerprintMismatch])
    }

    @Test func parcelThatGoesRoundWithoutEndIsHeld() throws {
        var rig = try Rig(settings: Conveyor.Settings(roundLimit: 2))
        try rig.hello()
        try rig.declare(Labels.one)
        var last: PassageID?
        for track in 1...4 {
            last = try rig.bring(UInt32(track), Labels.one)
            rig.run(2400)
            rig.exit(UInt32(track), by: track == 4 ? 1 : 3)
        }
        #expect(rig.verdict(on: try #require(last)) == [.recirculatedTooOften])
    }

    @Test func parcelWithAnOpenHoldIsHeldAgainAndAlarmed() throws {
        var rig = try Rig()
        try rig.hello()
        let first = try rig.bring(1, Labels.one)
        #expect(rig.verdict(on: first) == [.evidenceMissing])
        rig.run(2000)
        rig.exit(1, by: 1)
        // Meanwhile it was declared: the hold stands all the same.
        try rig.declare(Labels.one)
        let second = try rig.bring(2, Labels.one)
        #expect(rig.verdict(on: second) == [.openHold])
        #expect(rig.alarms.contains(.openHoldOnBelt))
        // One case, not two.
        #expect(rig.holds.count == 1)
    }

    @Test func releasedParcelMayPassAndItsReasonIsSettled() throws {
        var rig = try Rig()
        try rig.hello()
        let first = try rig.bring(1, Labels.one)
        rig.run(2000)
        rig.exit(1, by: 1)
        let hold = try #require(rig.conveyor.standing.hold(of: first) ?? rig.holdID)
        rig.handle(
            .record(
                .holdStepped(HoldStepped(hold: hold, step: .released, by: AccountID("thao"))), urgent: true, token: 1))
        let second = try rig.bring(2, Labels.one)
        #expect(rig.isCleared(second))
    }

    @Test func releaseSettlesOnlyTheReasonsThatWereAnswered() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.bring(1, Labels.one)
        rig.run(2000)
        rig.exit(1, by: 1)
        let hold = try #require(rig.holdID)
        rig.handle(
            .record(
                .holdStepped(HoldStepped(hold: hold, step: .released, by: AccountID("thao"))), urgent: true, token: 1))
        // The second time it comes too close to another: nobody has answered that.
        rig.run(600)
        try rig.induct(2)
        rig.run(400)
        let second = try rig.induct(3)
        rig.run(600)
        try rig.readNothing()
        rig.run(400)
        try rig.read(Labels.one)
        #expect(rig.verdict(on: second) == [.gapTooShort])
    }

    /// What an inspector found in a parcel does not say that the next one which seems to have its number is that parcel.
    @Test func aReleaseDoesNotAnswerWhichParcelTheNextOneIs() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        func doubted(_ track: UInt32) throws -> PassageID {
            rig.run(600)
            try rig.induct(track)
            rig.run(700)
            let second = try rig.induct(track + 1)
            rig.run(1000)
            // The reader said nothing of the parcel before: this may be its word about that one.
            try rig.read(Labels.one)
            rig.run(2000)
            rig.exit(track, by: 1)
            rig.exit(track + 1, by: 1)
            return second
        }
        let first = try doubted(1)
        #expect(rig.verdict(on: first) == [.twoInWindow])
        let hold = try #require(rig.conveyor.standing.hold(of: first))
        rig.handle(
            .record(
                .holdStepped(HoldStepped(hold: hold, step: .released, by: AccountID("thao"))), urgent: true, token: 1))
        let second = try doubted(3)
        #expect(rig.verdict(on: second) == [.twoInWindow])
    }

    @Test func controlledDeliveryPassesOnceAndSaysWhatSpeaksAgainstIt() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.bring(1, Labels.one)
        rig.run(2000)
        rig.exit(1, by: 1)
        let hold = try #require(rig.holdID)
        rig.handle(
            .record(
                .holdStepped(HoldStepped(hold: hold, step: .controlled, by: AccountID("binh"))), urgent: true, token: 1)
        )
        let second = try rig.bring(2, Labels.one)
        #expect(rig.isCleared(second))
        let decision = try #require(rig.decisions(on: second).last)
        #expect(decision.controlled == hold)
        #expect(decision.notes.map(\.code) == [.evidenceMissing])
        try rig.answer()
        rig.run(2000)
        rig.exit(2, by: 2, permit: try #require(rig.sent.last).number)
        // Once only: what comes with that number again is held.
        let third = try rig.bring(3, Labels.one)
        #expect(!rig.isCleared(third))
        #expect(rig.decisions(on: third).last?.controlled == nil)
    }

    @Test func seizedParcelOnTheBeltIsHeld() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.bring(1, Labels.one)
        rig.run(2000)
        rig.exit(1, by: 1)
        let hold = try #require(rig.holdID)
        rig.handle(
            .record(.holdStepped(HoldStepped(hold: hold, step: .seized, by: AccountID("thao"))), urgent: true, token: 1)
        )
        try rig.declare(Labels.one)
        let second = try rig.bring(2, Labels.one)
        #expect(rig.verdict(on: second) == [.openHold])
    }

    @Test func parcelIdentifiedAtTheTableIsScreenedByItsNumber() throws {
        var rig = try Rig()
        try rig.hello()
        rig.run(600)
        try rig.induct(1)
        rig.run(1300)
        let hold = try #require(rig.holdID)
        let number = try Rig.number(Labels.one)
        rig.handle(
            .record(
                .holdStepped(HoldStepped(hold: hold, step: .identified, by: AccountID("thao"), number: number)),
                urgent: true, token: 1))
        #expect(rig.effects.contains { if case .lookUpForHold(hold, number) = $0 { true } else { false } })
        rig.handle(.lookedUpForHold(hold, number, []))
        guard case .holdScreened(let screened)? = rig.entries.last?.body else {
            Issue.record("no screening")
            return
        }
        #expect(screened.reasons.map(\.code) == [.evidenceMissing])
    }

    /// What rules said of it there is said again by its entry alone.
    @Test func parcelIdentifiedAtTheTableIsAskedAgainByItsEntry() throws {
        let rules = try RuleFile.parse(
            Array(
                """
                rules:
                  - {id: a, version: 1, name: {vi: v, en: e}, text: {vi: v, en: e}, when: weight_g == 500 && line == 'L1', ground: g}
                  - {id: b, version: 1, name: {vi: v, en: e}, text: {vi: v, en: e}, when: length_mm > 0 || size(numbers) > 1, ground: g}
                """.utf8), file: "rules")
        let snapshot = try ScreeningSnapshot(rules: rules, rulesVersion: 1, lists: .none, listsVersion: 0, at: nil)
        var rig = try Rig(screening: snapshot)
        try rig.hello()
        try rig.declare(Labels.one)
        rig.run(600)
        try rig.induct(1)
        rig.run(1300)
        let (hold, number) = (try #require(rig.holdID), try Rig.number(Labels.one))
        rig.handle(
            .record(
                .holdStepped(HoldStepped(hold: hold, step: .identified, by: AccountID("thao"), number: number)),
                urgent: true, token: 1))
        rig.handle(.lookedUpForHold(hold, number, [try #require(rig.manifest[number])]))
        let parcel = try #require(rig.entries.last.flatMap { DecidedParcel(screened: $0) })
        let again = snapshot.screen(Subject(parcel), History()).holds
        #expect(again.map(\.rule?.id) == ["a"])
        #expect(parcel.decision.reasons.filter { $0.rule != nil } == again)
    }

    /// The number that an unread parcel gets at the table is that of one that has just passed: both are held.
    @Test func numberGivenAtTheTableThatHasPassedIsACopiedLabel() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        try rig.pass(1, Labels.one)
        let passed = try #require(rig.opened.last)
        try rig.induct(2)
        rig.run(1300)
        let (hold, number) = (try #require(rig.holdID), try Rig.number(Labels.one))
        let unread = try #require(rig.opened.last)
        rig.handle(
            .record(
                .holdStepped(HoldStepped(hold: hold, step: .identified, by: AccountID("thao"), number: number)),
                urgent: true, token: 1))
        rig.handle(.lookedUpForHold(hold, number, [try #require(rig.manifest[number])]))
        guard case .holdScreened(let screened)? = rig.entries.last?.body else {
            Issue.record("no screening")
            return
        }
        #expect(screened.reasons.contains(.copiedLabel(number, other: passed)))
        #expect(rig.holds.last?.passage == passed && rig.holds.last?.recall == true)
        #expect(rig.holds.last?.reasons == [.copiedLabel(number, other: unread)])
        #expect(rig.alarms.contains(.recall))
    }
}

extension Rig {
    /// The newest hold.
    var holdID: HoldID? {
        entries.last { if case .holdRaised = $0.body { true } else { false } }.map {
            HoldID(epoch: $0.epoch, sequence: $0.sequence)
        }
    }
}
