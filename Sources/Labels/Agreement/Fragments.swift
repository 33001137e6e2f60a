/// What readers saw as whole codes of interleaved 2 of 5 and the bars beside them say are parts of longer ones: nobody may believe
/// them, and a person may want to know why a picture was not read.
enum Fragments {
    /// Those at places where nothing else was seen, each place once with its longest text. Few lines alone are no code: readers see
    /// bars in any texture.
    static func refused(_ fragments: [Sighting], beside agreed: Agreement) -> [RefusedSymbol] {
        var taken = (agreed.symbols.map(\.polygon) + agreed.refused.map(\.polygon)).compactMap(
            OrientedBox.init(around:))
        var refused: [RefusedSymbol] = []
        let seen = fragments.filter { $0.lines >= Witnesses.linesOfOne }
        for fragment in seen.sorted(by: { $0.bytes.count > $1.bytes.count }) {
            guard let box = OrientedBox(around: fragment.polygon), !taken.contains(where: { $0.isAt(box) }) else {
                continue
            }
            taken.append(box)
            refused.append(
                RefusedSymbol(
                    symbology: fragment.symbology, bytes: fragment.bytes, decoders: [fragment.decoder],
                    polygon: fragment.polygon, doubt: .noQuietZone))
        }
        return refused
    }
}
