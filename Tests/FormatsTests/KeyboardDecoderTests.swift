import Formats
import Parcels
import TestSupport
import Testing

@Suite("Labels from scanners that type")
struct KeyboardDecoderTests {
    private typealias Outcome = KeyboardDecoder.Outcome

    static let second: Int64 = 1_000_000_000
    private static let label = Array("EB123456785VN".utf8)

    static func decoder(
        _ layout: String = "us", ends: Set<KeyboardDecoder.End> = [.enter], sizeLimit: Int = 512,
        hasSymbology: Bool = false, altCodes: KeyboardDecoder.AltCodes = .none,
        controlKeys: Bool = false, unicodeKeys: Bool = false, compose: VietnameseTyping? = nil
    ) throws -> KeyboardDecoder {
        KeyboardDecoder(
            KeyboardDecoder.Habits(
                layout: try Typing.layout(layout), ends: ends, sizeLimit: sizeLimit, hasSymbology: hasSymbology,
                altCodes: altCodes, controlKeys: controlKeys, unicodeKeys: unicodeKeys, compose: compose))
    }

    private static func label(_ text: String, _ symbology: String? = nil, begun: Int64 = 0) -> Outcome {
        .label(Array(text.utf8), symbology.flatMap { SymbologyIdentifier($0) }, begun: begun)
    }

    @Test func aTypedLabelIsReadAtItsEndAndStampedAtItsBeginning() throws {
        var decoder = try Self.decoder()
        let keys = try #require(try Typing("us").reports(Self.label))
        #expect(decoder.take(keys, from: 7 * Self.second) == [])
        #expect(
            decoder.take(Typing.enter, from: 7 * Self.second + 110_000_000) == [
                .label(Self.label, nil, begun: 7 * Self.second)
            ])
        #expect(
            decoder.take(keys + Typing.enter, from: 8 * Self.second) == [
                .label(Self.label, nil, begun: 8 * Self.second)
            ])
    }

    /// Every printable byte of each layout comes back as it was typed, in labels of any length, with accents and AltGr.
    @Test(arguments: KeyboardLayoutTests.shipped) func everyPrintableByteComesBack(name: String) throws {
        var dice = SeededDice("labels typed with the layout \(name)")
        let typing = try Typing(name)
        var decoder = try Self.decoder(name)
        let all = Array(UInt8(0x20)...0x7E)
        var now: Int64 = 0
        for round in 0..<200 {
            let text =
                round == 0 ? all : (0..<(4 + dice.below(60))).map { _ in all[dice.below(all.count)] }
            let keys = try #require(typing.reports(text))
            let found = decoder.take(keys + Typing.enter, from: now)
            #expect(found == [.label(text, nil, begun: now)])
            now += 10 * Self.second
        }
    }

    /// Beyond ASCII: whatever a layout types, accents and tone marks among them, in any order.
    @Test(arguments: KeyboardLayoutTests.shipped) func everyCharacterOfALayoutComesBack(name: String) throws {
        var dice = SeededDice("texts typed with the layout \(name)")
        let typing = try Typing(name)
        var decoder = try Self.decoder(name)
        let ranges: [ClosedRange<UInt32>] = [0x20...0x24F, 0x300...0x36F, 0x1E00...0x1EFF, 0x2010...0x20CF]
        let all = ranges.joined().compactMap { Unicode.Scalar($0) }.filter { typing.layout.strokes(for: $0) != nil }
        #expect(all.count >= 95)
        var now: Int64 = 0
        for round in 0..<200 {
            let text = round == 0 ? all : (0..<(4 + dice.below(60))).map { _ in all[dice.below(all.count)] }
            let keys = try #require(typing.reports(text))
            let bytes = text.flatMap { Array(String($0).utf8) }
            #expect(decoder.take(keys + Typing.enter, from: now) == [.label(bytes, nil, begun: now)])
            now += 10 * Self.second
        }
    }

    /// FreeRDP 3229: 02422288 read as 024228. A key that is down twice in a row was pressed once; doubled digits need a
    /// release between.
    @Test func repeatedDigitsNeedAReleaseBetween() throws {
        var decoder = try Self.decoder()
        let keys = try #require(try Typing("us").reports(Array("02422288".utf8)))
        #expect(decoder.take(keys + Typing.enter) == [Self.label("02422288")])
        // Each report sent twice, as by a scanner that repeats while a key is down.
        let doubled = (keys + Typing.enter).flatMap { [$0, $0] }
        #expect(decoder.take(doubled, from: Self.second) == [Self.label("02422288", begun: Self.second)])
    }

    @Test func severalKeysInOneReportCountInTheirOrder() throws {
        var decoder = try Self.decoder()
        // 1 2 3 4 5 6 pressed together, then 9 with 6 still down, then 0 and Enter together.
        let found = decoder.take([
            Typing.report(0, 0x1E, 0x1F, 0x20, 0x21, 0x22, 0x23), Typing.report(0, 0x23, 0x26), Typing.report(),
            Typing.report(0, 0x27, 0x28), Typing.report(),
        ])
        #expect(found == [Self.label("12345690")])
        // Two of one key in one report are one press.
        #expect(
            decoder.take([Typing.report(0, 0x1E, 0x1E, 0x1F, 0x20, 0x21, 0x28)], from: Self.second)
                == [Self.label("1234", begun: Self.second)])
    }

    @Test func aNewKeyWithoutAReleaseIsANewCharacter() throws {
        var decoder = try Self.decoder()
        let keys = [0x1E, 0x1F, 0x1E, 0x1F, 0x28].map { Typing.report(0, UInt8($0)) }
        #expect(decoder.take(keys) == [Self.label("1212")])
    }

    @Test func aRolloverErrorMakesTheLabelVoidAndNotTheNext() throws {
        var decoder = try Self.decoder()
        let keys = try #require(try Typing("us").reports(Self.label))
        let phantom: [UInt8] = [0, 0, 1, 1, 1, 1, 1, 1]
        #expect(decoder.take(keys[..<8] + [phantom] + keys[8...] + Typing.enter) == [.lost(.rollover)])
        #expect(decoder.take([phantom] + keys + Typing.enter, from: Self.second) == [.lost(.rollover)])
        #expect(
            decoder.take(keys + Typing.enter, from: 2 * Self.second) == [
                .label(Self.label, nil, begun: 2 * Self.second)
            ])
    }

    @Test func capsLockIsKeptBetweenLabels() throws {
        var decoder = try Self.decoder()
        let lock = [Typing.report(0, 0x39), Typing.report()]
        let keys = try #require(try Typing("us").reports(Array("ab12".utf8)))
        #expect(decoder.take(lock + keys + Typing.enter).map { $0 } == [Self.label("AB12", begun: 8_000_000)])
        #expect(decoder.take(keys + Typing.enter, from: Self.second) == [Self.label("AB12", begun: Self.second)])
        let shifted = try #require(try Typing("us").reports(Array("AB!2".utf8)))
        #expect(
            decoder.take(shifted + Typing.enter, from: 2 * Self.second) == [Self.label("ab!2", begun: 2 * Self.second)])
        #expect(
            decoder.take(lock + keys + Typing.enter, from: 3 * Self.second) == [
                Self.label("ab12", begun: 3 * Self.second + 8_000_000)
            ])
    }

    @Test func theKeypadTypesDigitsWhateverNumLockSays() throws {
        var decoder = try Self.decoder()
        let keys: [UInt8] = [0x53, 0x59, 0x5A, 0x61, 0x62, 0x63, 0x56, 0x58]
        let found = decoder.take(keys.flatMap { [Typing.report(0, $0), Typing.report()] })
        #expect(found == [Self.label("1290.-", begun: 8_000_000)])
    }

    @Test func tabEndsALabelOnlyWhereTheFamilySaysSo() throws {
        let keys = try #require(try Typing("us").reports(Array("1234".utf8)))
        var both = try Self.decoder(ends: [.enter, .tab])
        #expect(
            both.take(keys + Typing.tab + keys + Typing.enter) == [
                Self.label("1234"), Self.label("1234", begun: 40_000_000),
            ])
        var enter = try Self.decoder()
        #expect(enter.take(keys + Typing.tab + keys + Typing.enter) == [Self.label("1234\t1234")])
        // CR and LF, or Enter twice: nothing is between them.
        #expect(enter.take(Typing.enter + Typing.enter, from: Self.second) == [])
    }

    @Test func theSymbologyIsTakenOffWhereItIsConfigured() throws {
        var decoder = try Self.decoder(hasSymbology: true)
        let typing = try Typing("us")
        let keys = try #require(typing.reports(Array("]C1".utf8) + Self.label))
        #expect(decoder.take(keys + Typing.enter) == [.label(Self.label, SymbologyIdentifier("C1"), begun: 0)])
        let bare = try #require(typing.reports(Self.label))
        #expect(decoder.take(bare + Typing.enter, from: Self.second) == [.label(Self.label, nil, begun: Self.second)])
        var other = try Self.decoder()
        #expect(other.take(keys + Typing.enter) == [.label(Array("]C1".utf8) + Self.label, nil, begun: 0)])
    }

    @Test func altAndANumberIsThatByteWhereItIsConfigured() throws {
        // Alt down, 0 2 9 on the keypad, Alt up: GS.
        let alt = [[0x62], [0x5A], [0x61]].flatMap { (keys: [UInt8]) in
            [Typing.report(0x04, keys[0]), Typing.report(0x04)]
        }
        let digits = try #require(try Typing("us").reports(Array("12".utf8)))
        var decoder = try Self.decoder(altCodes: .bytes)
        #expect(decoder.take(digits + alt + [Typing.report()] + digits + Typing.enter) == [Self.label("12\u{1D}12")])
        var other = try Self.decoder()
        #expect(other.take(digits + alt) == [.person(.combination(0x62))])
        // 256 is no byte.
        let much = [[0x5A], [0x5D], [0x5E]].flatMap { (keys: [UInt8]) in
            [Typing.report(0x04, keys[0]), Typing.report(0x04)]
        }
        #expect(
            decoder.take(digits + much + [Typing.report()] + digits + Typing.enter, from: Self.second) == [
                .lost(.unknownKey(0xE2))
            ])
    }

    @Test func controlAndAKeyIsAControlCharacterWhereItIsConfigured() throws {
        let digits = try #require(try Typing("us").reports(Array("12".utf8)))
        let control = [Typing.report(0x01, 0x30), Typing.report()]
        var decoder = try Self.decoder(controlKeys: true)
        #expect(decoder.take(digits + control + digits + Typing.enter) == [Self.label("12\u{1D}12")])
        var other = try Self.decoder()
        #expect(other.take(digits + control) == [.person(.combination(0x30))])
    }

    @Test func controlAndAltOnTheLeftAreAltGr() throws {
        var decoder = try Self.decoder("de")
        let digits = try #require(try Typing("de").reports(Array("123".utf8)))
        #expect(
            decoder.take(digits + [Typing.report(0x05, 0x14), Typing.report()] + Typing.enter) == [Self.label("123@")])
    }

    @Test func aKeyThatTheLayoutLacksMakesTheLabelVoid() throws {
        var decoder = try Self.decoder()
        let digits = try #require(try Typing("us").reports(Array("1234".utf8)))
        #expect(
            decoder.take(digits + [Typing.report(0x40, 0x04), Typing.report()] + Typing.enter) == [
                .lost(.unknownKey(0x04))
            ])
    }

    @Test func aLabelBeyondTheLimitIsVoid() throws {
        var decoder = try Self.decoder(sizeLimit: 20)
        let typing = try Typing("us")
        let longest = try #require(typing.reports([UInt8](repeating: 0x31, count: 20)))
        let longer = try #require(typing.reports([UInt8](repeating: 0x31, count: 4000)))
        #expect(decoder.take(longer + Typing.enter) == [.lost(.tooLong)])
        #expect(
            decoder.take(longest + Typing.enter, from: 100 * Self.second) == [
                .label([UInt8](repeating: 0x31, count: 20), nil, begun: 100 * Self.second)
            ])
    }

    @Test func aShortReportDropsTheLabel() throws {
        var decoder = try Self.decoder()
        let keys = try #require(try Typing("us").reports(Self.label))
        #expect(decoder.take(keys[..<10] + [[0, 0, 4]]) == [.lost(.shortReport(3))])
        #expect(decoder.take(keys + Typing.enter, from: Self.second) == [.label(Self.label, nil, begun: Self.second)])
    }

    @Test func reportsWithAnIdAreReadByTheDescriptor() throws {
        // A keyboard collection with report id 3 behind modifiers and no reserved byte.
        let descriptor = try ReportDescriptor([
            0x05, 0x01, 0x09, 0x06, 0xA1, 0x01, 0x85, 0x03, 0x05, 0x07, 0x19, 0xE0, 0x29, 0xE7, 0x15, 0x00, 0x25, 0x01,
            0x75, 0x01, 0x95, 0x08, 0x81, 0x02, 0x95, 0x04, 0x75, 0x08, 0x26, 0xFF, 0x00, 0x19, 0x00, 0x2A, 0xFF, 0x00,
            0x81, 0x00, 0xC0,
        ])
        let report = try #require(KeyboardReport(descriptor))
        #expect(report.reportID == 3 && report.modifiersAt == 1 && report.keysAt == 2 && report.keyCount == 4)
        var decoder = KeyboardDecoder(KeyboardDecoder.Habits(layout: try Typing.layout("us")), report: report)
        let keys: [[UInt8]] = [
            [3, 2, 0x04, 0, 0, 0], [3, 0, 0, 0, 0, 0], [9, 0, 0x2A, 0, 0, 0], [3, 0, 0x1E, 0x1F, 0x20, 0x28],
        ]
        #expect(decoder.take(keys) == [Self.label("A123")])
    }
}
