/// What a device found that a parcel weighs and measures. What it did not tell is nil.
public struct ParcelMeasure: Sendable, Hashable {
    /// Most that a weight and a side may be; a device that says more has not measured a parcel.
    public static let weightLimit_g = 1_000_000
    public static let sideLimit_mm = 20_000

    /// To the nearest gram.
    public let weight_g: Int?
    /// The sides in the device's own order, to the nearest millimetre.
    public let length_mm: Int?
    public let width_mm: Int?
    public let height_mm: Int?

    /// Each by its name, as files write it.
    public static var fields: [(name: String, value: KeyPath<ParcelMeasure, Int?>)] {
        [
            ("weight_g", \.weight_g), ("length_mm", \.length_mm), ("width_mm", \.width_mm), ("height_mm", \.height_mm),
        ]
    }

    /// What is not above zero, and what is out of all measure, is left out. Nil when nothing is left.
    public init?(weight_g: Int? = nil, length_mm: Int? = nil, width_mm: Int? = nil, height_mm: Int? = nil) {
        let side = { (side: Int?) in side.flatMap { (1...Self.sideLimit_mm).contains($0) ? $0 : nil } }
        self.weight_g = weight_g.flatMap { (1...Self.weightLimit_g).contains($0) ? $0 : nil }
        self.length_mm = side(length_mm)
        self.width_mm = side(width_mm)
        self.height_mm = side(height_mm)
        if self.weight_g == nil, self.length_mm == nil, self.width_mm == nil, self.height_mm == nil { return nil }
    }

    /// With what another one tells and this one does not.
    public func completed(by other: ParcelMeasure) -> ParcelMeasure {
        ParcelMeasure(
            weight_g: weight_g ?? other.weight_g, length_mm: length_mm ?? other.length_mm,
            width_mm: width_mm ?? other.width_mm, height_mm: height_mm ?? other.height_mm) ?? self
    }

    /// Whether both can be of one parcel: weights within 50 g or a twentieth of the greater, sides within 50 mm or a tenth of the
    /// longer, as scales and dimensioners over a belt differ.
    public func agrees(with other: ParcelMeasure) -> Bool {
        Self.areOfOneParcel(weight_g: weight_g, other.weight_g) && Self.agree(length_mm, other.length_mm, 50, part: 10)
            && Self.agree(width_mm, other.width_mm, 50, part: 10)
            && Self.agree(height_mm, other.height_mm, 50, part: 10)
    }

    /// Whether two weights, in grams, can be of one parcel.
    public static func areOfOneParcel(weight_g one: Int?, _ other: Int?) -> Bool { agree(one, other, 50, part: 20) }

    private enum Keys: String, CodingKey {
        case weight_g, length_mm, width_mm, height_mm
    }

    private static func agree(_ one: Int?, _ other: Int?, _ least: Int, part: Int) -> Bool {
        guard let one, let other else { return true }
        return abs(one - other) <= max(least, max(one, other) / part)
    }
}

extension ParcelMeasure: Decodable {
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Keys.self)
        let measured = ParcelMeasure(
            weight_g: try fields.decodeIfPresent(Int.self, forKey: .weight_g),
            length_mm: try fields.decodeIfPresent(Int.self, forKey: .length_mm),
            width_mm: try fields.decodeIfPresent(Int.self, forKey: .width_mm),
            height_mm: try fields.decodeIfPresent(Int.self, forKey: .height_mm))
        guard let measured else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "nothing measured"))
        }
        self = measured
    }
}
