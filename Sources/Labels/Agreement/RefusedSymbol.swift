/// What readers saw in a picture and nobody may believe.
public struct RefusedSymbol: Sendable, Hashable {
    public enum Doubt: UInt8, Sendable, Hashable, CaseIterable {
        /// Two readers read different data at one place.
        case disagreement = 1
        /// One reader alone, of a symbology without a check that would tell a misread.
        case oneWitness
        /// The only check was spent in decoding.
        case spentCheck
        /// The bars go on beyond what was read: a part of a longer code.
        case noQuietZone
        /// Of digits so many that the site's numbers do not have them in this symbology: perhaps a part of a longer code.
        case unknownLength

        public var name: String {
            switch self {
            case .disagreement: "disagreement"
            case .oneWitness: "one-witness"
            case .spentCheck: "spent-check"
            case .noQuietZone: "no-quiet-zone"
            case .unknownLength: "unknown-length"
            }
        }
    }

    public let symbology: Symbology
    public let bytes: [UInt8]
    public let decoders: [Symbol.Decoder]
    public let polygon: [Symbol.Point]
    public let doubt: Doubt

    public init(
        symbology: Symbology, bytes: [UInt8], decoders: [Symbol.Decoder], polygon: [Symbol.Point], doubt: Doubt
    ) {
        self.symbology = symbology
        self.bytes = bytes
        self.decoders = decoders
        self.polygon = polygon
        self.doubt = doubt
    }

    /// The bytes as text: UTF-8 where they are that, else ISO 8859-1.
    public var text: String { SymbolText.of(bytes) }
}
