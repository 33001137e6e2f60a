import TestSupport
import Testing

@testable import Parcels

@Suite("Recognition of numbers")
struct RecognitionTests {
    private static let sscc = "106141412345678908"

    private static func recognised(_ text: String, _ symbology: String? = nil) -> Recognition {
        Recognition.of(Array(text.utf8), symbology: symbology.flatMap { SymbologyIdentifier($0) })
    }

    private static func valid(_ scheme: Scheme, _ text: String) throws -> Recognition {
        .valid(try #require(ParcelNumber(scheme: scheme, canonical: Array(text.utf8))))
    }

    @Test(arguments: ["EB123456785VN", "eb123456785vn", "EB 123 456 785 VN", " Eb1 2345 6785v N "])
    func spacesAndSmallLettersAreForgiven(text: String) throws {
        #expect(Self.recognised(text) == (try Self.valid(.s10, "EB123456785VN")))
    }

    @Test(arguments: ["EB123456785VN\n", "EB123456785VN\u{1D}", "EB-123456785-VN", "EB123456785VN1", "ЕB123456785VN"])
    func otherCharactersAreNot(text: String) {
        #expect(Self.recognised(text) == .unknown)
    }

    @Test func theShapeOfS10WithAWrongCheckIsInvalidNotUnknown() {
        #expect(Self.recognised("EB123456789VN") == .invalid(.s10, why: .s10(.checkDigit(found: 9, expected: 5))))
        #expect(Self.recognised("JB123456785VN") == .invalid(.s10, why: .s10(.reservedService)))
        #expect(Self.recognised("EB123456785XX") == .invalid(.s10, why: .s10(.country)))
    }

    @Test func eighteenDigitsAreAnSSCC() throws {
        #expect(Self.recognised(Self.sscc) == (try Self.valid(.sscc, Self.sscc)))
        #expect(Self.recognised("1061 4141 2345 6789 08") == (try Self.valid(.sscc, Self.sscc)))
        #expect(
            Self.recognised("106141412345678907") == .invalid(.sscc, why: .sscc(.checkDigit(found: 7, expected: 8))))
    }

    @Test func applicationIdentifier00OfGS1128IsAnSSCC() throws {
        #expect(Self.recognised("00" + Self.sscc, "C1") == (try Self.valid(.sscc, Self.sscc)))
        #expect(
            Self.recognised("00106141412345678907", "C1")
                == .invalid(.sscc, why: .sscc(.checkDigit(found: 7, expected: 8))))
    }

    @Test func aReaderThatSendsNoSymbologyIsTrustedWithTwentyDigits() throws {
        #expect(Self.recognised("00" + Self.sscc) == (try Self.valid(.sscc, Self.sscc)))
    }

    @Test func anotherSymbologyDoesNotCarryApplicationIdentifiers() {
        #expect(Self.recognised("00" + Self.sscc, "C0") == .unknown)
        #expect(Self.recognised("00" + Self.sscc, "Q1") == .unknown)
    }

    @Test func furtherElementsFollowOnlyInGS1Data() throws {
        let more = "00" + Self.sscc + "420700000"
        #expect(Self.recognised(more, "C1") == (try Self.valid(.sscc, Self.sscc)))
        #expect(Self.recognised(more, "d2") == (try Self.valid(.sscc, Self.sscc)))
        #expect(Self.recognised(more) == .unknown)
    }

    @Test func anotherApplicationIdentifierIsUnknown() {
        #expect(Self.recognised("01" + Self.sscc, "C1") == .unknown)
        #expect(Self.recognised("0010614141234567890", "C1") == .unknown)
    }

    @Test func longerThanTheLimitIsUnknown() throws {
        let fitting = "00" + Self.sscc + String(repeating: "9", count: Recognition.sizeLimit - 20)
        #expect(Self.recognised(fitting, "C1") == (try Self.valid(.sscc, Self.sscc)))
        #expect(Self.recognised(fitting + "9", "C1") == .unknown)
        #expect(Self.recognised("EB123456785VN" + String(repeating: " ", count: Recognition.sizeLimit)) == .unknown)
    }

    @Test(arguments: [
        "", " ", "8936012345678", "SPXVN012345678901", "800000000000",
    ])
    func otherOperatorsNumbersAreUnknown(text: String) {
        #expect(Self.recognised(text) == .unknown)
    }

    @Test func anyBytesAreAnswered() {
        var dice = SeededDice("recognition of any bytes")
        for _ in 0..<2_000 {
            let bytes = dice.bytes(dice.below(140))
            for symbology in [nil, SymbologyIdentifier("C1")] {
                if case .valid(let number) = Recognition.of(bytes, symbology: symbology) {
                    Issue.record("random bytes \(bytes) are \(number)")
                }
            }
        }
    }

    @Test func aNumberReadsItsOwnCanonicalForm() throws {
        for (scheme, text) in [(Scheme.s10, "EB123456785VN"), (.sscc, Self.sscc)] {
            let number = try #require(ParcelNumber(scheme: scheme, canonical: Array(text.utf8)))
            #expect(number.description == text)
            #expect(number.scheme == scheme)
            let other: Scheme = scheme == .s10 ? .sscc : .s10
            #expect(ParcelNumber(scheme: other, canonical: Array(text.utf8)) == nil)
        }
    }

    @Test func onlyS10NamesACountry() throws {
        #expect(ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8))?.country == "VN")
        #expect(ParcelNumber(scheme: .sscc, canonical: Array(Self.sscc.utf8))?.country == nil)
    }
}
