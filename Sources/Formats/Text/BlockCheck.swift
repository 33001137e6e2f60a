/// A check that a device sends with each text telegram (LRC, BCC): the XOR of the telegram's bytes, and of what stands around them
/// where the maker says so.
public struct BlockCheck: Sendable, Hashable {
    public enum Place: Sendable, Hashable {
        /// One byte behind the telegram's end.
        case behindEnd
        /// Two hexadecimal digits before the telegram's end.
        case beforeEnd
    }

    public let place: Place
    public let coversStart: Bool
    public let coversEnd: Bool

    public init(_ place: Place, coversStart: Bool, coversEnd: Bool) {
        self.place = place
        self.coversStart = coversStart
        self.coversEnd = coversEnd
    }

    /// How many bytes of it stand behind the telegram's end.
    var sizeBehind: Int { place == .behindEnd ? 1 : 0 }
    /// How many bytes of it stand before the telegram's end.
    var sizeBefore: Int { place == .beforeEnd ? 2 : 0 }

    /// What start and end add to the XOR of the content.
    func constant(start: [UInt8], end: some Sequence<UInt8>) -> UInt8 {
        (coversStart ? start.reduce(0, ^) : 0) ^ (coversEnd ? end.reduce(0, ^) : 0)
    }

    /// The value of two hexadecimal digits; nil for what is none.
    static func value(of digits: ArraySlice<UInt8>) -> UInt8? {
        digits.reduce(0 as UInt8?) { value, digit in
            guard let value, let four = UInt8(String(UnicodeScalar(digit)), radix: 16) else { return nil }
            return value << 4 | four
        }
    }

    /// Two hexadecimal digits, with small letters where the ones that they replace have some.
    static func digits(of value: UInt8, as before: ArraySlice<UInt8>) -> [UInt8] {
        let text = String(value, radix: 16, uppercase: !before.contains { (0x61...0x66).contains($0) })
        return Array((value < 16 ? "0" + text : text).utf8)
    }
}
