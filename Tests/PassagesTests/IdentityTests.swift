import Entries
import Parcels
import Readings
import Testing

@testable import Passages

/// Who a parcel is: unread, unknown, several numbers, missing evidence.
@Suite struct IdentityTests {
    @Test func declaredAndReadParcelIsClearedWithAPermitOfItsOwn() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        let passage = try rig.bring(7, Labels.one)
        #expect(rig.isCleared(passage))
        let permit = try #require(rig.sent.last)
        #expect(permit.passage == passage)
        #expect(permit.track.number == 7)
        #expect(permit.epoch == 1)
    }

    @Test func unreadParcelIsHeld() throws {
        var rig = try Rig()
        try rig.hello()
        rig.run(600)
        let passage = try rig.induct(1)
        rig.run(1000)
        try rig.readNothing()
        rig.run(100)
        #expect(rig.verdict(on: passage) == [.noRead])
        #expect(rig.sent.isEmpty)
    }

    @Test func parcelWithoutAnyReadingIsHeldWhenItsWindowsHaveClosed() throws {
        var rig = try Rig()
        try rig.hello()
        rig.run(600)
        let passage = try rig.induct(1)
        rig.run(900)
        #expect(rig.verdict(on: passage) == nil)
        rig.run(300)
        #expect(rig.verdict(on: passage) == [.noRead])
    }

    @Test func labelThatFitsNoSchemeIsHeld() throws {
        var rig = try Rig()
        try rig.hello()
        let passage = try rig.bring(1, Labels.foreign)
        rig.run(200)
        #expect(rig.verdict(on: passage) == [.unknownNumber])
    }

    private static let operatorsNumber = "SPXVN012345678901"

    /// A rig of a site that takes an operator's numbers, and that asks for nothing but an identity.
    private static func rigOfOperator(identity: [String] = ["spx"], declared: Bool) throws -> Rig {
        let schemes = try identity.map { try #require(Scheme(rawValue: $0)) }
        var settings = Conveyor.Settings()
        settings.numbering = Numbering(identity: schemes)
        var rig = try Rig(policy: Rig.policy(requiring: []), settings: settings)
        try rig.hello()
        if declared, let scheme = schemes.first {
            try rig.declare(
                try #require(ParcelNumber(scheme: scheme, canonical: Array(operatorsNumber.utf8))), length_mm: nil)
        }
        return rig
    }

    @Test func anOperatorsNumberThatTheManifestKnowsIsAParcels() throws {
        var rig = try Self.rigOfOperator(declared: true)
        let passage = try rig.bring(1, Self.operatorsNumber)
        #expect(rig.isCleared(passage))
        #expect(rig.decisions(on: passage).last?.number?.scheme.rawValue == "spx")
    }

    /// Whatever the policy asks for, a number without check digit clears nothing by itself.
    @Test func anOperatorsNumberThatNoManifestKnowsIsHeld() throws {
        var rig = try Self.rigOfOperator(declared: false)
        let passage = try rig.bring(1, Self.operatorsNumber)
        #expect(rig.verdict(on: passage) == [.weakNumber])
        #expect(rig.sent.isEmpty)
    }

    @Test func anOperatorsNumberIsNoneWhereTheSiteDoesNotNameItsScheme() throws {
        var rig = try Self.rigOfOperator(identity: [], declared: false)
        let passage = try rig.bring(1, Self.operatorsNumber)
        rig.run(200)
        #expect(rig.verdict(on: passage) == [.unknownNumber])
        #expect(rig.sent.isEmpty)
    }

    @Test func anOperatorsNumberBesideAPostalOneIsNoRival() throws {
        var rig = try Self.rigOfOperator(declared: false)
        rig.run(600)
        let passage = try rig.induct(1)
        rig.run(1000)
        try rig.read(Self.operatorsNumber, Labels.one)
        #expect(rig.isCleared(passage))
        #expect(rig.decisions(on: passage).last?.number?.description == Labels.one)
    }

    @Test func productCodeBesideADeclaredNumberIsNormal() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        rig.run(600)
        let passage = try rig.induct(1)
        rig.run(1000)
        try rig.read(Labels.foreign, Labels.one)
        #expect(rig.isCleared(passage))
    }

    @Test func oldLabelBesideADeclaredNumberIsNormal() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.two)
        rig.run(600)
        let passage = try rig.induct(1)
        rig.run(1000)
        try rig.read(Labels.one, Labels.two)
        #expect(rig.isCleared(passage))
        #expect(rig.decisions(on: passage).last?.number?.description == Labels.two)
    }

    @Test func twoDeclaredNumbersOnOneParcelAreHeld() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        try rig.declare(Labels.two)
        rig.run(600)
        let passage = try rig.induct(1)
        rig.run(1000)
        try rig.read(Labels.one, Labels.two)
        #expect(rig.verdict(on: passage) == [.ambiguousIdentity, .evidenceMissing, .evidenceMissing])
        #expect(rig.sent.isEmpty)
    }

    @Test func numberReadWhileTheManifestIsAskedIsAskedAboutToo() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        try rig.declare(Labels.two)
        rig.run(600)
        let passage = try rig.induct(1)
        rig.run(1000)
        rig.answersLookUps = false
        try rig.read(Labels.one)
        try rig.read(Labels.two)
        rig.answersLookUps = true
        rig.handle(.lookedUp(passage, line: 0, [try #require(rig.manifest[try Rig.number(Labels.one)])]))
        // Its reader gave it another number in a second word, which may be about another parcel.
        #expect(rig.verdict(on: passage)?.prefix(2) == [.twoInWindow, .ambiguousIdentity])
        #expect(rig.sent.isEmpty)
    }

    @Test func answersThatCameWithTheReadingAreUsedWithoutAskingAgain() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        rig.run(600)
        let passage = try rig.induct(1)
        rig.run(1000)
        let number = try Rig.number(Labels.one)
        let reading = Reading(
            device: try Rig.device(Rig.tunnel), content: .label(Array(Labels.one.utf8), nil), stamp: rig.stamp)
        rig.handle(.read([reading], [Foreseen(number: number, declaration: rig.manifest[number])]))
        #expect(rig.isCleared(passage))
        #expect(!rig.effects.contains { if case .lookUp = $0 { true } else { false } })
    }

    @Test func secondNumberAfterAClearTakesItBack() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        let passage = try rig.bring(1, Labels.one)
        #expect(rig.isCleared(passage))
        try rig.read(Labels.two)
        #expect(rig.verdict(on: passage) == [.contradiction])
        #expect(rig.effects.contains { if case .revoke = $0 { true } else { false } })
        #expect(rig.holds.last?.recall == true)
    }

    @Test func undeclaredParcelIsHeldWhereThePolicyAsksForAManifest() throws {
        var rig = try Rig()
        try rig.hello()
        let passage = try rig.bring(1, Labels.one)
        #expect(rig.verdict(on: passage) == [.evidenceMissing])
    }

    @Test func evidenceThatWasNotRequiredIsCountedAsWaived() throws {
        var rig = try Rig(policy: Rig.policy(requiring: [.identity]))
        try rig.hello()
        let passage = try rig.bring(1, Labels.one)
        #expect(rig.isCleared(passage))
        #expect(rig.decisions(on: passage).last?.waived == [.manifest, .acceptance, .image])
    }

    @Test func staleDeclarationIsHeldAndNotWhenTheClockCannotBeTrusted() throws {
        let policy = try #require(
            EvidencePolicy(flows: [
                EvidencePolicy.Flow(
                    name: "all", origins: [], services: [], lines: [], required: [.identity, .manifest],
                    stages: [.automatic],
                    manifestLimit_min: 60)
            ]))
        for isTrusted in [true, false] {
            var rig = try Rig(policy: policy)
            rig.isTrusted = isTrusted
            try rig.hello()
            try rig.declare(Labels.one)
            rig.utcOffset += 2 * 3_600_000_000_000
            let passage = try rig.bring(1, Labels.one)
            #expect(rig.verdict(on: passage) == (isTrusted ? [.evidenceStale] : []))
        }
    }

    @Test func flowThatAsksForAPictureHoldsWhereThereIsNone() throws {
        var rig = try Rig(policy: Rig.policy(requiring: [.identity], stages: [.automatic, .image]))
        try rig.hello()
        let passage = try rig.bring(1, Labels.one)
        #expect(rig.verdict(on: passage) == [.evidenceMissing])
    }

    @Test func manifestThatCannotBeAskedHolds() throws {
        var rig = try Rig()
        try rig.hello()
        rig.answersLookUps = false
        let passage = try rig.bring(1, Labels.one)
        rig.handle(.lookedUp(passage, line: 0, nil))
        #expect(rig.verdict(on: passage) == [.lookupFailed])
    }

    /// 0 and 7, 1 and 4: two digits read wrongly, and the check digit holds all the same.
    @Test func twoReadersThatDisagreeOnOneLabelAreNoRead() throws {
        var rig = try Rig(hasHandScanner: true)
        rig.answersLookUps = false
        try rig.hello()
        let misread = try #require(Self.misreading(of: Labels.one))
        try rig.declare(Labels.one)
        rig.run(600)
        let passage = try rig.induct(1)
        rig.run(1000)
        try rig.read(Labels.one)
        rig.run(400)
        try rig.read(misread, by: Rig.hand)
        rig.handle(.lookedUp(passage, line: 0, [try #require(rig.manifest[try Rig.number(Labels.one)])]))
        #expect(rig.verdict(on: passage) == [.readersDisagree])
    }

    @Test func oneReaderThatReadBothLabelsSawTwo() throws {
        var rig = try Rig()
        try rig.hello()
        let other = try #require(Self.misreading(of: Labels.one))
        try rig.declare(Labels.one)
        rig.run(600)
        let passage = try rig.induct(1)
        rig.run(1000)
        try rig.read(Labels.one, other)
        #expect(rig.isCleared(passage))
    }

    /// Another valid number that differs in two digits.
    private static func misreading(of label: String) -> String? {
        let bytes = Array(label.utf8)
        for first in 2..<10 {
            for second in (first + 1)..<11 {
                for one in UInt8(48)...57 {
                    for other in UInt8(48)...57 where one != bytes[first] && other != bytes[second] {
                        var changed = bytes
                        changed[first] = one
                        changed[second] = other
                        if case .valid = Recognition.of(changed) { return String(decoding: changed, as: UTF8.self) }
                    }
                }
            }
        }
        return nil
    }
}
