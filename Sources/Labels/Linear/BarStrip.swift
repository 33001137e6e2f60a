/// A strip across bars, cut out along the way in which a scan line takes them: other readers, which look along rows, need not look at
/// what lies around, nor at every angle.
enum BarStrip {
    /// Lines beyond which further ones say nothing new.
    private static let lineLimit = 48

    /// The strip with room for quiet zones, and how its pixels lie in the picture; nil where it is too small or too large for a picture.
    static func cut(_ region: BarRegion, from image: GreyImage) -> (image: GreyImage, place: Placement)? {
        var higher = region
        higher.halfHeight = max(2, region.halfHeight + 4)
        let reach = 0.15 * region.halfLength + 24
        guard let stack = LineStack(image, higher, reach: reach, lineLimit: lineLimit) else { return nil }
        let start = region.point(
            -Double(stack.samples / 2), -Double(stack.lines - 1) / 2 * stack.spacing)
        let place = Placement(
            x: start.x, y: start.y, rightX: region.alongX, rightY: region.alongY,
            downX: -region.alongY * stack.spacing, downY: region.alongX * stack.spacing)
        // What lies outside is as dark as can be: no quiet zone.
        let pixels = stack.values.map { UInt8(max(0, min(255, $0 + 0.5))) }
        return GreyImage(width: stack.samples, height: stack.lines, pixels: pixels).map { ($0, place) }
    }
}
