/// What a scan line says by itself, each width decided on its own.
struct HardRead: Sendable, Hashable {
    let symbology: Symbology
    var isGS1 = false
    let bytes: [UInt8]
    /// The first and the last edge among the line's elements.
    let edges: Range<Int>
    /// How much of the tolerance of the widths the worst word leaves: 0 to 1 (decodability, ISO/IEC 15416 clause 5.4.7).
    let decodability: Float
    var isTurned = false
}

/// Decides the widths of a scan line.
enum HardWords {
    /// Everything that widths say, taken in the order given. `widths` begins and ends with a bar.
    static func read(_ widths: [Float], wants: (Symbology) -> Bool = { _ in true }) -> [HardRead] {
        var found: [HardRead] = []
        let turned = Array(widths.reversed())
        for isTurned in [false, true] {
            let line = isTurned ? turned : widths
            let reads =
                Code128Lines.read(line) + RetailLines.read(line, isTurned: isTurned) + InterleavedLines.read(line)
                + CharacterLines.read(line)
            for read in reads {
                let edges =
                    isTurned ? widths.count - read.edges.upperBound..<widths.count - read.edges.lowerBound : read.edges
                let read = HardRead(
                    symbology: read.symbology, isGS1: read.isGS1, bytes: read.bytes, edges: edges,
                    decodability: read.decodability, isTurned: isTurned)
                if !found.contains(where: { $0.symbology == read.symbology && $0.bytes == read.bytes }) {
                    found.append(read)
                }
            }
        }
        return found
    }

    /// Whether the space before an element is wide enough for a quiet zone; the line's end counts as one.
    static func isQuiet(_ widths: [Float], _ place: Int, _ width: Float) -> Bool {
        place < 0 || place >= widths.count || widths[place] >= width
    }
}
