import Testing

@testable import Labels

@Suite("Symbols as SVG")
struct SVGDrawingTests {
    @Test func sizesAreMillimetresAndQuietZonesAreInside() throws {
        let symbol = try #require(RetailDrawing.symbol(Array("4006381333931".utf8)))
        let svg = SVGDrawing.svg(symbol, module_um: 330, height_mm: 22)
        // 11 + 95 + 7 modules of 0.33 mm.
        #expect(svg.contains("width=\"37.290mm\" height=\"22.000mm\" viewBox=\"0 0 113 1\""))
        #expect(svg.contains("<path d=\"M11 0h1v1h-1zM13 0h1v1h-1z"))
        #expect(svg.contains("M105 0h1v1h-1z\"/>"))
    }

    @Test func squareCodesHaveOneRunForEachRowOfDarkModules() throws {
        let symbol = try #require(QRDrawing.symbol([0x61]))
        let svg = SVGDrawing.svg(symbol, module_um: 500)
        #expect(svg.contains("width=\"14.500mm\" height=\"14.500mm\" viewBox=\"0 0 29 29\""))
        #expect(svg.contains("M4 4h7v1h-7z"))
    }
}
