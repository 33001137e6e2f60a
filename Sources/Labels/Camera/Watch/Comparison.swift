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
        case .focusFell: focus(lenient ? 140 : 120)
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

    /// - Parameter limit: hundredths of the usual white.
    private func dark(_ limit: Int) -> CameraWatch.Finding? {
        guard Int(now.white) * 100 < Int(then.white) * limit else { return nil }
        return CameraWatch.Finding(.tooDark, measured: Int(now.white), usual: Int(then.white))
    }

    /// - Parameter limit: thousandths of the pixels more than usual.
    private func saturated(_ limit: Int) -> CameraWatch.Finding? {
        guard now.saturated_permille > then.saturated_permille + limit else { return nil }
        return CameraWatch.Finding(.saturated, measured: now.saturated_permille, usual: then.saturated_permille)
    }

    /// Darker than this there is nothing to compare.
    private static let darkness: UInt8 = 12
    /// More dark parts than so many are no spot.
    private static let spot = FrameStatistics.tiles * FrameStatistics.tiles / 8

    /// How light each part still is against the picture as a whole, in hundredths; 100 where it was always dark. A part has become
    /// darker only where its dark and its light pictures both have: other parcels change one of them.
    private var lightness: [Int] {
        let parts = then.lit.indices.map { part -> Int? in
            guard then.floor[part] >= Self.darkness else { return nil }
            return max(
                Int(now.floor[part]) * 1_000 / Int(then.floor[part]), Int(now.lit[part]) * 1_000 / Int(then.lit[part]))
        }
        let sorted = parts.compactMap(\.self).sorted()
        guard !sorted.isEmpty else { return parts.map { _ in 100 } }
        // The upper quartile is the light where nothing is in its way.
        let whole = max(1, sorted[sorted.count * 3 / 4])
        return parts.map { $0.map { $0 * 100 / whole } ?? 100 }
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
        let moving = then.span.indices.filter { then.span[$0] >= 16 }
        guard moving.count >= 8 else { return 0 }
        let shares = moving.map { Int(now.span[$0]) * 100 / Int(then.span[$0]) }.sorted()
        guard shares[shares.count / 2] >= 50 else { return 0 }
        return moving.count { part in
            Int(now.span[part]) * 100 < 15 * Int(then.span[part])
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

    /// By how many strips a row of levels must be moved to lie on another one.
    /// - Returns: nil where that cannot be told: they have no features, or are no longer alike.
    private func shift(_ before: [UInt8], _ after: [UInt8]) -> Int? {
        let reach = 16
        let (old, new) = (before.map(Double.init), after.map(Double.init))
        let mean = old.reduce(0, +) / Double(old.count)
        let features = (old.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(old.count)).squareRoot()
        guard features >= 6 else { return nil }
        // The mean square of what is left once the light has been made equal.
        func difference(_ shift: Int) -> Double {
            let places = max(0, -shift)..<min(old.count, old.count - shift)
            let (one, other) = places.reduce((0.0, 0.0)) { ($0.0 + old[$1], $0.1 + new[$1 + shift]) }
            let gain = one / max(1, other)
            return places.reduce(0.0) { sum, place in
                let miss = old[place] - gain * new[place + shift]
                return sum + miss * miss
            } / Double(places.count)
        }
        let still = difference(0)
        let best = (-reach...reach).min { difference($0) < difference($1) } ?? 0
        // As it was, but for what may lie on the belt.
        guard still > 16, still > features * features / 16 else { return 0 }
        return difference(best) < still / 3 ? best : nil
    }
}
