import Parcels
import TestSupport
import Testing

@testable import Labels

@Suite("QR codes that are drawn")
struct QRDrawingTests {
    private func modules(_ symbol: MatrixSymbol) -> [[Bool]] {
        (0..<symbol.side).map { row in (0..<symbol.side).map { symbol[row, $0] } }
    }

    /// Small letters leave the other program no choice but byte mode.
    @Test(arguments: 1...40) func everySizeIsDrawnAsAnotherDrawsIt(_ version: Int) throws {
        var dice = SeededDice("everySizeIsDrawnAsAnotherDrawsIt \(version)")
        let capacity = QRVersion(version).capacity
        for count in [capacity, 1 + dice.below(capacity)] {
            let text = (0..<count).map { _ in UInt8(0x61 + dice.below(26)) }
            let mask = dice.below(8)
            let symbol = try #require(QRDrawing.symbol(text, version: version, mask: mask))
            let theirs = try Zint.rows(
                ["-b", "58", "--binary", "--secure=2", "--vers=\(version)", "--mask=\(mask)"], text)
            #expect(modules(symbol) == theirs.map { Array($0.prefix(symbol.side)) }, "version \(version), mask \(mask)")
        }
    }

    @Test func everyMaskIsDrawnAsAnotherDrawsIt() throws {
        let text = Array("parcelgate".utf8)
        for mask in 0..<8 {
            let symbol = try #require(QRDrawing.symbol(text, version: 2, mask: mask))
            let theirs = try Zint.rows(["-b", "58", "--binary", "--secure=2", "--vers=2", "--mask=\(mask)"], text)
            #expect(modules(symbol) == theirs.map { Array($0.prefix(symbol.side)) }, "mask \(mask)")
        }
    }

    @Test func bytesOfAnyKindAreReadBack() throws {
        var dice = SeededDice("bytesOfAnyKindAreReadBack")
        for _ in 0..<12 {
            let text = Array(
                String((0..<(1 + dice.below(80))).map { _ in "aă ệ0Đ/Z".randomElement(using: &dice) ?? "a" }).utf8)
            let symbol = try #require(QRDrawing.symbol(text))
            let found = try Rendered.read(Rendered.image(symbol))
            #expect(found.map(\.bytes) == [text])
            #expect(found.first?.aim == SymbologyIdentifier("Q1"))
        }
    }

    /// A scratch on a label must not make it unreadable: a seventh of its bytes may be wrong.
    @Test func aScratchIsMended() throws {
        let text = Array("EB123456785VN Trần Phú".utf8)
        let symbol = try #require(QRDrawing.symbol(text))
        let image = try Rendered.image(symbol)
        var pixels = image.pixels
        let scale = image.width / symbol.wholeSide
        for row in (11 * scale)..<(13 * scale) {
            for column in (13 * scale)..<(19 * scale) { pixels[row * image.width + column] = 255 }
        }
        let scratched = try #require(GreyImage(width: image.width, height: image.height, pixels: pixels))
        #expect(scratched != image)
        #expect(try Rendered.read(scratched).map(\.bytes) == [text])
    }

    @Test func theSmallestSizeThatHoldsItIsTaken() throws {
        #expect(try #require(QRDrawing.symbol([UInt8](repeating: 0x61, count: 14))).side == 21)
        #expect(try #require(QRDrawing.symbol([UInt8](repeating: 0x61, count: 15))).side == 25)
        #expect(QRDrawing.symbol([UInt8](repeating: 0x61, count: 2_331)) != nil)
        #expect(QRDrawing.symbol([UInt8](repeating: 0x61, count: 2_332)) == nil)
    }
}
