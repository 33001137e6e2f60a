import Glibc

/// Moves a corner to where the edges around it cross: every grey level's gradient near it stands at right angles to the way from
/// the corner (W. Förstner and E. Gülch, "A fast operator for detection and precise location of distinct points", 1987).
enum CornerRefinement {
    /// - Parameters:
    ///   - radius: of the part of the picture that is looked at, in pixels; no other corner and no dot may be in it.
    /// - Returns: nil where it would leave the picture, moves farther than `radius`, or does not come to rest.
    static func refined(_ start: Place, radius: Double, in image: GreyImage) -> Place? {
        var place = start
        for _ in 0..<12 {
            guard let next = step(place, radius, image), next.distance(to: start) <= radius else { return nil }
            let moved = next.distance(to: place)
            place = next
            if moved < 0.002 { return place }
        }
        return nil
    }

    private static func step(_ place: Place, _ radius: Double, _ image: GreyImage) -> Place? {
        let (left, right) = (Int((place.x - radius).rounded(.up)), Int((place.x + radius).rounded(.down)))
        let (top, bottom) = (Int((place.y - radius).rounded(.up)), Int((place.y + radius).rounded(.down)))
        guard left >= 1, top >= 1, right < image.width - 1, bottom < image.height - 1 else { return nil }
        let width = image.width
        var (xx, xy, yy, bx, by) = (0.0, 0.0, 0.0, 0.0, 0.0)
        let scale = -2 / (radius * radius)
        for y in top...bottom {
            for x in left...right {
                let (dx, dy) = (Double(x) - place.x, Double(y) - place.y)
                let distance = dx * dx + dy * dy
                guard distance <= radius * radius else { continue }
                let at = y * width + x
                let (a, b, c) = (
                    Int(image.pixels[at - width - 1]), Int(image.pixels[at - width]),
                    Int(image.pixels[at - width + 1])
                )
                let (d, f) = (Int(image.pixels[at - 1]), Int(image.pixels[at + 1]))
                let (g, h, k) = (
                    Int(image.pixels[at + width - 1]), Int(image.pixels[at + width]),
                    Int(image.pixels[at + width + 1])
                )
                // Scharr's weights: the direction of the gradient is right for every direction of an edge.
                let gx = Double(3 * (c - a + k - g) + 10 * (f - d))
                let gy = Double(3 * (g - a + k - c) + 10 * (h - b))
                let weight = exp(scale * distance)
                let (wxx, wxy, wyy) = (weight * gx * gx, weight * gx * gy, weight * gy * gy)
                xx += wxx
                xy += wxy
                yy += wyy
                bx += wxx * dx + wxy * dy
                by += wxy * dx + wyy * dy
            }
        }
        let determinant = xx * yy - xy * xy
        // One edge alone, or none.
        guard determinant > 0.01 * (xx + yy) * (xx + yy) / 4 else { return nil }
        return place + Place((yy * bx - xy * by) / determinant, (xx * by - xy * bx) / determinant)
    }
}
