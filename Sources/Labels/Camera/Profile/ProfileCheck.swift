import Glibc

/// What a picture of the sheet shows other than the profile says.
public struct ProfileFinding: Sendable, Hashable {
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// Pixels of width.
        case size
        /// Pixels from 10 to 90 % of an edge.
        case focusAlong = "focus-along"
        case focusAcross = "focus-across"
        /// The worst part of the picture.
        case focusWorst = "focus-worst"
        /// Levels, 0 to 255.
        case dark
        case bright
        case haze
        /// Parts of the white squares' pixels.
        case saturated
        /// The darkest white squares against the lightest.
        case uneven
        /// Levels.
        case noise
        /// Millimetres a pixel.
        case scale
        /// Degrees.
        case turned
        /// Millimetres; the narrowest bar that can be read.
        case bars
    }

    public let code: Code
    public let measured: Double
    public let usual: Double
    /// What it may be.
    public let limit: Double

    init(_ code: Code, measured: Double, usual: Double, limit: Double) {
        self.code = code
        self.measured = measured
        self.usual = usual
        self.limit = limit
    }
}

extension CameraProfile {
    /// Compares a picture of the sheet, wherever on the belt it lies.
    /// - Returns: what is out of the baseline; nothing where all is well.
    /// - Throws: where too little of the sheet is seen to say where the camera looks.
    public func check(_ sighting: TargetSighting) throws(TargetFault) -> [ProfileFinding] {
        guard sighting.width == belt.width, sighting.height == belt.height else {
            return [
                ProfileFinding(
                    .size, measured: Double(sighting.width), usual: Double(belt.width), limit: Double(belt.width))
            ]
        }
        return focusFindings(sighting.focus) + lightFindings(sighting.light) + (try placeFindings(sighting))
            + barFindings(sighting)
    }

    private static func above(
        _ code: ProfileFinding.Code, _ measured: Double, _ usual: Double, _ limit: Double
    ) -> [ProfileFinding] {
        measured > limit ? [ProfileFinding(code, measured: measured, usual: usual, limit: limit)] : []
    }

    private static func below(
        _ code: ProfileFinding.Code, _ measured: Double, _ usual: Double, _ limit: Double
    ) -> [ProfileFinding] {
        measured < limit ? [ProfileFinding(code, measured: measured, usual: usual, limit: limit)] : []
    }

    private func focusFindings(_ now: FocusMeasure) -> [ProfileFinding] {
        let worst = max(focus.along.worst_px, focus.across.worst_px)
        return Self.above(
            .focusAlong, now.along.spread_px, focus.along.spread_px, 1.25 * focus.along.spread_px)
            + Self.above(.focusAcross, now.across.spread_px, focus.across.spread_px, 1.25 * focus.across.spread_px)
            + Self.above(.focusWorst, max(now.along.worst_px, now.across.worst_px), worst, 1.4 * worst)
    }

    private func lightFindings(_ now: LightMeasure) -> [ProfileFinding] {
        Self.below(.dark, now.white, light.white, 0.8 * light.white)
            + Self.above(.bright, now.white, light.white, max(light.white, min(254, 1.2 * light.white)))
            + Self.above(.haze, now.black, light.black, light.black + 25)
            + Self.above(.saturated, now.saturated, light.saturated, light.saturated + 0.05)
            + Self.below(.uneven, now.evenness, light.evenness, 0.8 * light.evenness)
            + Self.above(.noise, now.noise, light.noise, 2 * light.noise + 1)
    }

    /// A sheet that lies elsewhere on the belt has the same size in the picture's same place, unless the camera has come nearer, gone
    /// farther or tilted.
    private func placeFindings(_ sighting: TargetSighting) throws(TargetFault) -> [ProfileFinding] {
        let scale = board_mm / Double(sheet.boardWidth_mm)
        let places = Dictionary(
            uniqueKeysWithValues: sighting.corners.map { (LatticeIndex($0.column, $0.row), $0.place) })
        let size = Double(sighting.sheet.square_mm) * scale
        var worst: (ratio: Double, measured: Double, usual: Double) = (1, 0, 0)
        var (sine, cosine, count) = (0.0, 0.0, 0)
        // Over each four squares, so that the lens's distortion is the same in both.
        for (index, place) in places {
            guard let a = places[LatticeIndex(index.i - 1, index.j)],
                let b = places[LatticeIndex(index.i + 1, index.j)],
                let c = places[LatticeIndex(index.i, index.j - 1)], let d = places[LatticeIndex(index.i, index.j + 1)],
                let one = belt.belt(at: a), let other = belt.belt(at: b), let up = belt.belt(at: c),
                let down = belt.belt(at: d), let pitch = belt.pitch(at: place)
            else { continue }
            let area = abs((other - one).cross(down - up))
            let ratio = (area / (4 * size * size)).squareRoot()
            let usual = (pitch.along_mm * pitch.across_mm).squareRoot()
            if abs(log(ratio)) > abs(log(worst.ratio)) { worst = (ratio, usual / ratio, usual) }
            let way = other - one
            sine += way.y
            cosine += way.x
            count += 1
        }
        guard count > 0 else { throw .tooLittle }
        let turn = atan2(sine, cosine) * 180 / Double.pi
        var findings: [ProfileFinding] = []
        if abs(log(worst.ratio)) > log(1.03) {
            findings.append(
                ProfileFinding(.scale, measured: worst.measured, usual: worst.usual, limit: 1.03 * worst.usual))
        }
        if abs(turn) > 5 { findings.append(ProfileFinding(.turned, measured: turn, usual: 0, limit: 5)) }
        return findings
    }

    /// Bars that could be read and no longer can.
    private func barFindings(_ sighting: TargetSighting) -> [ProfileFinding] {
        guard let before = readable, let now = readable(sighting.focus, sighting.light),
            ReadableBar.usual_mm.contains(where: { before.reads($0) && !now.reads($0) })
        else { return [] }
        let worst = { (bar: ReadableBar) in
            max(bar.along_mm ?? ReadableBar.limit_mm, bar.across_mm ?? ReadableBar.limit_mm)
        }
        return [ProfileFinding(.bars, measured: worst(now), usual: worst(before), limit: worst(before))]
    }
}
