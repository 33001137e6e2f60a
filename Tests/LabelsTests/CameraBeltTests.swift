import PrintedLabels
import TestSupport
import Testing

@testable import Labels

/// Parcels with printed labels under a camera that becomes worse step by step: what is read of them, and when the camera is told.
@Suite("A camera over printed labels")
struct CameraBeltTests {
    /// One state of the camera.
    private struct Belt {
        var camera: Camera
        /// What is left of the light, as a share.
        var light = 1.0
        var hasLabels = true
        var hasParcels = true

        init() {
            // Two pixels a bar of half a millimetre.
            camera = Camera(pixelsPerMillimetre: 4)
            camera.defocus_px = 0.5
            camera.ground = 0.7
            camera.groundAmplitude = 0.04
        }

        /// A picture, and what its label says.
        func picture(_ dice: inout SeededDice) throws -> (image: GreyImage, says: [UInt8]?) {
            var camera = camera
            (camera.paper, camera.readNoise) = (205 * light, 1.2)
            camera.contrast = (205 - 22) * light / (205 * light - 22)
            var piles: [Camera.Pile] = []
            var says: [UInt8]?
            if hasParcels {
                let pose = Camera.Pose(
                    x: 300 + dice.within(-60...60), y: 130 + dice.within(-15...15), turn_deg: dice.within(-4...4))
                var parcel = Sheet(
                    width_mm: 110, height_mm: 50, cellsPerMillimetre: camera.cellsPerMillimetre, printer: Printer())
                parcel.rectangle(parcel.whole, amount: dice.within(0.2...0.45))
                var sheets = [(parcel, pose)]
                if hasLabels {
                    let symbol = PrintedKind.code128.symbol(&dice)
                    let size = symbol.size(module_mm: 0.5, height_mm: 12)
                    var label = Sheet(
                        width_mm: size.width + 2, height_mm: 20, cellsPerMillimetre: camera.cellsPerMillimetre,
                        printer: Printer())
                    label.print(symbol, x: 1, y: 4, module_mm: 0.5, height_mm: 12)
                    sheets.append((label, pose))
                    says = symbol.bytes
                }
                piles.append(Camera.Pile(sheets, within: (0, 600)))
            }
            return (try #require(camera.frame(width: 600, height: 260, piles, &dice)), says)
        }
    }

    /// So many different pictures of each state; a watch takes them again and again.
    private static let pictures = 16

    /// What a state of the camera costs: the labels that are read of its pictures, and what is told of it.
    private func state(_ belt: Belt, against baseline: FrameBaseline, _ decoder: LabelDecoder, _ dice: inout SeededDice)
        throws -> (read: Int, told: Set<CameraTrouble>)
    {
        var (read, frames): (Int, [FrameStatistics]) = (0, [])
        for _ in 0..<Self.pictures {
            let (image, says) = try belt.picture(&dice)
            frames.append(try #require(FrameStatistics(image)))
            if let says, decoder.decode(image, effort: .belt).symbols.contains(where: { $0.bytes == says }) {
                read += 1
            }
        }
        var watch = CameraWatch(baseline)
        for number in 0..<CameraWatch.window + CameraWatch.looks * CameraWatch.step {
            _ = watch.take(frames[number % frames.count])
        }
        return (read, Set(watch.troubles.keys))
    }

    private func baseline(_ dice: inout SeededDice) throws -> FrameBaseline {
        let frames = try (0..<48).map { _ in try #require(FrameStatistics(Belt().picture(&dice).image)) }
        return try #require(FrameBaseline(frames))
    }

    private struct Fall: Sendable {
        let trouble: CameraTrouble
        let steps: [Double]
        let change: @Sendable (inout Belt, Double) -> Void
    }

    private static let falls = [
        Fall(trouble: .focusFell, steps: [0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 1.1, 1.3, 1.5, 1.8]) {
            $0.camera.defocus_px = $1
        },
        Fall(trouble: .tooDark, steps: [1, 0.9, 0.75, 0.6, 0.45, 0.3, 0.15, 0.04]) { $0.light = $1 },
    ]

    /// While the labels are all read nothing is told at first; then the trouble is, and only behind that does reading fall.
    @Test(arguments: falls.indices) func itIsToldBeforeReadingFalls(_ number: Int) throws {
        let fall = Self.falls[number]
        // The same pictures in every run: sixteen of them are few to stand for a shift.
        var dice = SeededDice(seed: UInt64(number) + 1)
        let (baseline, decoder) = (try baseline(&dice), try #require(LabelDecoder()))
        let states = try fall.steps.map { step in
            var belt = Belt()
            fall.change(&belt, step)
            return try state(belt, against: baseline, decoder, &dice)
        }
        let shown = zip(fall.steps, states).map { "\($0): \($1.read) read, told \($1.told)" }.joined(separator: "; ")
        #expect(states[0].told.isEmpty && states[1].told.isEmpty, "\(shown)")
        let told = try #require(states.firstIndex { $0.told.contains(fall.trouble) }, "\(shown)")
        // One of sixteen may be lost by its own fault.
        #expect(states[...told].allSatisfy { $0.read >= Self.pictures - 1 }, "\(shown)")
        #expect(states[told...].allSatisfy { $0.told.contains(fall.trouble) }, "\(shown)")
        let last = try #require(states.last)
        #expect(last.read < Self.pictures / 2, "the test goes as far as reading falls: \(shown)")
    }

    /// An empty belt, and parcels whose labels are on the other side, say nothing of the camera.
    @Test func whatIsNotThereIsNotTheCamerasFault() throws {
        var dice = SeededDice(seed: 3)
        let (baseline, decoder) = (try baseline(&dice), try #require(LabelDecoder()))
        for change: (inout Belt) -> Void in [{ $0.hasParcels = false }, { $0.hasLabels = false }] {
            var belt = Belt()
            change(&belt)
            let told = try state(belt, against: baseline, decoder, &dice).told
            #expect(told.isEmpty, "\(told)")
        }
    }
}
