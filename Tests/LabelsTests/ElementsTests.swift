import Testing

@testable import Labels

/// Edges of a scan line.
@Suite("Elements of a line")
struct ElementsTests {
    /// Bars and spaces of the given widths between quiet zones of 20, seen by pixels that each sum up what falls on them.
    private func line(_ widths: [Float], dark: Float = 50, light: Float = 200) -> (values: [Float], edges: [Float]) {
        var (place, edges): (Float, [Float]) = (20, [])
        for width in widths {
            edges.append(place)
            place += width
        }
        edges.append(place)
        let values = (0..<Int(place) + 20).map { pixel in
            var covered: Float = 0
            for bar in stride(from: 0, to: edges.count - 1, by: 2) {
                covered += max(0, min(edges[bar + 1], Float(pixel) + 1) - max(edges[bar], Float(pixel)))
            }
            return light - covered * (light - dark)
        }
        return (values, edges)
    }

    @Test func edgesAreMeasuredToAFractionOfASample() {
        let (values, edges) = line([3.25, 3.5, 6.75, 3.5, 3.25, 7, 3.5])
        let elements = Elements(values, hysteresis: 0.25, least: 5)
        #expect(elements.edges.count == edges.count && elements.contrast == 150)
        // A sample stands for its pixel's middle. Straight lines between samples that are themselves means cost a twelfth at most.
        for (edge, truth) in zip(elements.edges, edges) { #expect(abs(edge + 0.5 - truth) < 0.09) }
    }

    @Test func theFirstEdgeGoesIntoTheDark() {
        let values = [Float](repeating: 50, count: 12) + line([4, 4, 4, 4, 4]).values
        let elements = Elements(values, hysteresis: 0.25, least: 5)
        #expect(elements.edges.count == 6 && abs(elements.edges[0] - 31.5) < 0.01)
    }

    @Test func unknownSamplesAreLeftOut() {
        let (values, edges) = line([4, 4, 8, 4, 4])
        let elements = Elements([-1, -1, -1] + values + [-1], hysteresis: 0.25, least: 5)
        for (edge, truth) in zip(elements.edges, edges) { #expect(abs(edge - 3 + 0.5 - truth) < 0.05) }
        #expect(Elements([Float](repeating: -1, count: 90), hysteresis: 0.25, least: 5).edges.isEmpty)
        #expect(Elements([], hysteresis: 0.25, least: 5).edges.isEmpty)
    }

    @Test func everySecondSampleMayBeAnEdgeAndALineTooLongHasNone() {
        let comb = (0..<20_001).map { Float($0 & 1 == 0 ? 200 : 50) }
        #expect(Elements(comb, hysteresis: 0.25, least: 5).edges.count == 20_000)
        #expect(Elements(comb + [50], hysteresis: 0.25, least: 5).edges.isEmpty)
    }

    @Test func wideSpacesPartALine() {
        let code: [Float] = [3, 3, 6, 3, 3, 6, 3, 3, 3, 6, 3]
        let elements = Elements(line(code + [40] + code).values, hysteresis: 0.25, least: 5)
        #expect(elements.segments() == [0..<12, 12..<24])
    }
}
