/// How sharp a picture is: measured at the edges of the board's squares, whose places are known to a fraction of a pixel, so that
/// the pixels beside a slanted edge sample its rise finely (the idea of ISO 12233's slanted edge).
public struct FocusMeasure: Sendable, Hashable {
    /// Sharpness along one of the sheet's axes.
    public struct Axis: Sendable, Hashable {
        /// From 10 to 90 % of an edge's rise, in pixels: the median of all edges.
        public let spread_px: Double
        /// The same in the worst part of the picture, of nine.
        public let worst_px: Double
        /// What is left of a sine wave's contrast at 0.05, 0.10 … 0.50 periods a pixel, 0 to 1.
        public let transfer: [Double]
        public let edges: Int

        public init(spread_px: Double, worst_px: Double, transfer: [Double], edges: Int) {
            self.spread_px = spread_px
            self.worst_px = worst_px
            self.transfer = transfer
            self.edges = edges
        }

        /// What is left of a sine wave's contrast; between the measured places by straight lines, and nothing above half a period
        /// a pixel.
        /// - Parameter frequency: in periods a pixel.
        public func transfer(at frequency: Double) -> Double {
            guard frequency > 0 else { return 1 }
            let place = frequency / FocusMeasure.step
            let below = Int(place)
            guard below < transfer.count else { return place <= Double(transfer.count) ? transfer.last ?? 0 : 0 }
            let low = below == 0 ? 1 : transfer[below - 1]
            return low + (place - Double(below)) * (transfer[below] - low)
        }
    }

    /// Along the sheet's arrow, and across it.
    public let along: Axis
    public let across: Axis

    public init(along: Axis, across: Axis) {
        self.along = along
        self.across = across
    }

    /// Between the places at which the transfer is kept, in periods a pixel.
    static let step = 0.05
    static let steps = 10
    /// From 10 to 90 % of a blurred step's rise, in standard deviations of the blur.
    static let riseOfDeviation = 2.563_103
}
