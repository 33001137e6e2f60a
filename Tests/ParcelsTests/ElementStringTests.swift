import TestSupport
import Testing

@testable import Parcels

@Suite("GS1 element strings")
struct ElementStringTests {
    private static let gs1 = SymbologyIdentifier("C1")
    private static let unit = "00106141412345678908"

    private static func read(_ text: String, _ symbology: SymbologyIdentifier? = gs1) -> ElementString? {
        ElementString(Array(text.utf8), symbology: symbology)
    }

    private static func pairs(_ string: ElementString?) -> [String] {
        string?.elements.map { "\($0.identifier)=\($0.value)" } ?? []
    }

    // MARK: The table

    @Test func theTableHasEveryIdentifierOnce() {
        let numbers = ApplicationIdentifier.all.map(\.number)
        #expect(numbers.count == 541)
        #expect(Set(numbers).count == numbers.count)
        for one in ApplicationIdentifier.all {
            #expect(ApplicationIdentifier.named(one.number)?.number == one.number)
            #expect(
                (2...4).contains(one.number.count) && one.sizes.lowerBound >= 1 && !one.title.isEmpty
                    || one.number.hasPrefix("811"))
            if one.isPredefined { #expect(one.sizes.count == 1, "\(one.number)") }
        }
    }

    /// GS1 General Specifications, figure 7.8.4-2: data of these identifiers has a size for good.
    @Test func predefinedSizesAreThoseOfTheStandard() {
        let fixed: Set<String> = ["00", "01", "02", "03", "11", "12", "13", "15", "16", "17", "20", "41"]
        for one in ApplicationIdentifier.all {
            let beginning = String(one.number.prefix(2))
            let isFixed = fixed.contains(beginning) || (31...36).contains(Int(beginning) ?? 0)
            #expect(one.isPredefined == isFixed, "\(one.number)")
        }
    }

    @Test func unknownIdentifiersAreNone() {
        for number in ["", "0", "04", "05", "14", "19", "29", "3106", "3999", "430", "4399", "88", "000", "x1"] {
            #expect(ApplicationIdentifier.named(number) == nil, "\(number)")
        }
    }

    // MARK: Round trip

    /// Data that fits a component and its checks.
    private static func data(_ component: ApplicationIdentifier.Component, _ dice: inout SeededDice) -> String {
        let size = component.fewest + dice.below(component.most - component.fewest + 1)
        for check in component.checks {
            switch check {
            case .month, .day: return "2602" + (dice.below(2) == 0 ? "28" : "01")
            case .fullDay: return "20240229"
            case .hour: return "23"
            case .minute: return "59"
            case .time: return "0730"
            case .country: return "VN"
            case .yesNo, .zero, .winding, .sex: return "0"
            case .nonZero: return String(repeating: "1", count: component.most)
            case .pieceOfTotal: return "0102"
            case .placeInSequence: return "1/3"
            case .hyphen: return "-"
            case .account: return "GB82WEST12345698765432"
            case .model: return "1987654Ad4X4bL5ttr2310c2K"
            case .latitude, .longitude: return "1234567890"
            case .modulo10:
                let digits = (1..<size).map { _ in UInt8(dice.below(10)) }
                return digits.map { String($0) }.joined() + String(CheckAlgorithm.gs1.digit(digits))
            default: continue
            }
        }
        let letters: [UInt8]
        switch component.characters {
        case .digits: letters = Array("0123456789".utf8)
        // A percent sign begins a code in some of them.
        case .set82: letters = ElementCheck.characters82.filter { $0 != 0x25 }
        case .set39: letters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ#-/".utf8)
        case .set64: letters = Array("0123456789ABCDEFabcdef-_".utf8)
        }
        let isCompany = component.checks.contains { $0 == .company || $0 == .companyBehindOne || $0 == .noLeadingZero }
        let count = isCompany ? max(5, size) : size
        return String(
            decoding: (0..<count).map { place in
                isCompany && place < 5 ? 49 : letters[dice.below(letters.count)]
            }, as: UTF8.self)
    }

    private static func value(_ one: ApplicationIdentifier, _ dice: inout SeededDice) -> String {
        var text = ""
        for component in one.components {
            // What may be missing ends the data.
            if component.isOptional, dice.below(2) == 0 { break }
            text += data(component, &dice)
        }
        return text
    }

    @Test func everyIdentifierIsReadBetweenOthers() throws {
        var dice = SeededDice("GS1 elements")
        for one in ApplicationIdentifier.all {
            let value = Self.value(one, &dice)
            let separator = one.isPredefined ? "" : "\u{1D}"
            let string = try #require(Self.read("10A1\u{1D}" + one.number + value + separator + "21B2"))
            #expect(string.fault == nil, "(\(one.number))\(value): \(string.fault.map { "\($0)" } ?? "")")
            #expect(Self.pairs(string) == ["10=A1", "\(one.number)=\(value)", "21=B2"])
        }
    }

    @Test func whatPeopleReadIsReadAgain() throws {
        var dice = SeededDice("GS1 elements in brackets")
        for _ in 0..<500 {
            let chosen = (0...dice.below(4)).map { _ in
                ApplicationIdentifier.all[dice.below(ApplicationIdentifier.all.count)]
            }
            var raw = ""
            for one in chosen { raw += one.number + Self.value(one, &dice) + "\u{1D}" }
            let string = try #require(Self.read(raw))
            try #require(string.fault == nil, "\(raw)")
            // A value that holds a bracketed identifier of its own cannot be told from an element.
            guard !string.elements.contains(where: { $0.value.contains("(") }) else { continue }
            let again = try #require(Self.read(string.bracketed, nil))
            #expect(again.form == .brackets)
            #expect(again.elements == string.elements, "\(string.bracketed)")
            #expect(again.fault == nil, "\(string.bracketed)")
        }
    }

    // MARK: Separators

    @Test(arguments: ["\u{1D}", "\u{1E}", "]", "^", "^]", "\u{241D}", "\u{241E}"])
    func separatorsAreReadAsScannersSendThem(separator: String) {
        let string = Self.read("10AB-1" + separator + "21C2" + separator + Self.unit)
        #expect(Self.pairs(string) == ["10=AB-1", "21=C2", "00=106141412345678908"])
        #expect(string?.fault == nil)
    }

    @Test(arguments: ["C1", "d2", "Q3", "e0", "J1"])
    func symbologiesOfGS1CarryElements(symbology: String) {
        #expect(Self.pairs(Self.read("10AB" + "\u{1D}" + "21C", SymbologyIdentifier(symbology))) == ["10=AB", "21=C"])
        let prefixed = Numbering.standard.identify(Array(("]" + symbology + "10AB\u{1D}" + Self.unit).utf8))
        #expect(prefixed.taken?.canonical.description == "106141412345678908")
    }

    @Test func otherSymbologiesDoNot() {
        #expect(Self.read("10AB21C", SymbologyIdentifier("C0")) == nil)
        #expect(Self.read("10AB21C", nil) == nil)
    }

    @Test func aDroppedSeparatorIsToldNotGuessed() throws {
        // A postcode of at most twenty characters runs into what follows.
        let long = try #require(Self.read("420221539101026837331000039521"))
        #expect(long.fault == ElementFault(kind: .separator, identifier: "420", offset: 0))
        // A batch may end with what looks like an SSCC, or its separator was dropped.
        let hidden = try #require(Self.read("10" + Self.unit.replacing("00", with: "00", maxReplacements: 1)))
        #expect(hidden.fault == nil, "the SSCC would leave nothing of the batch")
        #expect(Self.read("(400)AB" + Self.unit, nil)?.fault == nil)
        let batch = try #require(Self.read("400AB" + Self.unit))
        #expect(batch.fault == ElementFault(kind: .dropped, identifier: "400", offset: 5))
        guard case .broken = Numbering.standard.identify(Array(("]C1400AB" + Self.unit).utf8)).outcome else {
            Issue.record("guessed")
            return
        }
        #expect(Recognition.of(Array(("400AB" + Self.unit).utf8), symbology: Self.gs1) == .unknown)
    }

    // MARK: Faults

    @Test(arguments: [
        ("99", ElementFault.Kind.tooShort, 0), ("0010614141234567890", .tooShort, 0), ("05123", .identifier, 0),
        ("10AB\u{1D}05", .identifier, 5), ("00106141412345678907", .check, 0), ("11261301", .value, 0),
        ("11260230", .value, 0), ("17250229", .value, 0), ("10A\u{7F}", .characters, 0), ("30A", .characters, 0),
        ("4307XX", .value, 0), ("43212", .value, 0), ("40206141411234567891", .check, 0),
        ("8007GB82WEST12345698765433", .check, 0),
        ("80131987654Ad4X4bL5ttr2310c2L", .check, 0), ("401ABC123", .value, 0), ("30123456789", .separator, 0),
    ])
    func faultsAreNamedWithTheirPlace(text: String, kind: ElementFault.Kind, offset: Int) throws {
        let fault = try #require(Self.read(text)?.fault, "\(text)")
        #expect(fault.kind == kind, "\(text)")
        #expect(fault.offset == offset, "\(text)")
        #expect(fault.text(.vietnamese) != fault.text(.english))
    }

    @Test func aDayMayBeLeftOutWhereTheStandardLetsIt() {
        #expect(Self.read("17260200")?.fault == nil)
        #expect(Self.read("7006260200")?.fault?.kind == .value)
        #expect(Self.read("17240229")?.fault == nil)
    }

    @Test func bracketsThatNameOtherElementsThanTheDataAreAFault() {
        #expect(Self.read("(00)106141412345678908(10)A", nil)?.fault == nil)
        #expect(Self.read("(00)1061414123456789081(10)A", nil)?.fault != nil)
        #expect(Self.read("(0)1", nil) == nil)
        #expect(Self.read("( 00)1", nil) == nil)
    }

    // MARK: The parcel's number

    @Test func theParcelsNumberIsTheUnitThenTheShipmentThenTheConsignment() {
        func taken(_ text: String) -> String? {
            Numbering.standard.identify(Array(text.utf8)).taken.map { "\($0.scheme) \($0.canonical)" }
        }
        #expect(taken("(401)0614141A1(402)06141411234567890(00)106141412345678908") == "sscc 106141412345678908")
        #expect(taken("(401)0614141A1(402)06141411234567890") == "gsin 06141411234567890")
        #expect(taken("(401)0614141A1(403)X") == "ginc 0614141A1")
        #expect(taken("]C142022153\u{1D}9101026837331000039521") == "usps-91 9101026837331000039521")
        for text in ["(403)123", "(420)70000", "(421)704700000", "(01)09506000134352(21)A"] {
            guard case .noParcel = Numbering.standard.identify(Array(text.utf8)).outcome else {
                Issue.record("\(text) is a parcel")
                continue
            }
        }
    }

    /// Identifier and data of 18 digits in all have an SSCC's shape, and are none.
    @Test func aCompanysOwnElementIsNoSSCC() {
        // Alone, 18 digits are an SSCC in every symbology, right or wrong.
        for digits in 0...9 {
            let text = "]C110A\u{1D}91010108080548301\(digits)"
            let found = Numbering.standard.identify(Array(text.utf8))
            #expect(!found.isValid, "\(text)")
            #expect(!found.candidates.contains { $0.scheme == .sscc }, "\(text)")
        }
    }

    @Test func anSSCCBehindOtherElementsSaysWhichParcelThisIs() throws {
        let number = try #require(ParcelNumber(scheme: .sscc, canonical: Array("106141412345678908".utf8)))
        #expect(Recognition.of(Array(("10A\u{1D}" + Self.unit).utf8), symbology: Self.gs1) == .valid(number))
        #expect(Recognition.of(Array(("10A\u{1D}" + Self.unit).utf8)) == .unknown)
        let two = Self.unit + "\u{1D}" + "00340123450000000000"
        #expect(Recognition.of(Array(("10A\u{1D}" + two).utf8), symbology: Self.gs1) == .unknown)
    }
}
