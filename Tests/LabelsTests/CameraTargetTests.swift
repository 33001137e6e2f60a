import TestSupport
import Testing

@testable import Labels

@Suite("The printed sheet in pictures")
struct CameraTargetTests {
    struct View: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let pose: SimulatedCamera.Pose
        var change: @Sendable (inout SimulatedCamera) -> Void = { _ in }
        var sheet = TargetSheet.a4
        var leastCorners = 128
        var error_px = 0.1
    }

    static let views: [View] = [
        View(testDescription: "turned a little", pose: .init(turn: 0.13, middle: (0, 0, 330))),
        View(testDescription: "upright, tilted", pose: .init(tilt: 0.5, swing: -0.3, turn: 1.7, middle: (0, 0, 420))),
        View(
            testDescription: "a part of it", pose: .init(turn: 0.8, middle: (110, 60, 260)), leastCorners: 30,
            error_px: 0.15),
        View(
            testDescription: "blurred", pose: .init(turn: -0.4, middle: (0, 0, 340)), change: { $0.blur = 1.3 },
            error_px: 0.15),
        View(
            testDescription: "upside down, dark on one side", pose: .init(turn: 3.0, middle: (0, 0, 340)),
            change: {
                ($0.white, $0.black, $0.noise, $0.fall) = (120, 15, 2, 0.6)
            }, error_px: 0.25),
        View(
            testDescription: "A3", pose: .init(turn: 0.2, middle: (0, 0, 480)), sheet: .a3, leastCorners: 180),
    ]

    /// Each corner is the right one, and where it is.
    @Test(arguments: views) func everyCornerIsFoundAndNamed(_ view: View) throws {
        var dice = SeededDice("sheet \(view.testDescription)")
        var camera = SimulatedCamera.small
        view.change(&camera)
        let image = camera.picture(of: view.sheet, view.pose, rays: 16, using: &dice)
        let found = try TargetFinder.find(in: image)
        #expect(found.sheet == view.sheet)
        #expect(found.corners.places.count >= view.leastCorners)
        var squares = 0.0
        for (index, place) in found.corners.places {
            let corner = TargetCorner(column: index.i, row: index.j, place: place)
            let truth = camera.project(corner.onSheet(view.sheet), view.sheet, view.pose)
            #expect(place.distance(to: truth) < 6 * view.error_px, "corner \(index)")
            squares += place.distance(to: truth) * place.distance(to: truth)
        }
        #expect((squares / Double(found.corners.places.count)).squareRoot() < view.error_px)
    }

    @Test func whatIsNoSheetIsRefusedAndSaidWhy() throws {
        var dice = SeededDice("no sheet")
        let grey = try #require(GreyImage(width: 320, height: 240, pixels: [UInt8](repeating: 90, count: 76_800)))
        #expect(throws: TargetFault.noBoard) { try TargetFinder.find(in: grey) }
        let noise = try #require(GreyImage(width: 320, height: 240, pixels: dice.bytes(76_800)))
        #expect(throws: TargetFault.self) { try TargetFinder.find(in: noise) }

        var camera = SimulatedCamera.small
        let pose = SimulatedCamera.Pose(turn: 0.2, middle: (0, 0, 340))
        camera.hasDots = false
        let bare = camera.picture(of: .a4, pose, rays: 8, using: &dice)
        #expect(throws: TargetFault.noCode) { try TargetFinder.find(in: bare) }

        camera.hasDots = true
        let image = camera.picture(of: .a4, pose, rays: 8, using: &dice)
        var reversed: [UInt8] = []
        for row in 0..<image.height {
            reversed += image.pixels[row * image.width..<(row + 1) * image.width].reversed()
        }
        let turnedOver = try #require(GreyImage(width: image.width, height: image.height, pixels: reversed))
        #expect(throws: TargetFault.mirrored) { try TargetFinder.find(in: turnedOver) }
        // Three rows of four squares say nothing.
        var pixels: [UInt8] = []
        for row in 125..<183 { pixels += image.pixels[row * 400 + 166..<row * 400 + 242] }
        let corner = try #require(GreyImage(width: 76, height: 58, pixels: pixels))
        #expect(throws: TargetFault.self) { try TargetFinder.find(in: corner) }
    }

    /// Where two dots of unlike squares face each other, blur makes a saddle half way along the squares' common edge: the lattice goes
    /// past it.
    @Test(arguments: 1...6) func aBlurredBoardIsFoundWhole(_ seed: UInt64) throws {
        var dice = SeededDice(seed: seed)
        var camera = SimulatedCamera.small
        camera.blur = 1.5
        let image = camera.picture(of: .a4, .init(turn: -0.4, middle: (0, 0, 340)), rays: 12, using: &dice)
        #expect(try TargetFinder.find(in: image).corners.places.count == 128)
    }

    /// The camera is far out of focus: that is said, and not that there is no sheet.
    @Test func edgesThatAreTooWideAreNoMeasure() throws {
        var dice = SeededDice("far out of focus")
        var camera = SimulatedCamera.small
        camera.blur = 1.5
        let image = camera.picture(of: .a4, .init(turn: 0.1, middle: (0, 0, 300)), rays: 8, using: &dice)
        // Eight times as wide: each edge's rise is, too.
        let large = try #require(image.doubled?.doubled?.doubled)
        #expect(throws: TargetFault.tooBlurred) { try TargetSighting.find(in: large) }
    }

    /// Two wrongly seen dots of twenty squares are forgiven, and still no other place fits as well.
    @Test func anyTwentySquaresAreLikeNoOthers() {
        var seen: [(bits: UInt32, isBlack: Bool)] = []
        for sheet in TargetSheet.allCases {
            for turn in 0..<4 {
                let (wide, high) = turn & 1 == 0 ? (5, 4) : (4, 5)
                for column in 0...sheet.columns - wide {
                    for row in 0...sheet.rows - high {
                        var bits: UInt32 = 0
                        for y in 0..<4 {
                            for x in 0..<5 {
                                let place =
                                    switch turn {
                                    case 0: (x, y)
                                    case 1: (3 - y, x)
                                    case 2: (4 - x, 3 - y)
                                    default: (y, 4 - x)
                                    }
                                bits = bits << 1 | (sheet.hasDot(column: column + place.0, row: row + place.1) ? 1 : 0)
                            }
                        }
                        let first = turn == 0 ? (0, 0) : turn == 1 ? (3, 0) : turn == 2 ? (4, 3) : (0, 4)
                        seen.append(
                            (bits, TargetSheet.isBlack(column: column + first.0, row: row + first.1)))
                    }
                }
            }
        }
        var least = 20
        for one in seen.indices {
            for other in 0..<one where seen[one].isBlack == seen[other].isBlack {
                least = min(least, (seen[one].bits ^ seen[other].bits).nonzeroBitCount)
            }
        }
        #expect(least == 3)
    }

    /// The drawing's squares, dots and bars are those of the sheet.
    @Test(arguments: TargetSheet.allCases) func theDrawingIsTheSheet(_ sheet: TargetSheet) {
        let svg = TargetDrawing.svg(sheet, TargetDrawing.Texts(arrow: "a<b", note: "n"))
        #expect(svg.contains("width=\"\(sheet.page_mm.width)mm\" height=\"\(sheet.page_mm.height)mm\""))
        #expect(svg.contains("viewBox=\"0 0 \(sheet.page_mm.width) \(sheet.page_mm.height)\""))
        let size = sheet.square_mm
        #expect(svg.ranges(of: "h\(size)v\(size)h-\(size)z").count == (sheet.columns * sheet.rows + 1) / 2)
        let dots = (0..<sheet.rows).reduce(0) { sum, row in
            sum + (0..<sheet.columns).count { sheet.hasDot(column: $0, row: row) }
        }
        #expect(svg.ranges(of: "<circle").count == dots)
        #expect(svg.contains("a&lt;b"))
        // 0.1905 mm bars over 20 mm: 52 bars with gaps between.
        #expect(svg.ranges(of: "h0.1905v16.0000h-0.1905z").count == 52)
        #expect(sheet.barFields.allSatisfy { $0.x + $0.width <= Double(sheet.boardWidth_mm) })
    }
}
