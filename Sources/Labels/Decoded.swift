/// What was found in a picture.
public struct Decoded: Sendable, Hashable {
    /// The picture's size in pixels: places of symbols are in it.
    public let width: Int
    public let height: Int
    public let symbols: [Symbol]
    public let refused: [RefusedSymbol]
    /// The deadline came before all that the effort asks for was tried.
    public let isCutShort: Bool

    public init(
        width: Int, height: Int, symbols: [Symbol], refused: [RefusedSymbol] = [], isCutShort: Bool = false
    ) {
        self.width = width
        self.height = height
        self.symbols = symbols
        self.refused = refused
        self.isCutShort = isCutShort
    }
}
