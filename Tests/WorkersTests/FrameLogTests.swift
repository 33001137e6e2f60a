import Labels
import Parcels
import Readings
import Testing

@testable import Workers

@Suite("The log of pictures")
struct FrameLogTests {
    private func device(_ name: String) throws -> DeviceID { try #require(DeviceID(name)) }

    private func symbol(_ text: String, _ kind: Symbology = .code128, polygon: [Symbol.Point] = []) -> Symbol {
        Symbol(
            symbology: kind, aim: nil, bytes: Array(text.utf8), polygon: polygon,
            evidence: Symbol.Evidence(decoders: [.zbar, .zxing], lines: 7))
    }

    private func look(_ symbols: [Symbol], refused: [RefusedSymbol] = []) -> SeenFrame.Look {
        SeenFrame.Look(Decoded(width: 640, height: 480, symbols: symbols, refused: refused), elapsed_us: 900)
    }

    @Test func theNewestAreKeptAndGivenFirst() throws {
        let log = FrameLog()
        let camera = try device("camera")
        let other = try device("other")
        log.note(.failed(Trouble(.pictureDamaged)), of: nil, from: other, at: 1)
        for number in 0..<Int64(FrameLog.frameLimit + 5) {
            log.note(.looked(look([])), of: Frame([UInt8(number)]).id, from: camera, at: number)
        }
        let newest = log.newest
        #expect(newest.count == FrameLog.frameLimit + 1)
        #expect(newest.first?.at == Int64(FrameLog.frameLimit + 4))
        #expect(newest.map(\.serial) == newest.map(\.serial).sorted(by: >))
        // One camera's many pictures leave the other's where they are.
        #expect(newest.last?.device == other && newest.last?.frame == nil)
        #expect(newest.dropLast().last?.at == 5)
    }

    @Test func thereAreNoMoreDevicesThanASiteHas() throws {
        let log = FrameLog()
        for number in 0..<(FrameLog.deviceLimit + 10) {
            log.note(.looked(look([])), of: nil, from: try device("camera-\(number)"), at: 0)
        }
        #expect(log.newest.count == FrameLog.deviceLimit)
        log.note(.looked(look([])), of: nil, from: try device("camera-0"), at: 1)
        #expect(log.newest.first?.at == 1)
    }

    @Test func aSymbolSaysWhatWasDecidedOnIt() throws {
        let refused = RefusedSymbol(
            symbology: .itf, bytes: [48, 49], decoders: [.zxing], polygon: [], doubt: .noQuietZone)
        let seen = look([symbol("EB123456785VN")], refused: [refused]).symbols
        #expect(seen.map(\.doubt) == [nil, .noQuietZone])
        #expect(seen.map(\.text) == ["EB123456785VN", "01"] && seen.map(\.isNumber) == [true, false])
        #expect(seen[0].evidence?.lines == 7 && seen[1].evidence == nil)
    }

    @Test func aFrameIsReadWhenOneOfItsLabelsIs() throws {
        let log = FrameLog()
        let camera = try device("camera")
        let refused = RefusedSymbol(
            symbology: .itf, bytes: [48, 49], decoders: [.zxing], polygon: [], doubt: .oneWitness)
        for outcome in [
            SeenFrame.Outcome.looked(look([symbol("1")], refused: [refused])), .looked(look([], refused: [refused])),
            .looked(look([])), .failed(Trouble(.workerDied)),
        ] { log.note(outcome, of: nil, from: camera, at: 0) }
        #expect(log.newest.reversed().map(\.isRead) == [true, false, false, false])
    }

    /// A label's text may be eight thousand bytes, its outline sixty-four corners: the log stays small.
    @Test func whatIsKeptOfASymbolIsBounded() {
        let round = (0..<Int32(Symbol.pointLimit)).map { Symbol.Point(x: $0, y: $0 * $0) }
        let long = SeenSymbol(symbol(String(repeating: "ế", count: 8000), .qrcode, polygon: round), .standard)
        #expect(long.text.count == SeenSymbol.textLimit && long.text.hasSuffix("…"))
        #expect(long.size == 24_000)
        #expect(long.corners.count == SeenSymbol.cornerLimit && long.corners.first == round.first)
        let square = Array(round.prefix(4))
        #expect(SeenSymbol(symbol("1", polygon: square), .standard).corners == square)
    }

    /// What is an item number the site says: an operator's own is open where its scheme is a parcel's identity.
    @Test func aSitesOwnNumbersAreItemNumbers() throws {
        let spx = try #require(Scheme(rawValue: "spx"))
        let label = symbol("SPXVN012345678901")
        #expect(!SeenSymbol(label, .standard).isNumber)
        #expect(SeenSymbol(label, Numbering(identity: [spx])).isNumber)
    }
}
