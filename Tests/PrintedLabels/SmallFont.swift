/// A printer's own small letters: five dots wide, seven high. Text on a label is what readers take for bars.
enum SmallFont {
    /// Dots from one letter to the next, and from one line to the next.
    static let advance = 6
    static let lineHeight = 9

    /// Rows of a letter from the top, five bits each, the highest at the left. Small letters are drawn as capitals, unknown ones as
    /// boxes.
    static func rows(_ byte: UInt8) -> [UInt8] {
        letters[(0x61...0x7A).contains(byte) ? byte - 32 : byte] ?? [31, 17, 17, 17, 17, 17, 31]
    }

    private static let letters: [UInt8: [UInt8]] = {
        var letters: [UInt8: [UInt8]] = [0x20: [UInt8](repeating: 0, count: 7)]
        for entry in table.split(whereSeparator: \.isWhitespace) {
            let bytes = Array(entry.utf8)
            letters[bytes[0]] = bytes.dropFirst().map { $0 < 0x40 ? $0 - 0x30 : $0 - 0x61 + 10 }
        }
        return letters
    }()

    /// The letter, then its rows as digits of base 32.
    private static let table = """
        0ehjlphe 14c4444e 2eh1248v 3v2421he 426aiv22 5vgu11he 668guhhe 7v124888 8ehhehhe 9ehhf12c
        Aehhvhhh Buhhuhhu Cehggghe Dsihhhis Evggsggv Fvggsggg Gehgnhhf Hhhhvhhh Ie44444e J722222ic
        Khikokih Lggggggv Mhrllhhh Nhhpljhh Oehhhhhe Puhhuggg Qehhhlid Ruhhukih Sfgge11u Tv444444
        Uhhhhhhe Vhhhhha4 Whhhllla Xhha4ahh Yhha4444 Zv1248gv
        -000v000 .00000cc ,0000c48 :0cc0cc0 /01248g0 +044v440 (2488842 )8422248 %oi248j3 $4fke5u4 #aavavaa *0alela0
        """
}

extension Sheet {
    /// Prints a line of text; what does not fit is left out.
    /// - Parameter dot_mm: the size of the font's dots.
    public mutating func text(_ bytes: [UInt8], x: Double, y: Double, dot_mm: Double) {
        for (place, byte) in bytes.enumerated() {
            let left = x + Double(place * SmallFont.advance) * dot_mm
            guard left + 5 * dot_mm < width_mm else { return }
            for (row, bits) in SmallFont.rows(byte).enumerated() {
                var column = 0
                while column < 5 {
                    guard bits >> (4 - column) & 1 == 1 else {
                        column += 1
                        continue
                    }
                    let start = column
                    while column < 5, bits >> (4 - column) & 1 == 1 { column += 1 }
                    dots(
                        Area(
                            x: left + Double(start) * dot_mm, y: y + Double(row) * dot_mm,
                            width: Double(column - start) * dot_mm, height: dot_mm))
                }
            }
        }
    }
}
