/// Code 39 (ISO/IEC 16388), with wide elements of three modules: two are not enough below 0.508 mm.
public enum Code39Drawing {
    private static let wide: UInt8 = 3

    /// A symbol for capital letters, digits and `-. $/+%`; nil for other bytes, for none and for more than 60.
    public static func symbol(_ bytes: [UInt8]) -> BarSymbol? {
        guard (1...60).contains(bytes.count), !bytes.contains(asterisk) else { return nil }
        var widths: [UInt8] = []
        for byte in [asterisk] + bytes + [asterisk] {
            guard let pattern = pattern(byte) else { return nil }
            if !widths.isEmpty { widths.append(1) }
            widths += pattern
        }
        return BarSymbol(widths)
    }

    /// The check character (modulo 43) for a text; nil for one that Code 39 cannot hold.
    public static func check(_ bytes: [UInt8]) -> UInt8? {
        var sum = 0
        for byte in bytes {
            guard let value = alphabet.firstIndex(of: byte) else { return nil }
            sum += value
        }
        return alphabet[sum % 43]
    }

    /// It stands at both ends, and in no text.
    static let asterisk = UInt8(ascii: "*")
    static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%".utf8)

    /// Bars by the last digit of the value, each with two wide ones (of weight 1 2 4 7 0).
    private static let bars = [
        "00110", "10001", "01001", "11000", "00101", "10100", "01100", "00011", "10010", "01010",
    ]
    /// Which of the four spaces is wide, by tens.
    private static let spaces = ["0100", "0010", "0001", "1000"]
    /// Four characters have wide spaces alone.
    private static let spaceOnly: [UInt8: String] = [
        UInt8(ascii: "$"): "1110", UInt8(ascii: "/"): "1101", UInt8(ascii: "+"): "1011", UInt8(ascii: "%"): "0111",
    ]

    static func pattern(_ byte: UInt8) -> [UInt8]? {
        if let spaces = spaceOnly[byte] { return interleave("00000", spaces) }
        // In the order of the standard's table: ten characters for each wide space.
        guard let place = Array("1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ-. *".utf8).firstIndex(of: byte) else {
            return nil
        }
        return interleave(bars[(place + 1) % 10], spaces[place / 10])
    }

    private static func interleave(_ bars: String, _ spaces: String) -> [UInt8] {
        let (bars, spaces) = (Array(bars.utf8), Array(spaces.utf8))
        return (0..<9).map { place in
            (place & 1 == 0 ? bars[place / 2] : spaces[place / 2]) == UInt8(ascii: "1") ? wide : 1
        }
    }
}
