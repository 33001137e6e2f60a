/// The bars above and below an interleaved 2 of 5, which keep a slanted line from reading a part of it (ISO/IEC 16390). They run on
/// as far at one end of the code as at the other: where a code was torn, they end with it at the torn end alone.
enum BearerBars {
    /// Narrow elements beyond the code's end at which a bearer must be, or not be, at both ends alike.
    private static let beyond = 5.0
    /// Elements that a bearer may be high; what is darker for longer is the ground beside the label.
    private static let highest = 9.0
    /// Places along the code at which a bearer is looked for.
    private static let columns = 32

    /// Whether bearers run on at one end of a code of `modules` narrow elements, and not at the other.
    static func areTorn(around box: OrientedBox, modules: Double, in image: GreyImage) -> Bool {
        guard modules > 0, box.halfLength >= 8 else { return false }
        let element = 2 * box.halfLength / modules
        return [-1.0, 1].contains { side in
            guard let bearer = bearer(box, element, side, image) else { return false }
            let ends = [-1.0, 1].map { end in
                isDark(box, end * (box.halfLength + beyond * element), bearer, element, side, image)
            }
            return ends[0] != ends[1]
        }
    }

    private struct Bearer {
        /// From the box's long axis to its near and to its far edge, in pixels.
        let near: Double
        let far: Double
        let threshold: Double
    }

    /// The bearer on one side; nil where the spaces between the bars do not all end at the same dark line.
    private static func bearer(_ box: OrientedBox, _ element: Double, _ side: Double, _ image: GreyImage) -> Bearer? {
        let places = (0..<columns).map { (Double($0) + 0.5) / Double(columns) * 2 - 1 }.map { $0 * box.halfLength }
        let greys = places.compactMap { box.grey($0, 0, in: image) }
        guard let dark = greys.min(), let light = greys.max(), light - dark >= 8 else { return nil }
        let threshold = (dark + light) / 2
        let step = max(0.5, element / 3)
        var found: [(near: Double, far: Double)] = []
        var spaces = 0
        for place in places where box.grey(place, 0, in: image) ?? 0 > threshold {
            spaces += 1
            var across = 0.0
            while across < 1.5 * box.halfLength, box.grey(place, side * across, in: image) ?? 0 > threshold {
                across += step
            }
            let near = across
            while across < near + highest * element, box.grey(place, side * across, in: image) ?? 255 <= threshold {
                across += step
            }
            if across > near + element, across < near + highest * element { found.append((near, across)) }
        }
        let nears = found.map(\.near).sorted()
        guard spaces >= 4, found.count * 5 >= spaces * 4 else { return nil }
        let middle = nears[nears.count / 2]
        guard nears.count(where: { abs($0 - middle) < 2 * element + 0.1 * middle }) * 5 >= spaces * 4 else {
            return nil
        }
        let fars = found.map(\.far).sorted()
        return Bearer(near: middle, far: fars[fars.count / 2], threshold: threshold)
    }

    /// Whether the bearer, which may lie a little higher or lower there, is dark at a place along the code.
    private static func isDark(
        _ box: OrientedBox, _ along: Double, _ bearer: Bearer, _ element: Double, _ side: Double, _ image: GreyImage
    ) -> Bool {
        let slack = 1.5 * element + 0.05 * bearer.near
        return stride(from: bearer.near - slack, through: bearer.far + slack, by: max(0.5, element / 3)).contains {
            box.grey(along, side * $0, in: image).map { $0 <= bearer.threshold } ?? false
        }
    }
}
