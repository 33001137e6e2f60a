import Formats
import Parcels
import TestSupport
import Testing

@Suite("The sorter's stream")
struct TelegramFramerTests {
    private static func stream() throws -> (bytes: [UInt8], telegrams: [[UInt8]]) {
        var messages = SorterMessages("the sorter's stream")
        let telegrams = try (0..<9).map {
            SorterCodec.write(Numbered(sequence: UInt32($0 + 1), telegram: try messages.fromSorter($0)))
        }
        return (telegrams.flatMap { $0 }, telegrams)
    }

    @Test func howTheStreamIsCutMakesNoDifference() throws {
        let (bytes, telegrams) = try Self.stream()
        for place in 0...bytes.count {
            var framer = TelegramFramer()
            let pieces = framer.take(Array(bytes[..<place])) + framer.take(Array(bytes[place...]))
            #expect(pieces == telegrams.map { .telegram($0) }, "cut at \(place)")
        }
        var framer = TelegramFramer()
        #expect(bytes.flatMap { framer.take([$0]) } == telegrams.map { .telegram($0) })
    }

    @Test func whatComesWithoutALineFeedIsBoundedAndSaidOnce() throws {
        let (bytes, telegrams) = try Self.stream()
        var framer = TelegramFramer()
        var pieces: [TelegramFramer.Piece] = []
        for _ in 0..<100 { pieces += framer.take([UInt8](repeating: 65, count: 50)) }
        #expect(pieces == [.tooLong])
        #expect(framer.take([10] + bytes) == telegrams.map { .telegram($0) })
    }

    @Test func theLimitIsForTheWholeTelegram() {
        let limit = SorterProtocol.sizeLimit
        let fitting = [UInt8](repeating: 65, count: limit - 1) + [10]
        var framer = TelegramFramer()
        #expect(framer.take(fitting) == [.telegram(fitting)])
        #expect(framer.take([65] + fitting + [66, 10]) == [.tooLong, .telegram([66, 10])])
    }

    @Test func anotherByteBeforeALineFeedIsStillOneTelegram() {
        var framer = TelegramFramer()
        #expect(framer.take([10, 65, 10]) == [.telegram([10]), .telegram([65, 10])])
    }

    @Test func aRestartForgetsTheHalfTelegram() {
        var framer = TelegramFramer()
        #expect(framer.take([65, 66]).isEmpty)
        framer.restart()
        #expect(framer.take([67, 10]) == [.telegram([67, 10])])
        _ = framer.take([UInt8](repeating: 65, count: 200))
        framer.restart()
        #expect(framer.take([67, 10]) == [.telegram([67, 10])])
    }
}
