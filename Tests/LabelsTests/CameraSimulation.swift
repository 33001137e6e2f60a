import Foundation
import Labels

/// A camera that looks at the printed sheet: pictures whose truth is known. It shares no code with what is tested but the sheet's
/// own description: a pixel's light is summed up from rays that go through the lens to the sheet.
struct SimulatedCamera {
    /// One whose pictures are quickly made.
    static let small: SimulatedCamera = {
        var camera = SimulatedCamera()
        (camera.width, camera.height) = (400, 300)
        camera.focal = Place(433, 435)
        camera.centre = Place(203, 148)
        return camera
    }()

    var width = 1024
    var height = 768
    var focal = Place(1_100, 1_105)
    var centre = Place(520, 390)
    /// k1, k2, p1, p2 (Brown, "Decentering distortion of lenses", 1966).
    var lens = [-0.12, 0.06, 0.0008, -0.0005]
    /// Standard deviation of the optics' blur in pixels, besides the pixel's own area.
    var blur = 0.6
    /// Of each pixel, in grey levels.
    var noise = 1.5
    var white = 205.0
    var black = 22.0
    /// What lies around the sheet.
    var belt = 60.0
    /// How much darker the left edge is than the right one, as a part.
    var fall = 0.0
    /// Whether the sheet's squares have their dots.
    var hasDots = true

    /// Where the sheet is: turned by three angles (about x, then y, then z), its middle at a place in mm before the lens.
    struct Pose {
        var tilt = 0.0
        var swing = 0.0
        var turn = 0.0
        var middle = (x: 0.0, y: 0.0, z: 500.0)

        var rotation: [[Double]] {
            let (a, b, c) = (tilt, swing, turn)
            let x = [[1, 0, 0], [0, cos(a), -sin(a)], [0, sin(a), cos(a)]]
            let y = [[cos(b), 0, sin(b)], [0, 1, 0], [-sin(b), 0, cos(b)]]
            let z = [[cos(c), -sin(c), 0], [sin(c), cos(c), 0], [0, 0, 1]]
            func product(_ one: [[Double]], _ other: [[Double]]) -> [[Double]] {
                (0..<3).map { i in (0..<3).map { j in (0..<3).reduce(0.0) { $0 + one[i][$1] * other[$1][j] } } }
            }
            return product(y, product(x, z))
        }

        /// Of the board's upper left corner.
        func translation(_ sheet: TargetSheet) -> [Double] {
            let (x, y) = (Double(sheet.boardWidth_mm) / 2, Double(sheet.boardHeight_mm) / 2)
            let r = rotation
            return [
                middle.x - r[0][0] * x - r[0][1] * y, middle.y - r[1][0] * x - r[1][1] * y,
                middle.z - r[2][0] * x - r[2][1] * y,
            ]
        }
    }

    /// Where the picture shows a place of the sheet.
    func project(_ place: Place, _ sheet: TargetSheet, _ pose: Pose) -> Place {
        let (r, t) = (pose.rotation, pose.translation(sheet))
        let camera = (0..<3).map { r[$0][0] * place.x + r[$0][1] * place.y + t[$0] }
        return pixel(camera[0] / camera[2], camera[1] / camera[2])
    }

    private func pixel(_ x: Double, _ y: Double) -> Place {
        let s = x * x + y * y
        let radial = 1 + lens[0] * s + lens[1] * s * s
        let dx = x * radial + 2 * lens[2] * x * y + lens[3] * (s + 2 * x * x)
        let dy = y * radial + lens[2] * (s + 2 * y * y) + 2 * lens[3] * x * y
        return Place(focal.x * dx + centre.x, focal.y * dy + centre.y)
    }

    /// The ray of a place in the picture, found by running into it.
    private func ray(_ u: Double, _ v: Double) -> (Double, Double) {
        let (tx, ty) = ((u - centre.x) / focal.x, (v - centre.y) / focal.y)
        var (x, y) = (tx, ty)
        for _ in 0..<6 {
            let s = x * x + y * y
            let radial = 1 + lens[0] * s + lens[1] * s * s
            x = (tx - 2 * lens[2] * x * y - lens[3] * (s + 2 * x * x)) / radial
            y = (ty - lens[2] * (s + 2 * y * y) - 2 * lens[3] * x * y) / radial
        }
        return (x, y)
    }

    /// - Parameter rays: a pixel that is not the same all over has so many.
    func picture<Dice: RandomNumberGenerator>(
        of sheet: TargetSheet, _ pose: Pose, rays: Int = 34, using dice: inout Dice
    ) -> GreyImage {
        let view = View(sheet, pose, hasDots: hasDots)
        var light = [Double](repeating: 0, count: width * height)
        for y in 0..<height {
            for x in 0..<width {
                let (u, v) = (Double(x), Double(y))
                let middle = view.paper(ray(u, v))
                var isSame = true
                for (du, dv) in [(-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5), (0.5, 0.5)] where isSame {
                    isSame = view.paper(ray(u + du, v + dv)) == middle
                }
                var sum = 0.0
                if isSame {
                    sum = level(middle)
                } else {
                    // Spread so that no two share a row or a column of the pixel.
                    for i in 0..<rays {
                        let du = (Double(i) + 0.5) / Double(rays) - 0.5
                        let turn = Double(i) * 0.618_033_988_75
                        sum += level(view.paper(ray(u + du, v + turn - turn.rounded(.down) - 0.5)))
                    }
                    sum /= Double(rays)
                }
                light[y * width + x] = (1 - fall * (1 - u / Double(width))) * sum
            }
        }
        return developed(blurred(light), using: &dice)
    }

    private func level(_ paper: Double?) -> Double { paper.map { black + (white - black) * $0 } ?? belt }

    private struct View {
        let sheet: TargetSheet
        let page: Page
        let x: (Double, Double, Double)
        let y: (Double, Double, Double)
        let z: (Double, Double, Double)
        let t: (Double, Double, Double)

        init(_ sheet: TargetSheet, _ pose: Pose, hasDots: Bool) {
            let (r, way) = (pose.rotation, pose.translation(sheet))
            self.sheet = sheet
            page = Page(sheet, hasDots: hasDots)
            x = (r[0][0], r[1][0], r[2][0])
            y = (r[0][1], r[1][1], r[2][1])
            z = (r[0][2], r[1][2], r[2][2])
            t = (way[0], way[1], way[2])
        }

        /// The sheet's grey where a ray meets it: R⁻¹ (s·(a, b, 1) − t) has z = 0.
        func paper(_ ray: (Double, Double)) -> Double? {
            let s = (z.0 * t.0 + z.1 * t.1 + z.2 * t.2) / (z.0 * ray.0 + z.1 * ray.1 + z.2)
            guard s > 0 else { return nil }
            let p = (s * ray.0 - t.0, s * ray.1 - t.1, s - t.2)
            return page.grey(x.0 * p.0 + x.1 * p.1 + x.2 * p.2, y.0 * p.0 + y.1 * p.1 + y.2 * p.2)
        }
    }

    /// The printed page.
    struct Page {
        private let left: Double
        private let top: Double
        private let width: Double
        private let height: Double
        private let size: Double
        private let columns: Int
        private let rows: Int
        private let dots: [Bool]
        private let fields: [TargetSheet.BarField]

        init(_ sheet: TargetSheet, hasDots: Bool) {
            (left, top) = (Double(sheet.margin_mm.left), Double(sheet.margin_mm.top))
            (width, height) = (Double(sheet.page_mm.width), Double(sheet.page_mm.height))
            (size, columns, rows) = (Double(sheet.square_mm), sheet.columns, sheet.rows)
            dots = (0..<sheet.rows).flatMap { row in
                (0..<sheet.columns).map { hasDots && sheet.hasDot(column: $0, row: row) }
            }
            fields = sheet.barFields
        }

        /// 0 black to 1 white; nil beside the page.
        func grey(_ x: Double, _ y: Double) -> Double? {
            guard x >= -left, y >= -top, x < width - left, y < height - top else { return nil }
            if x >= 0, y >= 0, x < size * Double(columns), y < size * Double(rows) {
                let (column, row) = (Int(x / size), Int(y / size))
                let (dx, dy) = (x / size - Double(column) - 0.5, y / size - Double(row) - 0.5)
                let isDot = dots[row * columns + column] && dx * dx + dy * dy < TargetSheet.dot * TargetSheet.dot / 4
                return TargetSheet.isBlack(column: column, row: row) != isDot ? 0 : 1
            }
            guard y > size * Double(rows) else { return 1 }
            for field in fields
            where x >= field.x && y >= field.y && x < field.x + field.width && y < field.y + field.height {
                let way = (field.isAlong ? x - field.x : y - field.y) * 1_000 / field.width_um
                return Int(way) & 1 == 0 ? 0 : 1
            }
            return 1
        }
    }

    private func blurred(_ light: [Double]) -> [Double] {
        guard blur > 0.05 else { return light }
        let reach = Int((3.5 * blur).rounded(.up))
        let raw = (-reach...reach).map { exp(-Double($0 * $0) / (2 * blur * blur)) }
        let kernel = raw.map { $0 / raw.reduce(0, +) }
        var (once, twice) = (light, light)
        for y in 0..<height {
            for x in 0..<width {
                once[y * width + x] = kernel.indices.reduce(0.0) { sum, k in
                    sum + kernel[k] * light[y * width + max(0, min(width - 1, x + k - reach))]
                }
            }
        }
        for y in 0..<height {
            for x in 0..<width {
                twice[y * width + x] = kernel.indices.reduce(0.0) { sum, k in
                    sum + kernel[k] * once[max(0, min(height - 1, y + k - reach)) * width + x]
                }
            }
        }
        return twice
    }

    private func developed<Dice: RandomNumberGenerator>(_ light: [Double], using dice: inout Dice) -> GreyImage {
        let pixels = light.map { value -> UInt8 in
            let (one, other) = (Double.random(in: 1e-12..<1, using: &dice), Double.random(in: 0..<1, using: &dice))
            let normal = (-2 * log(one)).squareRoot() * cos(2 * .pi * other)
            return UInt8(max(0, min(255, (value + noise * normal).rounded())))
        }
        guard let image = GreyImage(width: width, height: height, pixels: pixels) else {
            preconditionFailure("\(width) × \(height) pixels")
        }
        return image
    }
}
