import Parcels
import Testing

@testable import Journal
@testable import Sorter

/// The gate of a table: GO only for a committed clear of the expected passage, and only for its seconds.
@Suite struct ManualGateTests {
    private let table: LineID
    private let track: TrackID
    private let expected = PassageID(epoch: 3, sequence: 9)

    init() throws {
        table = try #require(LineID("Q1"))
        track = try #require(TrackID(1))
    }

    private func permit(_ number: UInt32, passage: PassageID? = nil) -> Permit {
        Permit(
            line: table, track: track, epoch: 3, number: PermitNumber(number), passage: passage ?? expected,
            expiry: .afterInduction(milliseconds: 5_000))
    }

    private func gate() -> ManualGate {
        var gate = ManualGate(table: table)
        gate.expect(expected)
        return gate
    }

    @Test func committedClearShowsGoForItsSeconds() {
        var gate = gate()
        #expect(gate.shown(at: 0) == nil)
        let go = gate.pass(Committed(permit(1), sequence: 10), at: 0)
        #expect(go?.permit == PermitNumber(1))
        #expect(gate.shown(at: 4_999_999_999)?.passage == expected)
        #expect(gate.shown(at: 5_000_000_000) == nil)
    }

    @Test func clearOfAnotherPassageOrTableIsSpentWithoutGo() throws {
        var gate = gate()
        let other = PassageID(epoch: 2, sequence: 9)
        let old = gate.pass(Committed(permit(1, passage: other), sequence: 10), at: 0)
        #expect(old == nil)
        let line = Permit(
            line: try #require(LineID("L1")), track: track, epoch: 3, number: PermitNumber(2), passage: expected,
            expiry: .afterInduction(milliseconds: 5_000))
        let foreign = gate.pass(Committed(line, sequence: 10), at: 0)
        #expect(foreign == nil)
        #expect(gate.shown(at: 0) == nil)
    }

    @Test func nextPassageEndsGo() {
        var gate = gate()
        _ = gate.pass(Committed(permit(1), sequence: 10), at: 0)
        gate.expect(PassageID(epoch: 3, sequence: 20))
        #expect(gate.shown(at: 1) == nil)
    }

    @Test func withdrawnPermitShowsNothing() {
        var gate = gate()
        let wasShown = gate.withdraw(PermitNumber(1))
        #expect(!wasShown)
        let taken = gate.pass(Committed(permit(1), sequence: 10), at: 0)
        #expect(taken == nil)
        var shown = self.gate()
        _ = shown.pass(Committed(permit(1), sequence: 10), at: 0)
        let wasTakenDown = shown.withdraw(PermitNumber(1))
        #expect(wasTakenDown)
        #expect(shown.shown(at: 1) == nil)
    }

    @Test func clearThatPassedOnceDoesNotLengthenGo() {
        var gate = gate()
        _ = gate.pass(Committed(permit(1), sequence: 10), at: 0)
        let again = gate.pass(Committed(permit(2), sequence: 11), at: 4_000_000_000)
        #expect(again == nil)
        #expect(gate.shown(at: 5_000_000_000) == nil)
    }
}
