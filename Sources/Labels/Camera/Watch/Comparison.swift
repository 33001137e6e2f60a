/// Usual pictures of two times beside each other.
struct Comparison {
    private let then: FrameBaseline
    private let now: FrameBaseline

    init(_ then: FrameBaseline, _ now: FrameBaseline) {
        self.then = then
        self.now = now
    }

    /// - Parameter lenient: the limits at which a trouble begins; without it those at which it ends.
    /// - Returns: nil where all is well.
    func finding(_ trouble: CameraTrouble, lenient: Bool) -> CameraWatch.Finding? {
        switch trouble {
        case .focusFell: focus(lenient ? 130 : 115)
        case .tooDark: dark(lenient ? 70 : 80)
        case .saturated: saturated(lenient ? 50 : 25)
        case .uneven: uneven(lenient ? 60 : 72)
        case .blocked: blocked(lenient ? 60 : 72)
        case .moved: moved(lenient ? 2 : 1)
        case .otherSize: nil
        }
    }

    /// - Parameter limit: hundredths of the usual rise.
    private func focus(_ limit: Int) -> CameraWatch.Finding? {
        let pairs = [
            (then.spreadAlongRows_percent, now.spreadAlongRows_percent),
            (then.spreadAlongColumns_percent, now.spreadAlongColumns_percent),
        ]
        let worst = pairs.filter { $0.0 > 0 && $0.1 > 0 }.max { $0.1 * $1.0 < $1.1 * $0.0 }
        guard let (usual, measured) = worst, measured * 100 > usual * limit else { return nil }
        return CameraWatch.Finding(.focusFell, measured: measured, usual: usual)
    }

    /// A belt without labels has no white, and dark parcels have little: where the belt and all else that stands still are as
    /// light as ever, it is not the lamp. Where all of that is black, labels must be there to be seen dark.
    /// - Parameter limit: hundredths of the usual white.
    private func dark(_ limit: Int) -> CameraWatch.Finding? {
        guard Int(now.white) * 100 < Int(then.white) * limit else { return nil }
        let hasEdges = now.spreadAlongRows_percent + now.spreadAlongColumns_percent > 0
        guard stillLight.map({ $0 < Self.still }) ?? hasEdges else { return nil }
        return CameraWatch.Finding(.tooDark, measured: Int(now.white), usual: Int(then.white))
    }

    /// How much of its light is left to what stands still, in hundredths: the upper quartile of what each part is without parcels;
    /// nil where all was black.
    private var stillLight: Int? {
        let parts = then.floor.indices.filter { then.floor[$0] >= Self.darkness }
            .map { Int(now.floor[$0]) * 100 / Int(then.floor[$0]) }.sorted()
        return parts.isEmpty ? nil : parts[parts.count * 3 / 4]
    }

    /// - Parameter limit: thousandths of the pixels more than usual.
    private func saturated(_ limit: Int) -> CameraWatch.Finding? {
        guard now.saturated_permille > then.saturated_permille + limit else { return nil }
        return CameraWatch.Finding(.saturated, measured: now.saturated_permille, usual: then.saturated_permille)
    }

    /// Darker than this there is nothing to compare.
    private static let darkness: UInt8 = 12
    /// Levels of deviation from picture to picture where parcels pass.
    private static let moving: UInt8 = 16
    /// Hundredths of that deviation at which none pass any more, or none are seen.
    private static let stopped = 15
    /// What stands still has as much of its light, in hundredths, or more where the lamps are as they were.
    private static let still = 85
    /// More dark parts than so many are no spot.
    private static let spot = FrameStatistics.tiles * FrameStatistics.tiles / 8

    /// How light each part still is against the picture as a whole, in hundredths; 100 where that cannot be told.
    private var lightness: [Int] {
        // Nothing passes any more: where a label always lay is the belt now.
        guard !isEmpty else { return then.lit.map { _ in 100 } }
        let lights = then.lit.indices.map(light)
        let sorted = lights.compactMap(\.self).sorted()
        guard !sorted.isEmpty else { return lights.map { _ in 100 } }
        // The upper quartile is the light where nothing is in its way; more than there was comes from other parcels.
        let whole = max(1, min(1_000, sorted[sorted.count * 3 / 4]))
        return lights.map { $0.map { $0 * 100 / whole } ?? 100 }
    }

    /// Whether most parts where parcels passed have come to rest.
    private var isEmpty: Bool {
        let moving = then.span.indices.filter { then.span[$0] >= Self.moving }
        let shares = moving.map { Int(now.span[$0]) * 100 / Int(then.span[$0]) }.sorted()
        return !shares.isEmpty && shares[shares.count / 2] < Self.stopped
    }

    /// How much of its light a part still has, in thousandths. It has become darker only where its dark and its light pictures both
    /// have: other parcels change one of them.
    /// - Returns: nil where it was always dark, and where parcels passed and do no more: the belt below them is not known.
    private func light(_ part: Int) -> Int? {
        guard then.span[part] < Self.moving || Int(now.span[part]) * 100 >= Self.stopped * Int(then.span[part]) else {
            return nil
        }
        guard then.floor[part] >= Self.darkness else { return nil }
        return max(
            Int(now.floor[part]) * 1_000 / Int(then.floor[part]), Int(now.lit[part]) * 1_000 / Int(then.lit[part]))
    }

    private func uneven(_ limit: Int) -> CameraWatch.Finding? {
        let dark = lightness.filter { $0 < limit }
        guard dark.count > Self.spot else { return nil }
        return CameraWatch.Finding(.uneven, measured: dark.sorted()[dark.count / 2], usual: 100)
    }

    private func blocked(_ limit: Int) -> CameraWatch.Finding? {
        let dark = lightness.count { $0 < limit }
        let still = stillParts
        let parts = max(dark <= Self.spot ? dark : 0, still <= Self.spot ? still : 0)
        guard parts > 0 else { return nil }
        return CameraWatch.Finding(.blocked, measured: parts, usual: 0)
    }

    /// Parts that no longer change while the others do, and are not as they are without a parcel.
    private var stillParts: Int {
        let moving = then.span.indices.filter { then.span[$0] >= Self.moving }
        guard moving.count >= 8 else { return 0 }
        let shares = moving.map { Int(now.span[$0]) * 100 / Int(then.span[$0]) }.sorted()
        guard shares[shares.count / 2] >= 50 else { return 0 }
        return moving.count { part in
            Int(now.span[part]) * 100 < Self.stopped * Int(then.span[part])
                && abs(Int(now.floor[part]) - Int(then.floor[part])) * 100 > 30 * max(20, Int(then.floor[part]))
        }
    }

    /// - Parameter limit: strips.
    private func moved(_ limit: Int) -> CameraWatch.Finding? {
        let shifts = [shift(then.columns, now.columns), shift(then.rows, now.rows)]
        guard let worst = shifts.compactMap(\.self).max(by: { abs($0) < abs($1) }), abs(worst) >= limit else {
            return nil
        }
        return CameraWatch.Finding(.moved, measured: abs(worst), usual: 0)
    }

    /// By how many strips what stands still must be moved to lie where it was.
    /// - Returns: nil where that cannot be told: too little stands still, has no features, or is no longer alike.
    private func shift(_ before: FrameBaseline.Profile, _ after: FrameBaseline.Profile) -> Int? {
        let (old, new) = (before.usual.map(Double.init), after.usual.map(Double.init))
        let still = old.indices.filter(before.isStill)
        guard still.count >= Self.stillStrips else { return nil }
        let mean = still.reduce(0) { $0 + old[$1] } / Double(still.count)
        let features = still.reduce(0) { $0 + (old[$1] - mean) * (old[$1] - mean) } / Double(still.count)
        guard features >= 36 else { return nil }
        // The mean square of what is left once the light has been made equal; nil where too little stands still in both.
        func difference(_ shift: Int) -> Double? {
            let places = still.filter { new.indices.contains($0 + shift) && after.isStill($0 + shift) }
            guard places.count >= max(Self.stillStrips, still.count / 2) else { return nil }
            let (one, other) = places.reduce((0.0, 0.0)) { ($0.0 + old[$1], $0.1 + new[$1 + shift]) }
            let gain = one / max(1, other)
            return places.reduce(0.0) { sum, place in
                let miss = old[place] - gain * new[place + shift]
                return sum + miss * miss
            } / Double(places.count)
        }
        // As it was, but for what may lie on the belt.
        guard let unmoved = difference(0), unmoved > 16, unmoved > features / 16 else { return 0 }
        let found = (-Self.reach...Self.reach).compactMap { shift in difference(shift).map { (shift, $0) } }
            .min { $0.1 < $1.1 }
        guard let found, found.1 < unmoved / 3 else { return nil }
        return found.0
    }

    /// Strips that a camera is looked for to have moved by.
    private static let reach = 16
    /// Fewer strips that stand still tell nothing.
    private static let stillStrips = 12
}
