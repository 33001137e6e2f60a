import Formats
import Parcels
import TestSupport
import Testing

@Suite("Labels from scanners' reports")
struct PointOfSaleDecoderTests {
    private static let second: Int64 = 1_000_000_000

    private static func symbology(_ text: String) throws -> SymbologyIdentifier {
        try #require(SymbologyIdentifier(text))
    }

    private static func honeywell() throws -> PointOfSaleDecoder {
        var layout = Layouts.honeywell
        layout.vendorCodeAt = 61
        return PointOfSaleDecoder(
            layout: layout, answers: [try symbology("X0"), try symbology("Z6")],
            vendorCodes: [0x6A: try symbology("C0"), 0x73: try symbology("Q1")], partialLimit_ms: 500)
    }

    /// A report of 64 bytes: id, length, what comes before the data, the data, the vendor's code and the bit.
    private static func report(
        _ data: [UInt8], aim: String = "", length: Int? = nil, code: UInt8 = 0, continued: Bool = false
    ) -> [UInt8] {
        var report: [UInt8] = [2, UInt8(length ?? data.count)] + Array(aim.utf8) + data
        report += [UInt8](repeating: 0, count: 61 - report.count) + [code, 0, continued ? 1 : 0]
        return report
    }

    private static func label(_ text: String, _ symbology: String?) throws -> PointOfSaleDecoder.Outcome {
        .label(Array(text.utf8), try symbology.map { try Self.symbology($0) })
    }

    @Test func aLabelInOneReportIsReadAtOnce() throws {
        var decoder = try Self.honeywell()
        #expect(
            decoder.take(Self.report(Array("EB123456785VN".utf8), aim: "]C0", code: 0x6A), now: 0)
                == (try Self.label("EB123456785VN", "C0")))
    }

    /// DEVICES.md, 6: `02 38 5D 51 30 … 73 00 01`, then `02 04 5D 51 30 … 73 00 00`.
    @Test func aQRCodeOfSixtyBytesComesInTwoReports() throws {
        var decoder = try Self.honeywell()
        let text = (0..<60).map { String($0 % 10) }.joined()
        let data = Array(text.utf8)
        let first = Self.report(Array(data[..<56]), aim: "]Q0", code: 0x73, continued: true)
        #expect(first[..<5] == [0x02, 0x38, 0x5D, 0x51, 0x30] && first.count == 64)
        #expect(decoder.take(first, now: 0) == .partial)
        #expect(
            decoder.take(Self.report(Array(data[56...]), aim: "]Q0", code: 0x73), now: 1)
                == (try Self.label(text, "Q0")))
        #expect(decoder.take(Self.report([65], aim: "]C0"), now: 2) == (try Self.label("A", "C0")))
    }

    /// DEVICES.md, 6: `02 08 5D 5A 36 "REVINF" 06 2E …`.
    @Test func answersToCommandsAreNoScans() throws {
        var decoder = try Self.honeywell()
        let answer = Array("REVINF".utf8) + [0x06, 0x2E]
        #expect(decoder.take(Self.report(answer, aim: "]Z6", code: 0x36), now: 0) == .answer(answer))
        #expect(decoder.take(Self.report([0x41], aim: "]X0"), now: 0) == .answer([0x41]))
        #expect(decoder.take(Self.report([0x41], aim: "]C0"), now: 0) == (try Self.label("A", "C0")))
    }

    @Test func aLongAnswerIsOneAnswer() throws {
        var decoder = try Self.honeywell()
        let part = [UInt8](repeating: 0x41, count: 56)
        #expect(decoder.take(Self.report(part, aim: "]X0", continued: true), now: 0) == .partial)
        #expect(decoder.take(Self.report([0x42], aim: "]X0"), now: 1) == .answer(part + [0x42]))
    }

    @Test func newlandsDataBeginsAtTheThirdByteWithoutASymbology() throws {
        var decoder = PointOfSaleDecoder(layout: Layouts.newland)
        #expect(
            decoder.take(Self.report(Array("]C0EB123456785VN".utf8)), now: 0)
                == (try Self.label("]C0EB123456785VN", nil)))
    }

    @Test func theVendorsCodeNamesTheSymbologyWhereAIMIsMissing() throws {
        var decoder = try Self.honeywell()
        #expect(decoder.take(Self.report([65], aim: "\0\0\0", code: 0x6A), now: 0) == (try Self.label("A", "C0")))
        #expect(decoder.take(Self.report([65], aim: "\0\0\0", code: 0x7E), now: 0) == (try Self.label("A", nil)))
        #expect(decoder.take(Self.report([65], aim: "]Q1", code: 0x6A), now: 0) == (try Self.label("A", "Q1")))
    }

    @Test func theSymbologyIsThatOfTheFirstReport() throws {
        var decoder = try Self.honeywell()
        _ = decoder.take(Self.report([65], aim: "]Q1", continued: true), now: 0)
        #expect(decoder.take(Self.report([66], aim: "]C0"), now: 1) == (try Self.label("AB", "Q1")))
    }

    @Test(arguments: [57, 58, 128, 255])
    func aLengthBeyondTheReportIsMalformed(length: Int) throws {
        var decoder = try Self.honeywell()
        #expect(
            decoder.take(Self.report([65], aim: "]C0", length: length), now: 0)
                == .malformed("a length of \(length); at most 56 fit"))
        #expect(decoder.take(Self.report([65], aim: "]C0"), now: 0) == (try Self.label("A", "C0")))
    }

    @Test func aMalformedReportTakesTheHalfLabelWithIt() throws {
        var decoder = try Self.honeywell()
        _ = decoder.take(Self.report([65], aim: "]C0", continued: true), now: 0)
        _ = decoder.take(Self.report([66], aim: "]C0", length: 99), now: 1)
        #expect(decoder.take(Self.report([67], aim: "]C0"), now: 2) == (try Self.label("C", "C0")))
    }

    @Test func aFullReportWithoutTheBitIsAWholeLabel() throws {
        var decoder = try Self.honeywell()
        let data = [UInt8](repeating: 0x41, count: 56)
        #expect(decoder.take(Self.report(data, aim: "]C0"), now: 0) == .label(data, try Self.symbology("C0")))
    }

    @Test func theRestOfALabelMustComeInTime() throws {
        var decoder = try Self.honeywell()
        _ = decoder.take(Self.report([65], aim: "]C0", continued: true), now: 0)
        #expect(decoder.take(Self.report([66], aim: "]C0"), now: Self.second / 2) == (try Self.label("AB", "C0")))
        _ = decoder.take(Self.report([65], aim: "]C0", continued: true), now: Self.second)
        #expect(decoder.take(Self.report([66], aim: "]Q1"), now: 2 * Self.second) == (try Self.label("B", "Q1")))
    }

    @Test func aHalfLabelThatIsFollowedByAnotherIsSaidToBeLost() throws {
        var decoder = try Self.honeywell()
        _ = decoder.take(Self.report([65], aim: "]C0", continued: true), now: 0)
        #expect(
            decoder.take(Self.report([66], aim: "]C0", continued: true), now: Self.second)
                == .malformed("the rest of a label did not come"))
        #expect(decoder.take(Self.report([67], aim: "]C0"), now: Self.second + 1) == (try Self.label("BC", "C0")))
    }

    @Test func droppingForgetsTheHalfLabel() throws {
        var decoder = try Self.honeywell()
        _ = decoder.take(Self.report([65], aim: "]C0", continued: true), now: 0)
        decoder.drop()
        #expect(decoder.take(Self.report([66], aim: "]Q1"), now: 1) == (try Self.label("B", "Q1")))
    }

    @Test func emptyAndForeignReportsAreNothing() throws {
        var decoder = try Self.honeywell()
        #expect(decoder.take([], now: 0) == .nothing)
        #expect(decoder.take([4, 1, 2, 3], now: 0) == .nothing)
        #expect(decoder.take(Self.report([], aim: "]C0"), now: 0) == .nothing)
    }

    @Test func anEmptyLastReportEndsALabel() throws {
        var decoder = try Self.honeywell()
        _ = decoder.take(Self.report([65], aim: "]C0", continued: true), now: 0)
        #expect(decoder.take(Self.report([], aim: "]C0"), now: 1) == (try Self.label("A", "C0")))
    }

    @Test func aReportThatIsTooShortIsMalformed() throws {
        var decoder = try Self.honeywell()
        let whole = Self.report([65], aim: "]C0")
        for count in 1..<64 {
            #expect(
                decoder.take(Array(whole.prefix(count)), now: 0)
                    == .malformed("a report of \(count) bytes; 64 are needed"))
        }
    }

    /// Found by fuzzing: the length's byte lay behind the data, and a report without it was read all the same.
    @Test func aReportThatEndsBeforeItsLengthIsMalformed() {
        let layout = PointOfSaleLayout(
            reportID: 2, size: 6, lengthAt: 5, symbologyAt: nil, dataAt: 1, dataSize: 4, vendorCodeAt: nil,
            continuedAt: nil)
        var decoder = PointOfSaleDecoder(layout: layout)
        #expect(decoder.take([2, 65, 66, 67, 68], now: 0) == .malformed("a report of 5 bytes; 6 are needed"))
        #expect(decoder.take([2, 65, 66, 67, 68, 3], now: 0) == .label([65, 66, 67], nil))
    }

    @Test func withoutALengthZerosAtTheEndArePadding() {
        let layout = PointOfSaleLayout(
            reportID: 0, size: 8, lengthAt: nil, symbologyAt: nil, dataAt: 0, dataSize: 8, vendorCodeAt: nil,
            continuedAt: nil)
        var decoder = PointOfSaleDecoder(layout: layout)
        #expect(decoder.take([65, 0, 66, 0, 0, 0, 0, 0], now: 0) == .label([65, 0, 66], nil))
        #expect(decoder.take([0, 0, 0, 0, 0, 0, 0, 0], now: 0) == .nothing)
    }

    @Test func aLabelWithoutAnEndIsCutShort() throws {
        var decoder = try Self.honeywell()
        let part = Self.report([UInt8](repeating: 65, count: 56), aim: "]C0", continued: true)
        for _ in 0..<(8192 / 56) { #expect(decoder.take(part, now: 0) == .partial) }
        #expect(decoder.take(part, now: 0) == .malformed("a label longer than 8192 bytes"))
        #expect(decoder.take(Self.report([66], aim: "]C0"), now: 0) == (try Self.label("B", "C0")))
    }

    @Test func anyReportsAreAnswered() throws {
        var dice = SeededDice("scanners' reports")
        var decoder = try Self.honeywell()
        var now: Int64 = 0
        for _ in 0..<5_000 {
            now += Int64(dice.below(1_000_000_000))
            var report = dice.bytes(dice.below(70))
            if !report.isEmpty { report[0] = 2 }
            if case .label(let label, _) = decoder.take(report, now: now) { #expect(label.count <= 8192) }
        }
    }
}
