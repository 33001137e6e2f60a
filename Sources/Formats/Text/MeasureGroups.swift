import Parcels
import Patterns

/// The units in which a device tells weights and sides.
public struct MeasureUnits: Sendable, Hashable {
    /// Of mass, by what devices write; grams of one. The pound is that of 1959: 453.59237 g.
    public static let weights: KeyValuePairs<String, Double> = [
        "g": 1, "kg": 1000, "lb": 453.59237, "oz": 453.59237 / 16,
    ]
    /// Of length; millimetres of one.
    public static let sides: KeyValuePairs<String, Double> = ["mm": 1, "cm": 10, "m": 1000, "in": 25.4]

    /// Grams and millimetres of one; nil where the device does not tell any.
    let weight_g: Double?
    let side_mm: Double?

    public init(weight_g: Double?, side_mm: Double?) {
        self.weight_g = weight_g
        self.side_mm = side_mm
    }
}

/// The groups of a telegram that say what a parcel weighs and measures.
struct MeasureGroups: Sendable, Hashable {
    private let weight: Int?
    private let length: Int?
    private let width: Int?
    private let height: Int?

    static let names: Set<String> = ["weight", "length", "width", "height"]

    /// Nil where the pattern has none of them.
    init?(_ pattern: BytePattern) {
        weight = pattern.group("weight")
        length = pattern.group("length")
        width = pattern.group("width")
        height = pattern.group("height")
        if !hasWeight, !hasSides { return nil }
    }

    var hasWeight: Bool { weight != nil }
    var hasSides: Bool { length != nil || width != nil || height != nil }

    /// Nil where no number above zero stands.
    func read(_ text: ArraySlice<UInt8>, _ found: BytePattern.Captures, in units: MeasureUnits) -> ParcelMeasure? {
        let value = { (group: Int?, unit: Double?) -> Int? in
            guard let unit, let number = group.flatMap({ found[$0] }).flatMap({ Decimal.value(text[$0]) }) else {
                return nil
            }
            return Int(exactly: (number * unit).rounded())
        }
        return ParcelMeasure(
            weight_g: value(weight, units.weight_g), length_mm: value(length, units.side_mm),
            width_mm: value(width, units.side_mm), height_mm: value(height, units.side_mm))
    }
}
