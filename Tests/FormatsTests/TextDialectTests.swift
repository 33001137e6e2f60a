import Formats
import Parcels
import Testing

@Suite("Meaning of text telegrams")
struct TextDialectTests {
    private static func dialect(separator: String? = ";", symbology: Bool = false) throws -> TextDialect {
        TextDialect(
            framing: try #require(TextFraming(start: [2], end: [3])), noRead: [Array("NoRead".utf8), Array("?".utf8)],
            heartbeat: [Array("HB".utf8)], separator: separator.map { Array($0.utf8) }, hasSymbology: symbology)
    }

    private static func meaning(_ dialect: TextDialect, _ text: String) -> TextDialect.Meaning {
        dialect.meaning(of: Array(text.utf8))
    }

    /// Codes as `symbology text`.
    private static func codes(_ meaning: TextDialect.Meaning) -> [String]? {
        guard case .codes(let codes) = meaning else { return nil }
        return codes.map { ($0.symbology.map { "\($0) " } ?? "") + String(decoding: $0.label, as: UTF8.self) }
    }

    @Test func aTelegramIsOneCode() throws {
        #expect(Self.codes(Self.meaning(try Self.dialect(), "EB123456785VN")) == ["EB123456785VN"])
    }

    @Test func severalCodesArePartedByTheSeparator() throws {
        #expect(Self.codes(Self.meaning(try Self.dialect(), "A;B;;C;")) == ["A", "B", "C"])
        #expect(Self.codes(Self.meaning(try Self.dialect(separator: nil), "A;B")) == ["A;B"])
    }

    @Test func aSeparatorMayHaveSeveralBytes() throws {
        let codes = Self.codes(Self.meaning(try Self.dialect(separator: "\r\n"), "A\rB\r\n\r\nC\r\n\nD\r"))
        #expect(codes == ["A\rB", "C", "\nD\r"])
    }

    @Test func noReadIsTheWholeTelegramOrEveryCode() throws {
        let dialect = try Self.dialect()
        #expect(Self.meaning(dialect, "NoRead") == .noRead)
        #expect(Self.meaning(dialect, "NoRead;NoRead;?") == .noRead)
        #expect(Self.codes(Self.meaning(dialect, "NoRead;A")) == ["A"])
        #expect(Self.codes(Self.meaning(dialect, "noread")) == ["noread"])
    }

    @Test func aTelegramOfSeparatorsReadNothing() throws {
        #expect(Self.meaning(try Self.dialect(), ";;") == .noRead)
    }

    @Test func heartbeatsAreWholeTelegramsOnly() throws {
        #expect(Self.meaning(try Self.dialect(), "HB") == .heartbeat)
        #expect(Self.codes(Self.meaning(try Self.dialect(), "HB;A")) == ["HB", "A"])
    }

    @Test func anEmptyTelegramIsEmpty() throws {
        #expect(Self.meaning(try Self.dialect(), "") == .empty)
    }

    @Test func symbologiesStandBeforeEachCodeWhereTheDialectSaysSo() throws {
        #expect(
            Self.codes(Self.meaning(try Self.dialect(symbology: true), "]C1001;]Q3x;y;]]z;]C")) == [
                "C1 001", "Q3 x", "y", "]]z", "]C",
            ])
        #expect(Self.codes(Self.meaning(try Self.dialect(), "]C1001")) == ["]C1001"])
    }

    @Test func aSymbologyWithoutACodeIsNone() throws {
        #expect(Self.meaning(try Self.dialect(symbology: true), "]C1") == .noRead)
    }

    @Test func codesBeyondTheLimitAreDropped() throws {
        let many = (0..<50).map { "\($0)" }
        let codes = Self.codes(Self.meaning(try Self.dialect(), many.joined(separator: ";")))
        #expect(codes == Array(many.prefix(TextDialect.codeLimit)))
    }

    @Test func bytesStayAsTheyCame() throws {
        let bytes: [UInt8] = [0x1D, 0xFF, 0x00, 0xC3, 0x28]
        guard case .codes(let codes) = try Self.dialect().meaning(of: bytes) else {
            return #expect(Bool(false), "no code")
        }
        #expect(codes.map(\.label) == [bytes])
    }
}
