import Entries
import Parcels
import Readings
import Testing

@testable import Passages

/// An earlier clear is taken back by a person or by a list.
@Suite struct RecallTests {
    private static func order(_ label: String, passage: PassageID? = nil) throws -> EntryBody {
        .recallOrdered(
            RecallOrdered(
                number: try Rig.number(label), passage: passage, line: nil, reasons: [.recalled(by: "lan")],
                by: AccountID("lan"), note: "tin báo của công an"))
    }

    @Test func clearedParcelOnTheBeltIsHeldAndItsPermitRevoked() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        let passage = try rig.bring(1, Labels.one)
        rig.handle(.record(try Self.order(Labels.one), urgent: true, token: 1))
        #expect(rig.verdict(on: passage) == [.recalled])
        #expect(rig.holds.last?.recall == true)
        #expect(rig.effects.contains { if case .revoke = $0 { true } else { false } })
    }

    @Test func parcelThatPassedIsSought() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        try rig.pass(1, Labels.one)
        rig.handle(.record(try Self.order(Labels.one), urgent: true, token: 1))
        #expect(rig.holds.last?.recall == true)
        #expect(rig.holds.last?.passage == rig.opened.last)
        #expect(rig.alarms.contains(.recall))
        // It is held wherever it comes again.
        let next = try rig.bring(2, Labels.one)
        #expect(rig.verdict(on: next) == [.openHold])
    }

    @Test func parcelThatNobodyHasSeenIsHeldWhenItComes() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        rig.handle(.record(try Self.order(Labels.one), urgent: true, token: 1))
        #expect(rig.holds.last?.recall == false)
        #expect(!rig.alarms.contains(.recall))
        let next = try rig.bring(1, Labels.one)
        #expect(rig.verdict(on: next) == [.openHold])
    }

    @Test func parcelThatIsNotYetDecidedIsHeld() throws {
        var rig = try Rig()
        rig.answersLookUps = false
        try rig.hello()
        try rig.declare(Labels.one)
        let passage = try rig.bring(1, Labels.one)
        rig.handle(.record(try Self.order(Labels.one), urgent: true, token: 1))
        let declared = try #require(rig.manifest[try Rig.number(Labels.one)])
        rig.handle(.lookedUp(passage, line: 0, [declared]))
        #expect(rig.verdict(on: passage) == [.recalled])
    }

    @Test func openHoldGetsTheReasonInsteadOfASecondHold() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.bring(1, Labels.one)
        rig.run(2000)
        rig.exit(1, by: 1)
        rig.handle(.record(try Self.order(Labels.one), urgent: true, token: 1))
        #expect(rig.holds.count == 1)
        guard case .holdJoined(let joined)? = rig.entries.last?.body else {
            Issue.record("nothing joined")
            return
        }
        #expect(joined.reasons.map(\.code) == [.recalled])
    }

    @Test func copyOfAParcelThatPassedRecallsTheOther() throws {
        var rig = try Rig(settings: Conveyor.Settings(copyWindow_s: 60))
        try rig.hello()
        try rig.declare(Labels.one)
        try rig.pass(1, Labels.one)
        let passed = try #require(rig.opened.last)
        let again = try rig.bring(2, Labels.one)
        #expect(rig.verdict(on: again) == [.copiedLabel])
        #expect(rig.holds.first?.passage == passed)
        #expect(rig.holds.first?.recall == true)
        #expect(rig.alarms.contains(.recall))
    }

    // MARK: At a table

    @Test func parcelInHandThatHasGoIsHeld() throws {
        var rig = try CounterRig()
        try rig.declare(Labels.one)
        try rig.scan(Labels.one)
        #expect(rig.go != nil)
        rig.handle(.record(try Self.order(Labels.one), urgent: true, token: 1))
        #expect(rig.go == nil && rig.view.showing?.state == .held)
        #expect(rig.holds.last?.reasons == [.recalled(by: "lan")])
    }

    /// The number that is sought stands on another label of the parcel than the one that names it.
    @Test func parcelInHandWithTheNumberAmongItsLabelsIsHeld() throws {
        var rig = try CounterRig()
        try rig.declare(Labels.one)
        let readings = try [Labels.one, Labels.two].map {
            Reading(device: try Rig.device(CounterRig.scanner), content: .label(Array($0.utf8), nil), stamp: rig.stamp)
        }
        rig.handle(.read(readings, []))
        #expect(rig.go != nil)
        rig.handle(.record(try Self.order(Labels.two), urgent: true, token: 1))
        #expect(rig.go == nil && rig.view.showing?.state == .held)
        #expect(rig.holds.map(\.reasons) == [[.recalled(by: "lan")]])
        #expect(rig.holds.last?.recall == true)
    }

    /// One with the sought number has passed, and the number stands on a label of the parcel in hand: both are held.
    @Test func parcelThatPassedIsSoughtAlthoughItsNumberIsInHand() throws {
        var rig = try CounterRig()
        try rig.declare(Labels.one)
        let readings = try [Labels.one, Labels.two].map {
            Reading(device: try Rig.device(CounterRig.scanner), content: .label(Array($0.utf8), nil), stamp: rig.stamp)
        }
        rig.handle(.read(readings, []))
        let passed = PassageID(epoch: 1, sequence: 1)
        rig.handle(.record(try Self.order(Labels.two, passage: passed), urgent: true, token: 1))
        #expect(rig.go == nil && rig.view.showing?.state == .held)
        #expect(rig.holds.count == 2)
        #expect(rig.holds.contains { $0.passage == passed && $0.recall && $0.number?.description == Labels.two })
        #expect(rig.holds.contains { $0.passage == rig.entries.first(where: \.isScan)?.passage })
    }
}

extension Entry {
    fileprivate var isScan: Bool { if case .passageScanned = body { true } else { false } }
    fileprivate var passage: PassageID { PassageID(epoch: epoch, sequence: sequence) }
}
