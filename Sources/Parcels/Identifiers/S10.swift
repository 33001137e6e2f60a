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
        guard text.count == 13, let canonical = CanonicalNumber(text), Self.hasShape(text) else { throw .shape }
        guard !Array("JKSTW".utf8).contains(text[0]) else { throw .reservedService }
        guard Countries.contains(text[11], text[12]) else { throw .country }
        let expected = Self.checkDigit(text[2..<10].map { $0 - 48 })
        guard text[10] - 48 == expected else { throw .checkDigit(found: text[10] - 48, expected: expected) }
        self.canonical = canonical
    }

    /// UPU S10, clause on the check digit: weights 8 6 4 2 3 5 9 7, eleven minus the sum modulo 11; 10 becomes 0 and 11
    /// becomes 5.
    /// - Parameter serial: eight digits as values 0 to 9.
    public static func checkDigit(_ serial: [UInt8]) -> UInt8 {
        let weights = [8, 6, 4, 2, 3, 5, 9, 7]
        let sum = zip(serial, weights).reduce(0) { $0 + Int($1.0) * $1.1 }
        switch 11 - sum % 11 {
        case 10: return 0
        case 11: return 5
        case let digit: return UInt8(digit)
        }
    }

    /// Whether the text looks like S10, right or wrong.
    static func hasShape(_ text: [UInt8]) -> Bool {
        text.count == 13 && text[0..<2].allSatisfy(isLetter) && text[2..<11].allSatisfy(isDigit)
            && text[11..<13].allSatisfy(isLetter)
    }

    /// The two letters that name the service, such as EB or CP.
    public var service: String { String(decoding: [canonical[0], canonical[1]], as: UTF8.self) }

    /// The ISO 3166-1 code of the post that issued the number.
    public var country: String { String(decoding: [canonical[11], canonical[12]], as: UTF8.self) }
}

func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
