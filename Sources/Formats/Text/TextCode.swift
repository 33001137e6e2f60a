import Parcels
import Readings

/// One code of a telegram: its label as received, and what the device told about it.
public struct TextCode: Sendable, Hashable {
    public let label: [UInt8]
    public let symbology: SymbologyIdentifier?
    /// None or one: most codes have none, and are copied often.
    private let told: [Facts]

    /// Nil where the device tells nothing but the label.
    public var facts: Facts? { told.first }

    public init(label: [UInt8], symbology: SymbologyIdentifier?, facts: Facts? = nil) {
        self.label = label
        self.symbology = symbology
        told = facts.map { [$0] } ?? []
    }

    /// What a device tells about a code, in its own measures.
    public struct Facts: Sendable, Hashable {
        public struct Point: Sendable, Hashable {
            public let x: Double
            public let y: Double
        }

        /// Where in its picture the code lies, in the device's units (pixels, mostly).
        public var place: Point?
        public var corners: [Point] = []
        /// Degrees.
        public var angle: Double?
        /// A grade or a figure, as the device writes it; at most 16 bytes.
        public var quality: [UInt8]?
        /// Which of several readers read it.
        public var reader: Int?
        /// The host's own index of the parcel, handed back; at most 32 bytes.
        public var pack: [UInt8]?

        /// As a reading keeps it.
        public var sighting: LabelSighting? {
            LabelSighting(
                place: place.flatMap { LabelSighting.Point($0.x, $0.y) },
                corners: corners.compactMap { LabelSighting.Point($0.x, $0.y) }, angle: angle, quality: quality,
                reader: reader)
        }

        static let qualityLimit = 16
        static let packLimit = 32
        static let cornerLimit = 8
    }
}
