import Glibc

/// A place where four squares of a chessboard may meet: two dark and two light sectors around it.
struct Saddle {
    /// An edge that goes out from it.
    struct Arm {
        /// Its direction in the picture, radians.
        let angle: Double
        /// Whether it is dark where one turns to larger angles.
        let isDarkBehind: Bool
    }

    let place: Place
    /// The four edges in the order of their angles.
    let arms: [Arm]
}

/// Finds the places where four squares meet.
enum SaddleFinder {
    /// Most places that are looked at closely.
    private static let limit = 2_000
    /// The ring that is looked at, in pixels.
    private static let radius = 4.0
    private static let samples = 32
    /// Grey levels between dark and light sectors.
    static let contrast: Float = 12

    static func saddles(in field: GreyField) -> [Saddle] {
        candidates(in: field).compactMap { saddle(at: $0, in: field) }
    }

    /// Local maxima of −det of the second derivatives, moved to the saddle of the surface of second degree.
    private static func candidates(in field: GreyField) -> [Place] {
        let (width, height) = (field.width, field.height)
        guard width > 16, height > 16 else { return [] }
        var strength = [Float](repeating: 0, count: width * height)
        let v = field.values
        for y in 2..<height - 2 {
            for x in 2..<width - 2 {
                let at = y * width + x
                let xx = v[at - 2] - 2 * v[at] + v[at + 2]
                let yy = v[at - 2 * width] - 2 * v[at] + v[at + 2 * width]
                let xy = v[at - width - 1] + v[at + width + 1] - v[at - width + 1] - v[at + width - 1]
                strength[at] = xy * xy - xx * yy
            }
        }
        var found: [(strength: Float, at: Int)] = []
        let least = contrast * contrast / 16
        for y in 5..<height - 5 {
            for x in 5..<width - 5 {
                let at = y * width + x
                let here = strength[at]
                guard here > least, here >= strength[at - 1], here > strength[at + 1], here >= strength[at - width],
                    here > strength[at + width]
                else { continue }
                var isLargest = true
                for dy in -2...2 where isLargest {
                    for dx in -2...2 where strength[at + dy * width + dx] > here { isLargest = false }
                }
                if isLargest { found.append((here, at)) }
            }
        }
        if found.count > limit {
            found.sort { $0.strength > $1.strength }
            found.removeLast(found.count - limit)
        }
        return found.map { _, at in
            let (x, y) = (at % width, at / width)
            let (gx, gy) = (Double(v[at + 1] - v[at - 1]) / 2, Double(v[at + width] - v[at - width]) / 2)
            let xx = Double(v[at - 2] - 2 * v[at] + v[at + 2]) / 4
            let yy = Double(v[at - 2 * width] - 2 * v[at] + v[at + 2 * width]) / 4
            let xy =
                Double(v[at - width - 1] + v[at + width + 1] - v[at - width + 1] - v[at + width - 1]) / 4
            let determinant = xx * yy - xy * xy
            let move = Place((xy * gy - yy * gx) / determinant, (xy * gx - xx * gy) / determinant)
            return Place(
                Double(x) + max(-1.5, min(1.5, move.x)), Double(y) + max(-1.5, min(1.5, move.y)))
        }
    }

    /// What the ring around a place shows: nil unless it goes from dark to light and back twice, alike on opposite sides.
    static func saddle(at place: Place, in field: GreyField) -> Saddle? {
        var ring: [Float] = []
        for sample in 0..<samples {
            let angle = 2 * Double.pi * Double(sample) / Double(samples)
            guard let value = field.value(at: place + Place(radius * cos(angle), radius * sin(angle))) else {
                return nil
            }
            ring.append(value)
        }
        let (low, high) = (ring.min() ?? 0, ring.max() ?? 0)
        guard high - low >= contrast else { return nil }
        let half = samples / 2
        let unlike = (0..<half).reduce(Float(0)) { $0 + abs(ring[$1] - ring[$1 + half]) } / Float(half)
        guard unlike < 0.35 * (high - low) else { return nil }
        let middle = (low + high) / 2
        var arms: [Saddle.Arm] = []
        for sample in 0..<samples {
            let (here, next) = (ring[sample] - middle, ring[(sample + 1) % samples] - middle)
            guard (here < 0) != (next < 0) else { continue }
            let part = Double(here / (here - next))
            arms.append(
                Saddle.Arm(angle: 2 * Double.pi * (Double(sample) + part) / Double(samples), isDarkBehind: next < 0))
        }
        guard arms.count == 4 else { return nil }
        for arm in 0..<4 {
            var sector = arms[(arm + 1) % 4].angle - arms[arm].angle
            if sector < 0 { sector += 2 * Double.pi }
            guard sector > 0.5, sector < 2.7 else { return nil }
        }
        return Saddle(place: place, arms: arms)
    }
}
