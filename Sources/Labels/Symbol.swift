import Parcels

/// One bar code found in a picture, on which all readers that saw it agree.
public struct Symbol: Sendable, Hashable {
    /// A place in the picture, in pixels from its upper left corner.
    public struct Point: Sendable, Hashable {
        public let x: Int32
        public let y: Int32

        public init(x: Int32, y: Int32) {
            self.x = x
            self.y = y
        }
    }

    public let symbology: Symbology
    /// The AIM symbology identifier, where the code has one.
    public let aim: SymbologyIdentifier?
    /// The data as printed, without start, stop and check characters that belong to the symbology.
    public let bytes: [UInt8]
    /// The corners of its outline, in order.
    public let polygon: [Point]
    public let evidence: Evidence
    /// The data in UTF-8 where the symbol itself names its alphabet (extended channel interpretation, ECI), or where its bytes are
    /// no UTF-8 and a reader knows another alphabet that they fit.
    public let alphabetText: [UInt8]?

    public init(
        symbology: Symbology, aim: SymbologyIdentifier?, bytes: [UInt8], polygon: [Point], evidence: Evidence,
        alphabetText: [UInt8]? = nil
    ) {
        self.symbology = symbology
        self.aim = aim
        self.bytes = bytes
        self.polygon = polygon
        self.evidence = evidence
        self.alphabetText = alphabetText
    }

    public enum Decoder: UInt8, Sendable, Hashable, CaseIterable {
        case zbar = 0
        case zxing
        case parcelgate

        public var name: String { "\(self)" }
    }

    /// What became of the symbology's own check: modulo 103 of Code 128, parity and check digit of EAN, error correction of
    /// matrix codes.
    public enum Check: UInt8, Sendable, Hashable, CaseIterable {
        /// The symbology has none.
        case none = 0
        /// It held on what was measured.
        case held
        /// The data was chosen so that it holds: it witnesses nothing any more.
        case spent

        public var name: String { "\(self)" }
    }

    /// What speaks for a symbol.
    public struct Evidence: Sendable, Hashable {
        /// Who read it, the first one first, each once.
        public let decoders: [Decoder]
        /// At which way through the picture the first one did.
        public let pass: Pass
        /// Lines across a linear code that read the same, of the reader that saw most; 0 for matrix codes.
        public let lines: Int
        public let check: Check
        /// How well it is printed and pictured, where it was measured.
        public let quality: PrintQuality?

        public init(
            decoders: [Decoder], pass: Pass = .whole, lines: Int = 0, check: Check = .held,
            quality: PrintQuality? = nil
        ) {
            self.decoders = decoders
            self.pass = pass
            self.lines = lines
            self.check = check
            self.quality = quality
        }
    }

    /// Ways to look at a picture.
    public enum Pass: UInt8, Sendable, Hashable, CaseIterable {
        case whole = 0
        case part
        case halved
        case doubled
        case inverted
        case sharpened
        /// Strips across bars.
        case bars
        case softened

        public var name: String { "\(self)" }
    }

    /// Who read it first.
    public var decoder: Decoder { evidence.decoders.first ?? .zbar }

    /// Most bytes of one symbol: more than any symbology holds.
    public static let sizeLimit = 8192
    /// Most bytes of its text in UTF-8.
    public static let textLimit = 4 * sizeLimit
    /// Most symbols of one picture.
    public static let countLimit = 32
    /// Most places of one polygon.
    public static let pointLimit = 64

    /// The bytes as text: by the alphabet that the symbol names; else UTF-8 where they are that, else ISO 8859-1.
    public var text: String {
        if let alphabetText { return String(decoding: alphabetText, as: UTF8.self) }
        return SymbolText.of(bytes)
    }
}

enum SymbolText {
    /// UTF-8 where the bytes are that, else ISO 8859-1.
    static func of(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}
