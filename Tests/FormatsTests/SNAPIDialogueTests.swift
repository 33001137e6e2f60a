import Formats
import Parcels
import Readings
import TestSupport
import Testing

@Suite("SNAPI scanners")
struct SNAPIDialogueTests {
    private static let second: Int64 = 1_000_000_000
    private static let acknowledged = ScannerOutcome.send([0x01, 0x22, 0x01, 0x00])

    private static func scan(_ data: [UInt8], _ index: UInt8 = 0, of count: UInt8 = 1, type: Int = 3) -> [UInt8] {
        let head = [0x22, count, index, UInt8(data.count), UInt8(type & 0xFF), UInt8(type >> 8)]
        return head + data + [UInt8](repeating: 0, count: 64 - head.count - data.count)
    }

    private static func label(_ text: String, _ symbology: String?) throws -> ScannerOutcome {
        .label(Array(text.utf8), try symbology.map { try #require(SymbologyIdentifier($0)) })
    }

    /// DEVICES.md, 6: `22 01 00 0D 0B 00 <13 digits>`, the host answers `01 22 01 00`.
    @Test func theVectorIsReadAndAcknowledged() throws {
        var dialogue = SNAPIDialogue()
        let report = [0x22, 0x01, 0x00, 0x0D, 0x0B, 0x00] + Array("5901234123457".utf8)
        #expect(dialogue.take(report, now: 0) == [Self.acknowledged, try Self.label("5901234123457", "E0")])
    }

    @Test func eachPartOfALabelIsAcknowledged() throws {
        var dialogue = SNAPIDialogue()
        #expect(dialogue.take(Self.scan(Array("AB".utf8), 0, of: 3), now: 0) == [Self.acknowledged])
        #expect(dialogue.take(Self.scan(Array("CD".utf8), 1, of: 3), now: 1) == [Self.acknowledged])
        // The acknowledgement was lost: the same part again.
        #expect(dialogue.take(Self.scan(Array("CD".utf8), 1, of: 3), now: 2) == [Self.acknowledged])
        #expect(
            dialogue.take(Self.scan(Array("EF".utf8), 2, of: 3), now: 3)
                == [Self.acknowledged, try Self.label("ABCDEF", "C0")])
    }

    /// Count and index of two bytes, the higher one first; the type's lower one first.
    @Test func aLargeScanIsReadAndAcknowledgedAsSuch() throws {
        var dialogue = SNAPIDialogue()
        let acknowledged = ScannerOutcome.send([0x01, 0x26, 0x01, 0x00])
        let piece = [UInt8](repeating: 0x41, count: 24)
        for index in 0..<259 {
            let head: [UInt8] = [0x26, 0x01, 0x04, UInt8(index >> 8), UInt8(index & 0xFF), 24, 28, 0]
            let report = head + piece
            #expect(dialogue.take(report, now: Int64(index)) == [acknowledged])
        }
        let last: [UInt8] = [0x26, 0x01, 0x04, 0x01, 0x03, 1, 28, 0, 0x42]
        let whole = [UInt8](repeating: 0x41, count: 24 * 259) + [0x42]
        #expect(dialogue.take(last, now: 259) == [acknowledged, .label(whole, SymbologyIdentifier("Q1"))])
    }

    @Test func partsThatDoNotFitAreNoLabel() throws {
        var dialogue = SNAPIDialogue()
        let lost = "part 2 of a label where 1 was expected"
        _ = dialogue.take(Self.scan([0x41], 0, of: 3), now: 0)
        #expect(dialogue.take(Self.scan([0x43], 2, of: 3), now: 1) == [Self.acknowledged, .malformed(lost)])
        #expect(
            dialogue.take(Self.scan([0x43], 2, of: 3), now: 2)
                == [Self.acknowledged, .malformed("part 2 of a label whose beginning did not come")])
        #expect(
            dialogue.take(Self.scan([0x43], 3, of: 3), now: 2)
                == [Self.acknowledged, .malformed("part 3 of a label of 3")])
        // Another label begins in the middle of one: that one is lost and this one whole.
        _ = dialogue.take(Self.scan([0x41], 0, of: 3), now: 3)
        #expect(
            dialogue.take(Self.scan([0x58], 0, of: 1, type: 1), now: 4) == [
                Self.acknowledged, try Self.label("X", "A0"),
            ])
    }

    @Test func halfALabelIsDroppedWhenTheRestDoesNotCome() throws {
        var dialogue = SNAPIDialogue()
        _ = dialogue.take(Self.scan([0x41], 0, of: 2), now: 0)
        #expect(dialogue.expire(Self.second) == [])
        #expect(dialogue.expire(Self.second + 1) == [.malformed("the rest of a label did not come")])
        _ = dialogue.take(Self.scan([0x41], 0, of: 2), now: 0)
        dialogue.drop()
        #expect(dialogue.take(Self.scan([0x42]), now: 1) == [Self.acknowledged, try Self.label("B", "C0")])
    }

    @Test(arguments: [[], [0x21, 0x06, 0x01, 0x00], [0x24, 1, 2, 3], [0x25], [0x00]] as [[UInt8]])
    func emptyReportsAnswersAndEventsAreNoScans(report: [UInt8]) {
        var dialogue = SNAPIDialogue()
        #expect(dialogue.take(report, now: 0) == [])
    }

    @Test(
        arguments: [[0x22], [0x22, 1, 0, 5, 3], [0x22, 1, 0, 5, 3, 0, 0x41], [0x26, 0, 1, 0, 0, 1, 3, 0]] as [[UInt8]])
    func aReportThatIsTooShortIsMalformedAndAcknowledgedAllTheSame(report: [UInt8]) {
        var dialogue = SNAPIDialogue()
        #expect(
            dialogue.take(report, now: 0) == [
                .send([0x01, report[0], 0x01, 0x00]),
                .malformed("a scan of \(report.count) bytes, shorter than it says"),
            ])
    }

    @Test(
        arguments: [
            (1, "A0"), (2, "F0"), (3, "C0"), (6, "I0"), (7, "G0"), (8, "E0"), (10, "E4"), (11, "E0"), (15, "C1"),
            (17, "L0"), (27, "d1"), (28, "Q1"), (37, "U1"), (45, "z0"), (48, "e0"), (50, "e0"),
            // EAN-13 with two and with five digits, EAN-8 with two, a composite, a number beyond the table.
            (11 + 64, "E3"), (11 + 128, "E3"), (10 + 64, nil), (81, nil), (0x0123, nil),
        ] as [(Int, String?)]) func theNumberNamesTheCode(type: Int, symbology: String?) throws
    {
        var dialogue = SNAPIDialogue()
        #expect(
            dialogue.take(Self.scan(Array("12345".utf8), type: type), now: 0)
                == [Self.acknowledged, try Self.label("12345", symbology)])
    }

    @Test func itIsToldToReadAndBeeps() {
        var dialogue = SNAPIDialogue(goodBeep: 2, badBeep: 19)
        #expect(dialogue.begin(mayRead: true, now: 0) == [.send([0x06, 1])])
        #expect(dialogue.begin(mayRead: false, now: 0) == [.send([0x06, 0])])
        #expect(dialogue.tell(.goodRead, now: 0) == [.send([0x04, 2])])
        #expect(dialogue.tell(.badRead, now: 0) == [.send([0x04, 19])])
        #expect(dialogue.farewell == [0x06, 0])
    }

    @Test func anyReportsAreAnswered() {
        var dice = SeededDice("SNAPI reports")
        var dialogue = SNAPIDialogue()
        for step in 0..<5_000 {
            var report = dice.bytes(dice.below(70))
            if !report.isEmpty { report[0] = dice.below(2) == 0 ? 0x22 : 0x26 }
            let outcomes = dialogue.take(report, now: Int64(step) * 100_000_000)
            #expect(report.isEmpty || outcomes.contains(.send([0x01, report[0], 0x01, 0x00])))
            for case .label(let label, _) in outcomes { #expect(label.count <= Reading.sizeLimit) }
        }
    }
}
