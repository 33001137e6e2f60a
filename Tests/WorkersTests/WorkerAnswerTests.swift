import Labels
import Parcels
import Readings
import TestSupport
import Testing

@testable import Workers

@Suite("Answers of workers")
struct WorkerAnswerTests {
    private static let polygon = [Symbol.Point(x: -1, y: 2), Symbol.Point(x: 30_000, y: 0)]
    private static let symbol = Symbol(
        symbology: .qrcode, aim: SymbologyIdentifier("Q1"), bytes: [0, 255, 10], polygon: polygon,
        evidence: Symbol.Evidence(decoders: [.zbar, .zxing]), alphabetText: Array("Số".utf8))
    private static let measured = Symbol(
        symbology: .code128, aim: nil, bytes: [65], polygon: [],
        evidence: Symbol.Evidence(
            decoders: [.parcelgate], pass: .doubled, lines: 70_000, check: .spent,
            quality: PrintQuality(contrast: 80, edgeContrast: 50, modulation: 60, defects: 10, decodability: 70)))
    private static let refused = RefusedSymbol(
        symbology: .itf, bytes: [48, 49], decoders: [.zxing], polygon: polygon, doubt: .noQuietZone)

    /// What a blank picture shows.
    private static func view(_ lookForSheet: Bool) -> CameraView {
        guard let image = GreyImage(width: 64, height: 64, pixels: [UInt8](repeating: 200, count: 4_096)),
            let view = CameraView(image, lookForSheet: lookForSheet)
        else { preconditionFailure("64 × 64 pixels are enough") }
        return view
    }

    private static let answers: [WorkerAnswer] = [
        .decoded(Decoded(width: 1, height: 65_535, symbols: []), elapsed_us: 0),
        .decoded(
            Decoded(
                width: 640, height: 480, symbols: [symbol, measured], refused: [refused, refused], isCutShort: true),
            elapsed_us: 1234),
        .fault(.unknownFormat),
        .fault(.damaged("end of stream")), .fault(.tooLarge), .fault(.noMemory), .fault(.tooSmall),
        .measured(view(true)), .measured(view(false)),
        .rendered([0xFF, 0xD8]),
    ]

    @Test(arguments: answers)
    func anAnswerIsReadAsItWasWritten(_ answer: WorkerAnswer) { #expect(WorkerAnswer(answer.bytes) == answer) }

    @Test(arguments: answers.dropLast())
    func aPartOfAnAnswerIsNone(_ answer: WorkerAnswer) {
        let bytes = answer.bytes
        for count in 0..<bytes.count {
            if case .fault(.damaged)? = WorkerAnswer(Array(bytes.prefix(count))) { continue }
            #expect(WorkerAnswer(Array(bytes.prefix(count))) == nil)
        }
        if case .fault(.damaged) = answer { return }
        #expect(WorkerAnswer(bytes + [0]) == nil)
    }

    /// A worker that was taken over may answer anything; its words steer no terminal.
    @Test func hostileAnswersAreBoundedAndPlain() {
        #expect(WorkerAnswer([]) == nil)
        #expect(WorkerAnswer([9]) == nil)
        let picture: [UInt8] = [0, 0, 2, 0, 0, 0, 1, 0]
        #expect(WorkerAnswer([1, 0, 0, 0, 0] + picture + [0, 0, 0]) != nil)
        #expect(WorkerAnswer([1, 0, 0, 0, 0] + picture + [0, 255]) == nil)
        // A picture without pixels, and one larger than any.
        #expect(WorkerAnswer([1, 0, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 1, 0] + [0, 0, 0]) == nil)
        #expect(WorkerAnswer([1, 0, 0, 0, 0] + [0, 1, 0, 0, 0, 0, 1, 0] + [0, 0, 0]) == nil)
        #expect(WorkerAnswer([2, 2, 0x1B, 0x5B]) == .fault(.damaged("?[")))
        #expect(WorkerAnswer([2, 2] + [UInt8](repeating: 65, count: 300)) == nil)
        var dice = SeededDice("answers of workers")
        for _ in 0..<2_000 {
            var bytes = Self.answers[Int.random(in: 0..<Self.answers.count, using: &dice)].bytes
            bytes[Int.random(in: 0..<bytes.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
            guard case .decoded(let decoded, _)? = WorkerAnswer(bytes) else { continue }
            #expect(decoded.symbols.allSatisfy { !$0.bytes.isEmpty && $0.polygon.count <= Symbol.pointLimit })
            #expect(decoded.symbols.allSatisfy { !$0.evidence.decoders.isEmpty })
        }
    }

    @Test func aRequestIsReadAsItWasWritten() throws {
        for task in Effort.allCases.map(WorkerTask.decode) + [.render, .measure, .watch] {
            let read = try #require(WorkerTask.read(task.request(size: 70_000, limit_ms: 66_000)))
            #expect(read.task == task && read.size == 70_000 && read.limit_ms == 66_000)
        }
        #expect(WorkerTask.read([]) == nil)
        #expect(WorkerTask.read([UInt8](repeating: 0xFF, count: 16)) == nil)
    }
}
