import Foundation
import Parcels
import TestSupport
import Testing

@testable import Manifests

@Suite("NDJSON")
struct JSONLineTests {
    private static let number = "EB123456785VN"

    private static func read(
        _ parts: [ArraySlice<UInt8>]
    ) throws(ManifestError) -> (items: [ManifestItem], refused: [ManifestError]) {
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
        return (items, refused)
    }

    private static func read(_ text: String) throws(ManifestError) -> (items: [ManifestItem], refused: [ManifestError])
    {
        try read([Array(text.utf8)[...]])
    }

    /// The first fault of one line.
    private static func fault(_ line: String) -> String? { (try? read(line + "\n"))?.refused.first?.description }

    @Test func everyFieldIsRead() throws {
        let line = #"""
            {"item_number": "eb 123 456 785 vn", "service":"EMS","origin":"VN","destination":"kh","sender_name":"Nguyễn \"A\"",
            """# + #"""
                "sender_phone":"0905.000.222","sender_address":"1 L\u00ea L\u1ee3i\nKon Tum","receiver_name":null,
                """# + #"""
                "contents":["sách | vở","bút"],"quantity":[2,null],"hs_code":["4901.10",null],"weight_g":1200,"length_mm":"300",
                """# + #"""
                "value_vnd":"1.000.000","cod_vnd":350000.0,"office":"580000","x_note":{"a":[1,{"b":null}],"c":true},"action":"declare"}
                """#
        let item = try #require(try Self.read(line.replacing("\n", with: "")).items.first)
        #expect(item.number.description == Self.number && item.destination == "KH")
        #expect(
            item.sender == Party(name: "Nguyễn \"A\"", phone: PhoneNumber("0905000222"), address: "1 Lê Lợi\nKon Tum"))
        #expect(
            item.contents == [
                ContentLine(description: "sách | vở", quantity: 2, hsCode: "490110"), ContentLine(description: "bút"),
            ])
        #expect(item.weight_g == 1200 && item.length_mm == 300 && item.value_vnd == 1_000_000)
        #expect(item.paymentOnDelivery_vnd == 350_000 && item.receiver == Party())
    }

    @Test func contentsMayBeObjects() throws {
        let line =
            #"{"item_number":"EB123456785VN","contents":["a",{"description":"b","quantity":3},{"hs_code":"4901","description":"c"}]}"#
        #expect(
            try Self.read(line).items.first?.contents == [
                ContentLine(description: "a"), ContentLine(description: "b", quantity: 3),
                ContentLine(description: "c", hsCode: "4901"),
            ])
        #expect(
            try Self.read(#"{"item_number":"EB123456785VN","contents":"a|b","quantity":"1|2"}"#).items.first?.contents
                == [ContentLine(description: "a", quantity: 1), ContentLine(description: "b", quantity: 2)])
        #expect(try Self.read(#"{"item_number":"EB123456785VN","contents":[]}"#).items.first?.contents == [])
    }

    @Test func linesAreCountedAndEmptyOnesSayNothing() throws {
        let read = try Self.read("{\"item_number\":\"\(Self.number)\"}\r\n\r\n  \n{\"item_number\":\"RB123456785GB\"}")
        #expect(read.items.map(\.line) == [1, 4])
    }

    /// The line, and what is said about it.
    @Test(arguments: [
        ("{}", "line 1, column 1: expected a field item_number, found none"),
        (#"{"item_number":"x"}"#, "line 1, column 16 (item_number): expected a UPU S10 or SSCC number, found 'x'"),
        (#"{"item_number" "x"}"#, "line 1, column 16: expected a colon after the field's name, found '\"'"),
        (#"{"item_number":"EB123456785VN""#, "line 1, column 31: expected a comma or }, found the line's end"),
        (#"{"item_number":"EB123456785VN",}"#, "line 1, column 32: expected a field's name in quotes, found '}'"),
        (
            #"{"item_number":"EB123456785VN"} x"#,
            "line 1, column 33: expected the line's end after the object, found 'x'"
        ),
        (#"{"item_number":"EB12"#, "line 1, column 16: expected a closing quote, found the line's end"),
        (#"{"weight":1}"#, "'weight'"),
        (#"{"office":"a","office":"b"}"#, "line 1, column 15: expected each field once, found 'office' again"),
        (#"{"office":true}"#, "line 1, column 11 (office): expected a text, a number or null, found 't'"),
        (#"{"office":["a"]}"#, "line 1, column 11 (office): expected a text, a number or null, found '['"),
        (#"{"office":"\x"}"#, #"line 1, column 12: expected one of \" \\ \/ \n \r \t \uXXXX, found another escape"#),
        (#"{"office":"\ud800"}"#, "line 1, column 12: expected a character, found half of one"),
        (#"{"office":"\u0007"}"#, "line 1, column 12: expected text, found a control character"),
        ("{\"office\":\"a\u{1}\"}", "line 1, column 13: expected text, found a control character"),
        (#"{"office":01}"#, "line 1, column 11: expected a number without leading zeros, found one with them"),
        (#"{"office":1.}"#, "line 1, column 13: expected a digit, found '}'"),
        (#"{"x_a":[1,2}"#, "line 1, column 12: expected a comma or ], found '}'"),
        (#"{"x_a":nul}"#, "line 1, column 8: expected a value of JSON, found 'n'"),
        (#"{"đ":1}"#, "'đ'"),
        (
            #"{"item_number":"EB123456785VN","weight_g":1.5}"#,
            "line 1, column 43 (weight_g): expected a whole number from 0 to 1000000, or nothing, found '1.5'"
        ),
        (#"{"item_number":"EB123456785VN","weight_g":1e3}"#, "found '1e3'"),
        (#"{"item_number":"EB123456785VN","weight_g":1.200}"#, "found '1.200'"),
        (#"{"item_number":"EB123456785VN","weight_g":-1}"#, "found '-1'"),
        (
            #"{"item_number":"EB123456785VN","contents":[{"name":"a"}]}"#,
            "line 1, column 45 (contents): expected description, quantity and hs_code, each once, found 'name'"
        ),
        (
            #"{"quantity":1,"item_number":"EB123456785VN","contents":[{"description":"a","quantity":2}]}"#,
            "(quantity): expected each field once, found it again"
        ),
        ("[1]", "an object, { … }"),
    ])
    func faultsAreNamedWithTheirPlace(line: String, fault: String) {
        if line == "[1]" {
            let error = #expect(throws: ManifestError.self) { try Self.read(line) }
            #expect(error?.description.contains(fault) == true)
        } else {
            #expect(Self.fault(line)?.contains(fault) == true, "\(Self.fault(line) ?? "none")")
        }
    }

    @Test func depthAndSizeAreBounded() throws {
        let deep = String(repeating: "[", count: 9) + String(repeating: "]", count: 9)
        #expect(Self.fault("{\"item_number\":\"\(Self.number)\",\"x_a\":\(deep)}")?.contains("at most 8 deep") == true)
        let fields = (0..<256).map { "\"x_\($0)\":0" }.joined(separator: ",")
        #expect(Self.fault("{\(fields),\"item_number\":\"\(Self.number)\"}")?.contains("at most 256 fields") == true)
        let goods = Array(repeating: "\"a\"", count: 65).joined(separator: ",")
        #expect(Self.fault("{\"contents\":[\(goods)]}")?.contains("at most 50 kinds") == true)
        let long = "{\"x_a\":\"" + String(repeating: "x", count: 70_000) + "\"}"
        let read = try Self.read("{\"item_number\":\"\(Self.number)\"}\n\(long)\n{\"item_number\":\"RB123456785GB\"}\n")
        #expect(read.items.map(\.line) == [1, 3])
        #expect(
            read.refused.map(\.description) == [
                "line 2, column 65537: expected a line of at most 65536 bytes, found a longer one"
            ])
    }

    /// What an encoder of JSON makes of any texts reads back as those texts.
    @Test func anyTextsReadBackTheSame() throws {
        var dice = SeededDice("NDJSON texts")
        let alphabet = Array("ab,\"\"\\/\t Đồ🐱é|\u{7f}{}[]:")
        for _ in 0..<300 {
            func text() -> String {
                String((0..<dice.below(8)).map { _ in alphabet[dice.below(alphabet.count)] }).replacing(
                    "\u{7f}", with: "")
            }
            let (name, address, goods) = (text(), text(), (0..<(1 + dice.below(3))).map { _ in text() })
            let object: [String: Any] = [
                "item_number": Self.number, "sender_name": name, "sender_address": address, "contents": goods,
                "x_other": [name: [address, 1, NSNull()] as [Any]],
            ]
            let line = try JSONSerialization.data(
                withJSONObject: object, options: dice.below(2) == 0 ? [.sortedKeys] : [.withoutEscapingSlashes])
            let bytes = [UInt8](line)
            let place = dice.below(bytes.count)
            let read = try Self.read([bytes[..<place], bytes[place...]])
            let item = try #require(read.items.first, "\(String(decoding: bytes, as: UTF8.self)) \(read.refused)")
            func trimmed(_ text: String) -> String { text.trimmingCharacters(in: CharacterSet(charactersIn: " \t")) }
            #expect(item.sender.name == trimmed(name) && item.sender.address == trimmed(address))
            if goods.joined().contains(where: { $0 != " " && $0 != "\t" }) {
                #expect(item.contents.map(\.description) == goods.map(trimmed))
            }
        }
    }

    @Test func anyBytesGiveItemsOrAFaultWithAPlace() {
        var dice = SeededDice("NDJSON bytes")
        let alphabet = Array("{}[]:,\"\\ue1.-ntf \n".utf8) + [0xC4, 0x90, 0x00]
        for _ in 0..<3_000 {
            let bytes =
                Array("{\"item_number\":".utf8) + (0..<dice.below(30)).map { _ in alphabet[dice.below(alphabet.count)] }
            do throws(ManifestError) {
                for error in try Self.read([bytes[...]]).refused { #expect(error.line >= 1 && error.column >= 1) }
            } catch { #expect(error.line >= 1 && error.column >= 1, "\(bytes)") }
        }
    }
}

@Suite("Whole numbers")
struct WholeNumberTests {
    @Test(arguments: [
        ("0", 0), ("1200", 1_200), ("1.200", 1_200), ("1.200.000", 1_200_000), ("1,200,000", 1_200_000),
        ("1 200 000", 1_200_000),
        ("1\u{A0}200", 1_200), ("1'200", 1_200), ("1.200,00", 1_200), ("1,200.0", 1_200), ("350000,00", 350_000),
        ("5.0", 5),
        ("12,00", 12), ("007", 7),
    ])
    func notationsOfVietnamAndEuropeAreRead(text: String, number: Int) {
        #expect(WholeNumber.read(Array(text.utf8)[...]) == number)
    }

    @Test(arguments: [
        "", "-1", "+1", "1.5", "1,25", "1.20", "1.2000", "12.34.567", "1.200.00", "1,200,00", "1.200,50",
        "1.200,000,00", ".5",
        "5.", "1..200", "1e3", "0x1", "1.200 000", "1200.000", "9999999999999999", "một", "1 2",
    ])
    func anythingElseIsNone(text: String) {
        #expect(WholeNumber.read(Array(text.utf8)[...]) == nil)
    }
}
