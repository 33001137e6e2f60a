import CLinear

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
        guard 2 * region.halfLength > 24 else { return [] }
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
        let (slopes, steepest) = slopes(region, down: down - apart / 2, image)
        let line = Line(slopes: slopes, edges: edges(slopes, steepest))
        guard line.edges.count >= leastTurns,
            isAlike(line, self.slopes(region, down: down + apart / 2, image).slopes, sides: 0...1)
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

    /// Differences of the greys before and behind each pixel of a line, and the greatest.
    private static func slopes(_ region: BarRegion, down: Double, _ image: GreyImage) -> (
        slopes: [Float], steepest: Float
    ) {
        let start = region.point(-region.halfLength, down)
        let samples = Int(2 * region.halfLength) + 1
        var steepest: Float = 0
        let slopes = unsafe image.pixels.withUnsafeBufferPointer { pixels in
            unsafe [Float](unsafeUninitializedCapacity: samples) { slopes, count in
                steepest = unsafe clinear_steps(
                    pixels.baseAddress, Int32(image.width), Int32(image.height), start.x, start.y, region.alongX,
                    region.alongY, Int32(samples), slopes.baseAddress)
                count = samples
            }
        }
        return (slopes, steepest)
    }

    /// Where lighter turns to darker and back, at slopes that are not much less steep than the steepest: a code's bars are all of
    /// one black.
    private static func edges(_ slopes: [Float], _ steepest: Float) -> [Int] {
        let least = max(leastSlope, 0.3 * steepest)
        var edges: [Int] = []
        for place in slopes.indices where abs(slopes[place]) >= least {
            if let last = edges.last, slopes[last] * slopes[place] > 0 {
                if abs(slopes[place]) > abs(slopes[last]) { edges[edges.count - 1] = place }
            } else {
                edges.append(place)
            }
        }
        return edges
    }
}
