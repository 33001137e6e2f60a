import Foundation
import JSON
import TestSupport
import Testing

/// Foundation's decoder is the judge of what the reader reads.
@Suite("JSON reader")
struct JSONReaderTests {
    /// Any JSON value, as either decoder gives it.
    private enum Value: Decodable, Equatable {
        case null
        case bool(Bool)
        case whole(Int64)
        case real(Double)
        case text([Unicode.Scalar])
        case array([Value])
        case object([String: Value])

        init(from decoder: any Decoder) throws {
            let single = try decoder.singleValueContainer()
            if single.decodeNil() {
                self = .null
            } else if let bool = try? single.decode(Bool.self) {
                self = .bool(bool)
            } else if let whole = try? single.decode(Int64.self) {
                self = .whole(whole)
            } else if let real = try? single.decode(Double.self) {
                self = .real(real)
            } else if let text = try? single.decode(String.self) {
                self = .text(Array(text.unicodeScalars))
            } else if let array = try? single.decode([Value].self) {
                self = .array(array)
            } else {
                self = .object(try single.decode([String: Value].self))
            }
        }
    }

    private struct Parcel: Decodable, Equatable {
        enum Kind: String, Decodable { case letter, box }

        struct Size: Decodable, Equatable {
            let length: UInt16
            let weights: [Int8]
        }

        let kind: Kind
        let size: Size?
        let id: UInt64
        let isHeld: Bool?
    }

    private static func ours(_ text: String) -> Value? { try? JSONReader().read(Value.self, from: Array(text.utf8)) }

    private static func theirs(_ text: String) -> Value? {
        try? JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }

    @Test(arguments: [
        "null", "true", "false", "0", "-0", "7", "-7", "9223372036854775807", "-9223372036854775808", "1.5", "-1.5e-3",
        "2E-2",
        "\"\"", "\"a\"", "\"nòng thép\"", #""\"\\\/\b\f\n\r\t""#, #""\u0000\u00e9\u1EBF""#, #""\ud83d\ude00""#, "[]",
        "[1,[2,[]],{}]", "{}", #"{"a":1,"b":[true,null],"c":{"d":"e"}}"#, #"{"\u0061b":1}"#,
        " { \"a\" : [ 1 , 2 ] } \n",
    ])
    func readsWhatFoundationReads(text: String) {
        let value = Self.ours(text)
        #expect(value != nil)
        #expect(value == Self.theirs(text))
    }

    @Test(arguments: [
        "", " ", "nul", "truex", "01", "-", "1.", ".5", "1e", "+1", "\"", "\"\\\"", "\"\u{1}\"", #""\x""#, #""\u12""#,
        #""\u12G4""#, #""\ud83d""#, #""\ud83d\u0041""#, #"{"c\:":1}"#, #"{"\ud83d":1}"#, "[", "[1", "[1 2]", "{",
        "{\"a\"", "{\"a\":}",
        "{\"a\":1 \"b\":2}", "{1:2}", "{} {}", "[1]]", "NaN", "'a'",
    ])
    func refusesWhatIsNotJSON(text: String) {
        #expect(Self.ours(text) == nil)
        #expect(Self.theirs(text) == nil)
    }

    @Test func refusesTextThatIsNotUTF8() {
        for bytes: [UInt8] in [[0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0x5C, 0x6E, 0xED, 0xA0, 0x80, 0x22]] {
            #expect(throws: JSONFault.self) { try JSONReader().read(String.self, from: bytes) }
        }
    }

    @Test func refusesWhatIsNestedTooDeep() {
        func nested(_ depth: Int) -> [UInt8] {
            Array(String(repeating: "[", count: depth).utf8) + Array(String(repeating: "]", count: depth).utf8)
        }
        #expect(throws: Never.self) { try JSONReader().read(Value.self, from: nested(60)) }
        #expect(throws: JSONFault.self) { try JSONReader().read(Value.self, from: nested(100)) }
        #expect(throws: JSONFault.self) { try JSONReader().read(Value.self, from: nested(1_000_000)) }
    }

    @Test func numbersThatDoNotFitAreRefused() {
        func read<Number: Decodable>(_ text: String, _: Number.Type) -> Number? {
            try? JSONReader().read(Number.self, from: Array(text.utf8))
        }
        #expect(read("18446744073709551615", UInt64.self) == .max)
        #expect(read("18446744073709551616", UInt64.self) == nil)
        #expect(read("-9223372036854775809", Int64.self) == nil)
        #expect(read("-128", Int8.self) == -128)
        #expect(read("128", Int8.self) == nil)
        #expect(read("-1", UInt16.self) == nil)
        #expect(read("1.0", Int.self) == nil)
        #expect(read("1e2", Int.self) == nil)
    }

    @Test func readsATypeAndSaysWhereItIsNotOne() throws {
        let text = #"{"kind":"box","size":{"length":300,"weights":[1,-2]},"id":18446744073709551615,"isHeld":null}"#
        let parcel = try JSONReader().read(Parcel.self, from: Array(text.utf8))
        #expect(parcel == (try JSONDecoder().decode(Parcel.self, from: Data(text.utf8))))
        #expect(parcel.size?.weights == [1, -2])
        do {
            _ = try JSONReader().read(Parcel.self, from: Array(#"{"kind":"box","id":"x"}"#.utf8))
            Issue.record("a text was read as a number")
        } catch let fault as JSONFault {
            #expect(fault.description == "byte 20: a whole number is due")
        }
        do {
            _ = try JSONReader().read(Parcel.self, from: Array(#"{"kind":"box"}"#.utf8))
            Issue.record("a member was read that is not there")
        } catch let fault as JSONFault {
            #expect(fault.description == "byte 0: a member 'id' is due")
        }
    }

    private static func isLooseForFoundation(_ bytes: [UInt8]) -> Bool {
        let bytes = bytes.filter { $0 != 0x20 }
        func isDigit(_ place: Int) -> Bool {
            bytes.indices.contains(place) && UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[place]
        }
        return bytes.indices.dropLast().contains { place in
            switch (bytes[place], bytes[place + 1]) {
            case (UInt8(ascii: ","), UInt8(ascii: "}")), (UInt8(ascii: ","), UInt8(ascii: "]")): true
            case (UInt8(ascii: "0"), _) where !isDigit(place - 1) && isDigit(place + 1): true
            case (_, UInt8(ascii: "e")), (_, UInt8(ascii: "E")), (_, UInt8(ascii: ".")): isDigit(place)
            default: false
            }
        }
    }

    /// Texts with a few bytes changed: either both read the same, or both refuse. Foundation reads more in three ways:
    /// a comma before the end of an object, numbers that begin with a zero, and whole numbers written with a point or an
    /// exponent.
    @Test func changedTextsReadAsFoundationReadsThem() {
        var dice = SeededDice("JSON reader")
        let seed = #"{"a":[1,-20,"x\n\uA1ABé",true],"bb":{"c":null,"d":"nòng"},"e":[[],{}],"f":345}"#
        let spice = Array(#"{}[]:,"\/ntfu0123-ae "#.utf8)
        var read = 0
        for _ in 0..<3_000 {
            var bytes = Array(seed.utf8)
            for _ in 0...Int.random(in: 0..<2, using: &dice) {
                let place = Int.random(in: 0..<bytes.count, using: &dice)
                if Bool.random(using: &dice) {
                    bytes[place] = spice.randomElement(using: &dice) ?? 0x20
                } else {
                    bytes.remove(at: place)
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            guard Array(text.utf8) == bytes, !Self.isLooseForFoundation(bytes) else { continue }
            let value = Self.ours(text)
            if value != nil { read += 1 }
            #expect(value == Self.theirs(text), "\(text)")
        }
        #expect(read > 150)
    }
}
