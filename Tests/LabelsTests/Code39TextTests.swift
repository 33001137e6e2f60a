import TestSupport
import Testing

@testable import Labels

/// Code 39 that holds all of ASCII.
@Suite("Code 39 of all of ASCII")
struct Code39TextTests {
    /// Another program draws it: the pairs are the standard's.
    @Test func whatAnotherProgramEncodesIsRead() throws {
        var dice = SeededDice("whatAnotherProgramEncodesIsRead")
        let decoder = try #require(LabelDecoder())
        for turn in 0..<16 {
            // Eight characters each time, a small letter among them; all 128 in all.
            let text = [0x30] + (0..<8).map { UInt8(8 * turn + $0) } + [0x61 + UInt8(dice.below(26))]
            let widths = try Zint.widths(["-b", "EXCODE39"], text)
            let image = try Rendered.image(BarSymbol(widths.map { UInt8($0) }))
            let found = decoder.decode(image, effort: .normal).symbols
            #expect(found.map { Array($0.text.utf8) } == [text] && found.first?.bytes != text, "\(text)")
        }
    }

    @Test(arguments: [
        ("A+A-1234", "Aa-1234"), ("+A", nil), ("X+A$", nil), ("X+A$1", nil), ("A$B", nil), ("A/B123", nil),
        ("+A123+B", nil),
        ("1+1", nil), ("Q%1+A", nil), ("/Z+X%V", ":x@"), ("PLAIN", nil), ("", nil),
    ])
    func itIsTakenForThatOnlyWhereItCanBeNothingElse(_ data: String, _ expected: String?) {
        #expect(Code39Text.wholeASCII(Array(data.utf8)) == expected.map { Array($0.utf8) })
    }
}
