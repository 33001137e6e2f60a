import Formats
import Parcels
import Readings
import TestSupport
import Testing

@Suite("IBM OEM scanners")
struct OEMDialogueTests {
    private static let second: Int64 = 1_000_000_000

    /// A packet of 64 bytes: length, status, data, label identifier, zeros.
    private static func report(_ data: [UInt8], _ identifier: [UInt8], status: [UInt8] = [0, 3, 0]) -> [UInt8] {
        let whole = [UInt8(4 + data.count + identifier.count)] + status + data + identifier
        return whole + [UInt8](repeating: 0, count: 64 - whole.count)
    }

    private static func label(_ text: String, _ symbology: String?) throws -> ScannerOutcome {
        .label(Array(text.utf8), try symbology.map { try #require(SymbologyIdentifier($0)) })
    }

    private static func padded(_ head: [UInt8]) -> ScannerOutcome {
        .send(head + [UInt8](repeating: 0, count: 11 - head.count))
    }

    private static let enable = padded([0x11])

    /// One that has been told to read and has said that it does.
    private static func reading(_ form: OEMDialogue.Form = .handHeld) -> OEMDialogue {
        var dialogue = OEMDialogue(form)
        #expect(dialogue.begin(mayRead: true, now: 0) == [enable])
        #expect(dialogue.take([4, 0, 3, 0], now: 1) == [])
        return dialogue
    }

    /// DEVICES.md, 6.
    @Test func theVectorsAreRead() throws {
        var dialogue = Self.reading()
        let ean = [0x12, 0x00, 0x03, 0x00] + Array("5901234123457".utf8) + [0x16]
        #expect(dialogue.take(ean, now: 2) == [try Self.label("5901234123457", "E0")])
        #expect(
            dialogue.take([0x0A, 0x00, 0x03, 0x00, 0x41, 0x42, 0x43, 0x00, 0x18, 0x0B], now: 3)
                == [try Self.label("ABC", "C0")])
        var tableTop = Self.reading(.tableTop)
        let binary: [UInt8] = [0x12, 0, 3, 0, 5, 9, 0, 1, 2, 3, 4, 1, 2, 3, 4, 5, 7, 0x16]
        #expect(tableTop.take(binary, now: 2) == [try Self.label("5901234123457", "E0")])
    }

    @Test func onlyUPCAndEANOfATableTopAreBinary() throws {
        var tableTop = Self.reading(.tableTop)
        // Control characters of other codes stay what they are.
        #expect(
            tableTop.take(Self.report([0x41, 0x09, 0x42], [0, 0x18, 0x0B]), now: 2) == [try Self.label("A\tB", "C0")])
        #expect(tableTop.take(Self.report([5, 9, 1, 2], [0, 0x13, 0x0B]), now: 3) == [try Self.label("5912", "E3")])
        var handHeld = Self.reading()
        #expect(handHeld.take(Self.report([5, 9], [0x16]), now: 2) == [.label([5, 9], SymbologyIdentifier("E0"))])
    }

    @Test(
        arguments: [
            ([0x0D], "E0"), ([0x0A], "E0"), ([0x0C], "E4"), ([0x16], "E0"), ([0, 0x0A, 0x0B], "A0"),
            ([0, 0x0C, 0x0B], "S0"), ([0, 0x0D, 0x0B], "I0"), ([0, 0x0E, 0x0B], "F0"), ([0, 0x19, 0x0B], "G0"),
            ([0, 0x25, 0x0B], "C1"), ([0, 0x2B, 0x0B], "e0"), ([0, 0x2E, 0x0B], "L0"), ([0, 0x32, 0x0B], "d1"),
            ([0, 0x33, 0x0B], "Q1"), ([0, 0x34, 0x0B], "z0"), ([0, 0x36, 0x0B], "d2"), ([0, 0x37, 0x0B], "Q3"),
            // A composite part, one that is said to be unknown, an identifier of four bytes, and one of the maker's own.
            ([0, 0x23, 0x0B], nil), ([0, 0xFF, 0x0B], nil), ([1, 2, 3, 0], nil), ([7, 0x18, 0x0B], nil), ([0x55], nil),
        ] as [([UInt8], String?)])
    func theIdentifierBehindALabelNamesItsCode(identifier: [UInt8], symbology: String?) throws {
        var dialogue = Self.reading()
        #expect(
            dialogue.take(Self.report(Array("12345".utf8), identifier), now: 2) == [try Self.label("12345", symbology)])
    }

    @Test func aLongLabelComesInParts() throws {
        var dialogue = Self.reading()
        let first = [UInt8](repeating: 0x41, count: 56), last = [UInt8](repeating: 0x42, count: 10)
        #expect(dialogue.take(Self.report(first, [0x10, 0x18, 0x0B]), now: 0) == [])
        // A status between them is none of them.
        #expect(dialogue.take([4, 0, 3, 0], now: 1) == [])
        #expect(dialogue.take(Self.report(first, [0x10, 0x18, 0x0B]), now: 2) == [])
        #expect(
            dialogue.take(Self.report(last, [0, 0x18, 0x0B]), now: 3)
                == [.label(first + first + last, SymbologyIdentifier("C0"))])
        #expect(dialogue.take(Self.report(last, [0x11, 2, 3, 0]), now: 4) == [])
        #expect(dialogue.take(Self.report(last, [0x01, 2, 3, 0]), now: 5) == [.label(last + last, nil)])
    }

    /// Found by the fuzz target: the code of a label whose rest never came was taken for that of the next one.
    @Test(arguments: [false, true])
    func aLabelWhoseRestIsLateSaysNothingAboutTheNextOne(isTimed: Bool) throws {
        var dialogue = Self.reading()
        let missing = ScannerOutcome.malformed("the rest of a label did not come")
        #expect(dialogue.take(Self.report([0x41], [0x10, 0x18, 0x0B]), now: 0) == [])
        if isTimed { #expect(dialogue.expire(Self.second) == [missing]) }
        #expect(
            dialogue.take(Self.report([0x42], [0, 0x19, 0x0B]), now: Self.second)
                == (isTimed ? [] : [missing]) + [try Self.label("B", "G0")])
    }

    /// Found by the fuzz target.
    @Test func partsWithoutAByteAreNoLabel() {
        var dialogue = Self.reading()
        #expect(dialogue.take(Self.report([], [0x10, 0x18, 0x0B]), now: 0) == [])
        #expect(dialogue.take(Self.report([], [0, 0x18, 0x0B]), now: 1) == [])
    }

    @Test func halfALabelIsDroppedWhenTheRestIsLateOrOfAnotherCode() throws {
        var dialogue = Self.reading()
        let missing = ScannerOutcome.malformed("the rest of a label did not come")
        #expect(dialogue.take(Self.report([0x41], [0x10, 0x18, 0x0B]), now: 0) == [])
        #expect(dialogue.expire(500_000_000) == [])
        #expect(dialogue.expire(500_000_001) == [missing])
        #expect(dialogue.take(Self.report([0x41], [0x10, 0x18, 0x0B]), now: Self.second) == [])
        #expect(
            dialogue.take(Self.report([0x42], [0, 0x18, 0x0B]), now: 2 * Self.second)
                == [missing, try Self.label("B", "C0")])
        #expect(dialogue.take(Self.report([0x41], [0x10, 0x18, 0x0B]), now: 3 * Self.second) == [])
        #expect(
            dialogue.take(Self.report([0x42], [0, 0x19, 0x0B]), now: 3 * Self.second)
                == [.malformed("a label that goes on as another code")])
        #expect(
            dialogue.take(Self.report([0x43], [0, 0x18, 0x0B]), now: 3 * Self.second) == [try Self.label("C", "C0")])
        #expect(dialogue.take(Self.report([0x41], [0x10, 0x18, 0x0B]), now: 4 * Self.second) == [])
        dialogue.drop()
        #expect(
            dialogue.take(Self.report([0x42], [0, 0x18, 0x0B]), now: 4 * Self.second) == [try Self.label("B", "C0")])
    }

    @Test(
        arguments: [
            [4, 0, 3, 0], [4, 0x80, 0x81, 0x20], [4, 0x01, 0, 0],
            // Answers to direct IO, to a question about settings, about EAN settings: with bytes that would be a label.
            [10, 0x40, 3, 8, 0x41, 0x42, 0x43, 0, 0x18, 0x0B], [6, 0x42, 3, 8, 0x31, 0x16],
            [6, 0x02, 3, 1, 0x31, 0x16],
            [6, 0x04, 3, 4, 0x31, 0x16], [5, 0, 3, 0, 0x16], [],
        ] as [[UInt8]]) func answersAndStatusAreNoScans(report: [UInt8])
    {
        var dialogue = Self.reading()
        #expect(dialogue.take(report, now: 2) == [])
        #expect(dialogue.take(report + [UInt8](repeating: 0, count: 64 - report.count), now: 3) == [])
    }

    /// The bytes are unsigned: 0x80 in one sets nothing in another.
    @Test func aHighBitSaysNothingAboutOthers() throws {
        var dialogue = OEMDialogue(.handHeld)
        _ = dialogue.begin(mayRead: true, now: 0)
        // Not ready and rejected: neither broken, nor an answer to direct IO, nor a proof that it reads.
        #expect(dialogue.take([4, 0x80, 0x80, 0x80], now: 1) == [])
        #expect(
            dialogue.take(Self.report([0x41], [0, 0x18, 0x0B], status: [0x80, 0x80, 0xFF]), now: 2)
                == [try Self.label("A", "C0")])
        var silent = OEMDialogue(.handHeld)
        _ = silent.begin(mayRead: true, now: 0)
        _ = silent.take([4, 0x80, 0x80, 0xFF], now: 1)
        #expect(silent.expire(Self.second) == [Self.enable])
    }

    @Test(
        arguments: [
            ([3, 0, 3, 0], "a length of 3 in a report of 4 bytes"), ([1], "a length of 1 in a report of 1 bytes"),
            ([9, 0, 3, 0, 0x41], "a length of 9 in a report of 5 bytes"),
            ([6, 0, 3, 0, 0x18, 0x0B], "2 bytes without a label identifier"),
            ([7, 0, 3, 0, 1, 2, 0], "3 bytes without a label identifier"),
        ] as [([UInt8], String)]) func aReportThatContradictsItselfIsMalformed(report: [UInt8], says: String)
    {
        var dialogue = Self.reading()
        #expect(dialogue.take(report, now: 2) == [.malformed(says)])
    }

    @Test func aLabelWithoutAnEndIsCutShort() throws {
        var dialogue = Self.reading()
        let part = Self.report([UInt8](repeating: 0x41, count: 57), [0x10, 0x18, 0x0B])
        for _ in 0..<(8192 / 57) { #expect(dialogue.take(part, now: 2) == []) }
        #expect(dialogue.take(part, now: 2) == [.malformed("a label longer than 8192 bytes")])
        #expect(dialogue.take(Self.report([0x42], [0, 0x18, 0x0B]), now: 2) == [try Self.label("B", "C0")])
    }

    // MARK: Reading or not

    @Test func aScannerThatDoesNotSayThatItReadsIsAskedOnceMoreAndThenIsATrouble() throws {
        var dialogue = OEMDialogue(.handHeld)
        #expect(dialogue.begin(mayRead: true, now: 0) == [Self.enable])
        // It lives, and does not read.
        #expect(dialogue.take([4, 0, 1, 0], now: 1) == [])
        #expect(dialogue.expire(Self.second - 1) == [])
        #expect(dialogue.expire(Self.second) == [Self.enable])
        #expect(dialogue.expire(2 * Self.second - 1) == [])
        #expect(dialogue.expire(2 * Self.second) == [.trouble(Trouble(.scannerSilent))])
        // It goes on being asked, without a new alarm each time.
        #expect(dialogue.expire(12 * Self.second) == [Self.enable])
        #expect(dialogue.expire(13 * Self.second) == [])
        #expect(dialogue.take([4, 0, 3, 0], now: 14 * Self.second) == [.well])
        #expect(dialogue.expire(60 * Self.second) == [])
    }

    @Test func aLabelProvesThatItReads() throws {
        var dialogue = OEMDialogue(.handHeld)
        _ = dialogue.begin(mayRead: true, now: 0)
        _ = dialogue.expire(Self.second)
        _ = dialogue.expire(2 * Self.second)
        #expect(
            dialogue.take(Self.report([0x41], [0, 0x18, 0x0B], status: [0, 1, 0]), now: 3 * Self.second)
                == [.well, try Self.label("A", "C0")])
        #expect(dialogue.expire(60 * Self.second) == [])
    }

    /// Hand-held firmware leaves the bit out of reports that nobody asked for.
    @Test func onceProvenAMissingBitIsNoAlarm() {
        var dialogue = Self.reading()
        #expect(dialogue.take([4, 0, 1, 0], now: 2) == [])
        for second in 1..<60 { #expect(dialogue.expire(Int64(second) * Self.second) == []) }
    }

    @Test func whatWasToldNotToReadIsNotAskedToProveThatItDoes() {
        var dialogue = OEMDialogue(.handHeld)
        #expect(dialogue.begin(mayRead: false, now: 0) == [Self.padded([0x12])])
        #expect(dialogue.expire(60 * Self.second) == [])
        #expect(dialogue.tell(.enable, now: 61 * Self.second) == [Self.enable])
        #expect(dialogue.expire(62 * Self.second) == [Self.enable])
        #expect(dialogue.expire(63 * Self.second) == [.trouble(Trouble(.scannerSilent))])
        #expect(dialogue.tell(.disable, now: 64 * Self.second) == [Self.padded([0x12]), .well])
        #expect(dialogue.farewell == [0x12] + [UInt8](repeating: 0, count: 10))
    }

    @Test func aBrokenOneSaysSoOnce() {
        var dialogue = Self.reading()
        #expect(dialogue.take([4, 0x20, 1, 0], now: 2) == [.trouble(Trouble(.scannerBroken, "20 01 00"))])
        #expect(dialogue.take([4, 0x20, 1, 0], now: 3) == [])
        #expect(dialogue.take([4, 0, 3, 0], now: 4) == [.well])
    }

    @Test func goodAndBadReadsAreBeeps() {
        var dialogue = Self.reading()
        #expect(dialogue.tell(.goodRead, now: 2) == [Self.padded([0x30, 0, 4])])
        #expect(dialogue.tell(.badRead, now: 2) == [Self.padded([0x30, 0, 5])])
        var other = OEMDialogue(.handHeld, badRead: .notOnFileBeep)
        #expect(other.tell(.badRead, now: 2) == [Self.padded([0x30, 0, 6])])
    }

    @Test func anyReportsAreAnswered() throws {
        var dice = SeededDice("IBM OEM reports")
        for form in [OEMDialogue.Form.handHeld, .tableTop] {
            var dialogue = OEMDialogue(form)
            var now: Int64 = 0
            for _ in 0..<5_000 {
                now += Int64(dice.below(1_000_000_000))
                var report = dice.bytes(dice.below(70))
                if report.count > 4, dice.below(2) == 0 { (report[0], report[1]) = (UInt8(report.count), 0) }
                for case .label(let label, _) in dialogue.take(report, now: now) {
                    #expect(!label.isEmpty && label.count <= Reading.sizeLimit)
                }
                _ = dialogue.expire(now)
            }
        }
    }
}
