/// Interleaved 2 of 5 (ISO/IEC 16390), with wide elements of three modules.
public enum InterleavedDrawing {
    private static let wide: UInt8 = 3
    static let digits = [
        "00110", "10001", "01001", "11000", "00101", "10100", "01100", "00011", "10010", "01010",
    ]

    /// A symbol for an even count of digits, 2 to 60; nil for anything else.
    public static func symbol(_ bytes: [UInt8]) -> BarSymbol? {
        guard (2...60).contains(bytes.count), bytes.count.isMultiple(of: 2),
            bytes.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        var widths: [UInt8] = [1, 1, 1, 1]
        for place in stride(from: 0, to: bytes.count, by: 2) {
            // Bars say the first digit of a pair, the spaces between them the second.
            let pair = (digits[Int(bytes[place] - 0x30)].utf8, digits[Int(bytes[place + 1] - 0x30)].utf8)
            for (bar, space) in zip(pair.0, pair.1) {
                widths += [bar, space].map { $0 == UInt8(ascii: "1") ? wide : 1 }
            }
        }
        return BarSymbol(widths + [wide, 1, 1])
    }
}
