import Testing

@testable import Readings

@Suite("How a device saw a label")
struct LabelSightingTests {
    private static func sighting(
        place: LabelSighting.Point? = nil, corners: [LabelSighting.Point] = [], angle: Double? = nil,
        quality: [UInt8]? = nil, reader: Int? = nil
    ) -> LabelSighting? {
        LabelSighting(place: place, corners: corners, angle: angle, quality: quality, reader: reader)
    }

    @Test func measuresAreWholeUnitsAndTenthsOfADegree() throws {
        let point = try #require(LabelSighting.Point(12.5, -0.4))
        #expect(point.x == 13 && point.y == 0)
        #expect(Self.sighting(angle: -90.06)?.angle_ddeg == -901)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, 1_000_001])
    func whatIsOutOfAllMeasureIsLeftOut(figure: Double) {
        #expect(LabelSighting.Point(figure, 0) == nil && LabelSighting.Point(0, figure) == nil)
        #expect(Self.sighting(angle: figure) == nil)
    }

    @Test(arguments: [[], [0x20], [0x41, 0x0A], [0xFF], [UInt8](repeating: 0x41, count: 17)] as [[UInt8]])
    func aQualityIsShortPrintableASCII(quality: [UInt8]) { #expect(Self.sighting(quality: quality) == nil) }

    @Test func noMoreThanEightCornersAreKept() throws {
        let point = try #require(LabelSighting.Point(1, 1))
        let found = Self.sighting(corners: Array(repeating: point, count: 9), quality: Array("A".utf8), reader: 3)
        #expect(found?.corners.count == 8 && found?.quality == "A" && found?.reader == 3)
        #expect(Self.sighting() == nil)
    }
}
