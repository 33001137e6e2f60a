import Entries
import Parcels
import Readings
import Testing

@testable import Passages

/// The second barrier: into a bag goes only what has a valid clear.
@Suite struct CounterBagTests {
    private static let first = "EB123456785VN"
    private static let second = "EB123456808VN"

    /// The first parcel has its clear, and a bag is open.
    private static func rig(_ settings: Conveyor.Settings = .init()) throws -> CounterRig {
        var rig = try CounterRig(settings: settings)
        try rig.declare(first)
        try rig.scan(first)
        rig.turn(.bag)
        try rig.scan("VNSGNDVNHANAAUN60001001000045")
        #expect(rig.view.bag != nil)
        return rig
    }

    @Test func clearedParcelGoesIntoTheBagAndTheBagIsClosedWithItsCounts() throws {
        var rig = try Self.rig()
        try rig.scan(Self.first)
        #expect(rig.view.showing?.state == .bagged && rig.view.bag?.parcels == 1)
        rig.now += 5_000_000_000
        try rig.scan("VNSGNDVNHANAAUN60001001000045")
        let closed = rig.bodies.compactMap { if case .bagClosed(let closed) = $0 { closed } else { nil } }
        #expect(closed.map(\.parcels) == [1] && closed.map(\.refused) == [0])
        #expect(rig.view.bag == nil)
    }

    @Test func aClearIsNoneForAParcelWithALabelThatDecodersReadDifferently() throws {
        var rig = try Self.rig()
        try rig.report(.label(Array(Self.first.utf8), nil), .failed(Trouble(.readersDisagree)))
        #expect(rig.view.showing?.state == .noNumber && rig.view.bag?.parcels == 0)
    }

    @Test func parcelWithoutAClearIsRefusedAndHeld() throws {
        var rig = try Self.rig()
        try rig.scan(Self.second)
        #expect(rig.view.showing?.state == .refused && rig.view.bag?.parcels == 0)
        #expect(rig.holds.map(\.reasons) == [[.noClear]])
        #expect(rig.tags.count == 1)
    }

    @Test func anotherBagsLabelSaysThatThisOneIsClosedFirst() throws {
        var rig = try Self.rig()
        try rig.scan("VNSGNDVNHANAAUN60001001000099")
        #expect(rig.view.showing?.state == .otherBag)
        #expect(rig.view.bag?.label?.text == "VNSGNDVNHANAAUN60001001000045")
    }

    @Test func clearWhoseGoWasNeverShownIsNone() throws {
        var rig = try CounterRig()
        try rig.declare(Self.first)
        rig.isDurableAtOnce = false
        try rig.scan(Self.first)
        #expect(rig.conveyor.barrier(try CounterRig.number(Self.first), rig.stamp) == [.noClear])
    }

    @Test func clearThatIsTooOldIsRefused() throws {
        var settings = Conveyor.Settings()
        settings.clearValidity_min = 60
        var rig = try Self.rig(settings)
        rig.wait(60 * 60_000)
        #expect(rig.conveyor.barrier(try CounterRig.number(Self.first), rig.stamp).isEmpty)
        rig.wait(60_000)
        try rig.scan(Self.first)
        #expect(rig.view.showing?.reasons.map(\.code) == [.clearStale])
    }

    @Test func parcelThatIsInABagAlreadyIsACopiedLabel() throws {
        var rig = try Self.rig()
        try rig.scan(Self.first)
        rig.now += 1_000_000_000
        try rig.scan(Self.first)
        #expect(rig.view.showing?.state == .bagged, "the same scan twice")
        rig.now += 4_000_000_000
        try rig.scan(Self.first)
        #expect(rig.view.showing?.reasons.map(\.code) == [.copiedLabel])
        #expect(rig.holds.map(\.recall) == [true])
    }

    @Test func recallShowsInTheBagWhichCannotBeClosedUntilTheParcelIsInTheCage() throws {
        var rig = try Self.rig()
        try rig.scan(Self.first)
        let number = try CounterRig.number(Self.first)
        let raised = HoldRaised(
            line: rig.view.id, passage: nil, number: number, reasons: [.clearWithdrawn], recall: true)
        rig.handle(.record(.holdRaised(raised), urgent: true, token: nil))
        let recall = try #require(rig.view.recalls.first)
        #expect(recall.number == number && recall.bag == rig.view.bag?.id)
        #expect(recall.label?.text == "VNSGNDVNHANAAUN60001001000045")
        #expect(rig.conveyor.fault(.bagClosed(by: rig.clerk), at: 0) == .bagHasRecall)
        rig.turn(.cage)
        try rig.scan(Self.first)
        try rig.receiveOrdered()
        #expect(rig.view.recalls.isEmpty && rig.view.bag?.parcels == 0)
        #expect(rig.bodies.contains { if case .bagEmptied = $0 { true } else { false } })
    }

    @Test func holdOnABaggedParcelVoidsItsClearForGood() throws {
        var rig = try Self.rig()
        let number = try CounterRig.number(Self.first)
        let raised = HoldRaised(
            line: rig.view.id, passage: nil, number: number, reasons: [.clearWithdrawn], recall: true)
        rig.handle(.record(.holdRaised(raised), urgent: true, token: nil))
        let hold = HoldID(epoch: 1, sequence: rig.conveyor.sequence)
        rig.handle(
            .record(.holdStepped(HoldStepped(hold: hold, step: .released, by: rig.clerk)), urgent: true, token: nil))
        #expect(
            rig.conveyor.barrier(number, rig.stamp) == [.clearWithdrawn], "a release is no clear: it is scanned anew")
    }

    @Test func nobodyAtTheTablePutsNothingIntoABag() throws {
        var rig = try Self.rig()
        rig.turn(.left)
        try rig.scan("TABLE-CLOSE")
        #expect(rig.view.showing?.state == .nobody && rig.view.bag != nil)
    }

    @Test func permitOfALineIsAValidClearToo() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Self.first)
        let passage = try rig.bring(1, Self.first)
        let cleared = try CounterRig.number(Self.first)
        #expect(rig.conveyor.barrier(cleared, rig.stamp) == [.noClear], "the sorter has not taken it")
        try rig.answer()
        #expect(rig.conveyor.clears[cleared]?.passage == passage)
        #expect(rig.conveyor.barrier(cleared, rig.stamp).isEmpty)
    }
}
