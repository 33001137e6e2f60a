import Formats
import TestSupport
import Testing
import YAML

@Suite("Keyboard layouts")
struct KeyboardLayoutTests {
    static let shipped = ["cs", "de", "fr", "us", "vn"]

    private static func parse(_ text: String) throws(YAMLError) -> KeyboardLayout {
        try KeyboardLayoutFile.parse(Array(text.utf8), file: "x.yaml")
    }

    private static func strokes(_ layout: KeyboardLayout, _ character: Unicode.Scalar) -> [String] {
        (layout.strokes(for: character) ?? []).map {
            ($0.shift ? "shift " : "") + ($0.altGr ? "altgr " : "") + String($0.key, radix: 16)
        }
    }

    @Test func everyShippedLayoutIsReadAndNamedForItsFile() throws {
        let files = try TestFiles.names(in: "drivers/keyboard-layouts").filter { $0.hasSuffix(".yaml") }
        #expect(files == Self.shipped.map { $0 + ".yaml" })
        for name in Self.shipped { #expect(try Typing.layout(name).name == name) }
    }

    @Test(arguments: shipped) func everyPrintableByteCanBeTyped(name: String) throws {
        #expect(try Typing.layout(name).untypable == [])
    }

    @Test func keysAreWhereTheLayoutsHaveThem() throws {
        let us = try Typing.layout("us"), de = try Typing.layout("de")
        let fr = try Typing.layout("fr"), cs = try Typing.layout("cs")
        #expect(
            Self.strokes(us, "y") == ["1c"] && Self.strokes(de, "y") == ["1d"] && Self.strokes(cs, "Y") == ["shift 1d"])
        #expect(
            Self.strokes(us, "1") == ["1e"] && Self.strokes(fr, "1") == ["shift 1e"]
                && Self.strokes(cs, "1") == ["shift 1e"])
        #expect(Self.strokes(fr, "a") == ["14"] && Self.strokes(fr, "m") == ["33"])
        #expect(
            Self.strokes(de, "@") == ["altgr 14"] && Self.strokes(fr, "@") == ["altgr 27"]
                && Self.strokes(cs, "@") == ["altgr 19"])
        #expect(
            Self.strokes(us, "]") == ["30"] && Self.strokes(de, "]") == ["altgr 26"]
                && Self.strokes(fr, "]") == ["altgr 2d"])
        let vn = try Typing.layout("vn")
        #expect(
            Self.strokes(vn, "1") == ["altgr 1e"] && Self.strokes(vn, "ă") == ["1e"]
                && Self.strokes(vn, "Đ") == ["shift 27"])
        #expect(
            Self.strokes(vn, "\u{301}") == ["25"] && Self.strokes(vn, "ơ") == ["30"] && Self.strokes(vn, "₫") == ["2e"])
        #expect(Self.strokes(de, "^") == ["35", "2c"] && Self.strokes(fr, "^") == ["altgr 26"])
    }

    /// What users report: 8594156270087 read as letters where the scanner types American keys on a Czech system.
    @Test func americanKeysReadAsCzechAreTheKnownNonsense() throws {
        let us = try Typing.layout("us"), cs = try Typing.layout("cs")
        let read = "8594156270087".unicodeScalars.map { digit -> String in
            guard let stroke = us.strokes(for: digit)?.first,
                case .character(let found) = cs.level(of: stroke, capsLock: false)
            else { return "?" }
            return String(found)
        }
        #expect(read.joined() == "áříč+řžěýééáý")
    }

    @Test func capsLockShiftsLettersAndWhereTheLayoutSaysSoDigits() throws {
        func level(_ name: String, _ key: UInt8, shift: Bool = false) throws -> KeyboardLayout.Level {
            let stroke = KeyboardLayout.Stroke(key: key, shift: shift, altGr: false)
            return try Typing.layout(name).level(of: stroke, capsLock: true)
        }
        #expect(try level("us", 0x04) == .character("A"))
        #expect(try level("us", 0x04, shift: true) == .character("a"))
        #expect(try level("us", 0x1E) == .character("1"))
        #expect(try level("de", 0x1E) == .character("!"))
        #expect(try level("de", 0x33) == .character("Ö"))
        #expect(try level("fr", 0x1E) == .character("1"))
        #expect(try level("cs", 0x1E) == .character("+"))
    }

    @Test func aLayoutThatCannotTypeAByteSaysSo() throws {
        let layout = try Self.parse("layout: x\ntitle: x\nkeys: {0x04: [a, A], 0x1E: ['1']}\n")
        #expect(layout.strokes(for: "1") != nil && layout.strokes(for: "b") == nil)
        #expect(layout.untypable.count == 95 - 3)
        #expect(!layout.untypable.contains("a") && layout.untypable.contains("0"))
    }

    @Test(
        arguments: [
            ("layout: x\ntitle: x\nkeys: {0x29: [a]}", "x.yaml:3:8: expected the HID usage of a key that types"),
            ("layout: x\ntitle: x\nkeys: {0x04: [a], 4: [b]}", "x.yaml:3:19: expected each key once"),
            ("layout: x\ntitle: x\nkeys: {0x04: []}", "x.yaml:3:14: expected 1 to 4 texts"),
            ("layout: x\ntitle: x\nkeys: {0x04: [a, b, c, d, e]}", "x.yaml:3:14: expected 1 to 4 texts"),
            ("layout: x\ntitle: x\nkeys: {0x04: [ab]}", "x.yaml:3:15: expected one printable character, found 'ab'"),
            ("layout: x\ntitle: x\nkeys: {0x04: [\"\\x07\"]}", "x.yaml:3:15: expected one printable character"),
            ("layout: x\ntitle: x\nkeys: {0x04: [dead ^]}", "x.yaml:3:15: expected 'dead' and an accent"),
            ("layout: x\ntitle: x\nkeys: {}", "x.yaml:3:7: expected at least one key"),
            ("layout: x\ntitle: x\ncaps_lock: [0x05]\nkeys: {0x04: [a]}", "x.yaml:3:13: expected a key of this layout"),
            ("layout: x\ntitle: x\nkeys: {0x04: [a]}\nmode: 1", "x.yaml:4:1: expected one of"),
            ("title: x\nkeys: {0x04: [a]}", "x.yaml:1:1: expected a field 'layout'"),
        ]) func aFaultyLayoutIsNamedWithItsPlace(text: String, says: String)
    {
        let error = #expect(throws: YAMLError.self) { try Self.parse(text) }
        #expect(error?.description.hasPrefix(says) == true, "\(String(describing: error))")
    }
}
