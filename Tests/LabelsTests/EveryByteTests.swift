import Labels
import Parcels
import PrintedLabels
import TestSupport
import Testing

/// What is printed comes out byte for byte, whatever the bytes are.
@Suite("Every byte, separators, Vietnamese text")
struct EveryByteTests {
    /// A symbol of libzint, sharp and straight.
    private func read(
        _ symbology: ZintSymbols.Symbology, _ data: [UInt8], mode: ZintSymbols.Mode = .bytes, eci: Int = 0
    ) throws -> [Symbol] {
        let drawn = try #require(ZintSymbols.modules(symbology, data, mode: mode, eci: eci), "\(symbology)")
        let isLinear = drawn.rows.count == 1
        let symbol = PrintedSymbol(
            .qrcode, data, .modules(drawn.rows, heights: isLinear ? [50] : drawn.heights, quiet: isLinear ? 10 : 4))
        let size = symbol.size(module_mm: 0.5, height_mm: 0)
        let camera = Camera(pixelsPerMillimetre: 8)
        var sheet = Sheet(
            width_mm: size.width, height_mm: size.height, cellsPerMillimetre: camera.cellsPerMillimetre,
            printer: Printer())
        sheet.print(symbol, x: 0, y: 0, module_mm: 0.5, height_mm: 0)
        var dice = SeededDice(seed: 1)
        let image = try #require(camera.picture(of: sheet, Camera.Pose(), &dice))
        return Reading.of(image, by: try #require(LabelDecoder()))
    }

    /// Kinds that the pipeline reads at all.
    private static let matrices: [ZintSymbols.Symbology] = [.qrcode, .datamatrix, .pdf417, .aztec].filter { symbology in
        Symbology.allCases.contains { $0.name == "\(symbology)" } && (symbology != .pdf417 || readsPDF417)
    }
    /// zbar names PDF417 and does not read it; whoever reads DataMatrix reads PDF417, too.
    private static let readsPDF417 = Symbology.allCases.contains { $0.name == "datamatrix" }

    @Test(arguments: matrices) func everyByteOfAMatrixCode(_ symbology: ZintSymbols.Symbology) throws {
        // An Aztec code of 31 bytes that are no text is not believed (`ZXingScanner`).
        let count = symbology == .aztec ? 16 : 64
        for start in stride(from: 0, to: 256, by: count) {
            let bytes = (start..<(start + count)).map { UInt8($0) }
            let found = try read(symbology, bytes)
            #expect(found.map(\.bytes) == [bytes], "\(symbology) from \(start)")
        }
    }

    @Test func everyByteOfCode128() throws {
        for start in stride(from: 0, to: 128, by: 16) {
            let bytes = (start..<(start + 16)).map { UInt8($0) }
            #expect(try read(.code128, bytes).map(\.bytes) == [bytes], "from \(start)")
        }
    }

    @Test(arguments: matrices.filter { $0 == .qrcode || $0 == .datamatrix })
    func separatorsOfGS1(_ symbology: ZintSymbols.Symbology) throws {
        let found = try read(symbology, Array("[01]04006381333931[10]AB7[21]1234".utf8), mode: .gs1)
        #expect(found.map(\.bytes) == [Array("010400638133393110AB7\u{1D}211234".utf8)])
        #expect(found.first?.aim == SymbologyIdentifier(symbology == .qrcode ? "Q3" : "d2"))
    }

    @Test func separatorsOfGS1InBars() throws {
        let found = try read(.gs1_128, Array("[01]04006381333931[10]AB7[21]1234".utf8), mode: .gs1)
        #expect(found.map(\.bytes) == [Array("010400638133393110AB7\u{1D}211234".utf8)])
        #expect(found.first?.aim == SymbologyIdentifier("C1"))
    }

    /// With the alphabet's number (ECI 26 is UTF-8) and without.
    @Test(arguments: [0, 26]) func vietnameseInQR(_ eci: Int) throws {
        let text = "Số 12 Trần Phú, Đà Nẵng – ₫ 250.000"
        let found = try read(.qrcode, Array(text.utf8), mode: eci == 0 ? .bytes : .text, eci: eci)
        #expect(found.map(\.text) == [text], "ECI \(eci)")
    }
}
