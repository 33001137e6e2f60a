import Foundation
import TestSupport
import Testing

@testable import Labels

@Suite("How sharp and light a camera's pictures are")
struct CameraFocusTests {
    private static func sighting(_ change: (inout SimulatedCamera) -> Void) throws -> TargetSighting {
        var dice = SeededDice("focus")
        var camera = SimulatedCamera.small
        camera.lens = [0, 0, 0, 0]
        change(&camera)
        // Slanted, so that pixels lie at all distances from the edges.
        let image = camera.picture(
            of: .a4, .init(turn: 0.13, middle: (0, -28, 230)), rays: 48, using: &dice)
        return try TargetSighting.find(in: image)
    }

    /// The blur that the optics and the pixel's own area make together.
    private static func transfer(_ blur: Double, _ frequency: Double) -> Double {
        exp(-2 * pow(.pi * blur * frequency, 2)) * sin(.pi * frequency) / (.pi * frequency)
    }

    @Test(arguments: [0.8, 1.2]) func edgesAreAsWideAsTheBlurMakesThem(_ blur: Double) throws {
        // Noise would add to what is measured at the highest frequencies, which is 0.027 too much without any.
        let found = try Self.sighting { ($0.blur, $0.noise) = (blur, 0.3) }
        let truth = 2.563 * (blur * blur + 1 / 12).squareRoot()
        for axis in [found.focus.along, found.focus.across] {
            #expect(abs(axis.spread_px - truth) < 0.05 * truth, "\(axis.spread_px), not \(truth)")
            #expect(axis.worst_px >= axis.spread_px && axis.worst_px < 1.1 * truth)
            for number in 1...10 {
                let frequency = 0.05 * Double(number)
                let kept = axis.transfer(at: frequency)
                #expect(abs(kept - Self.transfer(blur, frequency)) < 0.03, "at \(frequency): \(kept)")
            }
        }
        #expect(found.focus.along.transfer(at: 0) == 1)
        // Half-millimetre bars keep what the edges foretell.
        for bar in found.bars where bar.pixels > 0.9 {
            #expect(abs(bar.kept - Self.transfer(blur, 1 / (2 * bar.pixels))) < 0.05, "\(bar)")
        }
        #expect(found.bars.contains { $0.isAlong } && found.bars.contains { !$0.isAlong })
    }

    @Test func lightIsMeasuredAtTheSquares() throws {
        let even = try Self.sighting { ($0.white, $0.black, $0.noise) = (200, 20, 3) }.light
        #expect(abs(even.white - 200) < 1.5 && abs(even.black - 20) < 1.5)
        #expect(even.evenness > 0.96 && even.saturated == 0)
        #expect(abs(even.noise - 3) < 0.6)
        // Lit from the right, so strongly that the right half is as light as can be.
        let uneven = try Self.sighting { ($0.white, $0.fall) = (320, 0.5) }.light
        #expect(uneven.evenness < 0.8 && uneven.saturated > 0.2 && uneven.saturated < 0.9)
    }

    /// 1.5 pixels a bar where the picture is sharp; more where it is not, or where the noise is high.
    @Test func theNarrowestBarFollowsFromPixelsBlurAndNoise() {
        let pitch = BeltPlane.Pitch(along_mm: 0.2, across_mm: 0.3)
        func focus(_ blur: Double) -> FocusMeasure {
            let axis = FocusMeasure.Axis(
                spread_px: 2.563 * (blur * blur + 1 / 12).squareRoot(),
                worst_px: 2.563 * (blur * blur + 1 / 12).squareRoot(),
                transfer: (1...10).map { Self.transfer(blur, 0.05 * Double($0)) }, edges: 100)
            return FocusMeasure(along: axis, across: axis)
        }
        let light = LightMeasure(white: 200, black: 20, evenness: 1, saturated: 0, noise: 2)
        let sharp = ReadableBar(pitch: pitch, focus: focus(0.4), light: light)
        #expect(sharp.along_mm == 0.3 && sharp.across_mm == 0.45)
        #expect(sharp.reads(0.5) && !sharp.reads(0.33))
        let blurred = ReadableBar(pitch: pitch, focus: focus(1.2), light: light)
        #expect((blurred.along_mm ?? 0) > 0.4 && (blurred.across_mm ?? 0) > 0.65)
        let noisy = ReadableBar(
            pitch: pitch, focus: focus(0.4),
            light: LightMeasure(white: 60, black: 30, evenness: 1, saturated: 0, noise: 4))
        #expect((noisy.along_mm ?? 0) > 0.45)
        let dark = ReadableBar(
            pitch: pitch, focus: focus(0.4),
            light: LightMeasure(white: 30, black: 28, evenness: 1, saturated: 0, noise: 4))
        #expect(dark.along_mm == nil && !dark.reads(2))
    }
}
