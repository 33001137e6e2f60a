import Foundation
import JSON
import TestSupport
import Testing

/// Foundation's reader is the judge of what the writer writes.
@Suite("JSON writer")
struct JSONWriterTests {
    private static func read(_ bytes: [UInt8]) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
    }

    private static func written(_ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        body(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func readText(_ text: String) throws -> String {
        var writer = JSONWriter()
        writer.value(text)
        // JSONSerialization drops a byte-order mark at a text's beginning; JSONDecoder, which reads entries, does not.
        return try JSONDecoder().decode(String.self, from: Data(writer.bytes))
    }

    @Test(arguments: [
        "", "plain", "\"", "\\", "\\\"", "/", "\u{0}", "\u{1F}\u{7F}", "\t\r\n\u{8}\u{C}", "a\u{0}b",
        "\u{2028}\u{2029}", "nòng thép",
        "no\u{300}ng", "🐱👩‍👩‍👧", "\u{FFFD}", "\u{10FFFF}", "\u{FEFF}x", "</script>", "\\u0041", "' OR 1=1 --", "\u{1B}[2J",
        "{\"a\":1}",
    ])
    func nastyTextsReadBackTheSame(text: String) throws {
        let read = try Self.readText(text)
        #expect(Array(read.unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test func anyTextReadsBackTheSame() throws {
        var dice = SeededDice("JSON texts")
        for _ in 0..<3_000 {
            var scalars = String.UnicodeScalarView()
            for _ in 0..<dice.below(20) {
                let limit: UInt32 = [0x80, 0x80, 0x800, 0x1_0000, 0x11_0000][dice.below(5)]
                if let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &dice)) { scalars.append(scalar) }
            }
            let text = String(scalars)
            let read = try Self.readText(text)
            #expect(Array(read.unicodeScalars) == Array(scalars), "\(text.debugDescription)")
        }
    }

    @Test func controlCharactersAreNeverWrittenAsTheyAre() {
        let text = Self.written { $0.value(String(decoding: Array(UInt8(0)...127), as: UTF8.self)) }
        #expect(text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
    }

    /// U+0080 to U+009F steer terminals as the others do; their neighbours are letters.
    @Test func controlCharactersOfTheSecondSetAreEscapedAndReadBack() throws {
        let controls = String(String.UnicodeScalarView((0x80...0x9F).compactMap { UnicodeScalar(UInt32($0)) }))
        let text = Self.written { $0.value(controls + "\u{A0}Ầ²") }
        #expect(text.unicodeScalars.allSatisfy { !(0x7F...0x9F).contains($0.value) })
        #expect(text.contains("\\u009b") && text.hasSuffix("\u{A0}Ầ²\""))
        #expect(try Self.readText(controls + "²") == controls + "²")
    }

    @Test func theEdgesOfIntegersAreExact() {
        #expect(Self.written { $0.value(Int64.min) } == "-9223372036854775808")
        #expect(Self.written { $0.value(Int64.max) } == "9223372036854775807")
        #expect(Self.written { $0.value(UInt64.max) } == "18446744073709551615")
        #expect(Self.written { $0.value(Int8.min) } == "-128")
        #expect(Self.written { $0.value(UInt8.max) } == "255")
        #expect(Self.written { $0.value(0) } == "0")
        #expect(Self.written { $0.value(-1) } == "-1")
    }

    @Test func anyIntegerIsWrittenAsSwiftWritesIt() {
        var dice = SeededDice("JSON integers")
        for _ in 0..<2_000 {
            let number = Int64(truncatingIfNeeded: dice.next()) >> Int64(dice.below(64))
            #expect(Self.written { $0.value(number) } == String(number))
            let unsigned = dice.next() >> UInt64(dice.below(64))
            #expect(Self.written { $0.value(unsigned) } == String(unsigned))
            #expect(
                Self.written {
                    $0.beginText()
                    $0.put(decimal: unsigned)
                    $0.endText()
                } == "\"\(unsigned)\"")
        }
    }

    @Test func commasStandBetweenValuesOnly() {
        let text = Self.written {
            $0.beginObject()
            $0.key("a")
            $0.beginArray()
            $0.endArray()
            $0.key("b")
            $0.beginArray()
            $0.value(1)
            $0.value(true)
            $0.null()
            $0.value("x" as String)
            $0.beginObject()
            $0.endObject()
            $0.beginArray()
            $0.value(false)
            $0.endArray()
            $0.endArray()
            $0.key(named: "c\"d")
            $0.beginText()
            $0.put(0x2F)
            $0.endText()
            $0.key("e")
            $0.value("literal" as StaticString)
            $0.endObject()
        }
        #expect(text == #"{"a":[],"b":[1,true,null,"x",{},[false]],"c\"d":"/","e":"literal"}"#)
    }

    private indirect enum Tree {
        case text(String), number(Int64), flag(Bool), nothing, list([Tree]), object([(String, Tree)])

        static func random(_ dice: inout SeededDice, depth: Int) -> Tree {
            switch dice.below(depth > 0 ? 6 : 4) {
            case 0: .text(String(decoding: dice.bytes(dice.below(8)), as: UTF8.self))
            case 1: .number(Int64(truncatingIfNeeded: dice.next()))
            case 2: .flag(dice.below(2) == 0)
            case 3: .nothing
            case 4: .list((0..<dice.below(4)).map { _ in random(&dice, depth: depth - 1) })
            default: .object((0..<dice.below(4)).map { ("k\($0)\"\\\n", random(&dice, depth: depth - 1)) })
            }
        }

        func write(to writer: inout JSONWriter) {
            switch self {
            case .text(let text): writer.value(text)
            case .number(let number): writer.value(number)
            case .flag(let flag): writer.value(flag)
            case .nothing: writer.null()
            case .list(let items):
                writer.beginArray()
                for item in items { item.write(to: &writer) }
                writer.endArray()
            case .object(let fields):
                writer.beginObject()
                for (name, value) in fields {
                    writer.key(named: name)
                    value.write(to: &writer)
                }
                writer.endObject()
            }
        }

        func isSame(as read: Any) -> Bool {
            switch self {
            case .text(let text): read as? String == text
            case .number(let number): (read as? NSNumber)?.int64Value == number
            case .flag(let flag): read as? Bool == flag
            case .nothing: read is NSNull
            case .list(let items):
                if let list = read as? [Any] {
                    list.count == items.count && zip(items, list).allSatisfy { $0.isSame(as: $1) }
                } else {
                    false
                }
            case .object(let fields):
                if let object = read as? [String: Any] {
                    object.count == fields.count
                        && fields.allSatisfy { name, value in object[name].map(value.isSame) ?? false }
                } else {
                    false
                }
            }
        }
    }

    @Test func anyNestingIsValidAndReadsBackTheSame() throws {
        var dice = SeededDice("JSON trees")
        for _ in 0..<1_000 {
            let tree = Tree.random(&dice, depth: 4)
            var writer = JSONWriter()
            tree.write(to: &writer)
            let read = try Self.read(writer.bytes)
            #expect(tree.isSame(as: read), "\(String(decoding: writer.bytes, as: UTF8.self))")
        }
    }

    @Test func reservedBytesStandBeforeTheTextAndAreFilledLater() {
        var writer = JSONWriter(reserving: 10)
        writer.value(7)
        writer.replace(0, with: 0x0102_0304_0506_0708)
        writer.overwrite(8, with: [0xAA, 0xBB])
        #expect(writer.bytes == [1, 2, 3, 4, 5, 6, 7, 8, 0xAA, 0xBB, 0x37])
    }

    @Test func restartForgetsTheTextAndItsCommas() {
        var writer = JSONWriter()
        writer.value(1)
        writer.restart(reserving: 1)
        writer.value(2)
        #expect(writer.bytes == [0, 0x32])
        writer.append([0x0A])
        #expect(writer.bytes == [0, 0x32, 0x0A])
    }
}
