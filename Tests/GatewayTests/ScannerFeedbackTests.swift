import Entries
import Formats
import Parcels
import Readings
import Testing

@testable import Gateway

@Suite("What the people at the scanners hear")
struct ScannerFeedbackTests {
    private let story: Story
    private let hand: DeviceID
    private let passage = PassageID(epoch: 1, sequence: 2)
    private var feedback = ScannerFeedback()

    init() throws {
        story = try Story()
        hand = try #require(DeviceID("hand"))
    }

    private mutating func note(_ body: EntryBody, _ sequence: UInt64 = 9) -> [ScannerCommand] {
        feedback.note(Story.entry(sequence, body)).map(\.1)
    }

    private func read(of passage: PassageID?) -> EntryBody {
        .readingReceived(
            ReadingReceived(
                device: hand, passage: passage, symbology: nil, number: story.number,
                label: Array(story.number.description.utf8)))
    }

    private func decision(_ outcome: Decision.Outcome) -> EntryBody {
        .passageDecided(
            Decision(
                passage: passage, line: story.line, stage: .automatic, outcome: outcome, number: story.number,
                reasons: [], held: [], waived: [], versions: Decision.Versions(policy: 1, rules: 1, lists: 1),
                horizon: 2, declared: nil))
    }

    private func clear() throws -> EntryBody {
        decision(
            .clear(
                Permit(
                    line: story.line, track: try #require(TrackID(1)), epoch: 1, number: PermitNumber(1),
                    passage: passage, expiry: .afterInduction(milliseconds: 1_000))))
    }

    @Test mutating func aHoldIsHeardAtOnce() {
        #expect(note(read(of: passage)).isEmpty)
        #expect(note(decision(.hold)) == [.badRead])
        #expect(feedback.durable(through: .max).isEmpty)
    }

    @Test mutating func aClearIsHeardWhenItIsDurableAndNotBefore() throws {
        _ = note(read(of: passage))
        let cleared = note(try clear(), 12)
        #expect(cleared.isEmpty && feedback.durable(through: 11).isEmpty)
        #expect(feedback.durable(through: 12) == [hand])
        #expect(feedback.durable(through: 13).isEmpty)
    }

    @Test mutating func aClearThatIsTakenBackIsHeardAsAHold() throws {
        for isDurable in [false, true] {
            _ = note(read(of: passage))
            _ = note(try clear(), 12)
            if isDurable { #expect(feedback.durable(through: 12) == [hand]) }
            #expect(note(decision(.hold), 13) == [.badRead])
            #expect(feedback.durable(through: .max).isEmpty)
        }
    }

    @Test mutating func whoReadNothingOfItHearsNothing() {
        _ = note(.readingReceived(ReadingReceived(noReadBy: hand, passage: passage, frame: nil)))
        #expect(note(decision(.hold)).isEmpty)
    }

    @Test mutating func whoReadItTwiceHearsItOnce() {
        _ = note(read(of: passage))
        _ = note(read(of: passage))
        #expect(note(decision(.hold)) == [.badRead])
        #expect(note(decision(.hold)).isEmpty)
    }

    @Test mutating func aRefusalAtTheBagAnswersTheScanThatCausedIt() {
        let refused = EntryBody.bagRefused(
            BagRefused(bag: BagID(epoch: 1, sequence: 1), number: story.number, reasons: [], by: nil))
        _ = note(read(of: nil))
        #expect(note(refused) == [.badRead])
        feedback.endReadings()
        // Typed on the console's page, it is no scanner's.
        #expect(note(refused).isEmpty)
    }

    @Test mutating func parcelsThatAreNeverDecidedAreForgotten() {
        for place in 0..<UInt64(2 * ScannerFeedback.limit) {
            _ = note(read(of: PassageID(epoch: 1, sequence: 100 + place)))
        }
        _ = note(read(of: passage))
        #expect(note(decision(.hold)) == [.badRead])
    }
}
