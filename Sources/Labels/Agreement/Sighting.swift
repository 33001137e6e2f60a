import Parcels

/// One symbol as one reader saw it on one way through the picture.
struct Sighting: Sendable, Hashable {
    var symbology: Symbology
    var aim: SymbologyIdentifier?
    var bytes: [UInt8]
    /// The data in UTF-8 where the symbol names its alphabet, or where its bytes are no UTF-8 and the reader knows another one
    /// that they fit.
    var text: [UInt8]?
    var polygon: [Symbol.Point]
    var decoder: Symbol.Decoder
    var pass: Symbol.Pass = .whole
    /// Lines across it that read the same; 0 for matrix codes.
    var lines = 0
    var check = Symbol.Check.held
    var quality: PrintQuality?

    init(
        _ symbology: Symbology, _ aim: SymbologyIdentifier?, _ bytes: [UInt8], polygon: [Symbol.Point],
        by decoder: Symbol.Decoder
    ) {
        self.symbology = symbology
        self.aim = aim
        self.bytes = bytes
        self.polygon = polygon
        self.decoder = decoder
    }
}
