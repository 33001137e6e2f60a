import Parcels
import TestSupport
import Testing

@Suite("GS1 SSCC")
struct SSCCTests {
    private static func sscc(_ text: String) throws(SSCC.Fault) -> SSCC { try SSCC(Array(text.utf8)) }

    @Test(arguments: ["106141412345678908", "003456789012345670", "000123450000000027", "000000000000000000"])
    func publishedCodesAreValid(text: String) throws {
        #expect(try Self.sscc(text).canonical.description == text)
    }

    @Test func wrongCheckDigitIsRefused() {
        #expect(throws: SSCC.Fault.checkDigit(found: 7, expected: 8)) { try Self.sscc("106141412345678907") }
    }

    /// Modulo 10 with weights 3 and 1 finds every single wrong digit.
    @Test func everySingleWrongDigitIsFound() {
        let digits = Array("106141412345678908".utf8)
        for place in digits.indices {
            for digit in UInt8(48)...57 where digit != digits[place] {
                var wrong = digits
                wrong[place] = digit
                #expect((try? SSCC(wrong)) == nil, "digit \(digit - 48) at \(place)")
            }
        }
    }

    @Test(arguments: [
        "", "10614141234567890", "1061414123456789080", "10614141234567890A", "10614141234567890٨",
        "10614141234567 908",
    ])
    func otherShapesAreRefused(text: String) {
        #expect(throws: SSCC.Fault.shape) { try Self.sscc(text) }
    }
}
