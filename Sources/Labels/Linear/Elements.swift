import CLinear

/// Bars and spaces of a scan line, their edges measured to a fraction of a sample.
struct Elements {
    /// Places of the edges in samples from the line's first; the first edge goes from light to dark.
    var edges: [Float]
    /// How far the line swings, in greys.
    let contrast: Float

    /// Widths from edge to edge: a bar first, then a space.
    var widths: [Float] { zip(edges.dropFirst(), edges).map { $0 - $1 } }

    /// Looks for edges: where a line turns by more than a part of its contrast, the edge lies half way between the turns. A line
    /// has 20,001 samples at most.
    /// - Parameter hysteresis: the part of the contrast.
    init(_ line: [Float], hysteresis: Float, least: Float) {
        var swing: Float = 0
        edges = unsafe line.withUnsafeBufferPointer { line in
            unsafe [Float](unsafeUninitializedCapacity: line.count) { edges, count in
                count = Int(
                    unsafe clinear_edges(
                        line.baseAddress, Int32(line.count), hysteresis, least, edges.baseAddress, &swing))
            }
        }
        contrast = swing
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
            guard !before.isEmpty || !behind.isEmpty else { continue }
            let least = max(Self.least(widths, before), Self.least(widths, behind))
            // No median is less than the least: most spaces need none.
            guard widths[place] > 4.2 * least,
                widths[place] > 4.2 * max(Self.median(widths[before]), Self.median(widths[behind]))
            else { continue }
            if place - first >= 8 { found.append(first..<place + 1) }
            first = place + 1
        }
        // The line may end in a bar that is cut off.
        if widths.count - first >= 8 { found.append(first..<edges.count - (edges.count - first) % 2) }
        return found
    }

    private static func least(_ widths: [Float], _ range: Range<Int>) -> Float {
        var least = Float.infinity
        for place in range { least = min(least, widths[place]) }
        return range.isEmpty ? 0 : least
    }

    private static func median(_ widths: ArraySlice<Float>) -> Float {
        guard !widths.isEmpty else { return 0 }
        let sorted = widths.sorted()
        return (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
    }
}
