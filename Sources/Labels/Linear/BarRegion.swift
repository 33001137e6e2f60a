/// A place of a picture that looks like bars: an upright box about a centre, turned.
struct BarRegion: Sendable {
    /// The centre, in pixels; a pixel's centre has whole coordinates.
    var x: Double
    var y: Double
    /// Unit vector across the bars: the way a scan line takes.
    var alongX: Double
    var alongY: Double
    /// Half of the extent across the bars, and along them.
    var halfLength: Double
    var halfHeight: Double
    /// Sum of the slopes' energy.
    var strength: Double

    /// The corner at `across` along the scan line and `down` along the bars from the centre.
    func point(_ across: Double, _ down: Double) -> (x: Double, y: Double) {
        (x + across * alongX - down * alongY, y + across * alongY + down * alongX)
    }

    /// How far a place lies from the centre along the scan line, and along the bars.
    func place(_ otherX: Double, _ otherY: Double) -> (across: Double, down: Double) {
        let (dx, dy) = (otherX - x, otherY - y)
        return (dx * alongX + dy * alongY, dy * alongX - dx * alongY)
    }
}

extension BarRegion {
    /// Where a code was seen.
    init(_ box: OrientedBox) {
        self.init(
            x: box.centerX, y: box.centerY, alongX: box.alongX, alongY: box.alongY, halfLength: box.halfLength,
            halfHeight: max(2, 0.8 * box.halfBreadth), strength: 1)
    }
}
