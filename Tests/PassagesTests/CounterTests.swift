import Entries
import Parcels
import Readings
import Testing

@testable import Passages

/// A table without a belt: GO for a durable clear and some seconds, STOP for everything else.
@Suite struct CounterTests {
    private static let first = "EB123456785VN"
    private static let second = "EB123456808VN"

    private static func rig() throws -> CounterRig {
        var rig = try CounterRig()
        try rig.declare(first, second)
        return rig
    }

    @Test func declaredParcelGetsGo() throws {
        var rig = try Self.rig()
        try rig.scan(Self.first)
        #expect(rig.go != nil)
        #expect(rig.view.showing?.state == .cleared)
        #expect(rig.view.counts.cleared == 1 && rig.view.counts.held == 0)
        #expect(rig.tags.isEmpty)
    }

    @Test func undeclaredParcelIsHeldAndItsTagPrinted() throws {
        var rig = try CounterRig()
        try rig.scan(Self.first)
        #expect(rig.go == nil)
        #expect(rig.view.showing?.state == .held)
        #expect(rig.view.showing?.reasons == [.missing(.manifest)])
        #expect(rig.tags == [try #require(rig.view.showing?.hold)])
    }

    /// What was read beside the disputed label may be an old one.
    @Test func pictureAtATableWithALabelThatDecodersReadDifferentlyIsHeld() throws {
        var rig = try Self.rig()
        try rig.report(.label(Array(Self.first.utf8), nil), .failed(Trouble(.readersDisagree)))
        #expect(rig.go == nil)
        #expect(rig.view.showing?.state == .held)
        #expect(rig.view.showing?.reasons == [.labelDisputed])
    }

    @Test func clearThatIsNotDurableShowsNoGoAndIsHeldAtItsDeadline() throws {
        var rig = try Self.rig()
        rig.isDurableAtOnce = false
        try rig.scan(Self.first)
        #expect(rig.go == nil)
        rig.wait(3_000)
        #expect(rig.view.showing?.state == .held)
        #expect(rig.holds.map(\.reasons) == [[.undecided]])
        #expect(rig.conveyor.barrier(try CounterRig.number(Self.first), rig.stamp) != [])
    }

    @Test func nextScanBeforeTheDecisionHoldsTheParcel() throws {
        var rig = try Self.rig()
        rig.isDurableAtOnce = false
        try rig.scan(Self.first)
        try rig.scan(Self.second)
        #expect(rig.holds.map(\.number) == [try CounterRig.number(Self.first)])
        #expect(rig.view.showing?.state == .deciding)
        #expect(rig.view.uncaged.count == 1)
    }

    @Test func clearOfTheParcelBeforeShowsNoGoForTheNext() throws {
        var rig = try Self.rig()
        rig.isDurableAtOnce = false
        try rig.scan(Self.first)
        let late = rig.bodies.compactMap { body -> Permit? in
            if case .passageDecided(let decision) = body, case .clear(let permit) = decision.outcome {
                permit
            } else {
                nil
            }
        }
        try rig.scan(Self.second)
        for event in rig.pass(try #require(late.first)) { rig.handle(event) }
        #expect(rig.go == nil && rig.spent.count == 1)
    }

    @Test func goEndsByItselfAndWithTheNextScan() throws {
        var rig = try Self.rig()
        try rig.scan(Self.first)
        rig.wait(7_999)
        #expect(rig.view.showing?.state == .cleared)
        rig.wait(1)
        #expect(rig.go == nil && rig.view.showing?.state == .over)
        try rig.scan(Self.second)
        let before = rig.go
        try rig.scan("SOMETHING ELSE")
        #expect(before != nil && rig.go == nil)
        #expect(rig.ends == [.expired, .passed])
    }

    @Test func scanRepeatedWithinAShortTimeIsTheSamePassage() throws {
        var rig = try Self.rig()
        try rig.scan(Self.first)
        rig.now += 2_000_000_000
        try rig.scan(Self.first)
        #expect(rig.view.counts.scanned == 1)
        #expect(rig.go != nil && rig.holds.isEmpty)
    }

    @Test func secondParcelWithTheSameNumberIsACopiedLabel() throws {
        var rig = try Self.rig()
        try rig.scan(Self.first)
        rig.now += 4_000_000_000
        try rig.scan(Self.first)
        #expect(rig.go == nil)
        #expect(rig.holds.flatMap(\.reasons).map(\.code) == [.copiedLabel])
        #expect(rig.conveyor.barrier(try CounterRig.number(Self.first), rig.stamp) != [])
    }

    @Test func labelThatIsNoNumberOpensNothing() throws {
        var rig = try Self.rig()
        try rig.scan("8934588012228")
        #expect(rig.view.showing?.state == .noNumber)
        #expect(rig.view.counts.scanned == 0 && rig.holds.isEmpty)
    }

    @Test func parcelWithoutAReadableLabelIsHeldByAPerson() throws {
        var rig = try Self.rig()
        rig.handle(.counter(0, .unread(by: rig.clerk)))
        #expect(rig.holds.map(\.reasons) == [[.noRead]])
        #expect(rig.tags.count == 1)
    }

    @Test func heldParcelSaysThatItIsHeldAlready() throws {
        var rig = try CounterRig()
        try rig.scan(Self.first)
        try rig.declare(Self.first, Self.second)
        try rig.scan(Self.second)
        rig.now += 5_000_000_000
        try rig.scan(Self.first)
        #expect(rig.view.showing?.state == .alreadyHeld)
        #expect(rig.holds.count == 1)
    }

    @Test func scanIntoTheCageEndsThePassage() throws {
        var rig = try CounterRig()
        try rig.scan(Self.first)
        let hold = try #require(rig.view.showing?.hold)
        rig.turn(.cage)
        #expect(rig.view.uncaged == [hold])
        try rig.scan(hold.description)
        #expect(rig.cageOrders.last?.hold == hold)
        try rig.receiveOrdered()
        #expect(rig.ends == [.inspected])
        #expect(rig.view.uncaged.isEmpty && rig.view.counts.caged == 1)
    }

    @Test func parcelWithoutAHoldIsNotCaged() throws {
        var rig = try Self.rig()
        rig.turn(.cage)
        try rig.scan(Self.first)
        #expect(rig.view.showing?.state == .notHeld && rig.cageOrders.isEmpty)
    }

    @Test func nothingIsClearedWhileTheJournalIsNotWell() throws {
        var rig = try Self.rig()
        rig.handle(.journal(isWell: false))
        try rig.scan(Self.first)
        #expect(rig.go == nil)
        #expect(rig.view.showing?.reasons.map(\.code) == [.notReady])
    }

    @Test func holdRaisedElsewhereEndsGo() throws {
        var rig = try Self.rig()
        try rig.scan(Self.first)
        let raised = HoldRaised(
            line: rig.view.id, passage: nil, number: try CounterRig.number(Self.first), reasons: [.clearWithdrawn],
            recall: true)
        rig.handle(.record(.holdRaised(raised), urgent: true, token: nil))
        #expect(rig.go == nil)
        #expect(rig.view.showing?.state == .held)
    }

    @Test func goOfTheTimeBeforeIsVoidAfterARestart() throws {
        var rig = try Self.rig()
        try rig.scan(Self.first)
        let passage = try #require(rig.go?.passage)
        var next = try CounterRig(sequence: rig.conveyor.sequence, epoch: 2)
        try next.declare(Self.first)
        let open = OpenPassage(
            passage: passage, line: rig.view.id, track: try #require(TrackID(1)),
            number: try CounterRig.number(Self.first), grantedPermit: rig.go?.number)
        let effects = next.conveyor.start(program: "1", journalEpoch: 1, anchorEpoch: 0, open: [open], now: next.stamp)
        let ends = effects.compactMap { effect -> PassageEnded.How? in
            if case .record(let entry, _) = effect, case .passageEnded(let ended) = entry.body {
                ended.how
            } else {
                nil
            }
        }
        #expect(ends == [.restarted])
        #expect(next.conveyor.barrier(try CounterRig.number(Self.first), next.stamp) == [.noClear])
        try next.scan(Self.first)
        #expect(next.go != nil, "scanned anew it is decided anew")
    }

    /// What was held stays to be brought to the cage until somebody has it, also over a restart.
    @Test func heldParcelWaitsForTheCageUntilItIsThere() throws {
        var rig = try Self.rig()
        try rig.scan(Labels.two)
        let hold = try #require(rig.view.showing?.hold)
        #expect(rig.view.uncaged == [hold])
        try rig.scan(Self.first)
        rig.turn(.left)
        #expect(rig.view.uncaged == [hold])
        var next = try CounterRig(sequence: rig.conveyor.sequence, epoch: 2)
        next.conveyor.restore([
            CounterPast(
                table: rig.view.id, counts: CounterCounts(), at: next.stamp.utc, rows: [], bag: nil, uncaged: [hold])
        ])
        #expect(next.view.uncaged == [hold])
        next.handle(
            .record(
                .holdStepped(HoldStepped(hold: hold, step: .inspecting, by: next.clerk)), urgent: true, token: nil))
        #expect(next.view.uncaged.isEmpty)
    }
}
