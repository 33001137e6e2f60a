/// The space without bars that a symbology demands before and behind a code. Interleaved 2 of 5 reads a part of itself as a whole
/// number: what is read is whole only where no bar follows.
enum QuietZone {
    /// So many narrow elements beside the code are looked at (ISO/IEC 16390 demands ten; a bearer's frame may stand behind them).
    static let elements = 6.0

    /// Whether a linear code of `modules` narrow elements that fills a box has its quiet zones in the picture. Where the picture
    /// ends, or bars follow, it has not.
    static func isThere(around box: OrientedBox, modules: Double, in image: GreyImage) -> Bool {
        guard modules > 0, box.halfLength >= 4 else { return false }
        let element = 2 * box.halfLength / modules
        // Lines near the middle of what was seen: it was read there.
        let offsets = [-0.5, 0, 0.5].map { $0 * min(box.halfBreadth, box.halfLength) * 0.5 }
        let good = offsets.count { isThere(box, element, across: $0, image) }
        return good * 2 > offsets.count
    }

    private static func isThere(_ box: OrientedBox, _ element: Double, across: Double, _ image: GreyImage) -> Bool {
        func value(_ along: Double) -> Double? {
            box.grey(along, across, in: image)
        }
        let inside = stride(from: -box.halfLength, through: box.halfLength, by: 0.5).compactMap(value)
        guard let dark = inside.min(), let light = inside.max(), light - dark >= 8 else { return false }
        let threshold = (dark + light) / 2
        for end in [-1.0, 1] {
            // The outer bar may reach a little beyond the box.
            let from = box.halfLength + 1.5 * element
            for step in stride(from: 0, through: (elements - 1.5) * element, by: max(0.5, element / 3)) {
                guard let value = value(end * (from + step)), value > threshold else { return false }
            }
        }
        return true
    }
}
