/// The lens from several maps of one plane, without distortion: Z. Zhang, "A flexible new technique for camera calibration", IEEE
/// Transactions on Pattern Analysis and Machine Intelligence 22, 2000, 3.1, for pixels without skew.
enum ClosedForm {
    /// - Parameter size: of the pictures, in pixels.
    /// - Returns: nil where the maps do not determine it: the planes are all parallel to each other.
    static func lens(_ maps: [Homography], size: (width: Int, height: Int)) -> Lens? {
        // In a frame whose unit is the picture's half width, so that all unknowns are of one size.
        let (x, y) = (Double(size.width - 1) / 2, Double(size.height - 1) / 2)
        let unit = max(x, y)
        let scaled = maps.compactMap { map -> Homography? in
            let h = map.values
            return Homography(
                (0..<3).map { (h[$0] - x * h[6 + $0]) / unit } + (0..<3).map { (h[3 + $0] - y * h[6 + $0]) / unit }
                    + h[6..<9])
        }
        guard scaled.count == maps.count, let found = whole(scaled) ?? centred(scaled) else { return nil }
        return Lens(
            focal: unit * found.focal, centre: unit * found.centre + Place(x, y))
    }

    /// The two conditions of a map (Zhang, equation 8) on B11, B22, B13, B23, B33, where B12 = 0.
    private static func rows(_ map: Homography) -> [[Double]] {
        let h = map.values
        let length = (h[0] * h[0] + h[3] * h[3] + h[6] * h[6]).squareRoot()
        func product(_ i: Int, _ j: Int) -> [Double] {
            let (a, b, c) = (h[i], h[3 + i], h[6 + i])
            let (d, e, f) = (h[j], h[3 + j], h[6 + j])
            return [a * d, b * e, a * f + c * d, b * f + c * e, c * f].map { $0 / (length * length) }
        }
        return [product(0, 1), zip(product(0, 0), product(1, 1)).map(-)]
    }

    private static func whole(_ maps: [Homography]) -> Lens? {
        guard maps.count >= 3 else { return nil }
        var normal = Matrix(rows: 5, columns: 5)
        for map in maps { for row in rows(map) { normal.add(row: row) } }
        let b = normal.mirrored.smallestEigenvector.vector
        let (b11, b22, b13, b23, b33) = (b[0], b[1], b[2], b[3], b[4])
        guard b11 * b22 > 0 else { return nil }
        let centre = Place(-b13 / b11, -b23 / b22)
        let scale = b33 - b13 * b13 / b11 - b23 * b23 / b22
        guard scale / b11 > 0, scale / b22 > 0 else { return nil }
        let focal = Place((scale / b11).squareRoot(), (scale / b22).squareRoot())
        // Far from any camera: a start from there finds nothing.
        guard (0.3...60).contains(focal.x), (0.3...60).contains(focal.y), focal.x < 2 * focal.y, focal.y < 2 * focal.x,
            centre.length < 0.7
        else { return nil }
        return Lens(focal: focal, centre: centre)
    }

    /// With the axis in the picture's middle and square pixels: what few or nearly parallel planes still determine.
    private static func centred(_ maps: [Homography]) -> Lens? {
        var (top, bottom) = (0.0, 0.0)
        for map in maps {
            for row in rows(map) {
                // (row 0 + row 1) ÷ f² + row 4 = 0
                let (a, b) = (row[0] + row[1], -row[4])
                top += a * b
                bottom += a * a
            }
        }
        guard bottom > 0, top / bottom > 0 else { return nil }
        let focal = (bottom / top).squareRoot()
        guard (0.3...60).contains(focal) else { return nil }
        return Lens(focal: Place(focal, focal), centre: Place(0, 0))
    }
}
