import CLinear

/// The mean greys of a region along its scan lines, every pixel counted where it lies.
struct BarProfile: Sendable {
    /// Mean grey of each bin; bins that no pixel fell into have count 0.
    var values: [Float]
    var counts: [Float]
    let binsPerPixel: Float
    /// Standard deviation of one pixel, in greys; nil where too few pixels fell into a bin to tell.
    let noise: Float?

    /// The stack's pixels, moved as its lines lean.
    init(_ image: GreyImage, _ stack: LineStack, near limits: (low: [Float], high: [Float])? = nil) {
        let region = stack.region
        // Lines along the pixels' rows see each pixel at the same places: finer bins would stay empty.
        let slant = min(abs(region.alongX), abs(region.alongY)) * region.halfHeight * 2
        let lean = max(abs(stack.leftLean), abs(stack.rightLean)) * Float(stack.lines)
        let perPixel = slant + Double(lean) < 0.3 ? 1 : 4
        binsPerPixel = Float(perPixel)
        let bins = (stack.samples - 1) * perPixel + 1
        var box = clinear_box(
            x: region.x, y: region.y, along_x: region.alongX, along_y: region.alongY,
            half_length: Double(stack.samples / 2), half_height: Double(stack.lines) * stack.spacing / 2,
            bins_per_pixel: Double(perPixel), bins: Int32(bins), lines: Int32(stack.lines))
        let along = (0..<stack.lines).map { Float($0) - Float(stack.lines - 1) / 2 }
        let left = along.map { $0 * stack.leftLean }
        let right = along.map { $0 * stack.rightLean }
        let low = limits?.low ?? [Float](repeating: -1, count: bins)
        let high = limits?.high ?? [Float](repeating: 256, count: bins)
        var sums = [Float](repeating: 0, count: bins)
        var squares = sums
        var counts = sums
        unsafe image.pixels.withUnsafeBufferPointer { pixels in
            unsafe clinear_project(
                pixels.baseAddress, Int32(image.width), Int32(image.height), &box, left, right, stack.weights, low,
                high,
                &sums, &squares, &counts)
        }
        var scatter: [Float] = []
        for bin in sums.indices where counts[bin] > 0 {
            sums[bin] /= counts[bin]
            let variance = max(0, squares[bin] / counts[bin] - sums[bin] * sums[bin])
            if counts[bin] >= 3 { scatter.append(variance * counts[bin] / (counts[bin] - 1)) }
        }
        values = sums
        self.counts = counts
        scatter.sort()
        noise = scatter.count > 10 ? max(0.5, scatter[scatter.count * 6 / 10].squareRoot()) : nil
    }

    private init(values: [Float], counts: [Float], binsPerPixel: Float, noise: Float?) {
        self.values = values
        self.counts = counts
        self.binsPerPixel = binsPerPixel
        self.noise = noise
    }

    /// The other way round.
    var turned: BarProfile {
        BarProfile(values: values.reversed(), counts: counts.reversed(), binsPerPixel: binsPerPixel, noise: noise)
    }

    /// Some bins, `factor` of them in one.
    func part(_ range: Range<Int>, factor: Int) -> BarProfile {
        var (values, counts) = ([Float](), [Float]())
        for first in stride(from: range.lowerBound, to: range.upperBound, by: factor) {
            var (sum, count) = (Float(0), Float(0))
            for bin in first..<min(first + factor, range.upperBound) {
                sum += self.values[bin] * self.counts[bin]
                count += self.counts[bin]
            }
            values.append(count > 0 ? sum / count : 0)
            counts.append(count)
        }
        return BarProfile(values: values, counts: counts, binsPerPixel: binsPerPixel / Float(factor), noise: noise)
    }
}
