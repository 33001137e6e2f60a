import Entries
import Parcels
import Readings
import Testing

@testable import Passages

/// Do not open, do not move, at a table without a belt: who stands there points at what lies before them.
@Suite struct CounterHaltTests {
    private static let first = "EB123456785VN"
    private static let second = "EB123456808VN"

    private static func rig(_ labels: String...) throws -> CounterRig {
        var rig = try CounterRig()
        for label in labels { try rig.declare(label) }
        return rig
    }

    private static func suspect(_ rig: inout CounterRig, _ hold: HoldID? = nil) {
        rig.handle(.suspect(.table(0, hold), by: rig.clerk, token: 1))
    }

    /// Two persons order it.
    private static func letWork(_ rig: inout CounterRig) throws {
        let halt = try #require(rig.entries.first { if case .lineHalted = $0.body { true } else { false } })
        let asked = LineOrderAsked(
            order: .returnToWork, line: try #require(LineID("Q1")), halt: halt.sequence, minutes: nil,
            by: rig.clerk, note: "an toàn")
        let ordered = LineOrdered(asked, sequence: 1, by: try #require(AccountID("binh")))
        rig.handle(.record(.lineOrdered(ordered), urgent: true, token: 2))
    }

    private static func halts(_ rig: CounterRig) -> [LineHalted] {
        rig.bodies.compactMap { if case .lineHalted(let halted) = $0 { halted } else { nil } }
    }

    @Test func parcelWithGoIsHeldAndItsGoEnds() throws {
        var rig = try Self.rig(Self.first)
        try rig.scan(Self.first)
        #expect(rig.go != nil)
        Self.suspect(&rig)
        #expect(rig.go == nil)
        #expect(rig.holds.map(\.reasons) == [[.suspected(by: "mai")]])
        #expect(rig.view.showing?.state == .doNotOpen)
        #expect(rig.view.showing?.number == (try CounterRig.number(Self.first)))
        #expect(Self.halts(rig).map(\.hold) == [rig.view.showing?.hold])
        #expect(rig.conveyor.barrier(try CounterRig.number(Self.first), rig.stamp) != [])
        #expect(rig.view.missing.contains(.halt))
    }

    @Test func parcelThatIsBeingDecidedIsHeldWhateverTheDecision() throws {
        var rig = try Self.rig(Self.first)
        rig.isDurableAtOnce = false
        try rig.scan(Self.first)
        let clear = rig.bodies.compactMap { body -> Permit? in
            guard case .passageDecided(let decision) = body, case .clear(let permit) = decision.outcome else {
                return nil
            }
            return permit
        }
        Self.suspect(&rig)
        for event in rig.pass(try #require(clear.first)) { rig.handle(event) }
        #expect(rig.go == nil && rig.spent.count == 1)
        #expect(rig.holds.map(\.number) == [try CounterRig.number(Self.first)])
        #expect(Self.halts(rig).count == 1)
    }

    @Test func heldParcelKeepsItsHold() throws {
        var rig = try Self.rig()
        try rig.scan(Self.first)
        let hold = try #require(rig.view.showing?.hold)
        Self.suspect(&rig, hold)
        #expect(rig.holds.count == 1)
        #expect(Self.halts(rig).map(\.hold) == [hold])
        let joined = rig.bodies.compactMap { if case .holdJoined(let joined) = $0 { joined.reasons } else { nil } }
        #expect(joined == [[.suspected(by: "mai")]])
    }

    @Test func whatWasNotScannedGetsAHoldWithoutANumber() throws {
        var rig = try Self.rig()
        Self.suspect(&rig)
        #expect(rig.holds.map(\.number) == [nil])
        #expect(rig.holds.map(\.reasons) == [[.suspected(by: "mai")]])
        #expect(Self.halts(rig).count == 1)
        #expect(rig.tags.count == 1)
    }

    @Test func clearOfTheParcelOnTheSignIsVoidAlthoughItsGoIsOver() throws {
        var rig = try Self.rig(Self.first)
        try rig.scan(Self.first)
        rig.wait(8_000)
        #expect(rig.conveyor.barrier(try CounterRig.number(Self.first), rig.stamp) == [])
        Self.suspect(&rig)
        #expect(rig.holds.map(\.number) == [try CounterRig.number(Self.first)])
        #expect(rig.conveyor.barrier(try CounterRig.number(Self.first), rig.stamp) != [])
        #expect(Self.halts(rig).count == 1)
    }

    @Test func tableClearsNothingUntilTwoPersonsHaveEndedIt() throws {
        var rig = try Self.rig(Self.second)
        Self.suspect(&rig)
        try rig.scan(Self.second)
        #expect(rig.go == nil)
        #expect(rig.holds.last?.reasons == [.notReady(.halt)])
        try Self.letWork(&rig)
        #expect(rig.view.missing == [])
    }

    @Test func signOfATableThatWorksAgainTellsNobodyToLeave() throws {
        var rig = try Self.rig(Self.first)
        try rig.scan(Self.first)
        Self.suspect(&rig)
        let hold = try #require(rig.view.showing?.hold)
        try Self.letWork(&rig)
        #expect(rig.view.showing?.state == .alreadyHeld)
        #expect(rig.view.showing?.hold == hold && rig.view.uncaged == [hold])
    }
}
