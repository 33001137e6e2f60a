import TestSupport
import Testing

@testable import Labels

/// A belt between two light rails, with labels that pass.
private struct Belt {
    /// What is left of the light, in hundredths.
    var light = 100
    /// Pixels that an edge's rise takes on each side.
    var blur = 1
    /// How far all has moved, in pixels.
    var shift = 0
    /// Light that is left in the left half, in hundredths.
    var leftLight = 100
    /// A dark spot on the window.
    var hasDirt = false
    var glare = 0

    static let (width, height) = (256, 128)

    func frame(_ dice: inout SeededDice) throws -> FrameStatistics {
        let (width, height) = (Self.width, Self.height)
        var pixels = [Int](repeating: 70, count: width * height)
        func fill(_ columns: Range<Int>, _ rows: Range<Int>, _ level: Int) {
            for row in rows.clamped(to: 0..<height) {
                for column in columns.clamped(to: 0..<width) { pixels[row * width + column] = level }
            }
        }
        fill(0..<width, shift..<shift + 10, 170)
        fill(0..<width, height - 10 + shift..<height, 170)
        fill(shift..<shift + 12, 0..<height, 30)
        let (x, y) = (dice.below(190), 12 + dice.below(50))
        fill(x..<x + 66, y..<y + 50, 210)
        for bar in 0..<5 { fill(x + 8 + bar * 10..<x + 12 + bar * 10, y + 8..<y + 40, 20) }
        if glare > 0 { fill(100..<100 + glare, 40..<90, 255) }
        for _ in 0..<blur { pixels = smoothed(pixels) }
        for row in 0..<height {
            for column in 0..<width {
                var value = pixels[row * width + column]
                value = value * light / 100
                if column < width / 2 { value = value * leftLight / 100 }
                if hasDirt, (64..<96).contains(column), (32..<64).contains(row) { value /= 3 }
                pixels[row * width + column] = max(0, min(255, value + dice.below(3) - 1))
            }
        }
        let image = try #require(GreyImage(width: width, height: height, pixels: pixels.map { UInt8($0) }))
        return try #require(FrameStatistics(image))
    }

    private func smoothed(_ pixels: [Int]) -> [Int] {
        var result = pixels
        for row in 0..<Self.height {
            for column in 1..<Self.width - 1 {
                let at = row * Self.width + column
                result[at] = (pixels[at - 1] + 2 * pixels[at] + pixels[at + 1] + 2) / 4
            }
        }
        let rows = result
        for row in 1..<Self.height - 1 {
            for column in 0..<Self.width {
                let at = row * Self.width + column
                result[at] = (rows[at - Self.width] + 2 * rows[at] + rows[at + Self.width] + 2) / 4
            }
        }
        return result
    }
}

@Suite("A camera that is watched")
struct CameraWatchTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let trouble: CameraTrouble
        fileprivate let change: @Sendable (inout Belt) -> Void
        var testDescription: String { trouble.rawValue }
    }

    static let cases: [Case] = [
        Case(trouble: .focusFell) { $0.blur = 4 }, Case(trouble: .tooDark) { $0.light = 55 },
        Case(trouble: .saturated) { $0.glare = 80 }, Case(trouble: .uneven) { $0.leftLight = 45 },
        Case(trouble: .blocked) { $0.hasDirt = true }, Case(trouble: .moved) { $0.shift = 8 },
    ]

    /// All is well for as long as nothing changes; then that one thing is told, once, and its end, too.
    @Test(arguments: cases) func whatBecomesWorseIsTold(_ one: Case) throws {
        var dice = SeededDice("watch \(one.trouble)")
        var belt = Belt()
        let usual = try (0..<64).map { _ in try belt.frame(&dice) }
        var watch = CameraWatch(try #require(FrameBaseline(usual)))
        for _ in 0..<CameraWatch.window + CameraWatch.step { #expect(watch.take(try belt.frame(&dice)).isEmpty) }
        one.change(&belt)
        var told: [CameraWatch.Change] = []
        let worse = try (0..<CameraWatch.window).map { _ in try belt.frame(&dice) }
        for _ in 0..<2 { for frame in worse { told += watch.take(frame) } }
        let troubles = told.compactMap { change in
            if case .worse(let finding) = change { return finding.trouble }
            return nil
        }
        #expect(troubles.filter { $0 == one.trouble }.count == 1, "\(told)")
        #expect(watch.troubles[one.trouble] != nil)
        // Glare and a shade change other things, too; what has nothing to do with the trouble is not told.
        if one.trouble != .moved, one.trouble != .uneven { #expect(!troubles.contains(.moved)) }
        if one.trouble != .focusFell { #expect(!troubles.contains(.focusFell)) }
        var mended: [CameraWatch.Change] = []
        for _ in 0..<2 { for frame in usual { mended += watch.take(frame) } }
        #expect(mended.contains(.well(one.trouble)) && watch.troubles.isEmpty, "\(watch.troubles)")
    }

    /// A camera's setting changes for all pictures; one that somebody puts among them is none of the camera's.
    @Test func anotherSizeIsToldOnceItIsNotOnePictureAlone() throws {
        var dice = SeededDice("size")
        let usual = try (0..<32).map { _ in try Belt().frame(&dice) }
        var watch = CameraWatch(try #require(FrameBaseline(usual)))
        let grey = try #require(GreyImage(width: 128, height: 128, pixels: [UInt8](repeating: 9, count: 16_384)))
        let other = try #require(FrameStatistics(grey))
        for frame in [other, other, other, usual[0], other, other, other] { #expect(watch.take(frame).isEmpty) }
        #expect(watch.take(other) == [.worse(.init(.otherSize, measured: 128, usual: 256))])
        #expect(watch.take(other).isEmpty)
        for frame in [usual[0], usual[1], usual[2], other, usual[3], usual[4], usual[5]] {
            #expect(watch.take(frame).isEmpty)
        }
        #expect(watch.take(usual[6]) == [.well(.otherSize)])
        #expect(FrameBaseline([usual[0], other]) == nil && FrameBaseline([]) == nil)
    }

    /// One bad picture among good ones is none of the camera's.
    @Test func aFewOddPicturesAreNotTold() throws {
        var dice = SeededDice("odd")
        let usual = try (0..<64).map { _ in try Belt().frame(&dice) }
        var watch = CameraWatch(try #require(FrameBaseline(usual)))
        var odd = Belt()
        (odd.blur, odd.light) = (5, 30)
        for number in 0..<192 {
            let frame = number % 8 == 0 ? try odd.frame(&dice) : usual[number % 64]
            #expect(watch.take(frame).isEmpty)
        }
    }

    @Test func edgesAreMeasuredInHundredthsOfAPixel() throws {
        var dice = SeededDice("edges")
        func spread(_ blur: Double) throws -> FrameStatistics {
            var camera = SimulatedCamera.small
            camera.blur = blur
            let image = camera.picture(of: .a4, .init(turn: 0.05, middle: (0, 0, 300)), rays: 12, using: &dice)
            return try #require(FrameStatistics(image))
        }
        for blur in [0.8, 1.6] {
            let found = try spread(blur)
            let truth = 256.3 * (blur * blur + 1 / 12).squareRoot()
            #expect(abs(Double(found.spreadAlongRows_percent) - truth) < 0.15 * truth)
            #expect(abs(Double(found.spreadAlongColumns_percent) - truth) < 0.15 * truth)
            #expect(found.edgesAlongRows > 50 && found.white > 190 && found.black < 40)
        }
        let white = try #require(GreyImage(width: 64, height: 64, pixels: [UInt8](repeating: 255, count: 4_096)))
        let blank = try #require(FrameStatistics(white))
        #expect(blank.spreadAlongRows_percent == 0 && blank.saturated_permille == 1_000)
        let tiny = try #require(GreyImage(width: 63, height: 64, pixels: [UInt8](repeating: 1, count: 63 * 64)))
        #expect(FrameStatistics(tiny) == nil)
    }

    @Test func statisticsAreKeptInBytes() throws {
        var dice = SeededDice("statistics")
        let frame = try Belt().frame(&dice)
        let bytes = frame.bytes
        #expect(bytes.count == FrameStatistics.size && FrameStatistics(bytes: bytes) == frame)
        for size in 0..<bytes.count { #expect(FrameStatistics(bytes: bytes.prefix(size)) == nil) }
        #expect(FrameStatistics(bytes: bytes + [0]) == nil)
        for _ in 0..<200 { _ = FrameStatistics(bytes: dice.bytes(FrameStatistics.size)) }
    }
}
