import Labels
import Parcels
import Readings

/// What became of one picture, as far as a person wants to see it again.
public struct SeenFrame: Sendable, Hashable {
    /// Rises with each picture of the site; tells apart those with equal files.
    public let serial: UInt64
    public let device: DeviceID
    /// Nil where there was no file.
    public let frame: FrameID?
    /// When it was first seen, in nanoseconds UTC.
    public let at: Int64
    public let outcome: Outcome

    public enum Outcome: Sendable, Hashable {
        case looked(Look)
        /// It could not be looked at.
        case failed(Trouble)
    }

    /// What the readers found.
    public struct Look: Sendable, Hashable {
        /// Pixels.
        public let width: Int
        public let height: Int
        public let symbols: [SeenSymbol]
        public let isCutShort: Bool
        public let elapsed_us: Int

        /// - Parameter numbering: which texts are item numbers.
        public init(_ decoded: Decoded, elapsed_us: Int, numbering: Numbering = .standard) {
            width = decoded.width
            height = decoded.height
            symbols =
                decoded.symbols.map { SeenSymbol($0, numbering) } + decoded.refused.map { SeenSymbol($0, numbering) }
            isCutShort = decoded.isCutShort
            self.elapsed_us = elapsed_us
        }
    }

    /// Whether a label was read in it.
    public var isRead: Bool {
        guard case .looked(let look) = outcome else { return false }
        return look.symbols.contains { $0.doubt == nil }
    }
}

/// A symbol that was seen in a picture: read, or refused.
public struct SeenSymbol: Sendable, Hashable {
    /// Most characters of a text that are kept.
    static let textLimit = 128
    /// Most corners of an outline that are kept.
    static let cornerLimit = 8

    public let symbology: Symbology
    /// Personal data, unless it is an item number. What is longer than the limit ends with an ellipsis.
    public let text: String
    /// It is an item number, valid by its check.
    public let isNumber: Bool
    /// The bytes of its data.
    public let size: Int
    public let corners: [Symbol.Point]
    public let decoders: [Symbol.Decoder]
    /// What speaks for it; nil for one that was refused.
    public let evidence: Symbol.Evidence?
    /// Why it was refused; nil for one that was read.
    public let doubt: RefusedSymbol.Doubt?

    init(_ symbol: Symbol, _ numbering: Numbering) {
        self.init(
            symbol.symbology, symbol.bytes, symbol.aim, symbol.text, symbol.polygon, symbol.evidence.decoders,
            numbering, evidence: symbol.evidence, doubt: nil)
    }

    init(_ symbol: RefusedSymbol, _ numbering: Numbering) {
        self.init(
            symbol.symbology, symbol.bytes, nil, symbol.text, symbol.polygon, symbol.decoders, numbering,
            evidence: nil, doubt: symbol.doubt)
    }

    private init(
        _ symbology: Symbology, _ bytes: [UInt8], _ aim: SymbologyIdentifier?, _ text: String,
        _ polygon: [Symbol.Point],
        _ decoders: [Symbol.Decoder], _ numbering: Numbering, evidence: Symbol.Evidence?, doubt: RefusedSymbol.Doubt?
    ) {
        self.symbology = symbology
        self.text = text.count > Self.textLimit ? String(text.prefix(Self.textLimit - 1)) + "…" : text
        if case .valid = numbering.recognise(bytes, symbology: aim) { isNumber = true } else { isNumber = false }
        size = bytes.count
        // An outline of many corners is nearly round: every second or third of them says as much.
        let step = max(1, (polygon.count + Self.cornerLimit - 1) / Self.cornerLimit)
        corners = stride(from: 0, to: polygon.count, by: step).map { polygon[$0] }
        self.decoders = decoders
        self.evidence = evidence
        self.doubt = doubt
    }
}
