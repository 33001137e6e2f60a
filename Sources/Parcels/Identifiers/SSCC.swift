/// A GS1 serial shipping container code: 18 digits, the last one a check digit (GS1 General Specifications, 7.9).
public struct SSCC: Sendable, Hashable {
    public let canonical: CanonicalNumber

    public enum Fault: Error, Sendable, Equatable {
        case shape
        case checkDigit(found: UInt8, expected: UInt8)
    }

    /// Reads the 18 digits, without the application identifier.
    public init(_ text: [UInt8]) throws(Fault) {
        guard text.count == 18, text.allSatisfy(isDigit), let canonical = CanonicalNumber(text) else { throw .shape }
        let expected = Self.checkDigit(text.dropLast().map { $0 - 48 })
        guard text[17] - 48 == expected else { throw .checkDigit(found: text[17] - 48, expected: expected) }
        self.canonical = canonical
    }

    /// The GS1 modulo-10 check digit: from the right, digits weigh 3 and 1 in turn.
    /// - Parameter digits: the digits before the check digit, as values 0 to 9.
    public static func checkDigit(_ digits: [UInt8]) -> UInt8 {
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() { sum += Int(digit) * (place.isMultiple(of: 2) ? 3 : 1) }
        return UInt8((10 - sum % 10) % 10)
    }
}
