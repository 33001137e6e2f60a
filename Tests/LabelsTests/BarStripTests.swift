import Foundation
import PrintedLabels
import Readings
import TestSupport
import Testing

@testable import Labels

/// Strips across bars, which other readers look at row by row.
@Suite("Strips across bars")
struct BarStripTests {
    /// Bars of 6 pixels that stand at an angle about a picture's middle, 180 long and 60 high; paper around them.
    private func picture(_ degrees: Double) throws -> (image: GreyImage, region: BarRegion) {
        let turn = degrees / 180 * Double.pi
        let region = BarRegion(
            x: 150, y: 150, alongX: cos(turn), alongY: sin(turn), halfLength: 90, halfHeight: 30, strength: 1)
        let pixels = (0..<300 * 300).map { place in
            let (across, down) = region.place(Double(place % 300), Double(place / 300))
            return abs(across) < 90 && abs(down) < 30 && Int(across + 90) / 6 % 2 == 0 ? UInt8(20) : 220
        }
        return (try #require(GreyImage(width: 300, height: 300, pixels: pixels)), region)
    }

    @Test(arguments: [0.0, 17, 45, 90, 133, 180, 271])
    func barsStandUpright(_ degrees: Double) throws {
        let (image, region) = try picture(degrees)
        let strip = try #require(BarStrip.cut(region, from: image))
        #expect(strip.image.width > 180 && (8...48).contains(strip.image.height))
        let middle = strip.image.height / 2
        let rows = [middle - middle / 2, middle, middle + middle / 2].map { row in
            (0..<strip.image.width).map { strip.image.pixels[row * strip.image.width + $0] < 120 }
        }
        #expect(rows[0] == rows[1] && rows[1] == rows[2] || degrees.truncatingRemainder(dividingBy: 90) != 0)
        // Fifteen bars, each six pixels wide to one.
        let edges = (1..<rows[1].count).filter { rows[1][$0] != rows[1][$0 - 1] }
        #expect(edges.count == 30)
        for (one, next) in zip(edges, edges.dropFirst()) { #expect(abs(next - one - 6) <= 1) }
        // Each pixel lies where the placement says.
        for column in stride(from: 0, to: strip.image.width, by: 7) {
            let there = strip.place.point(Symbol.Point(x: Int32(column), y: Int32(middle)))
            guard (0..<300).contains(there.x), (0..<300).contains(there.y) else { continue }
            let (across, down) = region.place(Double(there.x), Double(there.y))
            #expect(abs(down) < 3 && abs(across - Double(column - strip.image.width / 2)) < 1.5)
        }
    }

    /// A code that the picture cuts off has no quiet zone there.
    @Test func whatLiesOutsideIsDark() throws {
        let (image, region) = try picture(0)
        let cut = try #require(image.part(x: 100, y: 0, width: 200, height: 300))
        var moved = region
        moved.x -= 100
        let strip = try #require(BarStrip.cut(moved, from: cut))
        let row = strip.image.height / 2 * strip.image.width
        #expect(strip.image.pixels[row] == 0 && strip.image.pixels[row + strip.image.width - 1] > 200)
    }

    /// What a view at another size or angle shows is said in the picture's own pixels.
    @Test func placementsGoBackToThePicture() {
        let here = Symbol.Point(x: 11, y: 7)
        #expect(Placement().point(here) == here)
        #expect(Placement.scaled(2).point(here) == Symbol.Point(x: 22, y: 14))
        #expect(Placement.scaled(0.5).point(here) == Symbol.Point(x: 6, y: 4))
        #expect(
            Placement(x: 100, y: 50, rightX: 0, rightY: 1, downX: -1, downY: 0).point(here)
                == Symbol.Point(x: 93, y: 61))
    }

    /// At the belt what our own reader does not know is read in such strips, at any angle.
    @Test(arguments: [3.0, 38, 77, 124]) func code93IsReadAtAnyAngle(_ degrees: Double) throws {
        let widths = try Zint.widths(["-b", "CODE93"], Array("PG93TEST".utf8))
        let turn = degrees / 180 * Double.pi
        let region = BarRegion(
            x: 700, y: 750, alongX: cos(turn), alongY: sin(turn), halfLength: 0, halfHeight: 0, strength: 1)
        let modules = widths.enumerated().flatMap { [Bool](repeating: $0 % 2 == 0, count: $1) }
        let half = Double(modules.count) * 3 / 2
        let pixels = (0..<1400 * 1500).map { place in
            let (across, down) = region.place(Double(place % 1400), Double(place / 1400))
            let module = Int((across + half) / 3)
            return abs(across) < half && abs(down) < 80 && modules[min(module, modules.count - 1)] ? UInt8(20) : 220
        }
        let image = try #require(GreyImage(width: 1400, height: 1500, pixels: pixels))
        let found = try #require(LabelDecoder()).decode(image, effort: .belt).symbols
        #expect(found.map(\.text) == ["PG93TEST"] && found.first?.evidence.pass == .bars)
        for corner in found.first?.polygon ?? [] {
            let (across, down) = region.place(Double(corner.x), Double(corner.y))
            // A strip's lines lie some pixels apart, and what lies between two has bars still.
            #expect(abs(across) < half + 12 && abs(down) < 104)
        }
    }
}
