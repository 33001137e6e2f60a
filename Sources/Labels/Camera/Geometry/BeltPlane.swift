import Glibc

/// Where places on the belt are in a camera's picture. The belt's places are millimetres, x along the belt and y across, as the
/// sheet lay on it.
public struct BeltPlane: Sendable, Hashable {
    public enum Map: Sendable, Hashable {
        /// From several views: distances are right everywhere, at any height above the belt.
        case lens(Lens, SheetPose)
        /// From one view: right on the belt where the sheet lay, without the lens's distortion, and nothing above the belt.
        case flat(Homography)
    }

    public let map: Map
    /// Of the picture, in pixels.
    public let width: Int
    public let height: Int

    public init(_ map: Map, width: Int, height: Int) {
        self.map = map
        self.width = width
        self.height = height
    }

    /// How wide a pixel is on the belt.
    public struct Pitch: Sendable, Hashable {
        public let along_mm: Double
        public let across_mm: Double

        public init(along_mm: Double, across_mm: Double) {
            self.along_mm = along_mm
            self.across_mm = across_mm
        }

        public var larger_mm: Double { max(along_mm, across_mm) }
    }

    /// Where the picture shows a place of the belt, or of a plane above it.
    /// - Returns: nil behind the camera, and above the belt without a lens.
    public func picture(of place: Place, height_mm: Double = 0) -> Place? {
        switch map {
        case .lens(let lens, let pose):
            let before = pose.before(place, height: height_mm)
            return before.z > 0 ? lens.seen(Place(before.x / before.z, before.y / before.z)) : nil
        case .flat(let map): return height_mm == 0 ? map.apply(place) : nil
        }
    }

    /// The belt's place that the picture shows.
    public func belt(at place: Place, height_mm: Double = 0) -> Place? {
        switch map {
        case .lens(let lens, let pose):
            guard let ray = lens.ray(place) else { return nil }
            let (r, t) = (pose.rotation, pose.zero)
            let slope = r[2] * ray.x + r[5] * ray.y + r[8]
            let distance = (r[2] * t[0] + r[5] * t[1] + r[8] * t[2] - height_mm) / slope
            guard distance > 0, distance.isFinite else { return nil }
            let way = (distance * ray.x - t[0], distance * ray.y - t[1], distance - t[2])
            return Place(
                r[0] * way.0 + r[3] * way.1 + r[6] * way.2, r[1] * way.0 + r[4] * way.1 + r[7] * way.2)
        case .flat(let map):
            guard height_mm == 0, let back = map.inverse else { return nil }
            let belt = back.apply(place)
            // Beyond the plane's horizon lies what is behind the camera.
            let middle = back.apply(Place(Double(width - 1) / 2, Double(height - 1) / 2))
            let (h, sides) = (map.values, [belt, middle])
            let depths = sides.map { h[6] * $0.x + h[7] * $0.y + h[8] }
            return belt.x.isFinite && belt.y.isFinite && depths[0] * depths[1] > 0 ? belt : nil
        }
    }

    /// - Parameter place: in the picture.
    public func pitch(at place: Place, height_mm: Double = 0) -> Pitch? {
        guard let belt = belt(at: place, height_mm: height_mm) else { return nil }
        func pixels(_ step: Place) -> Double? {
            guard let one = picture(of: belt - step, height_mm: height_mm),
                let other = picture(of: belt + step, height_mm: height_mm)
            else { return nil }
            return one.distance(to: other) / (2 * step.length)
        }
        guard let along = pixels(Place(0.5, 0)), let across = pixels(Place(0, 0.5)), along > 0, across > 0 else {
            return nil
        }
        return Pitch(along_mm: 1 / along, across_mm: 1 / across)
    }

    public var middle: Place { Place(Double(width - 1) / 2, Double(height - 1) / 2) }

    /// The picture's corners and the middles of its sides.
    private var border: [Place] {
        let (right, bottom) = (Double(width - 1), Double(height - 1))
        return [(0, 0), (0.5, 0), (1, 0), (0, 0.5), (1, 0.5), (0, 1), (0.5, 1), (1, 1)].map {
            Place($0.0 * right, $0.1 * bottom)
        }
    }

    /// The coarsest pixel of the picture each way.
    /// - Returns: nil where a part of the picture does not show the belt.
    public func coarsest(height_mm: Double = 0) -> Pitch? {
        let all = (border + [middle]).map { pitch(at: $0, height_mm: height_mm) }
        guard all.allSatisfy({ $0 != nil }) else { return nil }
        return Pitch(
            along_mm: all.compactMap { $0?.along_mm }.max() ?? 0, across_mm: all.compactMap { $0?.across_mm }.max() ?? 0
        )
    }

    /// The part of the belt that is seen over the whole of its length and breadth: along and across, in mm.
    /// - Returns: nil where a part of the picture does not show the belt.
    public func field(height_mm: Double = 0) -> (along_mm: Double, across_mm: Double)? {
        let places = border.compactMap { belt(at: $0, height_mm: height_mm) }
        guard places.count == border.count, let middle = belt(at: middle, height_mm: height_mm) else { return nil }
        // As far as the picture goes from its middle.
        func reach(_ way: Place) -> Double {
            var (near, far) = (0.0, 20_000.0)
            for _ in 0..<40 {
                let half = (near + far) / 2
                if let seen = picture(of: middle + half * way, height_mm: height_mm), seen.x >= -0.5, seen.y >= -0.5,
                    seen.x <= Double(width) - 0.5, seen.y <= Double(height) - 0.5
                {
                    near = half
                } else {
                    far = half
                }
            }
            return near
        }
        return (reach(Place(1, 0)) + reach(Place(-1, 0)), reach(Place(0, 1)) + reach(Place(0, -1)))
    }

    /// How high the camera stands above the belt, in mm; nil without a lens.
    public var cameraHeight_mm: Double? {
        guard case .lens(_, let pose) = map else { return nil }
        let (r, t) = (pose.rotation, pose.zero)
        return r[2] * t[0] + r[5] * t[1] + r[8] * t[2]
    }

    /// How far the camera looks aside from straight down, in degrees; nil without a lens.
    public var tilt_deg: Double? {
        guard case .lens(_, let pose) = map else { return nil }
        return acos(max(-1, min(1, pose.rotation[8]))) * 180 / Double.pi
    }
}
