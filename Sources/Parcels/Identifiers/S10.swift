/// A postal item identifier of UPU standard S10: two letters (service), eight digits, a check digit, and the ISO
/// country code of the issuing post.
public struct S10: Sendable, Hashable {
    public let canonical: CanonicalNumber

    public enum Fault: Error, Sendable, Equatable {
        /// Not two letters, nine digits, two letters.
        case shape
        /// The service indicator begins with J, K, S, T or W, which UPU reserves.
        case reservedService
        case country
        case checkDigit(found: UInt8, expected: UInt8)
    }

    /// Reads the 13 characters of the canonical form.
    public init(_ text: [UInt8]) throws(Fault) {
        // The canonical form has neither spaces nor small letters.
        guard text.count == 13, let canonical = CanonicalNumber(text), let number = NumberText(text),
            Self.hasShape(number)
        else { throw .shape }
        if let fault = Self.fault(number) { throw fault }
        self.canonical = canonical
    }

    /// UPU S10, clause on the check digit: weights 8 6 4 2 3 5 9 7, eleven minus the sum modulo 11; 10 becomes 0 and 11
    /// becomes 5.
    /// - Parameter serial: eight digits as values 0 to 9.
    public static func checkDigit(_ serial: [UInt8]) -> UInt8 { CheckAlgorithm.s10.digit(serial) }

    /// Whether the text looks like S10, right or wrong.
    static func hasShape(_ text: NumberText) -> Bool {
        text.count == 13 && text.isLetters(0..<2) && text.isDigits(2..<11) && text.isLetters(11..<13)
    }

    /// What is wrong with a text that has the shape.
    static func fault(_ text: NumberText) -> Fault? {
        switch text[0] {
        case 0x4A, 0x4B, 0x53, 0x54, 0x57: return .reservedService
        default: break
        }
        guard Countries.contains(text[11], text[12]) else { return .country }
        let expected = CheckAlgorithm.s10.character(text, 2..<10)
        return text[10] == expected ? nil : .checkDigit(found: text[10] - 48, expected: expected - 48)
    }

    /// The two letters that name the service, such as EB or CP.
    public var service: String { String(decoding: [canonical[0], canonical[1]], as: UTF8.self) }

    /// The ISO 3166-1 code of the post that issued the number.
    public var country: String { String(decoding: [canonical[11], canonical[12]], as: UTF8.self) }
}

func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
