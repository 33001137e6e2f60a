import TestSupport
import Testing

@testable import Parcels

@Suite("Carriers' numbers")
struct CarrierNumberTests {
    private static func identified(_ text: String) -> Identification { Numbering.standard.identify(Array(text.utf8)) }

    /// The form of numbers with a check character, in pieces: `9#` stands for nine digits, `15*` for letters and digits, `?` for
    /// the check character, the rest for itself. Checked is what stands between a place and the check character.
    private struct Form: Sendable, CustomTestStringConvertible {
        let scheme: String
        let algorithm: CheckAlgorithm
        let from: Int
        /// A character for each of the number.
        let places: [UInt8]

        init(_ scheme: String, _ pieces: String, _ algorithm: CheckAlgorithm, from: Int = 0) {
            self.scheme = scheme
            self.algorithm = algorithm
            self.from = from
            places = pieces.split(separator: " ").flatMap { piece -> [UInt8] in
                guard let kind = piece.last, "#*".contains(kind), let count = Int(piece.dropLast()) else {
                    return Array(piece.utf8)
                }
                return Array(String(repeating: kind, count: count).utf8)
            }
        }

        var testDescription: String { scheme }

        /// A number of the form whose check character holds.
        func number(_ dice: inout SeededDice) throws -> [UInt8] {
            let letters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
            var bytes = places.map { place -> UInt8 in
                switch place {
                case 0x23: UInt8(48 + dice.below(10))
                case 0x2A: letters[dice.below(36)]
                case 0x3F: 48
                default: place
                }
            }
            let check = try #require(places.firstIndex(of: 0x3F))
            bytes[check] = algorithm.character(try #require(NumberText(bytes)), from..<check)
            return bytes
        }
    }

    private static let forms = [
        Form("sscc", "17# ?", .gs1), Form("usps-impb", "92 3# 9 15# ?", .gs1), Form("usps-impb", "93 3# 4 19# ?", .gs1),
        Form("usps-impb", "42022153 94 3# 9 15# ?", .gs1, from: 8),
        Form("usps-impb", "420221531234 95 3# 1 15# ?", .gs1, from: 12), Form("usps-91", "91 19# ?", .gs1),
        Form("ups", "1Z 15* ?", .doubled, from: 2), Form("ups-waybill", "K 9# ?", .doubled, from: 1),
        Form("fedex-12", "9 10# ?", .fedex), Form("fedex-ground", "14# ?", .gs1),
        Form("fedex-ground-96", "96 5# 14# ?", .gs1, from: 7), Form("fedex-34", "1 14# 5# 13# ?", .fedex, from: 20),
        Form("fedex-ground-gsn", "9622 5# 10# 1# 13# ?", .fedex, from: 20), Form("dpd-28", "27# ?", .mod37),
        Form("canada-post", "15# ?", .gs1), Form("old-dominion", "072 7# ?", .luhn),
        Form("old-dominion-gs", "80 8# ?", .luhn), Form("purolator", "3 10# ?", .luhn),
        Form("ontrac-c", "C 13# ?", .doubled), Form("ontrac-d", "D 13# ?", .doubled),
        Form("dhl-express", "9# ?", .seven),
    ]

    @Test(arguments: forms)
    private func aCheckDigitThatHoldsIsValid(form: Form) throws {
        var dice = SeededDice("valid numbers of " + form.scheme)
        for _ in 0..<100 {
            let bytes = try form.number(&dice)
            let found = Numbering.standard.identify(bytes)
            let own = try #require(
                found.candidates.first { $0.scheme.rawValue == form.scheme },
                "\(String(decoding: bytes, as: UTF8.self))")
            #expect(own.fault == nil && own.evidence == .checkDigit)
            #expect(found.isValid)
        }
    }

    /// What an algorithm promises: GS1's, Luhn's and ISO 7064's find every single wrong character, the others most.
    @Test(arguments: forms)
    private func aSingleWrongDigitIsRefused(form: Form) throws {
        var dice = SeededDice("wrong digits of " + form.scheme)
        let isPromised = [.gs1, .luhn, .mod37].contains(form.algorithm)
        var tried = 0
        var missed = 0
        for _ in 0..<8 {
            let bytes = try form.number(&dice)
            for place in form.from..<bytes.count where form.places[place] == 0x23 || form.places[place] == 0x2A {
                for digit in UInt8(48)...57 where digit != bytes[place] {
                    var wrong = bytes
                    wrong[place] = digit
                    tried += 1
                    let own = Numbering.standard.identify(wrong).candidates.first { $0.scheme.rawValue == form.scheme }
                    if own?.fault == nil, own != nil { missed += 1 }
                }
            }
        }
        #expect(tried > 500)
        if isPromised { #expect(missed == 0) } else { #expect(missed * 6 < tried, "\(missed) of \(tried)") }
    }

    @Test func lettersCountInUPSNumbers() {
        #expect(Self.identified("1Z5R89390357567127").isValid)
        #expect(!Self.identified("1Z5S89390357567127").isValid)
    }

    @Test func aSignatureOfStructureIsSaidToBeThat() {
        for text in ["TBA000000000000", "GM2951173225174494", "YT2229521272164446", "JJD0002257639032011"] {
            guard case .valid(let found) = Self.identified(text).outcome else {
                Issue.record("\(text)")
                continue
            }
            #expect(found.evidence == .structure && found.algorithm == nil, "\(text)")
        }
    }

    @Test func aLengthAloneIsSaidToBeThat() {
        guard case .valid(let found) = Self.identified("60120172242323").outcome else {
            Issue.record("no number of DHL")
            return
        }
        #expect(found.evidence == .length)
    }

    @Test func licencePlatesNameTheirAgency() throws {
        let found = Self.identified("JJD000390007882800001")
        #expect(found.candidates.map(\.scheme.rawValue) == ["licence-plate"])
        #expect(found.taken?.carrier == "dhl")
        #expect(Self.identified("JUN1234567890ABC").taken?.carrier == nil)
        #expect(!Self.identified("JXQ1234567890ABCD").candidates.contains { $0.scheme.rawValue == "licence-plate" })
    }

    @Test func zerosAloneAreNoNumber() {
        for count in [10, 12, 15, 16, 22] {
            #expect(!Self.identified(String(repeating: "0", count: count)).isValid, "\(count) zeros")
        }
    }

    @Test func partsOfANumberAreNamed() {
        let package = Self.identified("420 22153 9400 1112 0108 0805 4830 16").elements
        #expect(package.first == NumberPart("zip", "22153"))
        #expect(package.contains(NumberPart("service", "001")))
        #expect(
            Self.identified("1001901781990001000300617767839437").elements == [
                NumberPart("tracking-number", "617767839437")
            ])
        #expect(Self.identified("EB123456785VN").elements.map(\.value) == ["EB", "12345678", "VN"])
    }

    /// Two carriers' checks may hold for one number: the answer says so and is always the same.
    @Test func equalsAreToldAndTheFirstIsTaken() throws {
        var dice = SeededDice("twelve digits of two carriers")
        var shared: [UInt8]?
        while shared == nil {
            let digits = (0..<12).map { _ in UInt8(48 + dice.below(10)) }
            let fitting = Numbering.standard.identify(digits).candidates.filter {
                $0.fault == nil && $0.evidence == .checkDigit
            }
            if fitting.count == 2 { shared = digits }
        }
        let found = Numbering.standard.identify(try #require(shared))
        #expect(found.choice == .firstOfEquals)
        #expect(found.taken?.scheme.rawValue == "fedex-12")
        #expect(found.candidates.prefix(2).map(\.scheme.rawValue) == ["fedex-12", "purolator"])
    }

    @Test func servicesOfS10AreTold() {
        #expect(PostalService("EB") == .express)
        #expect(PostalService("QM") == .reply)
        #expect(PostalService("QZ") == nil)
        #expect(PostalService("ZA") == .agreed)
        #expect(Self.identified("CP123456785DE").taken?.service == .parcel)
        for service in PostalService.allCases {
            #expect(service.text(.english) != "postal-service.\(service.rawValue)")
        }
    }

    @Test func hyphensAreDroppedWhereNoSchemeHasThem() {
        let found = Self.identified("EB-123456785-VN")
        #expect(found.isValid && found.hasDroppedHyphens)
        let own = Self.identified("1LS7119013618127-1")
        #expect(own.isValid && !own.hasDroppedHyphens)
    }

    @Test func aSymbologyIdentifierMayStandBefore() {
        #expect(Self.identified("]C0EB123456785VN").isValid)
        #expect(Self.identified("]C100106141412345678908").taken?.scheme == .sscc)
    }
}
