import Glibc

/// How much of its contrast one of the sheet's bar fields keeps in the picture.
public struct BarContrast: Sendable, Hashable {
    public let width_um: Double
    /// The bars follow each other along the sheet's arrow.
    public let isAlong: Bool
    /// How many pixels a bar is wide.
    public let pixels: Double
    /// Of the contrast that bars have without any blur, 0 to 1. Below a pixel a bar it is what the pixels' own grid makes of it.
    public let kept: Double

    public init(width_um: Double, isAlong: Bool, pixels: Double, kept: Double) {
        self.width_um = width_um
        self.isAlong = isAlong
        self.pixels = pixels
        self.kept = kept
    }

    /// All fields that lie wholly in the picture.
    static func measure(_ target: TargetFinder.Found, _ light: LightMeasure, in image: GreyImage) -> [BarContrast] {
        target.sheet.barFields.compactMap { field in measure(field, target, light, image) }
    }

    private static func measure(
        _ field: TargetSheet.BarField, _ target: TargetFinder.Found, _ light: LightMeasure, _ image: GreyImage
    ) -> BarContrast? {
        let size = Double(target.sheet.square_mm)
        let middle = Place(field.x + field.width / 2, field.y + field.height / 2)
        // The nearest corners foretell where it is.
        let near = LatticeIndex(
            max(1, min(target.sheet.columns - 1, Int((middle.x / size).rounded()))), target.sheet.rows - 1)
        let nodes = target.corners.places.keys.filter { abs($0.i - near.i) <= 3 && near.j - $0.j <= 3 }
        guard nodes.count >= 9, nodes.contains(where: { $0.j >= near.j - 1 }),
            let map = target.corners.map(near: near, nodes: 24)
        else { return nil }
        func place(_ x: Double, _ y: Double) -> Place {
            map.apply(Place(x / size - Double(near.i), y / size - Double(near.j)))
        }
        let corners = [
            place(field.x, field.y), place(field.x + field.width, field.y), place(field.x, field.y + field.height),
            place(field.x + field.width, field.y + field.height),
        ]
        guard
            corners.allSatisfy({
                $0.x > 2 && $0.y > 2 && $0.x < Double(image.width - 3) && $0.y < Double(image.height - 3)
            }),
            let back = Homography(
                from: corners,
                to: [
                    Place(field.x, field.y), Place(field.x + field.width, field.y),
                    Place(field.x, field.y + field.height),
                    Place(field.x + field.width, field.y + field.height),
                ])
        else { return nil }
        var samples: [(way: Double, level: Double)] = []
        let (left, right) = (corners.map(\.x).min() ?? 0, corners.map(\.x).max() ?? 0)
        let (top, bottom) = (corners.map(\.y).min() ?? 0, corners.map(\.y).max() ?? 0)
        for y in Int(top)...Int(bottom) {
            for x in Int(left)...Int(right) {
                let sheet = back.apply(Place(Double(x), Double(y)))
                guard abs(sheet.x - middle.x) < 0.38 * field.width, abs(sheet.y - middle.y) < 0.38 * field.height else {
                    continue
                }
                samples.append(
                    (field.isAlong ? sheet.x - middle.x : sheet.y - middle.y, Double(image.pixels[y * image.width + x]))
                )
            }
        }
        guard samples.count >= 30 else { return nil }
        let bar = field.width_um / 1_000
        let pixels =
            (map.apply(Place(0, 0)).distance(to: map.apply(field.isAlong ? Place(1, 0) : Place(0, 1)))) * bar / size
        // The map is not exact so far from the corners, nor is the print: the strongest wave nearby is the bars'.
        let wave = (-12...12).map { amplitude(samples, frequency: (1 + 0.0025 * Double($0)) / (2 * bar)) }.max() ?? 0
        // Bars without blur are a square wave, whose first harmonic has 2/π of the contrast.
        let kept = wave * Double.pi / 2 / max(1, light.white - light.black)
        return BarContrast(width_um: field.width_um, isAlong: field.isAlong, pixels: pixels, kept: max(0, min(1, kept)))
    }

    /// Of the sine wave of a frequency that fits best, with a level that may slope.
    private static func amplitude(_ samples: [(way: Double, level: Double)], frequency: Double) -> Double {
        var normal = Matrix(rows: 4, columns: 4)
        var right = [0.0, 0, 0, 0]
        for (way, level) in samples {
            let angle = 2 * Double.pi * frequency * way
            let row = [1, way, cos(angle), sin(angle)]
            normal.add(row: row)
            for place in 0..<4 { right[place] += row[place] * level }
        }
        guard let fit = normal.cholesky?.solveAsCholesky(right) else { return 0 }
        return (fit[2] * fit[2] + fit[3] * fit[3]).squareRoot()
    }
}
