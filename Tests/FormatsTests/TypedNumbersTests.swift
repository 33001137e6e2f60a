import Glibc
import TestSupport
import Testing

@testable import Formats

/// Characters that a scanner types by their number: Alt and the keypad, or Ctrl, Shift and U.
@Suite("Characters typed by their numbers")
struct TypedNumbersTests {
    private static let keypad: [Character: UInt8] = [
        "0": 0x62, "1": 0x59, "2": 0x5A, "3": 0x5B, "4": 0x5C, "5": 0x5D, "6": 0x5E, "7": 0x5F, "8": 0x60, "9": 0x61,
        "+": 0x57, "a": 0x04, "b": 0x05, "c": 0x06, "d": 0x07, "e": 0x08, "f": 0x09,
    ]

    /// Alt down, the keys of the number, Alt up.
    private static func alt(_ number: String) -> [[UInt8]] {
        number.flatMap { [Typing.report(0x04, keypad[$0] ?? 0), Typing.report(0x04)] } + [Typing.report()]
    }

    private static func label(_ codes: [[UInt8]], _ meaning: KeyboardDecoder.AltCodes) throws -> [UInt8]? {
        var decoder = try KeyboardDecoderTests.decoder(altCodes: meaning)
        let frame = try #require(try Typing("us").reports(Array("12".utf8)))
        guard case .label(let label, _, _)? = decoder.take(frame + codes + frame + Typing.enter).first else {
            return nil
        }
        return Array(label.dropFirst(2).dropLast(2))
    }

    @Test(
        arguments: [
            ("029", "\u{1D}"), ("29", "\u{1D}"), ("65", "A"), ("065", "A"), ("130", "é"), ("0130", "‚"), ("233", "Θ"),
            ("0233", "é"), ("0128", "€"), ("225", "ß"), ("255", "\u{A0}"), ("0255", "ÿ"), ("7879", "ệ"), ("07879", "ệ"),
            ("+1ec7", "ệ"), ("+1d", "\u{1D}"), ("+1f4e6", "📦"),
        ]) func anAltCodeMeansWhatWindowsMakesOfIt(number: String, text: String) throws
    {
        #expect(try Self.label(Self.alt(number), .windows) == Array(text.utf8))
    }

    /// A byte in a code page, as the C library has it; nil where it has none.
    private static func decoded(_ byte: UInt8, _ page: String) -> String? {
        guard let converter = unsafe iconv_open("UTF-8", page) else { return nil }
        defer { unsafe iconv_close(converter) }
        var input = [CChar(bitPattern: byte)], output = [CChar](repeating: 0, count: 8)
        let count = unsafe input.withUnsafeMutableBufferPointer { input in
            unsafe output.withUnsafeMutableBufferPointer { output in
                var from = input.baseAddress, to = output.baseAddress
                var fromLeft = 1, toLeft = 8
                let result = unsafe iconv(converter, &from, &fromLeft, &to, &toLeft)
                return result == 0 ? 8 - toLeft : 0
            }
        }
        return count == 0 ? nil : String(decoding: output[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    @Test func theCodePagesAreTheKnownOnes() {
        #expect(CodePages.oem437.count == 128 && CodePages.windows1252.count == 128)
        for byte in UInt8(0x80)...0xFF {
            let place = Int(byte) - 0x80
            #expect(CodePages.oem437[place].map { String($0) } == Self.decoded(byte, "CP437"), "437: \(byte)")
            #expect(CodePages.windows1252[place].map { String($0) } == Self.decoded(byte, "CP1252"), "1252: \(byte)")
        }
    }

    @Test func bytesAreBytes() throws {
        #expect(try Self.label(Self.alt("0233"), .bytes) == [233] && Self.label(Self.alt("233"), .bytes) == [233])
        #expect(try Self.label(Self.alt("256"), .bytes) == nil)
    }

    /// A free place, a number that is no character, one that is too long.
    @Test(arguments: ["0129", "+d800", "+110000", "123456789", "1114112"])
    func aNumberThatIsNoCharacterMakesTheLabelVoid(number: String) throws {
        #expect(try Self.label(Self.alt(number), .windows) == nil)
    }

    @Test func aPlusIsATypedNumberOnlyWhereTheFamilySaysSo() throws {
        var decoder = try KeyboardDecoderTests.decoder(altCodes: .bytes)
        #expect(decoder.take(Self.alt("+1d")) == [.person(.combination(0x57))])
        var letters = try KeyboardDecoderTests.decoder(altCodes: .windows)
        #expect(letters.take(Self.alt("a")) == [.person(.combination(0x04))])
    }

    // MARK: Ctrl, Shift and U

    private enum Ending: CaseIterable { case space, enter, release, heldSpace }

    /// As a scanner types it; held, or let go after U.
    private static func unicode(_ scalar: Unicode.Scalar, _ typing: Typing, _ ending: Ending) throws -> [[UInt8]] {
        let isHeld = ending == .release || ending == .heldSpace
        let u = try #require(typing.layout.strokes(for: "u")?.first)
        var reports = [Typing.report(0x03, u.key), Typing.report(isHeld ? 0x03 : 0)]
        for digit in String(scalar.value, radix: 16) {
            let stroke = try #require(typing.layout.strokes(for: digit.unicodeScalars.first ?? "0")?.first)
            let modifiers: UInt8 = isHeld ? 0x03 : stroke.shift ? 0x02 : 0
            reports += [Typing.report(modifiers, stroke.key), Typing.report(isHeld ? 0x03 : 0)]
        }
        switch ending {
        case .space: reports += [Typing.report(0, 0x2C), Typing.report()]
        case .heldSpace: reports += [Typing.report(0x03, 0x2C), Typing.report()]
        case .enter: reports += Typing.enter
        case .release: reports.append(Typing.report())
        }
        return reports
    }

    @Test(arguments: ["us", "de", "fr", "cs"]) func everyCharacterTypedByItsNumberComesBack(name: String) throws {
        var dice = SeededDice("characters typed by their numbers with the layout \(name)")
        let typing = try Typing(name)
        var decoder = try KeyboardDecoderTests.decoder(name, unicodeKeys: true)
        let frame = try #require(typing.reports(Array("AB12".utf8)))
        var now: Int64 = 0
        for _ in 0..<200 {
            var text = "AB12", keys = frame
            for _ in 0...dice.below(6) {
                let limit = [0x80, 0x400, 0x3000, 0x11_0000][dice.below(4)]
                guard let scalar = Unicode.Scalar(UInt32(1 + dice.below(limit - 1))) else { continue }
                text.unicodeScalars.append(scalar)
                keys += try Self.unicode(scalar, typing, Ending.allCases[dice.below(4)])
            }
            #expect(decoder.take(keys + Typing.enter, from: now) == [.label(Array(text.utf8), nil, begun: now)])
            now += 10_000_000_000
        }
    }

    @Test func whatIsNoNumberMakesTheLabelVoidAndNotTheNext() throws {
        var decoder = try KeyboardDecoderTests.decoder(unicodeKeys: true)
        let typing = try Typing("us"), start = [Typing.report(0x03, 0x18), Typing.report()]
        let frame = try #require(typing.reports(Array("1234".utf8)))
        #expect(decoder.take(frame + start + Typing.enter + Typing.enter) == [.lost(.unknownKey(0xE0))])
        let wrong = try #require(typing.reports(Array("1g".utf8)))
        #expect(decoder.take(frame + start + wrong + Typing.enter, from: 10_000_000_000) == [.lost(.unknownKey(0xE0))])
        #expect(
            decoder.take(frame + Typing.enter, from: 20_000_000_000)
                == [.label(Array("1234".utf8), nil, begun: 20_000_000_000)])
    }

    @Test func withoutItsHabitItIsAPersons() throws {
        var decoder = try KeyboardDecoderTests.decoder()
        #expect(decoder.take([Typing.report(0x03, 0x18)]) == [.person(.combination(0x18))])
        var other = try KeyboardDecoderTests.decoder(unicodeKeys: true)
        #expect(
            other.take([Typing.report(0x03, 0x18), Typing.report(), Typing.report(0, 0x2A)]) == [.person(.key(0x2A))])
    }
}
