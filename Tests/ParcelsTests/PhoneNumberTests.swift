import Foundation
import Parcels
import TestSupport
import Testing

@Suite("Telephone numbers")
struct PhoneNumberTests {
    @Test(arguments: [
        "0905000111", "+84905000111", "0084905000111", "84905000111", "+84 905 000 111", "0905.000.111", "0905-000-111",
        "(0905) 000 111", " 0905000111 ", "+84(905)000111", "84.905.000.111", "00 84 905 000 111",
    ])
    func everyWayToWriteAVietnameseNumberIsOne(text: String) {
        #expect(PhoneNumber(text)?.digits == "0905000111")
    }

    /// People write the leading zero behind the country code too; such a number must not slip past a bulletin.
    @Test(arguments: ["+84 0905 000 111", "+84 (0) 905 000 111", "00840905000111", "840905000111"])
    func theZeroBehindTheCountryCodeIsOneToo(text: String) {
        #expect(PhoneNumber(text)?.digits == "0905000111")
    }

    @Test func numbersThatOnlyBeginLikeTheCountryCodeStay() {
        // A local number of nine digits, and the mobile prefix 084.
        #expect(PhoneNumber("841234567")?.digits == "841234567")
        #expect(PhoneNumber("0841234567")?.digits == "0841234567")
    }

    @Test func foreignNumbersKeepTheirCountryCode() {
        #expect(PhoneNumber("+86 138 0013 8000")?.digits == "8613800138000")
    }

    @Test func lengthIsFromSixToFifteenDigits() {
        #expect(PhoneNumber("12345") == nil)
        #expect(PhoneNumber("123456")?.digits == "123456")
        #expect(PhoneNumber("123456789012345")?.digits == "123456789012345")
        #expect(PhoneNumber("1234567890123456") == nil)
        #expect(PhoneNumber("") == nil)
        #expect(PhoneNumber("không có") == nil)
    }

    @Test func maskedShowsTheLastThreeDigits() {
        #expect(PhoneNumber("0905000111")?.masked == "•••••••111")
    }

    @Test func whatIsStoredReadsBackTheSame() throws {
        var dice = SeededDice("telephone numbers")
        for _ in 0..<1_000 {
            let text = ["0", "+84", "+1", "09", "+849"][dice.below(5)] + String(100_000_000 + dice.below(900_000_000))
            let number = try #require(PhoneNumber(text))
            let again = try JSONDecoder().decode(PhoneNumber.self, from: JSONEncoder().encode(number))
            #expect(again == number, "\(text)")
        }
    }

    /// A number that was put in its one form is in it.
    @Test func theOneFormIsItsOwn() throws {
        let number = try #require(PhoneNumber("+84 0841234567"))
        #expect(PhoneNumber(number.digits) == number)
    }

    @Test func storedTextThatIsNoNumberIsRefused() {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(PhoneNumber.self, from: Data(#""123""#.utf8)) }
    }
}
