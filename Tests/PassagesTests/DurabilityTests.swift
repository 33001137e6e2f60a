import Entries
import Parcels
import Readings
import Screening
import Testing

@testable import Passages

/// Nothing is cleared that is not durable, decided twice, or decided before everything was ready.
@Suite struct DurabilityTests {
    @Test func decisionThatIsNotDurableAtTheDiverterIsHeldAndItsPermitWithdrawn() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        rig.isDurableAtOnce = false
        let passage = try rig.bring(1, Labels.one)
        #expect(rig.isCleared(passage))
        rig.run(600)
        #expect(rig.withdrawn.isEmpty)
        rig.run(500)
        #expect(rig.verdict(on: passage) == [.late])
        #expect(rig.withdrawn.count == 1)
        #expect(rig.sent.isEmpty)
    }

    @Test func manifestThatAnswersTooLateChangesNothing() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        rig.answersLookUps = false
        let passage = try rig.bring(1, Labels.one)
        rig.run(1100)
        #expect(rig.verdict(on: passage) == [.late])
        rig.handle(.lookedUp(passage, line: 0, [try #require(rig.manifest[try Rig.number(Labels.one)])]))
        #expect(rig.decisions(on: passage).count == 1)
        #expect(rig.sent.isEmpty)
    }

    @Test func latchedJournalClearsNothing() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        rig.handle(.journal(isWell: false))
        let passage = try rig.bring(1, Labels.one)
        #expect(rig.verdict(on: passage) == [.notReady])
        rig.handle(.journal(isWell: true))
        rig.run(2000)
        rig.exit(1, by: 1)
        try rig.declare(Labels.two)
        let next = try rig.bring(2, Labels.two)
        #expect(rig.isCleared(next))
    }

    @Test func nothingIsClearedWithoutPolicyOrRules() throws {
        for (policy, screening) in [
            (EvidencePolicy?.none, ScreeningSnapshot?.some(ScreeningSnapshot())), (Rig.policy(), nil),
        ] {
            var rig = try Rig(policy: policy, screening: screening)
            try rig.hello()
            try rig.declare(Labels.one)
            let passage = try rig.bring(1, Labels.one)
            #expect(rig.verdict(on: passage) == [.notReady])
        }
    }

    @Test func openPassagesEndAsHeldWhenTheGatewayStartsAgain() throws {
        var rig = try Rig()
        let line = try #require(LineID("L1"))
        let track = try #require(TrackID(4))
        let open = OpenPassage(
            passage: PassageID(epoch: 1, sequence: 3), line: line, track: track, number: try Rig.number(Labels.one),
            grantedPermit: nil)
        let stamp = rig.stamp
        let effects = rig.conveyor.start(program: "test", journalEpoch: 1, anchorEpoch: 0, open: [open], now: stamp)
        let bodies = effects.compactMap { if case .record(let entry, _) = $0 { entry.body } else { nil } }
        #expect(bodies.contains { if case .passageEnded(let ended) = $0 { ended.how == .restarted } else { false } })
        #expect(
            bodies.contains {
                if case .holdRaised(let hold) = $0 { hold.reasons.map(\.code) == [.restart] } else { false }
            })
    }

    @Test func parcelOfTheTimeBeforeArrivesInItsHold() throws {
        var rig = try Rig()
        let open = OpenPassage(
            passage: PassageID(epoch: 1, sequence: 3), line: try #require(LineID("L1")),
            track: try #require(TrackID(4)), number: nil,
            grantedPermit: nil)
        let stamp = rig.stamp
        for effect in rig.conveyor.start(program: "test", journalEpoch: 1, anchorEpoch: 0, open: [open], now: stamp) {
            if case .record(let entry, _) = effect { rig.entries.append(entry) }
        }
        try rig.hello()
        rig.exit(4, by: 1)
        #expect(
            rig.entries.contains { if case .holdStepped(let step) = $0.body { step.step == .diverted } else { false } })
        #expect(rig.balance.strays == 0)
    }

    /// Its permit was on the way when the gateway ended: whether it arrived is not known.
    @Test func parcelOfTheTimeBeforeThatPassesByItsPermitIsNoEscape() throws {
        for (granted, shown, isEscape) in [(2, 2, false), (nil, 2, true), (2, 3, true), (2, nil, true)]
            as [(UInt32?, UInt32?, Bool)]
        {
            var rig = try Rig()
            let open = OpenPassage(
                passage: PassageID(epoch: 1, sequence: 3), line: try #require(LineID("L1")),
                track: try #require(TrackID(4)), number: nil, grantedPermit: granted.map { PermitNumber($0) })
            let stamp = rig.stamp
            for effect in rig.conveyor.start(program: "test", journalEpoch: 1, anchorEpoch: 0, open: [open], now: stamp)
            {
                if case .record(let entry, _) = effect { rig.entries.append(entry) }
            }
            // It may be gone: whoever works the hold is told to fetch it back.
            #expect(rig.holds.map(\.recall) == [granted != nil])
            try rig.hello()
            rig.exit(4, by: 2, permit: shown.map { PermitNumber($0) })
            #expect(rig.alarms.contains(.escape) == isEscape)
        }
    }

    /// The gateway started twice while it was on the belt.
    @Test func parcelOfTheRestartBeforeIsNoStranger() throws {
        var rig = try Rig()
        let (line, number) = (try #require(LineID("L1")), try Rig.number(Labels.one))
        func open(hasEnded: Bool) throws -> OpenPassage {
            OpenPassage(
                passage: PassageID(epoch: 1, sequence: 3), line: line, track: try #require(TrackID(4)), number: number,
                grantedPermit: PermitNumber(2), hasEnded: hasEnded)
        }
        for (epoch, hasEnded) in [(2, false), (3, true)] as [(Epoch, Bool)] {
            let passage = try open(hasEnded: hasEnded)
            let stamp = rig.stamp
            for effect in rig.conveyor.start(
                program: "test", journalEpoch: epoch - 1, anchorEpoch: 0, open: [passage], now: stamp)
            {
                if case .record(let entry, _) = effect { rig.entries.append(entry) }
            }
        }
        #expect(rig.holds.count == 1)
        #expect(rig.entries.filter { if case .passageEnded = $0.body { true } else { false } }.count == 1)
        try rig.hello()
        rig.exit(4, by: 2, permit: PermitNumber(2))
        #expect(rig.alarms.isEmpty && rig.balance.strays == 0)
    }

    @Test func parcelThatWasAtTheEyeWhenTheSorterAgreedIsHeld() throws {
        var rig = try Rig()
        try rig.declare(Labels.one)
        rig.pulse()
        rig.handle(
            .sorter(
                line: 0,
                .hello(
                    SorterHello(
                        line: try #require(LineID("L1")), epoch: 0, encoder: rig.encoder, time_ms: 0, defaultExit: 1,
                        exits: 3))))
        rig.run(100)
        // Its front passed the eye before anybody looked.
        let passage = try rig.induct(1, length: 300)
        rig.run(1000)
        try rig.read(Labels.one)
        #expect(rig.verdict(on: passage) == [.positionLost])
    }

    @Test func wallClockThatJumpsMovesNoWindowAndNoDeadline() throws {
        for jump: Int64 in [-86_400_000_000_000, 86_400_000_000_000, 2_000_000_000_000_000_000] {
            var rig = try Rig()
            try rig.hello()
            try rig.declare(Labels.one)
            rig.run(600)
            let passage = try rig.induct(1)
            rig.utcOffset += jump
            rig.run(1000)
            try rig.read(Labels.one)
            #expect(rig.isCleared(passage))
        }
    }

    @Test func rulesThatChangeWhileAParcelIsUnderWayAreAskedOnceAndNamedByVersion() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        rig.run(600)
        let passage = try rig.induct(1)
        rig.handle(.policy(Rig.policy(), version: 2))
        rig.run(1000)
        try rig.read(Labels.one)
        #expect(rig.decisions(on: passage).map(\.versions.policy) == [2])
        rig.handle(.policy(Rig.policy(requiring: Set(Evidence.allCases)), version: 3))
        rig.run(500)
        #expect(rig.decisions(on: passage).count == 1)
    }

    @Test func ruleThatFailsHolds() throws {
        let rules = try RuleFile.parse(
            Array(
                """
                rules:
                  - id: broken
                    version: 1
                    name: {vi: hỏng, en: broken}
                    text: {vi: hỏng, en: broken}
                    when: weight_g / (length_mm - length_mm) > 1
                    ground: test
                """.utf8), file: "rules")
        let snapshot = try ScreeningSnapshot(rules: rules, rulesVersion: 1, lists: .none, listsVersion: 0, at: nil)
        var rig = try Rig(screening: snapshot)
        try rig.hello()
        try rig.declare(Labels.one)
        let passage = try rig.bring(1, Labels.one)
        #expect(rig.verdict(on: passage) == [.ruleFailed])
    }

    @Test func decisionSeesEverythingBeforeIt() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        let passage = try rig.bring(1, Labels.one)
        let decided = try #require(rig.entries.last { if case .passageDecided = $0.body { true } else { false } })
        #expect(rig.decisions(on: passage).last?.horizon == decided.sequence - 1)
        #expect(zip(rig.entries, rig.entries.dropFirst()).allSatisfy { $1.sequence == $0.sequence + 1 })
    }
}
