extension Sighting {
    /// What our own reader of linear codes saw, in the form of its symbology.
    init(_ read: LinearRead) {
        self.init(
            read.symbology, read.symbology.aim(isGS1: read.isGS1), read.symbology.complete(read.bytes),
            polygon: read.polygon, by: .parcelgate)
        lines = read.lines
        check =
            switch read.witness {
            case .none: .none
            case .held: .held
            case .spent: .spent
            }
        quality = read.quality
    }
}
