/// Whether sightings that say the same are enough to believe it.
enum Witnesses {
    /// So many lines of a code without a check must read the same where one reader alone saw it.
    static let linesOfOne = 4
    /// So many where our own reader saw it, which measures quiet zones and the bars' whole extent.
    static let linesOfOwn = 2
    /// Our own reader says 0 where it read the sum of all lines, softly: then the next likely data is far less likely.
    static let summed = 0

    /// Why they are not enough; nil where they are.
    static func doubt(of sightings: [Sighting]) -> RefusedSymbol.Doubt? {
        guard let first = sightings.first else { return .oneWitness }
        let decoders = Set(sightings.map(\.decoder))
        if decoders.count > 1 { return nil }
        if first.check == .spent { return .spentCheck }
        let lines = sightings.map(\.lines).reduce(0, +)
        let isOwn = decoders.contains(.parcelgate)
        switch first.symbology.proof {
        case .corrected: return nil
        case .strong:
            switch first.symbology {
            // zbar joins parts of different DataBars (seen on public pictures).
            case .databarExpanded where decoders.contains(.zbar): return .oneWitness
            // In other codes' bars it sees a DataBar on a line or two (seen on printed labels).
            case .databar where decoders.contains(.zbar): return lines >= linesOfOne ? nil : .oneWitness
            default: return lines >= linesOfOwn || (isOwn && lines == summed) ? nil : .oneWitness
            }
        // One of ten misread lines holds: zbar and zxing-cpp both give wrong ones, on many lines (public pictures).
        case .weak: return isOwn && lines != 1 ? nil : .oneWitness
        // A reader that looks again at a piece of a code sees the same lines again: they count once.
        case .none:
            let most = sightings.map(\.lines).max() ?? 0
            return most >= (isOwn ? linesOfOwn : linesOfOne) ? nil : .oneWitness
        }
    }
}
