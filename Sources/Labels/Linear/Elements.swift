/// Bars and spaces of a scan line, their edges measured to a fraction of a sample.
struct Elements {
    /// Places of the edges in samples; the first goes from light to dark.
    var edges: [Float]
    /// How far the line swings, in greys.
    let contrast: Float

    /// Widths from edge to edge: a bar first, then a space.
    var widths: [Float] { zip(edges.dropFirst(), edges).map { $0 - $1 } }

    /// Looks for edges: where a line turns by more than a part of its contrast, the edge lies half way between the turns.
    /// - Parameter hysteresis: the part of the contrast.
    init(_ line: ArraySlice<Float>, hysteresis: Float, least: Float) {
        edges = []
        var greys = [Int](repeating: 0, count: 256)
        var known = 0
        for value in line where value >= 0 {
            greys[min(255, Int(value))] += 1
            known += 1
        }
        guard known > 8 else {
            contrast = 0
            return
        }
        func grey(_ share: Int) -> Float {
            var sum = 0
            for value in 0..<256 {
                sum += greys[value]
                if 100 * sum > share * known { return Float(value) }
            }
            return 255
        }
        contrast = grey(95) - grey(3)
        let swings = Self.swings(line)
        let floor = max(least, 0.25 * hysteresis * contrast)
        // Turns: the lightest and darkest places in turn.
        var turns: [(place: Int, value: Float)] = []
        var isFalling: Bool?
        var (low, high) = ((place: 0, value: Float.infinity), (place: 0, value: -Float.infinity))
        for place in line.indices {
            let value = line[place]
            guard value >= 0 else { continue }
            let threshold = max(floor, hysteresis * swings[(place - line.startIndex) / Self.block])
            if value < low.value { low = (place, value) }
            if value > high.value { high = (place, value) }
            switch isFalling {
            case true? where value > low.value + threshold:
                turns.append(low)
                isFalling = false
                high = (place, value)
            case false? where value < high.value - threshold:
                turns.append(high)
                isFalling = true
                low = (place, value)
            case nil where value > low.value + threshold:
                turns.append(low)
                isFalling = false
                high = (place, value)
            case nil where value < high.value - threshold:
                turns.append(high)
                isFalling = true
                low = (place, value)
            default: break
            }
        }
        if let isFalling { turns.append(isFalling ? low : high) }
        for (one, other) in zip(turns, turns.dropFirst()) {
            // The first edge goes into a bar.
            if edges.isEmpty, other.value > one.value { continue }
            edges.append(Self.crossing(line, one.place, other.place, (one.value + other.value) / 2))
        }
    }

    private static let block = 8

    /// How far the line swings around each block of samples: three blocks to either side, as far as glare and shadow leave the
    /// light alike.
    private static func swings(_ line: ArraySlice<Float>) -> [Float] {
        let count = (line.count + block - 1) / block
        var lows = [Float](repeating: .infinity, count: count)
        var highs = [Float](repeating: -.infinity, count: count)
        for (place, value) in line.enumerated() where value >= 0 {
            lows[place / block] = min(lows[place / block], value)
            highs[place / block] = max(highs[place / block], value)
        }
        return (0..<count).map { place in
            let near = max(0, place - 3)...min(count - 1, place + 3)
            return max(0, (highs[near].max() ?? 0) - (lows[near].min() ?? 0))
        }
    }

    /// Where a line goes through a value for the first time between two places; straight between the samples.
    private static func crossing(_ line: ArraySlice<Float>, _ from: Int, _ to: Int, _ value: Float) -> Float {
        let isFalling = line[from] > value
        var previous = from
        for place in from + 1...max(from + 1, to) where line[place] >= 0 {
            if isFalling ? line[place] <= value : line[place] >= value {
                let step = line[place] - line[previous]
                let part = step == 0 ? 0.5 : (value - line[previous]) / step
                return Float(previous) + part * Float(place - previous)
            }
            previous = place
        }
        return Float(to)
    }

    /// Parts between spaces so wide that no code has them inside: more than three times the mean width around.
    func segments() -> [Range<Int>] {
        let widths = self.widths
        guard widths.count > 8 else { return [] }
        var found: [Range<Int>] = []
        var first = 0
        // Edge indices; an even one starts a bar.
        for place in stride(from: 1, to: widths.count, by: 2) {
            let before = max(first, place - 12)..<place
            let behind = place + 1..<min(widths.count, place + 13)
            let mean = max(Self.median(widths[before]), Self.median(widths[behind]))
            guard widths[place] > 4.2 * mean, !before.isEmpty || !behind.isEmpty else { continue }
            if place - first >= 8 { found.append(first..<place + 1) }
            first = place + 1
        }
        // The line may end in a bar that is cut off.
        if widths.count - first >= 8 { found.append(first..<edges.count - (edges.count - first) % 2) }
        return found
    }

    private static func median(_ widths: ArraySlice<Float>) -> Float {
        guard !widths.isEmpty else { return 0 }
        let sorted = widths.sorted()
        return (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
    }
}
