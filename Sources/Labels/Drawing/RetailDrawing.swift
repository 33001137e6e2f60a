/// EAN-13 (ISO/IEC 15420).
public enum RetailDrawing {
    /// A symbol for thirteen digits, the last of them their check digit; nil for anything else.
    public static func symbol(_ bytes: [UInt8]) -> BarSymbol? {
        guard bytes.count == 13, bytes.allSatisfy({ (0x30...0x39).contains($0) }), check(bytes.dropLast()) == bytes[12]
        else { return nil }
        let digits = bytes.map { Int($0 - 0x30) }
        var widths: [UInt8] = [1, 1, 1]
        for (place, digit) in digits[1...6].enumerated() {
            // The first digit is not drawn: which of the six on the left are mirrored says it.
            let pattern = BarSymbol.widths(patterns[digit])
            widths += parities[digits[0]][place] == UInt8(ascii: "G") ? pattern.reversed() : pattern
        }
        widths += [1, 1, 1, 1, 1]
        for digit in digits[7...12] { widths += BarSymbol.widths(patterns[digit]) }
        return BarSymbol(widths + [1, 1, 1], quiet: (11, 7))
    }

    /// The check digit behind any count of digits (GS1 General Specifications 7.9.1): weights 3 and 1 in turn from the right.
    public static func check(_ digits: some BidirectionalCollection<UInt8>) -> UInt8 {
        var sum = 0
        var weight = 3
        for digit in digits.reversed() {
            sum += Int(digit - 0x30) * weight
            weight = 4 - weight
        }
        return 0x30 + UInt8((10 - sum % 10) % 10)
    }

    static let patterns = ["3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112"]
    static let parities = [
        "LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL",
    ].map { Array($0.utf8) }
}
