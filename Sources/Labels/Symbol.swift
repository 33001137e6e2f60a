import Parcels

/// One bar code found in a picture.
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
    /// Which decoder found it.
    public let decoder: Decoder
    /// The corners of its outline, in order.
    public let polygon: [Point]

    public init(
        symbology: Symbology, aim: SymbologyIdentifier?, bytes: [UInt8], decoder: Decoder, polygon: [Point]
    ) {
        self.symbology = symbology
        self.aim = aim
        self.bytes = bytes
        self.decoder = decoder
        self.polygon = polygon
    }

    public enum Decoder: UInt8, Sendable, Hashable, CaseIterable {
        case zbar = 0

        public var name: String { "zbar" }
    }

    /// Most bytes of one symbol: more than any symbology holds.
    public static let sizeLimit = 8192
    /// Most symbols of one picture.
    public static let countLimit = 32
    /// Most places of one polygon.
    public static let pointLimit = 64

    /// The bytes as text: UTF-8 where they are that, else ISO 8859-1.
    public var text: String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}
