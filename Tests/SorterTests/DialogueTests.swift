import Entries
import Formats
import Parcels
import Readings
import Testing

@testable import Journal
@testable import Sorter

@Suite struct DialogueTests {
    private let line: LineID
    private let track: TrackID

    init() throws {
        line = try #require(LineID("L1"))
        track = try #require(TrackID(7))
    }

    private func permit(_ number: UInt32, epoch: Epoch = 3) -> Permit {
        Permit(
            line: line, track: track, epoch: epoch, number: PermitNumber(number),
            passage: PassageID(epoch: epoch, sequence: 9),
            expiry: .encoder(EncoderCount(5)))
    }

    private func agreed() -> SorterDialogue {
        var dialogue = SorterDialogue(line: line)
        dialogue.connect()
        _ = dialogue.agree(3)
        return dialogue
    }

    private func read(_ bytes: [UInt8]) throws -> ToSorter {
        try SorterCodec.readFromGateway(bytes, line: line).telegram
    }

    @Test func committedClearBecomesAPermit() throws {
        var dialogue = agreed()
        let telegram = try read(dialogue.pass(Committed(permit(1), sequence: 9)))
        #expect(telegram == .permit(permit(1)))
    }

    @Test func nothingIsSentBeforeTheEpochIsAgreed() {
        var dialogue = SorterDialogue(line: line)
        #expect(dialogue.pass(Committed(permit(1), sequence: 9)).isEmpty)
        dialogue.connect()
        #expect(dialogue.pass(Committed(permit(2), sequence: 9)).isEmpty)
        #expect(dialogue.heartbeat(5).isEmpty)
        _ = dialogue.agree(3)
        #expect(!dialogue.heartbeat(5).isEmpty)
    }

    @Test func permitOfAnotherEpochOrLineIsNotSent() throws {
        var dialogue = agreed()
        #expect(dialogue.pass(Committed(permit(1, epoch: 2), sequence: 9)).isEmpty)
        let other = Permit(
            line: try #require(LineID("L2")), track: track, epoch: 3, number: PermitNumber(2),
            passage: PassageID(epoch: 3, sequence: 9), expiry: .encoder(EncoderCount(5)))
        #expect(dialogue.pass(Committed(other, sequence: 9)).isEmpty)
    }

    @Test func withdrawnPermitNeverLeaves() {
        var dialogue = agreed()
        #expect(dialogue.withdraw(PermitNumber(1)) == false)
        #expect(dialogue.pass(Committed(permit(1), sequence: 9)).isEmpty)
    }

    @Test func withdrawingSaysWhetherThePermitHadLeft() {
        var dialogue = agreed()
        _ = dialogue.pass(Committed(permit(1), sequence: 9))
        #expect(dialogue.withdraw(PermitNumber(1)) == true)
    }

    @Test func nothingIsSentAfterTheConnectionWasLost() {
        var dialogue = agreed()
        dialogue.disconnect()
        #expect(dialogue.pass(Committed(permit(1), sequence: 9)).isEmpty)
        #expect(dialogue.withdraw(PermitNumber(1)) == false)
        dialogue.connect()
        // A new connection needs a new agreement.
        #expect(dialogue.heartbeat(1).isEmpty)
    }

    private func pulse(_ sequence: UInt32) -> [UInt8] {
        SorterCodec.write(Numbered(sequence: sequence, telegram: FromSorter.stopped(.byHand)))
    }

    private func hello(_ sequence: UInt32) -> [UInt8] {
        SorterCodec.write(
            Numbered(
                sequence: sequence,
                telegram: FromSorter.hello(
                    SorterHello(
                        line: line, epoch: 3, encoder: EncoderCount(5), time_ms: 7, defaultExit: 1, exits: 2))))
    }

    @Test func repeatedTelegramIsNotTakenTwice() {
        var dialogue = agreed()
        let events = dialogue.receive(pulse(1) + pulse(1))
        #expect(events.count == 2)
        #expect(events.first == .telegram(.stopped(.byHand)))
        guard case .fault = events.last else {
            Issue.record("\(events)")
            return
        }
    }

    @Test func missingTelegramsAreCountedAndTheNextIsTaken() {
        var dialogue = agreed()
        let events = dialogue.receive(pulse(1) + pulse(5))
        #expect(events == [.telegram(.stopped(.byHand)), .missed(3), .telegram(.stopped(.byHand))])
    }

    @Test func numberingGoesOnPastItsEnd() {
        var dialogue = agreed()
        var events = dialogue.receive(pulse(999_999))
        events += dialogue.receive(pulse(1))
        // The first was far ahead of what was due: it counts as old; the second as due.
        #expect(events.last == .telegram(.stopped(.byHand)))
    }

    @Test func damagedTelegramIsAFaultAndTheNextIsRead() {
        var dialogue = agreed()
        var damaged = pulse(1)
        damaged[10] ^= 1
        let events = dialogue.receive(damaged + pulse(1))
        guard events.count == 2, case .fault = events[0], case .telegram = events[1] else {
            Issue.record("\(events)")
            return
        }
    }

    @Test func aSorterThatDoesNotGreetIsNoticed() {
        var dialogue = SorterDialogue(line: line)
        dialogue.connect()
        var hello = hello(1)
        hello[20] ^= 1
        _ = dialogue.receive(hello + pulse(2))
        #expect(!dialogue.isGreeted)
        dialogue.connect()
        _ = dialogue.receive(self.hello(1))
        #expect(dialogue.isGreeted)
        dialogue.connect()
        #expect(!dialogue.isGreeted)
    }

    @Test func linesWithoutAnEndAreBounded() {
        var dialogue = agreed()
        let events = dialogue.receive([UInt8](repeating: 65, count: 100_000)) + dialogue.receive([10] + pulse(1))
        #expect(events.count == 2)
        #expect(events.last == .telegram(.stopped(.byHand)))
    }
}
