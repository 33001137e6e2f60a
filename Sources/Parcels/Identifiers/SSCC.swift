/// A GS1 serial shipping container code: 18 digits, the last one a check digit (GS1 General Specifications, 7.9).
public struct SSCC: Sendable, Hashable {
    public let canonical: CanonicalNumber

    public enum Fault: Error, Sendable, Equatable {
        case shape
        case checkDigit(found: UInt8, expected: UInt8)
    }

    /// Reads the 18 digits, without the application identifier.
    public init(_ text: [UInt8]) throws(Fault) {
        guard text.count == 18, text.allSatisfy(isDigit), let number = NumberText(text) else { throw .shape }
        if let fault = Self.fault(number, 0..<18) { throw fault }
        canonical = CanonicalNumber(number, 0..<18)
    }

    /// The GS1 modulo-10 check digit: from the right, digits weigh 3 and 1 in turn.
    /// - Parameter digits: the digits before the check digit, as values 0 to 9.
    public static func checkDigit(_ digits: [UInt8]) -> UInt8 { CheckAlgorithm.gs1.digit(digits) }

    /// What is wrong with 18 digits of a text.
    static func fault(_ text: NumberText, _ place: Range<Int>) -> Fault? {
        let expected = CheckAlgorithm.gs1.character(text, place.dropLast())
        let found = text[place.upperBound - 1]
        return found == expected ? nil : .checkDigit(found: found - 48, expected: expected - 48)
    }
}
