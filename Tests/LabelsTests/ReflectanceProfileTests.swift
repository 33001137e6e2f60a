import PrintedLabels
import Readings
import TestSupport
import Testing

@testable import Labels

/// What scan lines measure of a label's print (ISO/IEC 15416).
@Suite("Reflectance profiles")
struct ReflectanceProfileTests {
    /// Elements of so many samples each, a space first; the greys of spaces and bars.
    private func line(_ widths: [Int], light: Float = 204, dark: Float = 51) -> (values: [Float], edges: [Float]) {
        var values: [Float] = []
        var edges: [Float] = []
        for (place, width) in widths.enumerated() {
            if place > 0 { edges.append(Float(values.count) - 0.5) }
            values += [Float](repeating: place & 1 == 0 ? light : dark, count: width)
        }
        return (values, edges)
    }

    @Test func aPerfectLineHasItsContrastAndNoDefect() throws {
        let (values, edges) = line([30, 4, 4, 8, 4, 4, 8, 4, 30])
        let profile = try #require(ReflectanceProfile(values, edges: edges[...]))
        let quality = profile.quality(decodability: 0.8)
        #expect(quality.contrast == 60 && quality.edgeContrast == 60 && quality.modulation == 100)
        #expect(quality.defects == 0 && quality.decodability == 80 && quality.grade == 3)
    }

    @Test func aFaintNarrowBarLowersModulation() throws {
        var (values, edges) = line([30, 4, 4, 8, 4, 4, 8, 4, 30])
        for place in 30..<34 { values[place] = 204 - 76.5 }
        let quality = try #require(ReflectanceProfile(values, edges: edges[...])).quality(decodability: 1)
        #expect(quality.contrast == 60 && quality.edgeContrast == 30 && quality.modulation == 50)
        edges.removeLast(4)
        #expect(ReflectanceProfile(values, edges: edges[...]) != nil)
    }

    @Test func aWhiteSpotInABarAndABlackOneInASpaceAreDefects() throws {
        let (values, edges) = line([30, 4, 4, 8, 4, 4, 8, 4, 30])
        var spotted = values
        spotted[42] = 51 + 46.5
        #expect(
            try #require(ReflectanceProfile(spotted, edges: edges[...])).quality(decodability: 1).defects == 30)
        spotted = values
        spotted[56] = 204 - 62
        #expect(
            try #require(ReflectanceProfile(spotted, edges: edges[...])).quality(decodability: 1).defects == 40)
    }

    @Test func whatLiesOutsideThePictureIsNoProfile() {
        let (values, edges) = line([30, 4, 4, 8, 4, 4, 8, 4, 30])
        let gone = values.map { _ in Float(-1) }
        #expect(ReflectanceProfile(gone, edges: edges[...]) == nil)
        #expect(ReflectanceProfile(values, edges: edges.prefix(2)) == nil)
        #expect(ReflectanceProfile.median([]) == nil)
    }

    /// Labels that come out of the printer fainter are graded lower by what is faint, and those of a good one are good.
    @Test func printedLabelsAreGradedByTheirPrint() throws {
        let decoder = try #require(LabelDecoder())
        func grades(_ degradation: Degradation, _ level: Double) throws -> [PrintQuality] {
            try (0..<6 as Range<UInt64>).compactMap { turn in
                var dice = SeededDice(seed: 40 + turn)
                var strip = degradation.strip(.code128, level, &dice)
                strip.pixelsPerModule = 4
                let specimen = try #require(strip.shot(&dice))
                return decoder.decode(specimen.image).symbols.first { $0.symbology == .code128 }?.evidence.quality
            }
        }
        let good = try grades(.contrast, 100)
        let faint = try grades(.contrast, 20)
        #expect(good.count >= 5 && faint.count >= 5)
        #expect(good.allSatisfy { $0.contrast >= 55 && $0.grade(of: .defects) >= 2 }, "\(good)")
        #expect(faint.allSatisfy { $0.contrast < 30 }, "\(faint)")
    }
}
