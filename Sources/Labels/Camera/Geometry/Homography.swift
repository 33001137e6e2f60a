/// The projective map from one plane to another: from the sheet's or the belt's millimetres to a picture's pixels.
public struct Homography: Sendable, Hashable {
    /// Nine values, row after row, the last of them 1.
    public let values: [Double]

    /// Nil unless there are nine finite values of a map that can be inverted.
    public init?(_ values: [Double]) {
        guard values.count == 9, values.allSatisfy(\.isFinite), abs(values[8]) > 1e-12 else { return nil }
        let scaled = values.map { $0 / values[8] }
        guard scaled.allSatisfy(\.isFinite), abs(Self.determinant(scaled)) > 1e-12 else { return nil }
        self.values = scaled
    }

    /// Fits the map to pairs of places (normalised direct linear transform: Hartley and Zisserman, "Multiple View Geometry",
    /// algorithm 4.2).
    /// - Returns: nil for fewer than four pairs, or where they lie on one line.
    public init?(from: [Place], to: [Place]) {
        guard from.count >= 4, from.count == to.count, let one = Frame(from), let other = Frame(to) else { return nil }
        var normal = Matrix(rows: 9, columns: 9)
        for (place, target) in zip(from, to) {
            let (p, q) = (one.apply(place), other.apply(target))
            normal.add(row: [-p.x, -p.y, -1, 0, 0, 0, q.x * p.x, q.x * p.y, q.x])
            normal.add(row: [0, 0, 0, -p.x, -p.y, -1, q.y * p.x, q.y * p.y, q.y])
        }
        let (h, spectrum) = normal.mirrored.smallestEigenvector
        // A second map that fits as well: the places lie on a line.
        guard spectrum[1] > 1e-9 * spectrum[8] else { return nil }
        var inner = Matrix(rows: 3, columns: 3)
        inner.values = h
        self.init((other.inverse * inner * one.matrix).values)
    }

    public func apply(_ place: Place) -> Place {
        let w = values[6] * place.x + values[7] * place.y + values[8]
        return Place(
            (values[0] * place.x + values[1] * place.y + values[2]) / w,
            (values[3] * place.x + values[4] * place.y + values[5]) / w)
    }

    /// The way back.
    public var inverse: Homography? {
        let h = values
        return Homography([
            h[4] * h[8] - h[5] * h[7], h[2] * h[7] - h[1] * h[8], h[1] * h[5] - h[2] * h[4],
            h[5] * h[6] - h[3] * h[8], h[0] * h[8] - h[2] * h[6], h[2] * h[3] - h[0] * h[5],
            h[3] * h[7] - h[4] * h[6], h[1] * h[6] - h[0] * h[7], h[0] * h[4] - h[1] * h[3],
        ])
    }

    private static func determinant(_ h: [Double]) -> Double {
        h[0] * (h[4] * h[8] - h[5] * h[7]) - h[1] * (h[3] * h[8] - h[5] * h[6]) + h[2] * (h[3] * h[7] - h[4] * h[6])
    }

    /// Places moved to their middle, and scaled to a mean distance of √2 from it.
    private struct Frame {
        let middle: Place
        let scale: Double

        init?(_ places: [Place]) {
            let sum = places.reduce(Place(0, 0), +)
            middle = (1 / Double(places.count)) * sum
            let distance = places.reduce(0.0) { [middle] in $0 + $1.distance(to: middle) } / Double(places.count)
            guard distance > 0, distance.isFinite else { return nil }
            scale = 2.0.squareRoot() / distance
        }

        func apply(_ place: Place) -> Place { scale * (place - middle) }

        var matrix: Matrix {
            var matrix = Matrix(rows: 3, columns: 3)
            matrix.values = [scale, 0, -scale * middle.x, 0, scale, -scale * middle.y, 0, 0, 1]
            return matrix
        }

        var inverse: Matrix {
            var matrix = Matrix(rows: 3, columns: 3)
            matrix.values = [1 / scale, 0, middle.x, 0, 1 / scale, middle.y, 0, 0, 1]
            return matrix
        }
    }
}
