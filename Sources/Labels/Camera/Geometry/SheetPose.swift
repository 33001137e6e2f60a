import Glibc

/// Where a sheet or the belt is before the camera: its places, in mm, are turned and then moved.
public struct SheetPose: Sendable, Hashable {
    /// Nine values of a rotation, row after row: from the sheet's axes to the camera's.
    public private(set) var rotation: [Double]
    /// The sheet's zero before the camera, in mm: right, down, away.
    public private(set) var zero: [Double]

    /// Nil unless these are a rotation and three finite values.
    public init?(rotation r: [Double], zero: [Double]) {
        guard r.count == 9, zero.count == 3, (r + zero).allSatisfy(\.isFinite) else { return nil }
        for row in 0..<3 {
            for other in 0...row {
                let product = (0..<3).reduce(0.0) { $0 + r[3 * row + $1] * r[3 * other + $1] }
                guard abs(product - (row == other ? 1 : 0)) < 1e-3 else { return nil }
            }
        }
        guard
            r[0] * (r[4] * r[8] - r[5] * r[7]) - r[1] * (r[3] * r[8] - r[5] * r[6]) + r[2] * (r[3] * r[7] - r[4] * r[6])
                > 0
        else { return nil }
        rotation = r
        self.zero = zero
    }

    /// From the map of a plane to a picture (Zhang, 3.1), with the nearest rotation.
    /// - Parameter seen: a place of the sheet that the picture shows.
    /// - Returns: nil for a map that no camera makes.
    init?(_ homography: Homography, _ lens: Lens, seen: Place) {
        let h = homography.values
        func column(_ place: Int) -> [Double] {
            [
                (h[place] - lens.centre.x * h[6 + place]) / lens.focal.x,
                (h[3 + place] - lens.centre.y * h[6 + place]) / lens.focal.y, h[6 + place],
            ]
        }
        let (a, b, c) = (column(0), column(1), column(2))
        let scale = 2 / (Self.length(a) + Self.length(b))
        // What is seen is before the camera, wherever the sheet's zero is.
        let sign = h[6] * seen.x + h[7] * seen.y + h[8] < 0 ? -scale : scale
        let first = Self.unit(a.map { sign * $0 })
        let raw = b.map { sign * $0 }
        // What the two axes lack of a right angle is given to both alike.
        let sum = Self.unit(zip(first, Self.unit(raw)).map(+))
        let difference = zip(first, Self.unit(raw)).map(-)
        let along = Self.dot(difference, sum)
        let other = Self.unit(zip(difference, sum).map { $0 - along * $1 })
        let half = 0.5.squareRoot()
        let x = zip(sum, other).map { half * ($0 + $1) }
        let y = zip(sum, other).map { half * ($0 - $1) }
        let z = [x[1] * y[2] - x[2] * y[1], x[2] * y[0] - x[0] * y[2], x[0] * y[1] - x[1] * y[0]]
        self.init(
            rotation: [x[0], y[0], z[0], x[1], y[1], z[1], x[2], y[2], z[2]], zero: c.map { sign * $0 })
    }

    /// A place of the sheet, `height` mm above it, before the camera.
    func before(_ place: Place, height: Double = 0) -> (x: Double, y: Double, z: Double) {
        let r = rotation
        // The sheet's third axis goes away from the camera.
        return (
            r[0] * place.x + r[1] * place.y - r[2] * height + zero[0],
            r[3] * place.x + r[4] * place.y - r[5] * height + zero[1],
            r[6] * place.x + r[7] * place.y - r[8] * height + zero[2]
        )
    }

    /// Turned by a small rotation (an axis times an angle) and moved.
    func changed(by step: ArraySlice<Double>) -> SheetPose {
        let s = Array(step)
        let angle = Self.length(Array(s[0..<3]))
        var turn: [Double] = [1, 0, 0, 0, 1, 0, 0, 0, 1]
        if angle > 1e-15 {
            let (x, y, z) = (s[0] / angle, s[1] / angle, s[2] / angle)
            let (c, k, v) = (cos(angle), sin(angle), 1 - cos(angle))
            turn = [
                c + x * x * v, x * y * v - z * k, x * z * v + y * k, y * x * v + z * k, c + y * y * v,
                y * z * v - x * k,
                z * x * v - y * k, z * y * v + x * k, c + z * z * v,
            ]
        }
        var next = self
        for row in 0..<3 {
            for column in 0..<3 {
                next.rotation[3 * row + column] = (0..<3).reduce(0.0) {
                    $0 + turn[3 * row + $1] * rotation[3 * $1 + column]
                }
            }
            next.zero[row] = zero[row] + s[3 + row]
        }
        return next
    }

    private static func dot(_ one: [Double], _ other: [Double]) -> Double {
        zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
    }
    private static func length(_ way: [Double]) -> Double { dot(way, way).squareRoot() }
    private static func unit(_ way: [Double]) -> [Double] {
        let length = max(length(way), 1e-300)
        return way.map { $0 / length }
    }
}
