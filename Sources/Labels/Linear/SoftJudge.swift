/// Decides whether what was read softly is certain enough.
enum SoftJudge {
    /// In nats, how much less likely the next best valid sequence must be, by the check's fate and by how much of what was
    /// measured the words explain. Measured on degraded symbols, their fragments, text and textures: wrong words whose check
    /// held came to 26 nats where they explained less than 0.8 of it, and to 10 where more; wrong words without check to 62
    /// and to 20.
    private static func needed(_ read: SoftReader.Read) -> Float? {
        switch (read.witness, read.explained) {
        case (.held, 0.88...): 22
        case (.held, 0.7...): 45
        case (.spent, 0.88...): 45
        case (.none, 0.88...): 34
        case (.none, 0.84...): 80
        default: nil
        }
    }

    /// Another length or symbology that is nearly as likely speaks against a read: least difference in nats.
    private static let rivalMargin: Float = 12

    /// The read to be believed, if any. Reads of other symbologies or lengths that are nearly as likely speak against it.
    static func choose(_ reads: [SoftReader.Read]) -> SoftReader.Read? {
        guard let best = reads.min(by: { $0.cost < $1.cost }) else { return nil }
        guard let needed = needed(best), best.margin > needed, best.witness != .spent || best.spent < 12 else {
            return nil
        }
        for other in reads where other.bytes != best.bytes {
            guard other.cost - best.cost > rivalMargin * max(1, best.misfit) else { return nil }
        }
        return best
    }
}
