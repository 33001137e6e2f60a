import PrintedLabels
import Readings
import TestSupport
import Testing

@testable import Labels

/// Where in a belt's frame bars are looked for.
@Suite("Places with bars")
struct BarPlacesTests {
    @Test(arguments: 0..<6 as Range<UInt64>)
    func aBeltsFrameHasFewPlacesAndItsCodesAreReadInThem(_ seed: UInt64) throws {
        var dice = SeededDice(seed: 900 + seed)
        let specimen = try #require(LabelPictures.belt(&dice))
        let places = BarPlaces(image: specimen.image, effort: .belt, isOver: { false }).find()
        #expect(places.count <= 40)
        let reads = LinearReader().read(specimen.image, effort: .belt, isOver: { false })
        for read in reads { #expect(specimen.truths.contains { $0.isSaid(by: Sighting(read).bytes) }, "\(read)") }
    }

    /// GS1 labels carry three codes of one width, one below the other: each is one place.
    @Test func codesOneBelowTheOtherAreReadEachByItself() throws {
        let texts = ["00106141412345678908", "00106141412345678915", "00106141412345678922"]
        let image = try stacked(texts, width: 1200, height: 700, gap: 24)
        let decoder = try #require(LabelDecoder())
        let read = decoder.decode(image, effort: .belt)
        #expect(read.symbols.map(\.text).sorted() == texts)
        #expect(read.refused.isEmpty)
    }

    @Test func noiseHasNoBars() throws {
        var dice = SeededDice(seed: 7)
        let noise = (0..<1024 * 1024).map { _ in UInt8(90 + dice.below(40)) }
        let image = try #require(GreyImage(width: 1024, height: 1024, pixels: noise))
        #expect(BarPlaces(image: image, effort: .belt, isOver: { false }).find().isEmpty)
    }

    /// Code 128 symbols on white paper, one below the other.
    private func stacked(_ texts: [String], width: Int, height: Int, gap: Int) throws -> GreyImage {
        var pixels = [UInt8](repeating: 230, count: width * height)
        var top = 60
        for text in texts {
            let symbol = try #require(Code128Drawing.symbol(Array(text.utf8)))
            for (module, isDark) in symbol.modules.enumerated() where isDark {
                for y in top..<top + 90 {
                    for x in 120 + 3 * module..<123 + 3 * module { pixels[y * width + x] = 30 }
                }
            }
            top += 90 + gap
        }
        return try #require(GreyImage(width: width, height: height, pixels: pixels))
    }
}
