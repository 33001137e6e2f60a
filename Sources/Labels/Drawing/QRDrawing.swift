/// QR Code (ISO/IEC 18004) in byte mode with error correction level M: a seventh of it may be unreadable.
public enum QRDrawing {
    /// The smallest symbol that holds the bytes; nil for more than 2331.
    /// - Parameters:
    ///   - version: 1 to 40, for one of another size; nil is the smallest.
    ///   - mask: 0 to 7; nil is the one that reads best by the standard's own measure.
    public static func symbol(_ bytes: [UInt8], version: Int? = nil, mask: Int? = nil) -> MatrixSymbol? {
        let wanted = version ?? (1...40).first { QRVersion($0).capacity >= bytes.count } ?? 41
        guard (1...40).contains(wanted), QRVersion(wanted).capacity >= bytes.count else { return nil }
        let version = QRVersion(wanted)
        var grid = QRGrid(version)
        grid.place(version.interleaved(version.codewords(bytes)))
        let masks = mask.map { [$0] } ?? Array(0..<8)
        let drawn = masks.map { mask in grid.masked(mask) }
        guard let best = drawn.min(by: { $0.penalty < $1.penalty }) else { return nil }
        return MatrixSymbol(side: version.side, modules: best.dark, quiet: 4)
    }
}
