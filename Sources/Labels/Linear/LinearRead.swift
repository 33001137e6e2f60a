/// One linear code that was read from a picture, with what speaks for it.
public struct LinearRead: Sendable, Hashable {
    public let symbology: Symbology
    /// Code 128 with FNC1 in the first place.
    public let isGS1: Bool
    /// Code 128: text, FNC1 as GS (0x1D), the first of GS1-128 left out. ITF: all digits. Code 39: without the asterisks, the
    /// optional check character as it stands. EAN and UPC: the digits with the check digit, 12 of UPC-A, 8 of UPC-E. Codabar:
    /// with its start and stop letters.
    public let bytes: [UInt8]
    /// The four corners of the bars' area, in order.
    public let polygon: [Symbol.Point]
    /// Independent scan lines that read the same by themselves, each width decided on its own.
    public let lines: Int
    public let witness: Witness
    public let quality: PrintQuality?

    public init(
        symbology: Symbology, isGS1: Bool, bytes: [UInt8], polygon: [Symbol.Point], lines: Int, witness: Witness,
        quality: PrintQuality?
    ) {
        self.symbology = symbology
        self.isGS1 = isGS1
        self.bytes = bytes
        self.polygon = polygon
        self.lines = lines
        self.witness = witness
        self.quality = quality
    }

    /// What became of the symbology's own check.
    public enum Witness: UInt8, Sendable, Hashable, CaseIterable {
        /// The symbology has none.
        case none
        /// It held on what was measured.
        case held
        /// The words were chosen so that it holds.
        case spent
    }
}
