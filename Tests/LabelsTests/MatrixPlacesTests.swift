import TestSupport
import Testing

@testable import Labels

/// Where in a belt's frame matrix codes are looked for.
@Suite("Places with matrix codes")
struct MatrixPlacesTests {
    private let width = 2048
    private let height = 1024

    /// Noise of so many greys in squares of four pixels: a belt with a weave.
    private func texture(_ greys: Int) -> [UInt8] {
        var dice = SeededDice(seed: 3)
        let columns = width / 4
        let squares = (0..<columns * height / 4).map { _ in UInt8(120 + dice.below(greys)) }
        return (0..<width * height).map { squares[$0 / width / 4 * columns + $0 % width / 4] }
    }

    private func draw(_ text: String, module: Int, x left: Int, y top: Int, _ pixels: inout [UInt8]) throws -> Int {
        let code = try #require(QRDrawing.symbol(Array(text.utf8)))
        let side = (code.side + 8) * module
        for y in 0..<side {
            for x in 0..<side {
                let (column, row) = (x / module - 4, y / module - 4)
                let isInside = column >= 0 && row >= 0 && column < code.side && row < code.side
                let isDark = isInside && code[row, column]
                pixels[(top + y) * width + left + x] = isDark ? 30 : 230
            }
        }
        return side
    }

    @Test(arguments: [8, 60, 100])
    func aCodeOnAWeaveIsFoundAndTheWeaveIsNot(greys: Int) throws {
        var pixels = texture(greys)
        let side = try draw("https://example.vn/EB123456785VN", module: 4, x: 700, y: 410, &pixels)
        let image = try #require(GreyImage(width: width, height: height, pixels: pixels))
        let field = try #require(SlopeField.coarse(image))
        let places = MatrixPlaces.find(field)
        let place = try #require(places.first)
        let margin = 4 * 4
        #expect(place.x <= 700 + margin && place.y <= 410 + margin)
        #expect(place.x + place.width >= 700 + side - margin && place.y + place.height >= 410 + side - margin)
        #expect(places.allSatisfy { $0.width * $0.height < 1 << 18 })
        let decoder = try #require(LabelDecoder())
        #expect(decoder.decode(image, effort: .belt).symbols.map(\.text) == ["https://example.vn/EB123456785VN"])
    }

    @Test func moreCodesThanPlacesLeaveTheStrongest() throws {
        var pixels = [UInt8](repeating: 200, count: width * height)
        for turn in 0..<10 { _ = try draw("parcel \(turn)", module: 4, x: 20 + 200 * turn, y: 100, &pixels) }
        let image = try #require(GreyImage(width: width, height: height, pixels: pixels))
        let field = try #require(SlopeField.coarse(image))
        #expect(MatrixPlaces.find(field).count == MatrixPlaces.limit)
    }
}
