/// The words of the symbologies with narrow and wide elements, wide ones as set bits, the first element's highest.
enum TwoWidthWords {
    /// ITF: five elements a digit, by digit (ISO/IEC 16390).
    static let interleaved: [Int] = InterleavedDrawing.digits.map { bits($0.utf8.map { $0 == UInt8(ascii: "1") }) }

    /// Code 39: nine elements a character (ISO/IEC 16388).
    static let code39: [(bits: Int, byte: UInt8)] = (Code39Drawing.alphabet + [Code39Drawing.asterisk]).map { byte in
        (bits((Code39Drawing.pattern(byte) ?? []).map { $0 > 1 }), byte)
    }

    /// Codabar: seven elements a character (ANSI/AIM BC3).
    static let codabar: [(bits: Int, byte: UInt8)] = [
        (0b000_0011, "0"), (0b000_0110, "1"), (0b000_1001, "2"), (0b110_0000, "3"), (0b001_0010, "4"),
        (0b100_0010, "5"), (0b010_0001, "6"), (0b010_0100, "7"), (0b011_0000, "8"), (0b100_1000, "9"),
        (0b000_1100, "-"), (0b001_1000, "$"), (0b100_0101, ":"), (0b101_0001, "/"), (0b101_0100, "."),
        (0b001_0101, "+"), (0b001_1010, "A"), (0b010_1001, "B"), (0b000_1011, "C"), (0b000_1110, "D"),
    ].map { (bits: $0.0, byte: ($0.1 as Unicode.Scalar).value) }.map { ($0.bits, UInt8($0.byte)) }

    static func bits(_ isWide: [Bool]) -> Int { isWide.reduce(0) { 2 * $0 + ($1 ? 1 : 0) } }
}
