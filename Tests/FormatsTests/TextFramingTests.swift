import Formats
import TestSupport
import Testing

@Suite("Text telegrams in a stream")
struct TextFramingTests {
    private static func framing(_ start: String, _ end: String, limit: Int = 64) throws -> TextFraming {
        try #require(TextFraming(start: Array(start.utf8), end: Array(end.utf8), sizeLimit: limit))
    }

    private static func pieces(_ framing: TextFraming, _ stream: String) -> [TextFramer.Piece] {
        var framer = TextFramer(framing)
        return framer.take(Array(stream.utf8))
    }

    private static func telegrams(_ texts: String...) -> [TextFramer.Piece] { texts.map { .telegram(Array($0.utf8)) } }

    @Test func telegramsStandBetweenStartAndEnd() throws {
        let framing = try Self.framing("\u{2}", "\u{3}")
        #expect(Self.pieces(framing, "\u{2}A\u{3}\u{2}B;C\u{3}\u{2}\u{3}") == Self.telegrams("A", "B;C", ""))
    }

    @Test func withoutAStartOnlyTheEndParts() throws {
        #expect(
            Self.pieces(try Self.framing("", "\r\n"), "A\r\nB\rC\nD\r\n\r\nE") == Self.telegrams("A", "B\rC\nD", ""))
    }

    @Test func noiseBeforeTheStartIsDroppedAndCounted() throws {
        let framing = try Self.framing("\u{2}", "\u{3}")
        #expect(
            Self.pieces(framing, "xyz\u{2}A\u{3}\r\n\u{2}B\u{3}") == [.dropped(3)] + Self.telegrams("A") + [.dropped(2)]
                + Self.telegrams("B"))
    }

    @Test func startsAndEndsOfSeveralBytesAreFoundInNoise() throws {
        let framing = try Self.framing("<<", "]]")
        #expect(Self.pieces(framing, "<x<<<a]b]]") == [.dropped(2)] + Self.telegrams("<a]b"))
    }

    @Test(arguments: [("", "\r\n"), ("\u{2}", "\u{3}"), ("<<", ">>"), ("", "ETX"), ("\u{2}\u{2}", "\u{3}\r\n")])
    func howTheStreamIsCutMakesNoDifference(start: String, end: String) throws {
        let framing = try Self.framing(start, end, limit: 8)
        let stream = Array(
            "noise\(start)A\(end)\(start)\(end)xx\(start)12345678\(end)\(start)123456789ABCDEF\(end)\(start)Z\(end)half\(start)open"
                .utf8)
        var whole = TextFramer(framing)
        let expected = whole.take(stream)
        let rest = whole.end()
        for place in 0...stream.count {
            var framer = TextFramer(framing)
            #expect(
                framer.take(Array(stream[..<place])) + framer.take(Array(stream[place...])) == expected,
                "cut at \(place)")
            #expect(framer.end() == rest)
        }
    }

    @Test func aTelegramOfTheLimitPassesAndALongerOneIsDropped() throws {
        let framing = try Self.framing("\u{2}", "\u{3}", limit: 4)
        #expect(Self.pieces(framing, "\u{2}1234\u{3}") == Self.telegrams("1234"))
        let pieces = Self.pieces(framing, "\u{2}12345\u{3}\u{2}A\u{3}")
        #expect(pieces.last == Self.telegrams("A").first)
        #expect(Self.droppedBytes(pieces) == 5)
        #expect(pieces.filter { if case .telegram = $0 { true } else { false } } == Self.telegrams("A"))
    }

    @Test func aStreamWithoutAnEndIsDroppedAsItComes() throws {
        for framing in [try Self.framing("", "\r\n", limit: 16), try Self.framing("\u{2}", "\u{3}", limit: 16)] {
            var framer = TextFramer(framing)
            var dropped = 0
            for _ in 0..<1_000 { dropped += Self.droppedBytes(framer.take([UInt8](repeating: 65, count: 10))) }
            #expect(dropped > 9_900 && dropped <= 10_000)
        }
    }

    @Test func theEndingOfATooLongTelegramIsFoundWhereverItLies() throws {
        let framing = try Self.framing("", "\r\n", limit: 4)
        for count in 5..<20 {
            let pieces = Self.pieces(framing, String(repeating: "x", count: count) + "\r\nA\r\n")
            #expect(pieces.last == Self.telegrams("A").first, "\(count) bytes")
            #expect(Self.droppedBytes(pieces) == count)
        }
    }

    @Test func endDropsTheHalfTelegramAndBeginsAnew() throws {
        var framer = TextFramer(try Self.framing("\u{2}", "\u{3}"))
        #expect(framer.take(Array("\u{2}EB1234".utf8)).isEmpty)
        #expect(framer.end() == [.dropped(6)])
        #expect(framer.end().isEmpty)
        #expect(framer.take(Array("56785VN\u{3}\u{2}A\u{3}".utf8)) == [.dropped(8)] + Self.telegrams("A"))
    }

    /// Found by fuzzing: a limit shorter than the start made the framer drop a negative count.
    @Test func aLimitShorterThanTheStartStillFramesTelegrams() throws {
        let framing = try Self.framing("\u{2}\u{2}\u{2}", "\u{3}", limit: 1)
        #expect(Self.pieces(framing, "ab\u{2}\u{2}\u{2}x\u{3}") == [.dropped(1), .dropped(1)] + Self.telegrams("x"))
    }

    @Test func anyStreamUnderAnyFramingKeepsToTheLimits() throws {
        var dice = SeededDice("text framing")
        for _ in 0..<500 {
            let alphabet: [UInt8] = [65, 66, 2, 3, 13, 10]
            func some(_ count: Int) -> [UInt8] { (0..<count).map { _ in alphabet[dice.below(6)] } }
            let limit = 1 + dice.below(12)
            let framing = try #require(
                TextFraming(start: some(dice.below(4)), end: some(1 + dice.below(3)), sizeLimit: limit))
            let stream = some(200)
            var framer = TextFramer(framing)
            var bytes = 0
            for piece in framer.take(stream) + framer.end() {
                switch piece {
                case .telegram(let telegram):
                    #expect(telegram.count <= limit)
                    bytes += telegram.count + framing.start.count + framing.end.count
                case .dropped(let count):
                    #expect(count >= 0)
                    bytes += count
                }
            }
            #expect(bytes <= stream.count)
        }
    }

    @Test func framingsAreBounded() {
        #expect(TextFraming(start: [], end: []) == nil)
        #expect(TextFraming(start: [], end: [UInt8](repeating: 1, count: 9)) == nil)
        #expect(TextFraming(start: [UInt8](repeating: 1, count: 9), end: [3]) == nil)
        #expect(TextFraming(start: [], end: [3], sizeLimit: 0) == nil)
        #expect(TextFraming(start: [], end: [3], sizeLimit: 65_537) == nil)
        #expect(TextFraming(start: [2], end: [3], sizeLimit: 65_536) != nil)
    }

    private static func droppedBytes(_ pieces: [TextFramer.Piece]) -> Int {
        pieces.reduce(0) { sum, piece in
            guard case .dropped(let count) = piece else { return sum }
            return sum + count
        }
    }
}
