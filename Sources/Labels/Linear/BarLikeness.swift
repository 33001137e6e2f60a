/// Which parts of a place with slopes all one way are bars: there, lines across it change often, and neighbours change alike. Text,
/// textures and edges do not. It takes some ten microseconds, where laying and moving all lines takes half a millisecond.
enum BarLikeness {
    /// Share of a line's edges that its neighbour has, too.
    private static let likeness: Float = 0.7
    /// Least turns between lighter and darker on a line: those of the shortest EAN but some.
    private static let leastTurns = 20
    /// Lines of a pair lie so many pixels apart.
    private static let apart = 5.0
    private static let pairLimit = 24
    /// Least difference of two greys two pixels apart that counts as a slope, beside noise.
    private static let leastSlope: Float = 6

    /// The parts with bars, from top to bottom, each as long as the place and as high as its lines are alike.
    static func parts(_ region: BarRegion, in image: GreyImage) -> [BarRegion] {
        let step = max(8, 2 * region.halfHeight / Double(pairLimit))
        let count = max(1, Int(2 * region.halfHeight / step))
        let first = -Double(count - 1) / 2 * step
        var parts: [BarRegion] = []
        // The line that began the part, and where it lies.
        var run: (first: Int, line: Line)?
        func end(before pair: Int) {
            guard let begun = run else { return }
            run = nil
            let (top, bottom) = (first + (Double(begun.first) - 0.5) * step, first + (Double(pair) - 0.5) * step)
            var part = region
            (part.x, part.y) = region.point(0, (top + bottom) / 2)
            part.halfHeight = (bottom - top) / 2
            parts.append(part)
        }
        var gap = 0
        for pair in 0..<count {
            guard let line = bars(region, down: first + Double(pair) * step, image) else {
                // One pair in between may be a white line of a dead print dot.
                gap += 1
                if gap > 1 { end(before: pair - 1) }
                continue
            }
            gap = 0
            if let begun = run, !isAlike(line, begun.line) { end(before: pair) }
            run = (run?.first ?? pair, line)
        }
        end(before: count - gap)
        return parts
    }

    private struct Line {
        let slopes: [Float]
        let edges: [Int]
    }

    /// A line across bars; nil where there are none.
    private static func bars(_ region: BarRegion, down: Double, _ image: GreyImage) -> Line? {
        guard let slopes = slopes(region, down: down - apart / 2, image) else { return nil }
        let line = Line(slopes: slopes, edges: edges(slopes))
        guard line.edges.count >= leastTurns, let other = self.slopes(region, down: down + apart / 2, image),
            isAlike(line, other, sides: 0...1)
        else { return nil }
        return line
    }

    private static func isAlike(_ one: Line, _ other: Line) -> Bool { isAlike(one, other.slopes, sides: 0...4) }

    /// Whether most edges of a line are those of another, which may lie a little to the side.
    private static func isAlike(_ line: Line, _ other: [Float], sides: ClosedRange<Int>) -> Bool {
        sides.contains { side in
            [side, -side].contains { side in
                let alike = line.edges.count { edge in
                    guard other.indices.contains(edge + side) else { return false }
                    return 2 * other[edge + side] * (line.slopes[edge] > 0 ? 1 : -1) > abs(line.slopes[edge])
                }
                return Float(alike) >= likeness * Float(line.edges.count)
            }
        }
    }

    /// Differences of the greys before and behind each pixel of a line, 0 outside the picture; nil for a short line.
    private static func slopes(_ region: BarRegion, down: Double, _ image: GreyImage) -> [Float]? {
        let count = Int(2 * region.halfLength) + 1
        guard count > 24 else { return nil }
        let start = region.point(-region.halfLength, down)
        var slopes = [Float](repeating: 0, count: count)
        var (before, last) = (Float(-1), Float(-1))
        for sample in 0..<count {
            let x = Int(start.x + Double(sample) * region.alongX + 0.5)
            let y = Int(start.y + Double(sample) * region.alongY + 0.5)
            let isInside = x >= 0 && y >= 0 && x < image.width && y < image.height
            let grey = isInside ? Float(image.pixels[y * image.width + x]) : -1
            if grey >= 0, before >= 0 { slopes[sample] = grey - before }
            (before, last) = (last, grey)
        }
        return slopes
    }

    /// Where lighter turns to darker and back, at slopes that are not much less steep than the steepest: a code's bars are all of
    /// one black.
    private static func edges(_ slopes: [Float]) -> [Int] {
        let least = max(leastSlope, 0.3 * (slopes.map(abs).max() ?? 0))
        var edges: [Int] = []
        for (place, slope) in slopes.enumerated() where abs(slope) >= least {
            if let last = edges.last, slopes[last] * slope > 0 {
                if abs(slope) > abs(slopes[last]) { edges[edges.count - 1] = place }
            } else {
                edges.append(place)
            }
        }
        return edges
    }
}
