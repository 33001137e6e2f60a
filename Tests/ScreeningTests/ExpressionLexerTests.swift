import Testing

@testable import Screening

@Suite("Expression lexer")
struct ExpressionLexerTests {
    private func kinds(_ source: String) throws -> [Token.Kind] {
        try Lexer.tokens(of: source).map(\.kind).dropLast()
    }

    private func problem(_ source: String) -> ExpressionError? {
        #expect(throws: ExpressionError.self) { try Lexer.tokens(of: source) }
    }

    @Test(arguments: [
        ("0", Token.Kind.int(0)), ("42", .int(42)), ("0x1F", .int(31)), ("0xabcdefu", .uint(0xABCDEF)),
        ("7u", .uint(7)),
        ("7U", .uint(7)), ("9223372036854775808", .int(1 << 63)), ("18446744073709551615u", .uint(.max)),
        ("1.5", .double(1.5)), (".5", .double(0.5)), ("1e3", .double(1000)), ("1E-2", .double(0.01)),
        ("2.5e+1", .double(25)), ("1e-400", .double(0)),
    ])
    func readsNumbers(source: String, kind: Token.Kind) throws {
        #expect(try kinds(source) == [kind])
    }

    @Test func leavesTheDotOfASelectionAlone() throws {
        #expect(try kinds("1.a") == [.int(1), .symbol(.dot), .identifier("a")])
        #expect(try kinds("a.b") == [.identifier("a"), .symbol(.dot), .identifier("b")])
    }

    @Test(arguments: ["12ab", "0x", "0xg", "1e", "1.5z", "7ul", "0b1"])
    func refusesMalformedNumbers(source: String) {
        #expect(problem(source)?.problem == .malformedNumber)
    }

    @Test func refusesNumbersOutOfRange() {
        #expect(problem("18446744073709551616")?.problem == .numberOutOfRange("int"))
        #expect(problem("18446744073709551616u")?.problem == .numberOutOfRange("uint"))
        #expect(problem("1e999")?.problem == .numberOutOfRange("double"))
    }

    @Test(arguments: [
        (#"'a"b'"#, "a\"b"), (#""a'b""#, "a'b"), (#"'''x''x'''"#, "x''x"), (#""""x"y""""#, "x\"y"),
        (#"'\a\b\f\n\r\t\v\\\?\"\'\`'"#, "\u{7}\u{8}\u{C}\n\r\t\u{B}\\?\"'`"), (#"'\x41\X42\103'"#, "ABC"),
        (#"'\377'"#, "ÿ"), (#"'\u00e9\U0001F431'"#, "é🐱"), (#"r'\n\'"#, "\\n\\"), (#"R"\d""#, "\\d"),
        ("'nòng súng'", "nòng súng"), ("''", ""), ("''''''", ""), ("'''a\nb'''", "a\nb"),
        ("'''a\r\nb\rc'''", "a\nb\nc"),
    ])
    func readsStrings(source: String, text: String) throws {
        #expect(try kinds(source) == [.string(text)])
    }

    @Test(arguments: [
        (#"b'abc'"#, [97, 98, 99]), (#"B"ÿ""#, [195, 191]), (#"b'\377\xfF'"#, [255, 255]), (#"br'\x'"#, [92, 120]),
        (#"bR'''a'b'''"#, [97, 39, 98]),
    ])
    func readsBytes(source: String, bytes: [UInt8]) throws {
        #expect(try kinds(source) == [.bytes(bytes)])
    }

    @Test(arguments: [
        #"'\s'"#, #"'\8'"#, #"'\400'"#, #"'\x4'"#, #"'\u12'"#, #"'\U0001F43'"#, #"b'\u0041'"#, #"b'\U00000041'"#,
    ])
    func refusesMalformedEscapes(source: String) {
        #expect(problem(source)?.problem == .malformedEscape)
    }

    @Test func refusesEscapesThatAreNoCodePoint() {
        #expect(problem(#"'\uD83D'"#)?.problem == .notACodePoint(0xD83D))
        #expect(problem(#"'\U00110000'"#)?.problem == .notACodePoint(0x110000))
    }

    @Test(arguments: ["'a", "\"a'", "'a\nb'", "'''a''", "b'", "r'"])
    func refusesTextThatDoesNotEnd(source: String) {
        #expect(problem(source)?.problem == .unterminatedText)
    }

    @Test func namesTheCharacterThatIsNoPartOfTheLanguage() {
        #expect(problem("a + ₫5")?.problem == .strangeCharacter("₫"))
        #expect(problem("a + ₫5")?.position == Position(line: 1, column: 5))
        #expect(problem("a = 1")?.problem == .strangeCharacter("="))
        #expect(problem("a & b")?.problem == .strangeCharacter("&"))
    }

    @Test func skipsBlanksAndComments() throws {
        #expect(
            try kinds("a // all of this + 1\n\t+\u{C}b\r\n// end") == [
                .identifier("a"), .symbol(.plus), .identifier("b"),
            ])
    }

    @Test func readsQuotedNames() throws {
        #expect(try kinds("a.`content-type/x.y z`").last == .quotedIdentifier("content-type/x.y z"))
        #expect(problem("a.``")?.problem == .malformedQuotedName)
        #expect(problem("a.`ab")?.problem == .malformedQuotedName)
        #expect(problem("a.`đ`")?.problem == .malformedQuotedName)
    }

    @Test func countsColumnsInCodePointsAndLinesByLineFeeds() throws {
        let tokens = try Lexer.tokens(of: "'nòng' +\n  // đây\n  x '''a\nb''' y")
        #expect(
            tokens.map(\.position) == [
                Position(line: 1, column: 1), Position(line: 1, column: 8), Position(line: 3, column: 3),
                Position(line: 3, column: 5), Position(line: 4, column: 6), Position(line: 4, column: 7),
            ])
    }
}
