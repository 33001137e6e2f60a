/// Decides whether what was read softly is certain enough.
enum SoftJudge {
    /// In nats, how much less likely the next best valid sequence must be.
    static let margin: Float = 14
    static let spentMargin: Float = 20

    /// The read to be believed, if any. Reads of other symbologies or lengths that are nearly as likely speak against it.
    static func choose(_ reads: [SoftReader.Read]) -> SoftReader.Read? {
        guard let best = reads.min(by: { $0.cost < $1.cost }) else { return nil }
        let needed = best.witness == .held ? margin : spentMargin
        guard best.margin > needed, best.misfit < 6, best.explained > 0.6 else { return nil }
        guard best.witness != .spent || best.spent < 12 else { return nil }
        for other in reads where other.bytes != best.bytes {
            guard other.cost - best.cost > 8 * max(1, best.misfit) else { return nil }
        }
        return best
    }
}
