/// A rectangle at any angle, in pixels: the smallest around a symbol's outline.
struct OrientedBox: Sendable, Hashable {
    var centerX: Double
    var centerY: Double
    /// The direction of the longer side, of length 1.
    var alongX: Double
    var alongY: Double
    /// Half the longer side.
    var halfLength: Double
    var halfBreadth: Double

    /// The smallest rectangle around places (one of its sides lies on a side of their convex outline). Nil without a place.
    init?(around places: [Symbol.Point]) {
        let corners = Outline.around(places)
        guard let first = corners.first else { return nil }
        var best: OrientedBox?
        for (place, corner) in corners.enumerated() {
            let next = corners[(place + 1) % corners.count]
            let (x, y) = (Double(next.x) - Double(corner.x), Double(next.y) - Double(corner.y))
            let length = (x * x + y * y).squareRoot()
            guard length > 0 else { continue }
            let box = OrientedBox(corners, x / length, y / length)
            if best.map({ box.halfLength * box.halfBreadth < $0.halfLength * $0.halfBreadth }) ?? true { best = box }
        }
        self =
            best
            ?? OrientedBox(
                centerX: Double(first.x), centerY: Double(first.y), alongX: 1, alongY: 0, halfLength: 0, halfBreadth: 0)
    }

    /// A linear code as a reader gives it.
    /// - Parameter corners: its upper left corner as it is read, then the upper right one, the lower right and the lower left.
    init?(readAlong corners: [Symbol.Point]) {
        guard corners.count == 4 else { return nil }
        let x = corners.map { Double($0.x) }
        let y = corners.map { Double($0.y) }
        let (alongX, alongY) = ((x[1] + x[2] - x[0] - x[3]) / 2, (y[1] + y[2] - y[0] - y[3]) / 2)
        let length = (alongX * alongX + alongY * alongY).squareRoot()
        guard length > 0 else { return nil }
        let (acrossX, acrossY) = ((x[3] + x[2] - x[0] - x[1]) / 2, (y[3] + y[2] - y[0] - y[1]) / 2)
        self.init(
            centerX: x.reduce(0, +) / 4, centerY: y.reduce(0, +) / 4, alongX: alongX / length, alongY: alongY / length,
            halfLength: length / 2, halfBreadth: abs(acrossY * alongX - acrossX * alongY) / length / 2)
    }

    private init(
        centerX: Double, centerY: Double, alongX: Double, alongY: Double, halfLength: Double, halfBreadth: Double
    ) {
        self.centerX = centerX
        self.centerY = centerY
        self.alongX = alongX
        self.alongY = alongY
        self.halfLength = halfLength
        self.halfBreadth = halfBreadth
    }

    /// With a side in the given direction.
    private init(_ corners: [Symbol.Point], _ x: Double, _ y: Double) {
        let along = corners.map { Double($0.x) * x + Double($0.y) * y }
        let across = corners.map { Double($0.y) * x - Double($0.x) * y }
        let (low, high) = (along.min() ?? 0, along.max() ?? 0)
        let (near, far) = (across.min() ?? 0, across.max() ?? 0)
        let (middle, side) = ((low + high) / 2, (near + far) / 2)
        let isLong = high - low >= far - near
        self.init(
            centerX: middle * x - side * y, centerY: middle * y + side * x, alongX: isLong ? x : -y,
            alongY: isLong ? y : x, halfLength: max(high - low, far - near) / 2,
            halfBreadth: min(high - low, far - near) / 2)
    }

    /// The grey of a picture at a place along and across the box, from its middle; nil outside the picture.
    func grey(_ along: Double, _ across: Double, in image: GreyImage) -> Double? {
        image.value(
            centerX + along * alongX - across * alongY, centerY + along * alongY + across * alongX)
    }

    /// Wider on all sides by a share of its length.
    func grown(by share: Double) -> OrientedBox {
        var grown = self
        grown.halfLength += share * 2 * halfLength
        grown.halfBreadth += share * 2 * halfLength
        return grown
    }

    /// Where a place lies along and across the box, from its middle.
    private func place(_ x: Double, _ y: Double) -> (along: Double, across: Double) {
        let (x, y) = (x - centerX, y - centerY)
        return (x * alongX + y * alongY, y * alongX - x * alongY)
    }

    func contains(_ x: Double, _ y: Double) -> Bool {
        let place = place(x, y)
        return abs(place.along) <= halfLength && abs(place.across) <= halfBreadth
    }

    /// Its four corners, in order.
    var corners: [(x: Double, y: Double)] {
        [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)].map { along, across in
            (
                x: centerX + along * halfLength * alongX - across * halfBreadth * alongY,
                y: centerY + along * halfLength * alongY + across * halfBreadth * alongX
            )
        }
    }

    /// Its corners to the nearest pixel.
    var places: [Symbol.Point] {
        corners.map { Symbol.Point(x: Self.pixel($0.x), y: Self.pixel($0.y)) }
    }

    private static func pixel(_ value: Double) -> Int32 { Int32(max(-1e6, min(1e6, value.rounded()))) }

    func contains(_ other: OrientedBox) -> Bool { other.corners.allSatisfy { contains($0.x, $0.y) } }

    /// Whether the middle of one lies in the other, each a little wider than it was seen: a reader sees some lines of a code,
    /// another one others.
    func isAt(_ other: OrientedBox) -> Bool {
        grown(by: Self.tolerance).contains(other.centerX, other.centerY)
            || other.grown(by: Self.tolerance).contains(centerX, centerY)
    }

    static let tolerance = 0.05
}
