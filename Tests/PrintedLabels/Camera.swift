import CPrintedLabels
import Glibc
import Labels
import TestSupport

/// A camera over the belt: how it sees sheets.
public struct Camera: Sendable {
    public var pixelsPerMillimetre: Double
    /// Standard deviation of the lens's spot.
    public var defocus_px = 0.3
    /// How far the belt, along the picture's rows, moves while the shutter is open.
    public var motion_px = 0.0
    /// Grey level of bare paper, and how much darker ink is, 1 for all that there can be.
    public var paper = 205.0
    public var contrast = 1.0
    /// How much the light differs from one side of the picture to the other, as a share.
    public var slope_x = 0.0
    public var slope_y = 0.0
    /// Standard deviations in grey levels; the second at white, falling with the root of the light.
    public var readNoise = 1.2
    public var shotNoise = 2.0
    public var glares: [Glare] = []
    /// What lies under the sheets: as ink, 0 to 1, with grains of so many pixels.
    public var ground = 0.35
    public var groundAmplitude = 0.08
    public var groundGrain_px = 2
    /// Stored as a JPEG file and read again.
    public var isJPEG = false

    public init(pixelsPerMillimetre: Double) { self.pixelsPerMillimetre = pixelsPerMillimetre }

    /// A reflection: an ellipse in the picture's own measure, 0 to 1 each way.
    public struct Glare: Sendable {
        public var x: Double
        public var y: Double
        public var along: Double
        public var across: Double
        public var turn_deg: Double
        /// In grey levels.
        public var amount: Double

        public init(x: Double, y: Double, along: Double, across: Double, turn_deg: Double, amount: Double) {
            self.x = x
            self.y = y
            self.along = along
            self.across = across
            self.turn_deg = turn_deg
            self.amount = amount
        }
    }

    public var cellsPerMillimetre: Double { pixelsPerMillimetre * Double(Optics.step) }

    /// How a sheet lies under the camera.
    public struct Pose: Sendable {
        /// Its middle, in pixels.
        public var x = 0.0
        public var y = 0.0
        public var turn_deg = 0.0
        /// Perspective: how much larger things are at one end of the sheet than in its middle, as a share.
        public var tilt_x = 0.0
        public var tilt_y = 0.0

        public init(x: Double = 0, y: Double = 0, turn_deg: Double = 0, tilt_x: Double = 0, tilt_y: Double = 0) {
            self.x = x
            self.y = y
            self.turn_deg = turn_deg
            self.tilt_x = tilt_x
            self.tilt_y = tilt_y
        }
    }

    /// A picture of one sheet, as large as the sheet and `margin_px` on each side.
    /// - Parameter pose: its place is not looked at; the sheet lies in the middle, a fraction of a pixel off by the dice.
    public func picture(
        of sheet: Sheet, _ pose: Pose = Pose(), margin_px: Int = 6, _ dice: inout SeededDice
    ) -> GreyImage? {
        var pose = pose
        (pose.x, pose.y) = (0, 0)
        let corners = Projection(sheet, pose).corners
        let reach = (corners.map { abs($0.x) }.max() ?? 1, corners.map { abs($0.y) }.max() ?? 1)
        let size = (2 * (Int(reach.0.rounded(.up)) + margin_px), 2 * (Int(reach.1.rounded(.up)) + margin_px))
        pose.x = Double(size.0) / 2 + dice.within(-0.5...0.5)
        pose.y = Double(size.1) / 2 + dice.within(-0.5...0.5)
        let pile = Pile([(sheet, pose)], within: (0, size.0))
        return frame(width: size.0, height: size.1, [pile], &dice)
    }

    /// Sheets that lie on one another, and the columns of the picture that they may reach into.
    public struct Pile: Sendable {
        let sheets: [(sheet: Sheet, pose: Pose)]
        let columns: (from: Int, to: Int)

        /// - Parameter sheets: from below; no later one reaches beyond the first, except by a little.
        public init(_ sheets: [(sheet: Sheet, pose: Pose)], within columns: (from: Int, to: Int)) {
            self.sheets = sheets
            self.columns = columns
        }
    }

    /// A picture of several piles of sheets.
    public func frame(width: Int, height: Int, _ piles: [Pile], _ dice: inout SeededDice) -> GreyImage? {
        let ground = printedGround(dice.next())
        var pixels = [Float](repeating: 0, count: width * height)
        // Where no sheet is, a pixel is one grain: nothing finer is worth sampling.
        var behind = ground.samples(x: 0, y: 0, grain: groundGrain_px)
        unsafe printed_background(&pixels, Int32(width), Int32(height), &behind)
        let optics = Optics(defocus_px: defocus_px, motion_px: motion_px)
        for pile in piles { take(pile, optics, ground, &pixels, width, height) }
        var levels = [UInt8](repeating: 0, count: width * height)
        let spots = glares.map { glare in
            printed_glare(
                x: Float(glare.x * Double(width)), y: Float(glare.y * Double(height)),
                radius_along: Float(glare.along * Double(width)), radius_across: Float(glare.across * Double(width)),
                cosine: Float(cos(glare.turn_deg * .pi / 180)), sine: Float(sin(glare.turn_deg * .pi / 180)),
                amount: Float(glare.amount))
        }
        unsafe spots.withUnsafeBufferPointer { spots in
            var exposure = unsafe printed_exposure(
                paper: Float(paper), ink: Float(paper - contrast * (paper - 22)), slope_x: Float(slope_x),
                slope_y: Float(slope_y), read_noise: Float(readNoise), shot_noise: Float(shotNoise),
                glare: spots.baseAddress, glare_count: Int32(spots.count), seed: dice.next())
            unsafe printed_expose(pixels, Int32(width), Int32(height), &exposure, &levels)
        }
        guard let image = GreyImage(width: width, height: height, pixels: levels) else { return nil }
        return isJPEG ? ImageFile.rendered(image, side: 8192).flatMap { try? ImageFile.read($0) } : image
    }

    private struct Ground {
        let level: Float
        let amplitude: Float
        let seed: UInt64

        func samples(x: Int, y: Int, grain: Int) -> printed_ground {
            printed_ground(
                x: Int32(x), y: Int32(y), grain: Int32(grain), level: level, amplitude: amplitude, seed: seed)
        }
    }

    private func printedGround(_ seed: UInt64) -> Ground {
        Ground(level: Float(ground * 255), amplitude: Float(groundAmplitude * 255), seed: seed)
    }

    /// Renders the part of the picture that a pile takes.
    private func take(
        _ pile: Pile, _ optics: Optics, _ ground: Ground, _ pixels: inout [Float], _ width: Int, _ height: Int
    ) {
        let projections = pile.sheets.map { Projection($0.sheet, $0.pose) }
        let corners = projections.flatMap(\.corners)
        let (xs, ys) = (corners.map(\.x), corners.map(\.y))
        let border = 2 + Int((motion_px / 2 + 3.5 * defocus_px).rounded(.up))
        let left = max(0, pile.columns.from, Int((xs.min() ?? 0).rounded(.down)) - border)
        let top = max(0, Int((ys.min() ?? 0).rounded(.down)) - border)
        let right = min(width, pile.columns.to, Int((xs.max() ?? 0).rounded(.up)) + border)
        let bottom = min(height, Int((ys.max() ?? 0).rounded(.up)) + border)
        guard right > left, bottom > top else { return }
        let step = Optics.step
        let (across, down) = (
            (right - left) * step + 2 * optics.marginAcross, (bottom - top) * step + 2 * optics.marginDown
        )
        let origin = (left * step - optics.marginAcross, top * step - optics.marginDown)
        var samples = [Float](repeating: 0, count: across * down)
        var behind = ground.samples(x: origin.0, y: origin.1, grain: groundGrain_px * step)
        for (place, (sheet, projection)) in zip(pile.sheets.map(\.sheet), projections).enumerated() {
            let map = projection.cells(fromSamplesAt: origin)
            var printed = sheet
            unsafe printed.change { sheet in
                if place == 0 {
                    unsafe printed_project(sheet, map, &behind, &samples, Int32(across), Int32(down))
                } else {
                    unsafe printed_project(sheet, map, nil, &samples, Int32(across), Int32(down))
                }
            }
        }
        unsafe pixels.withUnsafeMutableBufferPointer { pixels in
            guard let first = pixels.baseAddress else { return }
            _ = unsafe printed_focus(
                samples, Int32(right - left), Int32(bottom - top), Int32(step), optics.across,
                Int32(optics.marginAcross), optics.down, Int32(optics.marginDown), first + top * width + left,
                Int32(width))
        }
    }
}

/// From a picture's pixels to a sheet's cells and back: a turn, a perspective, a shift.
struct Projection {
    private let sheet: Sheet
    private let pose: Camera.Pose
    private let cosine: Double
    private let sine: Double
    /// Perspective's slopes per pixel.
    private let slope: (x: Double, y: Double)

    init(_ sheet: Sheet, _ pose: Camera.Pose) {
        self.sheet = sheet
        self.pose = pose
        // Quarter turns are exact.
        let quarter = (pose.turn_deg / 90).rounded()
        if quarter * 90 == pose.turn_deg {
            let place = ((Int(quarter) % 4) + 4) % 4
            (cosine, sine) = ([1, 0, -1, 0][place], [0, 1, 0, -1][place])
        } else {
            (cosine, sine) = (cos(pose.turn_deg * .pi / 180), sin(pose.turn_deg * .pi / 180))
        }
        let half = Double(max(sheet.columns, sheet.rows)) / Double(Optics.step) / 2
        slope = (pose.tilt_x / half, pose.tilt_y / half)
    }

    /// The sheet's corners in the picture.
    var corners: [(x: Double, y: Double)] {
        [(0, 0), (1, 0), (1, 1), (0, 1)].map { place(x_mm: $0.0 * sheet.width_mm, y_mm: $0.1 * sheet.height_mm) }
    }

    /// Where a place on the sheet is in the picture.
    func place(x_mm: Double, y_mm: Double) -> (x: Double, y: Double) {
        let scale = sheet.cellsPerMillimetre / Double(Optics.step)
        let x = (x_mm - sheet.width_mm / 2) * scale
        let y = (y_mm - sheet.height_mm / 2) * scale
        let turned = (x: x * cosine - y * sine, y: x * sine + y * cosine)
        let larger = 1 / (1 - slope.x * turned.x - slope.y * turned.y)
        return (pose.x + turned.x * larger, pose.y + turned.y * larger)
    }

    /// The matrix from samples, counted from `origin`, to cells.
    func cells(fromSamplesAt origin: (x: Int, y: Int)) -> [Double] {
        let step = Double(Optics.step)
        // Pixels from the sheet's middle: (u + origin) / step − pose.
        let shift = (x: Double(origin.x) / step - pose.x, y: Double(origin.y) / step - pose.y)
        let middle = (x: Double(sheet.columns) / 2, y: Double(sheet.rows) / 2)
        let depth = [slope.x / step, slope.y / step, 1 + slope.x * shift.x + slope.y * shift.y]
        let x = [cosine, sine, step * (cosine * shift.x + sine * shift.y)]
        let y = [-sine, cosine, step * (-sine * shift.x + cosine * shift.y)]
        return (0..<3).map { x[$0] + middle.x * depth[$0] } + (0..<3).map { y[$0] + middle.y * depth[$0] } + depth
    }
}
