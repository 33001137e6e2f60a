import Entries
import Inspection
import Parcels
import Testing

@Suite("The book of holds")
struct HoldBookTests {
    @Test func aRaisedHoldIsNamedByItsEntry() throws {
        let rig = try HoldRig(recall: true)
        let hold = try #require(rig.book[rig.hold])
        #expect(hold.id == rig.hold && hold.state == .raised && hold.isRecall && hold.line == rig.line)
        #expect(
            hold.number == rig.number && hold.reasons == [.noRead]
                && hold.passages == [PassageID(epoch: 3, sequence: 30)])
        #expect(hold.inspector == nil && hold.finding == nil && !hold.awaitsScreening)
    }

    @Test func theSorterSeesAParcelOnce() throws {
        var rig = try HoldRig()
        rig.step(.diverted)
        #expect(rig.book[rig.hold]?.state == .diverted)
        rig.step(.inspecting)
        rig.step(.diverted)
        #expect(rig.book[rig.hold]?.state == .inspecting)
    }

    @Test func takingUpNamesTheInspector() throws {
        var rig = try HoldRig()
        rig.step(.inspecting)
        #expect(rig.book[rig.hold]?.inspector == rig.lan)
    }

    @Test func whatJoinsAHoldIsAddedToIt() throws {
        var rig = try HoldRig()
        rig.note(
            .holdJoined(HoldJoined(hold: rig.hold, passage: PassageID(epoch: 3, sequence: 50), reasons: [.late])),
            sequence: 51)
        rig.note(.holdJoined(HoldJoined(hold: rig.hold, passage: nil, reasons: [.restart])), sequence: 52)
        #expect(rig.book[rig.hold]?.passages == [PassageID(epoch: 3, sequence: 30), PassageID(epoch: 3, sequence: 50)])
        #expect(rig.book[rig.hold]?.reasons == [.noRead, .late, .restart])
    }

    @Test func whatTheRulesSayAtTheTableIsAddedToTheReasons() throws {
        var rig = try HoldRig(numbered: false)
        rig.step(.inspecting)
        rig.step(.identified)
        #expect(rig.book[rig.hold]?.awaitsScreening == true)
        rig.screened([.lookupFailed])
        #expect(rig.book[rig.hold]?.awaitsScreening == false)
        #expect(rig.book[rig.hold]?.reasons == [.noRead, .lookupFailed])
        #expect(rig.book[rig.hold]?.number == rig.number)
    }

    @Test func entriesAboutUnknownHoldsChangeNothing() throws {
        var rig = try HoldRig()
        let other = HoldID(epoch: 9, sequence: 9)
        rig.note(.holdStepped(HoldStepped(hold: other, step: .received, by: rig.lan)), sequence: 41)
        rig.note(.holdJoined(HoldJoined(hold: other, passage: nil, reasons: [.late])), sequence: 42)
        rig.note(.siteAlive(SiteAlive()), sequence: 43)
        #expect(rig.book.openCount == 1 && rig.book[other] == nil)
        #expect(rig.book[rig.hold]?.state == .raised)
    }

    @Test func openHoldsAreCountedAndFoundByNumber() throws {
        var rig = try HoldRig()
        let second = HoldID(epoch: 3, sequence: 60)
        rig.note(
            .holdRaised(HoldRaised(line: rig.line, passage: nil, number: rig.number, reasons: [], recall: false)),
            sequence: 60)
        #expect(rig.book.openCount == 2)
        #expect(rig.book.open(on: rig.number) == second)
        rig.note(.holdStepped(HoldStepped(hold: second, step: .released, by: rig.lan)), sequence: 61)
        #expect(rig.book.openCount == 1)
        #expect(rig.book.open(on: rig.number) == rig.hold)
    }

    @Test func anOpenHoldIsFoundByEachOfItsPassages() throws {
        var rig = try HoldRig(numbered: false)
        let (first, second) = (PassageID(epoch: 3, sequence: 30), PassageID(epoch: 3, sequence: 50))
        #expect(rig.book.open(of: first) == rig.hold && rig.book.open(of: second) == nil)
        rig.note(.holdJoined(HoldJoined(hold: rig.hold, passage: second, reasons: [.late])), sequence: 51)
        rig.step(.inspecting)
        rig.step(.identified)
        #expect(rig.book.open(of: first) == rig.hold && rig.book.open(of: second) == rig.hold)
        #expect(rig.book.open(on: rig.number) == rig.hold && rig.book.openCount == 1)
        rig.step(.found, finding: .weapon)
        rig.step(.seized)
        #expect(rig.book.open(of: first) == nil && rig.book.open(of: second) == nil && rig.book.openCount == 0)
    }

    @Test func aSeizedHoldIsKeptUntilItIsHandedOver() throws {
        var rig = try HoldRig()
        rig.step(.inspecting)
        rig.step(.found, finding: .weapon)
        rig.step(.seized)
        #expect(rig.book[rig.hold]?.state == .seized)
        #expect(rig.book.openCount == 0 && rig.book.open(on: rig.number) == nil)
        rig.step(.handedOver)
        #expect(rig.book[rig.hold] == nil)
    }

    @Test func onlyFourStatesAreOpen() {
        #expect(HoldCase.State.allCases.filter(\.isOpen) == [.raised, .diverted, .received, .inspecting])
    }
}
