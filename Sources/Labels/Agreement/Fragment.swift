/// What a reader saw as a whole code and may be a part of a longer one: nobody may believe it, and a person may want to know why a
/// picture was not read.
struct Fragment {
    let sighting: Sighting
    let doubt: RefusedSymbol.Doubt

    /// Those at places where nothing else was seen, each place once with its longest text. Few lines alone are no code: readers see
    /// bars in any texture.
    static func refused(_ fragments: [Fragment], beside agreed: Agreement) -> [RefusedSymbol] {
        var taken = (agreed.symbols.map(\.polygon) + agreed.refused.map(\.polygon)).compactMap(
            OrientedBox.init(around:))
        var refused: [RefusedSymbol] = []
        let seen = fragments.filter { $0.sighting.lines >= Witnesses.linesOfOne }
        for fragment in seen.sorted(by: { $0.sighting.bytes.count > $1.sighting.bytes.count }) {
            let sighting = fragment.sighting
            guard let box = OrientedBox(around: sighting.polygon), !taken.contains(where: { $0.isAt(box) }) else {
                continue
            }
            taken.append(box)
            refused.append(
                RefusedSymbol(
                    symbology: sighting.symbology, bytes: sighting.bytes, decoders: [sighting.decoder],
                    polygon: sighting.polygon, doubt: fragment.doubt))
        }
        return refused
    }
}
