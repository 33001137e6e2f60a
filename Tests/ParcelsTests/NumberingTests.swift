import Foundation
import TestSupport
import Testing

@testable import Parcels

@Suite("Operators' numbers")
struct NumberingTests {
    private static func mask(_ text: String) throws -> NumberMask { try NumberMask(text) }

    private static func fits(_ mask: String, _ number: String) throws -> Bool {
        guard let text = NumberText(Array(number.utf8)) else { return false }
        return try NumberMask(mask).matches(text)
    }

    // MARK: Masks

    @Test func masksReadLikeTheirNumbers() throws {
        #expect(try Self.fits("VTP########", "VTP12345678"))
        #expect(try !Self.fits("VTP########", "VTP1234567"))
        #expect(try !Self.fits("VTP########", "VTP1234567A"))
        #expect(try Self.fits("@@###*", "AB123Z"))
        #expect(try !Self.fits("@@###*", "A1123Z"))
        #expect(try Self.fits("S#{5,10}.*{1,12}.*{1,12}", "S1234567.MB12.D5"))
        #expect(try !Self.fits("S#{5,10}.*{1,12}.*{1,12}", "S1234.MB12.D5"))
        #expect(try Self.fits("BEST@{0,6}#{8,16}VN@{0,3}", "BESTABC12345678VNX"))
    }

    @Test func starsAloneAreNotDigitsAlone() throws {
        #expect(try Self.fits("*{8,14}", "GAN6DKKU12"))
        #expect(try !Self.fits("*{8,14}", "1234567890"))
        #expect(try Self.fits("#{8,14}", "1234567890"))
    }

    @Test(arguments: [
        "", "ABC", "a123", "#{3}", "#{5,4}", "#{0}", "#{,4}####", "#{5", "#{41}", "####{1,2,3}", "*{1,3}#####",
        "##{1,2}####",
        "A{1,3}A####", "É####", "#### ", "#{123}####",
    ])
    func otherMasksAreRefused(text: String) {
        #expect(throws: NumberMask.Fault.self) { try NumberMask(text) }
    }

    @Test func aMaskThatIsTooLongIsRefused() {
        #expect(throws: NumberMask.Fault.self) { try NumberMask(String(repeating: "A", count: 81)) }
    }

    @Test func evidenceOfAMaskIsItsOwnLetters() throws {
        #expect(try Self.mask("#{12}").evidence == .length)
        #expect(try Self.mask("@@########").evidence == .length)
        #expect(try Self.mask("80##########").evidence == .structure)
        #expect(try Self.mask("VTP*{6}").evidence == .structure)
    }

    // MARK: Shipped operators

    @Test func shippedOperatorsAreNamedOnceAndHaveRoom() {
        let schemes = OperatorProfile.shipped.map(\.scheme)
        #expect(Set(schemes).count == schemes.count)
        #expect(schemes.allSatisfy { KnownScheme($0) == nil })
    }

    @Test func aConfirmedOperatorIsTold() {
        let found = Numbering.standard.identify(Array("SPXVN012345678901".utf8))
        #expect(found.taken?.carrier == "spx")
        #expect(found.taken?.evidence == .structure)
    }

    /// What is only told of an operator is never said as a fact.
    @Test(arguments: [
        "VTP12345678", "GHTK123456", "S1234567.MB12.D5.123456789", "NVN1234567", "LEXVN123456", "BEST12345678",
    ])
    func anUnconfirmedOperatorIsNotACarrier(text: String) throws {
        let taken = try #require(Numbering.standard.identify(Array(text.utf8)).taken)
        #expect(!taken.isConfirmed)
        #expect(taken.carrier == nil)
    }

    @Test func twelveDigitsNameNoOperator() {
        let found = Numbering.standard.identify(Array("800000000000".utf8))
        guard case .lengthOnly = found.outcome else {
            Issue.record("\(found.outcome)")
            return
        }
        let fitting = found.candidates.filter { $0.fault == nil }.map(\.scheme.rawValue)
        #expect(fitting == ["jt-express", "viettel-post", "best-express"])
    }

    /// An operator's form never makes something of a number of S10's or an SSCC's shape whose check fails.
    @Test func shapesOfS10AndSSCCAreNobodyElses() throws {
        let greedy = OperatorProfile(
            scheme: try #require(Scheme(rawValue: "greedy")), vi: "A", en: "A",
            masks: [try NumberMask("*{8,20}"), try NumberMask("#{18}")], isConfirmed: true)
        let numbering = Numbering(identity: [greedy.scheme], operators: [greedy])
        for text in ["EB123456789VN", "106141412345678907"] {
            guard case .invalid = numbering.recognise(Array(text.utf8)) else {
                Issue.record("\(text): \(numbering.recognise(Array(text.utf8)))")
                continue
            }
            #expect(!numbering.identify(Array(text.utf8)).isValid)
        }
    }

    // MARK: Identity

    @Test func onlySchemesThatTheSiteNamesSayWhichParcelThisIs() throws {
        let spx = try #require(Scheme(rawValue: "spx"))
        let text = Array("SPXVN012345678901".utf8)
        #expect(Numbering.standard.recognise(text) == .unknown)
        guard case .valid(let number) = Numbering(identity: [spx]).recognise(text) else {
            Issue.record("not recognised")
            return
        }
        #expect(number.scheme == spx && number.description == "SPXVN012345678901")
        #expect(!number.hasCheckDigit && number.evidence == .structure)
    }

    @Test func aNumberOfTwoSchemesOfTheSiteIsNobodys() throws {
        let (one, other) = (
            try #require(Scheme(rawValue: "jt-express")), try #require(Scheme(rawValue: "best-express"))
        )
        let text = Array("800000000000".utf8)
        guard case .valid(let number) = Numbering(identity: [one]).recognise(text) else {
            Issue.record("not recognised")
            return
        }
        #expect(number.evidence == .length)
        #expect(Numbering(identity: [one, other]).recognise(text) == .unknown)
    }

    @Test(arguments: ["C1", "d2", "E0"])
    func dataOfGS1AndRetailCodesAreNotAnOperatorsNumber(symbology: String) throws {
        let one = try #require(Scheme(rawValue: "jt-express"))
        let numbering = Numbering(identity: [one])
        #expect(numbering.recognise(Array("800000000000".utf8), symbology: SymbologyIdentifier(symbology)) == .unknown)
        guard case .valid = numbering.recognise(Array("800000000000".utf8), symbology: SymbologyIdentifier("C0")) else {
            Issue.record("no number in Code 128")
            return
        }
    }

    // MARK: Names of schemes

    @Test func schemesAreShortNames() {
        for text in ["s10", "sscc", "usps-impb", "a", "abcdefghijklmnop"] {
            #expect(Scheme(rawValue: text)?.rawValue == text)
        }
        for text in ["", "abcdefghijklmnopq", "S10", "s 10", "-a", "đ", "a_b", "a\u{0}"] {
            #expect(Scheme(rawValue: text) == nil, "\(text)")
        }
        #expect(Set(KnownScheme.allCases.map(\.scheme)).count == KnownScheme.allCases.count)
        for known in KnownScheme.allCases { #expect(KnownScheme(known.scheme) == known) }
    }

    /// Journals of other versions and sites name schemes that this one does not know.
    @Test func aNumberOfAnUnknownSchemeIsReadAsItStands() throws {
        let text = #"{"scheme":"later-scheme","number":"AB.12-3"}"#
        let number = try JSONDecoder().decode(ParcelNumber.self, from: Data(text.utf8))
        #expect(number.scheme.rawValue == "later-scheme")
        #expect(number.description == "AB.12-3")
        let again = try JSONDecoder().decode(ParcelNumber.self, from: JSONEncoder().encode(number))
        #expect(again == number)
        for broken in [
            #"{"scheme":"s10","number":"EB123456789VN"}"#, #"{"scheme":"Later","number":"A"}"#,
            #"{"scheme":"later","number":"a b"}"#,
        ] {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(ParcelNumber.self, from: Data(broken.utf8))
            }
        }
    }

    @Test func writtenNumbersKeepTheirForm() throws {
        let number = try #require(ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let written = String(decoding: try encoder.encode(number), as: UTF8.self)
        #expect(written == #"{"number":"EB123456785VN","scheme":"s10"}"#)
    }
}
