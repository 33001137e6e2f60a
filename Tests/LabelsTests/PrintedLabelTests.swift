import Labels
import PrintedLabels
import TestSupport
import Testing

/// The printer and the camera that make the pictures of the other tests.
@Suite("Printed labels under a camera")
struct PrintedLabelTests {
    /// One bar of a known width on bare paper, without noise or ground.
    private func picture(
        bar width_mm: Double, pixelsPerMillimetre: Double, defocus_px: Double = 0, motion_px: Double = 0,
        turn_deg: Double = 0
    ) throws -> GreyImage {
        var camera = Camera(pixelsPerMillimetre: pixelsPerMillimetre)
        camera.defocus_px = defocus_px
        camera.motion_px = motion_px
        camera.readNoise = 0
        camera.shotNoise = 0
        camera.ground = 0
        camera.groundAmplitude = 0
        var sheet = Sheet(
            width_mm: 20, height_mm: 10, cellsPerMillimetre: camera.cellsPerMillimetre,
            printer: Printer(gain_dots: 0))
        sheet.rectangle(Area(x: 10 - width_mm / 2, y: 0, width: width_mm, height: 10))
        var dice = SeededDice(seed: 5)
        return try #require(camera.picture(of: sheet, Camera.Pose(turn_deg: turn_deg), &dice))
    }

    /// Ink in a row through the picture's middle, in pixels: 205 is bare paper, 22 full ink.
    private func ink(_ image: GreyImage) -> Double {
        let row = image.height / 2 * image.width
        return image.pixels[row..<(row + image.width)].reduce(0.0) { $0 + (205 - Double($1)) / (205 - 22) }
    }

    /// A bar narrower than a pixel darkens its pixels by its share of them, however it falls on them.
    @Test(arguments: [2.0, 2.13, 3.7, 5, 8], [0.0, 1.3])
    func aBarHasItsWidthAtAnyResolution(_ scale: Double, _ blur: Double) throws {
        for width_mm in [0.25, 0.375, 1] {
            let image = try picture(bar: width_mm, pixelsPerMillimetre: scale, defocus_px: blur, motion_px: blur)
            #expect(abs(ink(image) - width_mm * scale) < 0.08, "\(width_mm) mm at \(scale)")
        }
    }

    @Test func aTurnedBarIsWiderAlongARow() throws {
        let image = try picture(bar: 1, pixelsPerMillimetre: 6, turn_deg: 60)
        // Along a row it is 1 / cos 60° wide.
        #expect(abs(ink(image) - 12) < 0.15)
    }

    /// A third of a pixel more or less of blur must be seen: the picture is as sharp as a pixel's own square.
    @Test func anEdgeIsAsSharpAsAPixel() throws {
        let image = try picture(bar: 5, pixelsPerMillimetre: 4)
        let row = image.height / 2 * image.width
        let between = image.pixels[row..<(row + image.width)].count { $0 > 32 && $0 < 195 }
        #expect(between <= 4)
    }

    @Test func thePrinterKeepsToItsDots() throws {
        for (wanted_mm, printed_mm) in [(0.30, 0.25), (0.33, 0.375), (0.5, 0.5)] {
            var camera = Camera(pixelsPerMillimetre: 8)
            (camera.readNoise, camera.shotNoise, camera.ground, camera.groundAmplitude) = (0, 0, 0, 0)
            var sheet = Sheet(
                width_mm: 20, height_mm: 10, cellsPerMillimetre: camera.cellsPerMillimetre,
                printer: Printer(dotsPerMillimetre: 8, gain_dots: 0))
            sheet.dots(Area(x: 10, y: 0, width: wanted_mm, height: 10))
            var dice = SeededDice(seed: 5)
            let image = try #require(camera.picture(of: sheet, Camera.Pose(), &dice))
            #expect(abs(ink(image) - printed_mm * 8) < 0.08, "\(wanted_mm) mm")
        }
    }

    @Test func theSameSeedIsTheSamePicture() throws {
        func shot(_ seed: UInt64) throws -> Specimen {
            var dice = SeededDice(seed: seed)
            return try #require(MixedStrips.shot(&dice))
        }
        for seed in UInt64(0)..<10 {
            #expect(try shot(seed).image == shot(seed).image)
            #expect(try shot(seed).image != shot(seed + 1).image)
        }
    }

    /// Sharp, straight and whole, every kind is read that the pipeline knows; what is not is a fault of the drawing.
    @Test(arguments: PrintedKind.allCases.filter { $0.isLinear || $0 == .qrcode })
    func goodLabelsAreRead(_ kind: PrintedKind) throws {
        var dice = SeededDice("goodLabelsAreRead \(kind.rawValue)")
        var strip = Strip(kind)
        strip.pixelsPerModule = 3.1
        for _ in 0..<5 {
            let specimen = try #require(strip.shot(&dice))
            let reads = Reading.of(specimen.image, by: try #require(LabelDecoder()))
            #expect(reads.count == 1)
            #expect(specimen.truths.allSatisfy { truth in reads.contains { truth.isSaid(by: $0.bytes) } }, "\(kind)")
        }
    }
}
