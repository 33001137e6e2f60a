import CLinear

/// A strip across bars, cut out along the way in which a scan line takes them: other readers, which look along rows, need not look at
/// what lies around, nor at every angle.
enum BarStrip {
    /// Lines beyond which further ones say nothing new.
    private static let lineLimit = 48

    /// The strip with room for quiet zones, and how its pixels lie in the picture; nil where it is too small or too large for a picture.
    static func cut(_ region: BarRegion, from image: GreyImage) -> (image: GreyImage, place: Placement)? {
        let reach = region.halfLength * 1.15 + 24
        let samples = 2 * Int(reach) + 1
        let height = max(4, 2 * region.halfHeight + 8)
        let lines = min(lineLimit, Int(height))
        let spacing = height / Double(lines)
        guard samples >= 16, samples <= ImageLimits.side else { return nil }
        let start = region.point(-Double(samples / 2), -Double(lines - 1) / 2 * spacing)
        let place = Placement(
            x: start.x, y: start.y, rightX: region.alongX, rightY: region.alongY, downX: -region.alongY * spacing,
            downY: region.alongX * spacing)
        var grid = clinear_grid(
            x: place.x, y: place.y, step_x: place.rightX, step_y: place.rightY, line_x: place.downX,
            line_y: place.downY, samples: Int32(samples), lines: Int32(lines))
        var values = [Float](repeating: -1, count: samples * lines)
        unsafe image.pixels.withUnsafeBufferPointer { pixels in
            unsafe values.withUnsafeMutableBufferPointer { values in
                unsafe clinear_lines(
                    pixels.baseAddress, Int32(image.width), Int32(image.height), &grid, values.baseAddress)
            }
        }
        // What lies outside is as dark as can be: no quiet zone.
        let pixels = values.map { UInt8(max(0, min(255, $0 + 0.5))) }
        return GreyImage(width: samples, height: lines, pixels: pixels).map { ($0, place) }
    }
}
