/// How high a linear code's bars stand: readers give the lines that they read, of which there may be two. Bars that lean are
/// followed.
enum BarHeight {
    /// Lines that look so much like the one that was read cross the same bars (correlation).
    private static let likeness = 0.6
    /// So many unlike lines in a row end the bars; one may be a scratch or a white line of a dead print dot.
    private static let patience = 4
    private static let samples = 160

    /// The box with the bars' whole height.
    static func extended(_ box: OrientedBox, in image: GreyImage) -> OrientedBox {
        guard box.halfLength >= 8, let read = profile(box, across: 0, image) else { return box }
        let up = reach(box, read, direction: 1, image)
        let down = reach(box, read, direction: -1, image)
        var extended = box
        extended.halfBreadth = max(box.halfBreadth, (up + down) / 2)
        // Across runs from the box's middle to its second side.
        let middle = (up - down) / 2
        extended.centerX -= middle * box.alongY
        extended.centerY += middle * box.alongX
        return extended
    }

    private static func reach(
        _ box: OrientedBox, _ read: [Double], direction: Double, _ image: GreyImage
    ) -> Double {
        var reached = 0.0
        var misses = 0
        var offset = 1.0
        // How far the bars have leant to the side, in pixels.
        var lean = 0.0
        while misses < patience {
            guard let best = likest(box, read, across: direction * offset, lean: lean, image) else { break }
            if best.likeness >= likeness {
                lean = best.lean
                reached = offset
                misses = 0
            } else {
                misses += 1
            }
            offset += 1
        }
        return reached
    }

    /// How far the bars have leant on a line, and how like it is then to the one that was read; nil where the picture ends. Other
    /// leans than the line's before are tried only where that one fits less well.
    private static func likest(
        _ box: OrientedBox, _ read: [Double], across: Double, lean: Double, _ image: GreyImage
    ) -> (lean: Double, likeness: Double)? {
        var best: (lean: Double, likeness: Double)?
        for side in [lean, lean - 0.5, lean + 0.5] {
            guard let line = profile(box, across: across, shifted: side, image) else { continue }
            let likeness = correlation(read, line)
            if likeness > best?.likeness ?? -1 { best = (side, likeness) }
            if side == lean, likeness > 0.95 { break }
        }
        return best
    }

    /// Greys along the box, less their mean; nil where less than half of the line lies in the picture.
    private static func profile(
        _ box: OrientedBox, across: Double, shifted side: Double = 0, _ image: GreyImage
    ) -> [Double]? {
        var values: [Double] = []
        values.reserveCapacity(samples)
        var inside = 0
        for sample in 0..<samples {
            let along = side + box.halfLength * (2 * (Double(sample) + 0.5) / Double(samples) - 1)
            let value = image.value(
                box.centerX + along * box.alongX - across * box.alongY,
                box.centerY + along * box.alongY + across * box.alongX)
            if value != nil { inside += 1 }
            values.append(value ?? .nan)
        }
        guard inside * 2 > samples else { return nil }
        let mean = values.reduce(0) { $1.isNaN ? $0 : $0 + $1 } / Double(inside)
        return values.map { $0.isNaN ? 0 : $0 - mean }
    }

    private static func correlation(_ one: [Double], _ other: [Double]) -> Double {
        var (product, first, second) = (0.0, 0.0, 0.0)
        for (a, b) in zip(one, other) {
            product += a * b
            first += a * a
            second += b * b
        }
        return first > 0 && second > 0 ? product / (first * second).squareRoot() : 0
    }
}
