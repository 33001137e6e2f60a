import CLinear

/// Parallel scan lines across a region, one grey a sample, and how they lie on top of each other.
struct LineStack {
    let region: BarRegion
    /// Samples a line, a pixel apart; the middle one lies at the region's centre.
    let samples: Int
    let lines: Int
    /// From one line to the next, in pixels.
    let spacing: Double
    /// Line after line; -1 outside the picture.
    let values: [Float]
    /// What each line counts: 0 for one that does not look like the others.
    var weights: [Float]
    /// How far the bars lie behind from one line to the next, at the first sample and at the last.
    var leftLean: Float = 0
    var rightLean: Float = 0
    /// The mean of the lines that count, each moved as it leans; -1 where no line has a value.
    var mean: [Float]

    /// - Parameter reach: how far the lines go beyond the region at either end, in pixels.
    init?(_ image: GreyImage, _ region: BarRegion, reach: Double, lineLimit: Int) {
        let samples = 2 * Int(region.halfLength + reach) + 1
        let height = max(1, 2 * region.halfHeight)
        let lines = max(1, min(lineLimit, Int(height)))
        guard samples >= 16, samples <= 20_000 else { return nil }
        self.region = region
        self.samples = samples
        self.lines = lines
        spacing = height / Double(lines)
        let middle = Double(samples / 2)
        let first = -Double(lines - 1) / 2 * spacing
        let start = region.point(-middle, first)
        var grid = clinear_grid(
            x: start.x, y: start.y, step_x: region.alongX, step_y: region.alongY, line_x: -region.alongY * spacing,
            line_y: region.alongX * spacing, samples: Int32(samples), lines: Int32(lines))
        var values = [Float](repeating: -1, count: samples * lines)
        unsafe image.pixels.withUnsafeBufferPointer { pixels in
            unsafe values.withUnsafeMutableBufferPointer { values in
                unsafe clinear_lines(
                    pixels.baseAddress, Int32(image.width), Int32(image.height), &grid, values.baseAddress)
            }
        }
        self.values = values
        weights = [Float](repeating: 1, count: lines)
        mean = [Float](repeating: -1, count: samples)
    }

    /// The position of a sample, across the bars from the region's centre, in pixels.
    func across(_ sample: Double) -> Double { sample - Double(samples / 2) }

    /// How sharp the mean is if the lines lean so; the mean itself is left in `mean`.
    @discardableResult
    mutating func sum(left: Float, right: Float) -> Float {
        var counts = [Float](repeating: 0, count: samples)
        return unsafe values.withUnsafeBufferPointer { values in
            unsafe weights.withUnsafeBufferPointer { weights in
                unsafe mean.withUnsafeMutableBufferPointer { sums in
                    unsafe counts.withUnsafeMutableBufferPointer { counts in
                        unsafe clinear_sharpness(
                            values.baseAddress, Int32(samples), Int32(lines), weights.baseAddress, left, right,
                            sums.baseAddress, counts.baseAddress)
                    }
                }
            }
        }
    }

    /// Leans the lines so that their mean is sharpest: all bars together first, then those at the left and those at the right
    /// end apart, which perspective turns differently.
    mutating func align(range: Float, isFine: Bool) {
        guard lines > 1 else {
            sum(left: 0, right: 0)
            return
        }
        // A step that moves the outermost lines by half a sample against the middle one.
        let step = 1 / Float(lines)
        var best = sum(left: 0, right: 0)
        func better(_ left: Float, _ right: Float, _ stack: inout LineStack) {
            let sharpness = stack.sum(left: left, right: right)
            if sharpness > best { (best, stack.leftLean, stack.rightLean) = (sharpness, left, right) }
        }
        let steps = min(24, max(1, Int(range / step)))
        for turn in 1...steps {
            better(Float(turn) * step, Float(turn) * step, &self)
            better(-Float(turn) * step, -Float(turn) * step, &self)
        }
        if isFine {
            for size in [4 * step, 2 * step, step, step / 2] {
                var isMoving = true
                var rounds = 0
                while isMoving, rounds < 6 {
                    let before = best
                    let (left, right) = (leftLean, rightLean)
                    for (one, other) in [(size, 0), (-size, 0), (0, size), (0, -size), (size, size), (-size, -size)] {
                        better(left + one, right + other, &self)
                    }
                    isMoving = best > before
                    rounds += 1
                }
            }
        } else {
            let lean = leftLean
            better(lean + step / 2, lean + step / 2, &self)
            better(lean - step / 2, lean - step / 2, &self)
        }
        sum(left: leftLean, right: rightLean)
    }

    /// Lines that do not look like the mean do not count: white ones, text under the bars, glare.
    mutating func weigh() {
        guard lines > 2 else { return }
        let likeness = (0..<lines).map { self.likeness($0) }
        let sorted = likeness.sorted()
        let good = sorted[sorted.count * 3 / 4]
        guard good > 0.1 else { return }
        for line in 0..<lines { weights[line] = likeness[line] > 0.6 * good ? 1 : 0 }
        sum(left: leftLean, right: rightLean)
    }

    /// The line's slopes times the mean's, over the mean's own.
    private func likeness(_ line: Int) -> Float {
        var (both, own) = (Float(0), Float(0))
        let moved = self.line(line)
        for sample in 1..<samples {
            guard moved[sample] >= 0, moved[sample - 1] >= 0, mean[sample] >= 0, mean[sample - 1] >= 0 else { continue }
            let slope = mean[sample] - mean[sample - 1]
            both += slope * (moved[sample] - moved[sample - 1])
            own += slope * slope
        }
        return own > 0 ? both / own : 0
    }

    /// A line moved as it leans; -1 outside the picture.
    func line(_ line: Int) -> [Float] {
        let along = Float(line) - Float(lines - 1) / 2
        let turn = (rightLean - leftLean) / Float(samples)
        let first = line * samples
        if leftLean == 0, rightLean == 0 { return Array(values[first..<first + samples]) }
        return (0..<samples).map { sample in
            let place = Float(sample) + along * (leftLean + turn * Float(sample))
            guard place >= 0, place < Float(samples - 1) else { return -1 }
            let low = Int(place)
            let (one, other) = (values[first + low], values[first + low + 1])
            return one < 0 || other < 0 ? -1 : one + (place - Float(low)) * (other - one)
        }
    }

    /// Whether it is light, and nothing is seen, before `first` and behind `last`, as wide as a quiet zone nearly: but for a fifth of
    /// the lines that count. A line that runs into a white one looks as if the code ended there; the others tell. A torn label
    /// ends in a dark ground, and a piece of a code may end like a whole one.
    func isQuiet(before first: Float, behind last: Float, module: Float) -> Bool {
        guard module > 0, first - 7 * module >= 0, first < last, last + 7 * module < Float(samples) else {
            return false
        }
        let inside = mean[Int(first)...Int(last)].filter { $0 >= 0 }
        guard let dark = inside.min(), let light = inside.max() else { return false }
        // Each end's zone, and the bars beside it, which are lit alike.
        let bars = min(last - first, 20 * module)
        let ends = [
            (Int(first - 7 * module)...Int(first - 1.2 * module), Int(first)...Int(first + bars)),
            (Int(last + 1.2 * module)...Int(last + 7 * module), Int(last - bars)...Int(last)),
        ]
        var (counted, busy) = (0, 0)
        for line in 0..<lines where weights[line] > 0 {
            let values = self.line(line)
            counted += 1
            let isBusy = ends.contains { zone, bars in
                let known = values[zone].filter { $0 >= 0 }
                guard let low = known.min(), let high = known.max() else { return false }
                let near = values[bars].filter { $0 >= 0 }
                let (black, white) = (near.min() ?? dark, near.max() ?? light)
                let mean = known.reduce(0, +) / Float(known.count)
                return high - low > 0.4 * (light - dark) || 2 * mean < white + black
            }
            if isBusy { busy += 1 }
        }
        return 5 * busy <= counted
    }

    /// The place in the picture of a sample of a line.
    private func corner(_ sample: Double, line: Double) -> Symbol.Point {
        let along = line - Double(lines - 1) / 2
        let lean = Double(leftLean) + Double(rightLean - leftLean) * sample / Double(samples)
        let place = region.point(across(sample + along * lean), along * spacing)
        return Symbol.Point(x: Int32(place.x.rounded()), y: Int32(place.y.rounded()))
    }

    /// The four corners of the bars between two samples, on the given lines; on all that count where none are given.
    func polygon(_ from: Double, _ to: Double, _ range: ClosedRange<Int>? = nil) -> [Symbol.Point] {
        let top = Double(range?.lowerBound ?? weights.firstIndex { $0 > 0 } ?? 0) - 0.5
        let bottom = Double(range?.upperBound ?? weights.lastIndex { $0 > 0 } ?? lines - 1) + 0.5
        return [
            corner(from, line: top), corner(to, line: top), corner(to, line: bottom), corner(from, line: bottom),
        ]
    }
}
