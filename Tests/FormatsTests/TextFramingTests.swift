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

    /// The check of the text between STX and ETX: an LRC over the text and ETX, worked out by hand; a BCC over the text.
    @Test(arguments: [
        (BlockCheck.Place.behindEnd, "\u{2}AB\u{3}\u{0}", "\u{2}AB\u{3}\u{1}"),
        (.beforeEnd, "\u{2}AB03\u{3}", "\u{2}AB04\u{3}"), (.beforeEnd, "\u{2}Kb29\u{3}", "\u{2}AB3\u{3}"),
    ])
    func onlyATelegramWhoseCheckIsRightIsOneHoweverItIsCut(
        place: BlockCheck.Place, right: String, wrong: String
    ) throws {
        let check = BlockCheck(place, coversStart: false, coversEnd: place == .behindEnd)
        let delimited = try #require(TextFraming.Delimited(start: [2], ends: [[3]], check: check))
        let framing = try #require(TextFraming(.delimited(delimited)))
        let stream = Array((right + wrong + "noise" + right).utf8)
        let text = Array(right.utf8)[1...2]
        for cut in 0...stream.count {
            var framer = TextFramer(framing)
            let pieces = framer.take(Array(stream[..<cut])) + framer.take(Array(stream[cut...]))
            let telegrams = pieces.compactMap { if case .telegram(let found) = $0 { found } else { nil } }
            #expect(telegrams == [Array(text), Array(text)], "cut at \(cut)")
        }
    }

    /// Found by the fuzz target: a telegram that is too long is told so at the same byte, whether its check has come or not.
    @Test func aTooLongTelegramIsDroppedNoLaterForItsCheck() throws {
        let check = BlockCheck(.behindEnd, coversStart: true, coversEnd: true)
        let delimited = try #require(TextFraming.Delimited(start: [2], ends: [[3], [13, 10]], check: check))
        let framing = try #require(TextFraming(.delimited(delimited), sizeLimit: 64))
        for length in 60...200 {
            let stream = [3, 2] + [UInt8](repeating: 0x41, count: length) + [3]
            var whole = TextFramer(framing), single = TextFramer(framing)
            #expect(whole.take(stream) == stream.flatMap { single.take([$0]) }, "\(length) bytes")
            #expect(whole.take([0x41, 0x42]) == [0x41, 0x42].flatMap { single.take([$0]) }, "\(length) bytes")
            #expect(whole.end() == single.end(), "\(length) bytes")
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
            let (start, end) = (some(dice.below(4)), some(1 + dice.below(3)))
            let framing = try #require(TextFraming(start: start, end: end, sizeLimit: limit))
            let stream = some(200)
            var framer = TextFramer(framing)
            var bytes = 0
            for piece in framer.take(stream) + framer.end() {
                switch piece {
                case .telegram(let telegram):
                    #expect(telegram.count <= limit)
                    bytes += telegram.count + start.count + end.count
                case .dropped(let count):
                    #expect(count >= 0)
                    bytes += count
                }
            }
            #expect(bytes <= stream.count)
        }
    }

    /// The framings that have more than one start and end.
    private static func framings() throws -> [TextFraming] {
        let beside = try #require(TextFraming.Delimited(start: [2], ends: [[3], [13, 3]]))
        let apart = try #require(TextFraming.Delimited(start: [65], ends: [[10], [13, 10], [66, 10]]))
        let lines = try #require(TextFraming.Delimited(start: [], ends: [[13], [10], [65, 13]]))
        return try [1, 2, 4].flatMap { size in
            try [beside, apart, nil].map { other in
                let counted = try #require(
                    TextFraming.Counted(start: [2, 2], lengthSize: size, hasXOR: size != 2))
                return try #require(TextFraming(.counted(counted, beside: other), sizeLimit: 9))
            }
        } + [try #require(TextFraming(.delimited(lines), sizeLimit: 5))]
    }

    @Test func anyStreamUnderAnyFramingIsCutTheSameHoweverItComes() throws {
        var dice = SeededDice("text framing cuts")
        let alphabet: [UInt8] = [0, 1, 2, 2, 2, 3, 5, 65, 66, 13, 10]
        for framing in try Self.framings() {
            for _ in 0..<200 {
                let stream = (0..<80).map { _ in alphabet[dice.below(alphabet.count)] }
                var whole = TextFramer(framing)
                let expected = whole.take(stream)
                let rest = whole.end()
                var framer = TextFramer(framing)
                var pieces: [TextFramer.Piece] = []
                var left = stream[...]
                while !left.isEmpty {
                    let part = left.prefix(1 + dice.below(7))
                    left = left.dropFirst(part.count)
                    pieces += framer.take(Array(part))
                }
                #expect(pieces == expected, "\(framing)")
                #expect(framer.end() == rest, "\(framing)")
                #expect(Self.droppedBytes(expected + rest) <= stream.count)
            }
        }
    }

    @Test func severalEndsPartAlikeAndTheLongerCounts() throws {
        let lines = try #require(TextFraming.Delimited(start: [], ends: [[13], [10], [59, 10]]))
        let framing = try #require(TextFraming(.delimited(lines)))
        #expect(Self.pieces(framing, "A\r\nB;\nC\n") == Self.telegrams("A", "", "B", "C"))
    }

    @Test func aCountedTelegramMayHoldAnything() throws {
        let counted = try #require(TextFraming.Counted(start: [2, 2], lengthSize: 2, hasXOR: true))
        let framing = try #require(TextFraming(.counted(counted, beside: nil), sizeLimit: 300))
        let payload = (0..<300).map { UInt8(truncatingIfNeeded: $0) }
        let frame = framing.wrapped(payload)
        var framer = TextFramer(framing)
        #expect(framer.take([9] + frame + frame) == [.dropped(1), .telegram(payload), .telegram(payload)])
        // Longer than the limit: its start is none.
        #expect(framer.take([2, 2, 1, 45, 7, 7]) == [] && framer.end() == [.dropped(6)])
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
