import Glibc

/// The grey levels across one straight edge, by their distance from it.
struct EdgeRise {
    /// Bins of a pixel.
    static let bins = 4
    /// Pixels on each side at most.
    static let reach = 12

    /// Its middle in the picture.
    let middle: Place
    let deviation_px: Double
    private let low: Double
    private let high: Double
    private let offset: Double
    private let levels: [(distance: Double, level: Double)]

    /// - Parameters:
    ///   - from, to: the corners at its ends.
    ///   - isDarkBehind: the dark side is where one turns right (with y downwards) from its direction.
    /// - Returns: nil where it is too short, leaves the picture, or is no clean edge.
    init?(_ from: Place, _ to: Place, isDarkBehind: Bool, in image: GreyImage) {
        let way = to - from
        let length = way.length
        let reach = min(Double(Self.reach), 0.28 * length)
        guard length >= 10, reach >= 2.5 else { return nil }
        let along = (1 / length) * way
        // Distances rise from dark to light.
        let across = isDarkBehind ? Place(along.y, -along.x) : along.turned
        let (left, right) = (min(from.x, to.x) - reach, max(from.x, to.x) + reach)
        let (top, bottom) = (min(from.y, to.y) - reach, max(from.y, to.y) + reach)
        guard left >= 0, top >= 0, right < Double(image.width - 1), bottom < Double(image.height - 1) else {
            return nil
        }
        let half = Int(reach * Double(Self.bins))
        var sums = [Double](repeating: 0, count: 2 * half)
        var counts = [Int](repeating: 0, count: 2 * half)
        for y in Int(top.rounded(.up))...Int(bottom) {
            for x in Int(left.rounded(.up))...Int(right) {
                let here = Place(Double(x), Double(y)) - from
                let part = here.dot(along)
                guard part > 0.15 * length, part < 0.85 * length else { continue }
                let bin = Int((here.dot(across) * Double(Self.bins)).rounded(.down)) + half
                guard sums.indices.contains(bin) else { continue }
                sums[bin] += Double(image.pixels[y * image.width + x])
                counts[bin] += 1
            }
        }
        levels = sums.indices.filter { counts[$0] > 0 }.map {
            ((Double($0 - half) + 0.5) / Double(Self.bins), sums[$0] / Double(counts[$0]))
        }
        guard levels.count >= 12, let fit = Self.fit(levels, reach) else { return nil }
        (low, high, offset, deviation_px) = (fit[0], fit[1], fit[2], fit[3])
        middle = 0.5 * (from + to)
        guard high - low > 10, abs(offset) < 1.5, deviation_px > 0.05, deviation_px < 0.6 * reach else { return nil }
    }

    /// A step that is blurred by the normal curve: its dark level, light level, place and deviation (Gauss and Newton).
    private static func fit(_ levels: [(distance: Double, level: Double)], _ reach: Double) -> [Double]? {
        let edge = max(2, levels.count / 8)
        let dark = levels.prefix(edge).reduce(0.0) { $0 + $1.level } / Double(edge)
        let light = levels.suffix(edge).reduce(0.0) { $0 + $1.level } / Double(edge)
        var p = [dark, light, 0, 0.8]
        for _ in 0..<20 {
            var normal = Matrix(rows: 4, columns: 4)
            var right = [0.0, 0, 0, 0]
            for (distance, level) in levels {
                let z = (distance - p[2]) / p[3]
                let part = 0.5 * erfc(-z * 0.5.squareRoot())
                let slope = (p[1] - p[0]) * exp(-z * z / 2) / (p[3] * (2 * Double.pi).squareRoot())
                let row = [1 - part, part, -slope, -slope * z]
                let miss = level - p[0] - (p[1] - p[0]) * part
                normal.add(row: row)
                for place in 0..<4 { right[place] += row[place] * miss }
            }
            for place in 0..<4 { normal[place, place] *= 1 + 1e-6 }
            guard let step = normal.cholesky?.solveAsCholesky(right) else { return nil }
            p[0] += step[0]
            p[1] += step[1]
            p[2] += max(-0.5, min(0.5, step[2]))
            p[3] = max(0.1, min(reach, p[3] + max(-0.5, min(0.5, step[3]))))
            if abs(step[2]) < 1e-4, abs(step[3]) < 1e-4 { return p }
        }
        return nil
    }

    /// From 0 to 1, by the distance from the edge itself.
    var normalised: [(distance: Double, part: Double)] {
        levels.map { ($0.distance - offset, ($0.level - low) / (high - low)) }
    }

    /// What is left of a sine wave's contrast at the frequencies that a `FocusMeasure` keeps: the spectrum of the slope of many
    /// edges' common rise (ISO 12233:2017, 6.2).
    static func transfer(of edges: [EdgeRise]) -> [Double] {
        let half = reach * bins
        var sums = [Double](repeating: 0, count: 2 * half)
        var counts = sums
        for edge in edges {
            for (distance, part) in edge.normalised {
                let bin = Int((distance * Double(bins)).rounded(.down)) + half
                guard sums.indices.contains(bin) else { continue }
                sums[bin] += part
                counts[bin] += 1
            }
        }
        let rise = sums.indices.map { place in
            counts[place] > 0 ? sums[place] / counts[place] : place < half ? 0 : 1
        }
        let deviation = edges.map(\.deviation_px).sorted()[edges.count / 2]
        return (1...FocusMeasure.steps).map { number in
            let frequency = FocusMeasure.step * Double(number)
            var (real, imaginary, whole) = (0.0, 0.0, 0.0)
            for place in 1..<rise.count {
                let distance = Double(place - half) / Double(bins)
                // What is far from the edge is noise.
                let window = exp(-pow(distance / (5 * deviation + 1), 8))
                let slope = (rise[place] - rise[place - 1]) * window
                real += slope * cos(2 * Double.pi * frequency * distance)
                imaginary += slope * sin(2 * Double.pi * frequency * distance)
                whole += slope
            }
            // The bins themselves blur: by their width, by that of the difference, and by being filled anew.
            let x = Double.pi * frequency / Double(bins)
            let own = pow(sin(x) / x, 3)
            return max(0, min(1, (real * real + imaginary * imaginary).squareRoot() / whole / own))
        }
    }
}

extension FocusMeasure {
    /// Measures a target's edges; nil where too few are clean.
    init?(_ target: TargetFinder.Found, in image: GreyImage) {
        var along: [EdgeRise] = []
        var across: [EdgeRise] = []
        for (index, place) in target.corners.places {
            // The square right of the edge that goes down is the one at (i, j) counted from 0, and black where i + j is even.
            let isBlack = TargetSheet.isBlack(column: index.i, row: index.j)
            if let below = target.corners.places[index.neighbour(1)],
                let edge = EdgeRise(place, below, isDarkBehind: !isBlack, in: image)
            {
                along.append(edge)
            }
            if let beside = target.corners.places[index.neighbour(0)],
                let edge = EdgeRise(place, beside, isDarkBehind: isBlack, in: image)
            {
                across.append(edge)
            }
        }
        guard let one = Axis(along, in: image), let other = Axis(across, in: image) else { return nil }
        self.init(along: one, across: other)
    }
}

extension FocusMeasure.Axis {
    private static let needed = 6

    fileprivate init?(_ edges: [EdgeRise], in image: GreyImage) {
        guard edges.count >= Self.needed else { return nil }
        let median = Self.median(edges)
        var parts: [Int: [EdgeRise]] = [:]
        for edge in edges {
            let column = min(2, Int(3 * edge.middle.x / Double(image.width)))
            let row = min(2, Int(3 * edge.middle.y / Double(image.height)))
            parts[3 * row + column, default: []].append(edge)
        }
        let worst = parts.values.filter { $0.count >= Self.needed }.map(Self.median).max() ?? median
        self.init(
            spread_px: FocusMeasure.riseOfDeviation * median,
            worst_px: FocusMeasure.riseOfDeviation * max(worst, median),
            transfer: EdgeRise.transfer(of: edges), edges: edges.count)
    }

    private static func median(_ edges: [EdgeRise]) -> Double {
        edges.map(\.deviation_px).sorted()[edges.count / 2]
    }
}
