/// The narrowest bar that can be read of a picture. What is asked for was measured with Code 128 symbols of known blur and noise at
/// angles within 3° (zbar and zxing-cpp): with less than 1.5 pixels a bar, with less than 0.3 of a pattern of such bars' contrast,
/// or with less than six times the noise, the first codes are lost.
public struct ReadableBar: Sendable, Hashable {
    /// Bars that follow each other along the belt, and across it, in mm; nil where none up to `limit_mm` can be read.
    public let along_mm: Double?
    public let across_mm: Double?

    public init(along_mm: Double?, across_mm: Double?) {
        self.along_mm = along_mm
        self.across_mm = across_mm
    }

    static let pixels = 1.5
    static let kept = 0.3
    static let noises = 6.0
    public static let limit_mm = 2.0

    /// What parcels' labels usually have, in mm: small, usual and large ones.
    public static let usual_mm = [0.25, 0.33, 0.5]

    /// - Parameters:
    ///   - pitch: the coarsest pixel.
    ///   - focus: of the whole picture; its worst part counts.
    public init(pitch: BeltPlane.Pitch, focus: FocusMeasure, light: LightMeasure) {
        self.init(
            along_mm: Self.narrowest(pitch.along_mm, focus.along, light),
            across_mm: Self.narrowest(pitch.across_mm, focus.across, light))
    }

    /// Whether bars of a width are read, whichever way they lie.
    public func reads(_ width_mm: Double) -> Bool {
        guard let along_mm, let across_mm else { return false }
        return max(along_mm, across_mm) <= width_mm + 1e-9
    }

    private static func narrowest(_ pitch_mm: Double, _ focus: FocusMeasure.Axis, _ light: LightMeasure) -> Double? {
        // Blur of the worst part is that of the whole, wider: a frequency counts as a higher one.
        let worse = focus.worst_px / max(focus.spread_px, 1e-9)
        for hundredth in 5...Int(limit_mm * 100) {
            let width_mm = Double(hundredth) / 100
            let bar_px = width_mm / pitch_mm
            guard bar_px >= pixels - 1e-9 else { continue }
            let kept = focus.transfer(at: min(FocusMeasure.step * Double(FocusMeasure.steps), worse / (2 * bar_px)))
            if kept >= Self.kept, kept * (light.white - light.black) >= noises * light.noise { return width_mm }
        }
        return nil
    }
}
