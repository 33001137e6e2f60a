/// How a camera turns the direction of a ray into a place in its picture: a pinhole with the lens's distortion (D. C. Brown,
/// "Close-range camera calibration", Photogrammetric Engineering 37, 1971).
public struct Lens: Sendable, Hashable {
    /// In pixels, along the picture's rows and columns.
    public var focal: Place
    /// Where the optical axis meets the picture, in pixels.
    public var centre: Place
    /// Radial and tangential: k1, k2, p1, p2.
    public var distortion: Distortion

    public struct Distortion: Sendable, Hashable {
        public var k1: Double
        public var k2: Double
        public var p1: Double
        public var p2: Double

        public init(k1: Double = 0, k2: Double = 0, p1: Double = 0, p2: Double = 0) {
            self.k1 = k1
            self.k2 = k2
            self.p1 = p1
            self.p2 = p2
        }
    }

    // What a profile may say; no camera comes near.
    static let focalRange = 1.0...1e7
    static let centreRange = -1e6...1e6
    static let k1Range = -100.0...100
    static let k2Range = -10_000.0...10_000
    static let tangentialRange = -10.0...10

    /// Whether a profile may say it.
    var isPlausible: Bool {
        let d = distortion
        return [focal.x, focal.y].allSatisfy(Self.focalRange.contains)
            && [centre.x, centre.y].allSatisfy(Self.centreRange.contains)
            && Self.k1Range.contains(d.k1) && Self.k2Range.contains(d.k2)
            && [d.p1, d.p2].allSatisfy(Self.tangentialRange.contains)
    }

    public init(focal: Place, centre: Place, distortion: Distortion = Distortion()) {
        self.focal = focal
        self.centre = centre
        self.distortion = distortion
    }

    /// The unknowns in the order of the adjustment: fx, fy, cx, cy, k1, k2, p1, p2.
    var parameters: [Double] {
        [focal.x, focal.y, centre.x, centre.y, distortion.k1, distortion.k2, distortion.p1, distortion.p2]
    }

    init(parameters p: [Double]) {
        self.init(
            focal: Place(p[0], p[1]), centre: Place(p[2], p[3]),
            distortion: Distortion(k1: p[4], k2: p[5], p1: p[6], p2: p[7]))
    }

    /// The picture's place of a ray (x, y, 1).
    public func place(_ ray: Place) -> Place {
        let bent = bent(ray)
        return Place(focal.x * bent.x + centre.x, focal.y * bent.y + centre.y)
    }

    /// The picture's place of a ray; nil beyond where the lens's polynomial turns back: the equations give a place in the picture
    /// there that shows something else.
    public func seen(_ ray: Place) -> Place? {
        let place = place(ray)
        guard let back = self.ray(place), back.distance(to: ray) < 1e-6 * (1 + ray.length) else { return nil }
        return place
    }

    /// The ray of a place in the picture; nil beyond where the lens's polynomial turns back.
    public func ray(_ place: Place) -> Place? {
        let goal = Place((place.x - centre.x) / focal.x, (place.y - centre.y) / focal.y)
        var ray = goal
        for _ in 0..<40 {
            let (value, d) = (bent(ray), slopes(ray))
            let miss = goal - value
            let determinant = d.xx * d.yy - d.xy * d.yx
            guard determinant > 0.05 else { return nil }
            let step = Place(
                (d.yy * miss.x - d.xy * miss.y) / determinant, (d.xx * miss.y - d.yx * miss.x) / determinant)
            ray = ray + step
            if step.length < 1e-12 { return ray }
        }
        return bent(ray).distance(to: goal) < 1e-9 ? ray : nil
    }

    private func bent(_ ray: Place) -> Place {
        let d = distortion
        let square = ray.dot(ray)
        let radial = 1 + square * (d.k1 + square * d.k2)
        return Place(
            ray.x * radial + 2 * d.p1 * ray.x * ray.y + d.p2 * (square + 2 * ray.x * ray.x),
            ray.y * radial + d.p1 * (square + 2 * ray.y * ray.y) + 2 * d.p2 * ray.x * ray.y)
    }

    /// How the bent ray changes with the straight one: `xy` is that of its x with the ray's y.
    func slopes(_ ray: Place) -> (xx: Double, xy: Double, yx: Double, yy: Double) {
        let d = distortion
        let (x, y, square) = (ray.x, ray.y, ray.dot(ray))
        let radial = 1 + square * (d.k1 + square * d.k2)
        let slope = 2 * d.k1 + 4 * d.k2 * square
        let mixed = slope * x * y + 2 * d.p1 * x + 2 * d.p2 * y
        return (
            radial + slope * x * x + 2 * d.p1 * y + 6 * d.p2 * x, mixed, mixed,
            radial + slope * y * y + 6 * d.p1 * y + 2 * d.p2 * x
        )
    }

    /// How the picture's place changes with the eight unknowns: the rows of x and of y.
    func gradients(_ ray: Place) -> (x: [Double], y: [Double]) {
        let (x, y, s) = (ray.x, ray.y, ray.dot(ray))
        let (fx, fy) = (focal.x, focal.y)
        let bent = bent(ray)
        return (
            [bent.x, 0, 1, 0, fx * x * s, fx * x * s * s, fx * 2 * x * y, fx * (s + 2 * x * x)],
            [0, bent.y, 0, 1, fy * y * s, fy * y * s * s, fy * (s + 2 * y * y), fy * 2 * x * y]
        )
    }
}
