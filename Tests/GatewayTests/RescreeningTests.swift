import Entries
import Parcels
import Screening
import Testing

@testable import Gateway

/// What a change of rules or lists takes back, and how much of it at one time.
@Suite("Cleared parcels asked about again")
struct RescreeningTests {
    private let story: Story

    init() throws { story = try Story() }

    private func parcel(cleared: Bool = true, number: ParcelNumber?) throws -> DecidedParcel {
        let passage = PassageID(epoch: 1, sequence: 2)
        let permit = Permit(
            line: story.line, track: try #require(TrackID(1)), epoch: 1, number: PermitNumber(1), passage: passage,
            expiry: .afterInduction(milliseconds: 1))
        let decision = Decision(
            passage: passage, line: story.line, stage: .automatic, outcome: cleared ? .clear(permit) : .hold,
            number: number, reasons: [], held: [], waived: [],
            versions: Decision.Versions(policy: 1, rules: 1, lists: 1), horizon: 2, declared: nil)
        return DecidedParcel(decision: decision, sequence: 3, at: 0, trusted: true, numbers: [], length_mm: 300)
    }

    private func snapshot(_ condition: String) throws -> ScreeningSnapshot {
        let text = """
            rules:
              - id: later
                version: 1
                name: {vi: a, en: a}
                text: {vi: a, en: a}
                when: \(condition)
                ground: g
            """
        return try ScreeningSnapshot(
            rules: try RuleFile.parse(Array(text.utf8), file: "rules"), rulesVersion: 2, lists: .none,
            listsVersion: 0, at: nil)
    }

    @Test func aClearedParcelThatIsHitIsOrderedBack() throws {
        var history = History()
        let asked = Rescreening.ask(try snapshot("length_mm == 300"), try parcel(number: story.number), &history)
        let hit = try #require(asked)
        #expect(hit.order.number == story.number && hit.order.by == nil && hit.order.line == story.line)
        #expect(hit.order.passage == PassageID(epoch: 1, sequence: 2))
        #expect(hit.order.reasons.map(\.rule?.id) == ["later"])
        let notAsked = Rescreening.ask(try snapshot("length_mm == 301"), try parcel(number: story.number), &history)
        #expect(notAsked == nil)
    }

    @Test func whatWasNotClearedIsNotAskedAbout() throws {
        var history = History()
        let asked = Rescreening.ask(
            try snapshot("length_mm == 300"), try parcel(cleared: false, number: story.number), &history)
        #expect(asked == nil)
    }

    /// It would fail on every parcel of the day.
    @Test func aRuleThatFailsTakesNothingBack() throws {
        var history = History()
        let asked = Rescreening.ask(try snapshot("weight_g > 1"), try parcel(number: story.number), &history)
        #expect(asked == nil)
    }

    @Test func theNewestHitsAreKeptAndTheOthersCounted() {
        var hits = Rescreening.Hits()
        let limit = Rescreening.hitLimit
        let count = limit * 3 + 7
        for place in 0..<count {
            hits.add(
                Rescreening.Hit(
                    passage: PassageID(epoch: 1, sequence: UInt64(place)), line: story.line, number: story.number,
                    reasons: []))
        }
        hits.finish()
        #expect(hits.newest.count == limit && hits.beyond == count - limit)
        #expect(hits.newest.last?.passage.sequence == UInt64(count - 1))
        #expect(hits.newest.first?.passage.sequence == UInt64(count - limit))
    }
}
