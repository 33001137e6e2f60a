/// What was found in a picture.
public struct Decoded: Sendable, Hashable {
    public let symbols: [Symbol]
    public let refused: [RefusedSymbol]
    /// The deadline came before all that the effort asks for was tried.
    public let isCutShort: Bool

    public init(symbols: [Symbol], refused: [RefusedSymbol] = [], isCutShort: Bool = false) {
        self.symbols = symbols
        self.refused = refused
        self.isCutShort = isCutShort
    }
}
