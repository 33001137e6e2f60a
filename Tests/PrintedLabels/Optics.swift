/// How a lens, a pixel's own size and movement weigh the samples around a pixel: one kernel along each axis.
struct Optics {
    /// Samples a pixel each way. A sheet's cells are as large as a sample.
    static let step = 3

    let across: [Float]
    let down: [Float]
    /// Samples that the kernels reach over a pixel.
    let marginAcross: Int
    let marginDown: Int

    /// - Parameters:
    ///   - defocus_px: standard deviation of the lens's spot.
    ///   - motion_px: the way that the picture moves along its rows while the shutter is open.
    init(defocus_px: Double, motion_px: Double) {
        let step = Double(Self.step)
        let spot = Self.spot(defocus_px * step)
        let moving = Self.folded(spot, Self.box(motion_px * step))
        across = Self.folded(Self.pixel, moving)
        down = Self.folded(Self.pixel, spot)
        marginAcross = (across.count - Self.step) / 2
        marginDown = (down.count - Self.step) / 2
    }

    /// A pixel's square. The samples have already been spread by their own size (1/12 of a sample squared) and by straight lines
    /// between them (1/6): these weights have the rest of a pixel's spread of 9/12 samples squared, so that all together is one
    /// pixel's and no more.
    private static let pixel: [Float] = [0.25, 0.5, 0.25]

    /// A bell, cut off at three and a half deviations; its sum is 1.
    private static func spot(_ deviation: Double) -> [Float] {
        guard deviation > 0.05 else { return [1] }
        let reach = Int((deviation * 3.5).rounded(.up))
        let weights = (-reach...reach).map { place in
            // The bell's middle over one sample: exact enough for narrow bells, too.
            stride(from: -0.4, through: 0.4, by: 0.2).reduce(0.0) { sum, part in
                let way = (Double(place) + part) / deviation
                return sum + Self.bell(way)
            }
        }
        let sum = weights.reduce(0, +)
        return weights.map { Float($0 / sum) }
    }

    /// exp(−x²/2) by its own series (1 + x²/2n)⁻ⁿ with n = 1024: the same on every machine.
    private static func bell(_ way: Double) -> Double {
        var value = 1 + way * way / 2048
        for _ in 0..<10 { value *= value }
        return 1 / value
    }

    /// An even smear of any length.
    private static func box(_ length: Double) -> [Float] {
        guard length > 0.05 else { return [1] }
        let reach = Int(((length - 1) / 2).rounded(.up))
        guard reach > 0 else { return [1] }
        let end = (length - Double(2 * reach - 1)) / 2
        let weights = (-reach...reach).map { abs($0) == reach ? end : 1 }
        let sum = weights.reduce(0, +)
        return weights.map { Float($0 / sum) }
    }

    private static func folded(_ left: [Float], _ right: [Float]) -> [Float] {
        var sums = [Float](repeating: 0, count: left.count + right.count - 1)
        for (place, weight) in left.enumerated() {
            for (other, share) in right.enumerated() { sums[place + other] += weight * share }
        }
        return sums
    }
}
