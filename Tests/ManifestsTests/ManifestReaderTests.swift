import Parcels
import TestSupport
import Testing

@testable import Manifests

@Suite("Manifests")
struct ManifestReaderTests {
    private static let number = "EB123456785VN"

    /// The items, or the first error.
    private static func items(_ parts: [ArraySlice<UInt8>]) throws(ManifestError) -> [ManifestItem] {
        var reader = ManifestReader()
        var items: [ManifestItem] = []
        var refused: [ManifestError] = []
        func take(_ line: ManifestLine) {
            switch line {
            case .item(let item): items.append(item)
            case .refused(let error): refused.append(error)
            }
        }
        for part in parts { try reader.take(part, take) }
        try reader.finish(take)
        if let first = refused.first { throw first }
        return items
    }

    private static func items(_ text: String) throws(ManifestError) -> [ManifestItem] {
        try items([Array(text.utf8)[...]])
    }

    private static func error(_ text: String) -> ManifestError? {
        #expect(throws: ManifestError.self) { try items(text) }
    }

    /// One item with one more column.
    private static func item(_ column: String, _ value: String) throws(ManifestError) -> ManifestItem? {
        try items("item_number,\(column)\n\(number),\(value)\n").first
    }

    private static func error(_ column: String, _ value: String) -> ManifestError? {
        error("item_number,\(column)\n\(number),\(value)\n")
    }

    @Test func everyColumnIsRead() throws {
        let text = """
            office,cod_vnd,value_vnd,length_mm,weight_g,hs_code,quantity,contents,receiver_address,receiver_phone,receiver_name,\
            sender_device,sender_account,sender_address,sender_phone,sender_name,destination,origin,service,item_number
            580000,350000,1000000,300,1200,4901.10|,2|,sách | bút bi,"2 Trần Phú, Kon Tum",+84 905 000 111,Trần Thị B,\
            " Android-77 ",KH-00123,1 Lê Lợi,0905.000.222,Nguyễn Văn A,kh,VN,EMS,eb 123 456 785 vn

            """
        let item = try #require(try Self.items(text).first)
        #expect(item.line == 2)
        #expect(item.number.description == Self.number)
        #expect(item.service == "EMS" && item.origin == "VN" && item.destination == "KH" && item.office == "580000")
        #expect(
            item.sender
                == Party(
                    name: "Nguyễn Văn A", phone: PhoneNumber("0905000222"), address: "1 Lê Lợi", account: "KH-00123",
                    device: "Android-77"))
        #expect(
            item.receiver == Party(name: "Trần Thị B", phone: PhoneNumber("0905000111"), address: "2 Trần Phú, Kon Tum")
        )
        #expect(
            item.contents == [
                ContentLine(description: "sách", quantity: 2, hsCode: "490110"), ContentLine(description: "bút bi"),
            ])
        #expect(item.weight_g == 1200 && item.length_mm == 300)
        #expect(item.value_vnd == 1_000_000 && item.paymentOnDelivery_vnd == 350_000)
    }

    @Test func onlyTheNumberMustBeThere() throws {
        let item = try #require(try Self.items("item_number\n\(Self.number)\n").first)
        #expect(item.sender == Party() && item.receiver == Party() && item.contents.isEmpty)
        #expect(item.weight_g == nil && item.value_vnd == nil && item.origin == "")
    }

    @Test func emptyCellsAreNotGiven() throws {
        #expect(try Self.item("weight_g", "") == Self.items("item_number\n\(Self.number)\n").first)
        #expect(try Self.item("weight_g", " \t ")?.weight_g == nil)
    }

    @Test func headersAreForgivenSpacesAndCapitals() throws {
        #expect(try Self.items(" Item_Number ,SERVICE\n\(Self.number), EMS \n").first?.service == "EMS")
    }

    @Test func theSendersOwnColumnsArePassedOver() throws {
        #expect(try Self.items("x_note,item_number,X_other\nsecret,\(Self.number),1\n").count == 1)
    }

    @Test func anSSCCIsANumberToo() throws {
        #expect(try Self.items("item_number\n106141412345678908\n").first?.number.scheme == .sscc)
    }

    /// A site that names an operator's scheme takes its numbers in its manifests, too.
    @Test func numbersOfTheSitesOperatorsAreTakenWhereItNamesThem() throws {
        let spx = try #require(Scheme(rawValue: "spx"))
        let file = Array("item_number\nSPXVN012345678901\nVTP12345678\n".utf8)[...]
        func read(_ numbering: Numbering) throws -> (numbers: [String], errors: [String]) {
            var reader = ManifestReader(nil, numbering)
            var numbers: [String] = []
            var errors: [String] = []
            func take(_ line: ManifestLine) {
                switch line {
                case .item(let item): numbers.append(item.number.description)
                case .refused(let error): errors.append(error.description)
                }
            }
            try reader.take(file, take)
            try reader.finish(take)
            return (numbers, errors)
        }
        let standard = try read(.standard)
        #expect(standard.numbers.isEmpty && standard.errors.count == 2)
        let own = try read(Numbering(identity: [spx]))
        #expect(own.numbers == ["SPXVN012345678901"])
        #expect(
            own.errors.count == 1 && own.errors[0].contains("a number of the schemes s10, sscc, spx"),
            "\(own.errors)")
    }

    @Test func aFileWithoutAHeaderIsRefused() {
        #expect(
            Self.error("")?.description
                == "line 1, column 1: expected a first row that names the columns, found an empty file")
        #expect(Self.error("\n\n")?.found == "an empty file")
        #expect(
            Self.error("service\nEMS\n")?.description == "line 1, column 1: expected a column item_number, found none")
    }

    @Test func aHeaderAloneIsAnEmptyManifest() throws {
        #expect(try Self.items("item_number,service\n").isEmpty)
    }

    @Test func strangeColumnsAreNamedWithTheirPlace() {
        let error = Self.error("item_number,wieght_g\n")
        #expect(error?.line == 1 && error?.column == 13)
        #expect(error?.found == "'wieght_g'")
        for field in ManifestField.allCases {
            #expect(error?.expected.contains(field.name) == true, "\(field.name)")
        }
        #expect(
            Self.error("item_number,service,item_number\n")?.description
                == "line 1, column 21: expected each column once, found 'item_number' again")
    }

    @Test func everyRowHasAsManyCellsAsTheHeader() {
        #expect(
            Self.error("item_number,service\n\(Self.number)\n")?.description
                == "line 2, column 1: expected 2 cells, as in the first row, found 1")
        #expect(Self.error("item_number\n\(Self.number),EMS\n")?.found == "2")
    }

    @Test func wrongNumbersSayWhatIsWrong() {
        #expect(
            Self.error("service,item_number\nEMS,EB123456789VN\n")?.description
                == "line 2, column 5 (item_number): expected a valid S10 number, found 'EB123456789VN': the check digit is 9, it should be 5"
        )
        #expect(
            Self.error("item_number\n106141412345678907\n")?.description
                == "line 2, column 1 (item_number): expected a valid SSCC number, found '106141412345678907': the check digit is 7, it should be 8"
        )
        #expect(
            Self.error("item_number\nSPXVN1\n")?.description
                == "line 2, column 1 (item_number): expected a UPU S10 or SSCC number, found 'SPXVN1'")
        #expect(Self.error("item_number,service\n,EMS\n")?.found == "''")
    }

    @Test func aNumberStandsOnceInAFile() {
        let error = Self.error("item_number,service\n\(Self.number),EMS\nRB123456785GB,R\neb123456785vn,EMS\n")
        #expect(
            error?.description
                == "line 4, column 1 (item_number): expected each number once in a file, found EB123456785VN again, first in line 2"
        )
    }

    /// Value, what was expected, what was found.
    @Test(arguments: [
        ("weight_g", "heavy", "a whole number from 0 to 1000000, or nothing", "'heavy'"),
        ("weight_g", "1.5", "a whole number from 0 to 1000000, or nothing", "'1.5'"),
        ("weight_g", "-1", "a whole number from 0 to 1000000, or nothing", "'-1'"),
        ("weight_g", "1000001", "a whole number from 0 to 1000000, or nothing", "'1000001'"),
        ("length_mm", "10001", "a whole number from 0 to 10000, or nothing", "'10001'"),
        ("value_vnd", "1000000000001", "a whole number from 0 to 1000000000000, or nothing", "'1000000000001'"),
        (
            "cod_vnd", "99999999999999999999", "a whole number from 0 to 1000000000000, or nothing",
            "'99999999999999999999'"
        ),
        ("origin", "VNM", "a country's two letters, or nothing", "'VNM'"),
        ("destination", "1A", "a country's two letters, or nothing", "'1A'"),
        ("service", "ABCDEFGHIJKLMNOPQ", "at most 16 characters", "17"),
        ("sender_account", String(repeating: "x", count: 65), "at most 64 characters", "65"),
        ("sender_device", String(repeating: "đ", count: 65), "at most 64 characters", "65"),
        ("sender_phone", "12345", "a telephone number of 6 to 15 digits, or nothing", "something else"),
        ("receiver_phone", "không có", "a telephone number of 6 to 15 digits, or nothing", "something else"),
    ])
    func wrongValuesAreNamedWithTheirField(column: String, value: String, expected: String, found: String) {
        let error = Self.error(column, value)
        #expect(error == ManifestError(line: 2, column: 15, field: column, expected: expected, found: found))
    }

    @Test func wrongPartsOfTheContentsAreNamedWithTheirField() {
        let quantity = Self.error("item_number,contents,quantity\n\(Self.number),a|b,1|x\n")
        #expect(quantity?.field == "quantity" && quantity?.found == "'x'" && quantity?.column == 19)
        let code = Self.error("item_number,contents,hs_code\n\(Self.number),a,12\n")
        #expect(code?.field == "hs_code" && code?.expected == "codes of 4 to 12 digits" && code?.found == "'12'")
        #expect(Self.error("item_number,contents,hs_code\n\(Self.number),a,....\n")?.field == "hs_code")
        let many = Self.error("contents", Array(repeating: "a", count: 51).joined(separator: "|"))
        #expect(many?.expected == "at most 50 kinds of goods" && many?.found == "51")
        let long = Self.error("contents", String(repeating: "đ", count: 501))
        #expect(long?.expected == "at most 500 characters" && long?.found == "501")
    }

    @Test(arguments: ["sender_name", "sender_address", "receiver_name", "receiver_address"])
    func longPersonalTextsAreRefusedWithoutBeingQuoted(column: String) {
        let error = Self.error(column, String(repeating: "Bí", count: 251))
        #expect(error?.field == column && error?.expected == "at most 500 characters" && error?.found == "502")
        #expect(error?.description.contains("Bí") == false)
    }

    @Test(arguments: ["0905x", "1234567890123456", "0905123456789012345678901234567890123456789"])
    func telephoneNumbersAreNeverQuoted(phone: String) {
        for column in ["sender_phone", "receiver_phone"] {
            let error = Self.error(column, phone)
            #expect(error?.field == column)
            #expect(error?.description.contains(phone.prefix(4)) == false)
        }
    }

    @Test func quotedValuesAreShortAndWithoutControlCharacters() {
        let error = Self.error("origin", "\"A\t\r\n" + String(repeating: "x", count: 60) + "\"")
        #expect(error?.found.count ?? 99 <= 45)
        #expect(error?.found.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 } == true)
        #expect(error?.found.hasSuffix("…") == true)
    }

    @Test func placesAreRightAfterLineEndsInsideACell() {
        let text =
            "item_number,sender_address,weight_g\n\(Self.number),\"1 Lê Lợi\nKon Tum\",1\nRB123456785GB,\"x\r\ny\",heavy\n"
        let error = Self.error(text)
        #expect(error?.line == 5 && error?.column == 4 && error?.field == "weight_g")
    }

    @Test func howTheFileIsCutMakesNoDifference() throws {
        let file = Array(
            "\u{FEFF}item_number,contents\r\n\(Self.number),\"sách, \"\"cũ\"\"\"\r\nRB123456785GB,Đèn\r\n".utf8)
        let whole = try Self.items([file[...]])
        #expect(whole.count == 2)
        for place in file.indices {
            #expect(try Self.items([file[..<place], file[place...]]) == whole, "cut at \(place)")
        }
    }

    @Test func theRestIsReadBehindARowThatIsRefused() throws {
        var reader = ManifestReader()
        var lines: [Int] = []
        var errors: [ManifestError] = []
        let text = """
            item_number,weight_g,sender_name
            \(Self.number),heavy,A
            RB123456785GB,1,B
            RB123456785GB,1,C
            EB100000003VN,1,one "quote
            EB100000017VN,1
            EB100000003VN,1.200,D

            """
        try reader.take(Array(text.utf8)[...]) { _ in }
        try reader.finish { line in
            switch line {
            case .item(let item): lines.append(item.line)
            case .refused(let error): errors.append(error)
            }
        }
        #expect(lines == [3, 7])
        #expect(errors.map(\.line) == [2, 4, 5, 6])
        #expect(errors.map(\.column) == [15, 1, 21, 1])
        #expect(reader.items == 2 && reader.refused == 4)
    }

    @Test func aFileOfNothingButRefusedRowsEnds() {
        var reader = ManifestReader()
        var refused = 0
        let text = "item_number\n" + String(repeating: "x\n", count: 3_000)
        let error = #expect(throws: ManifestError.self) {
            try reader.take(Array(text.utf8)[...]) { _ in }
            try reader.finish { if case .refused = $0 { refused += 1 } }
        }
        #expect(refused == ManifestReader.refusalLimit && error?.line == 1_001)
    }

    @Test func countriesAreTwoASCIILettersAsWritten() {
        // ß is written SS and ﬁ FI in capitals; neither is a country's two letters.
        for letters in ["ß", "ﬁ"] {
            #expect(throws: ManifestError.self) { try Self.item("origin", letters) }
        }
    }
}
