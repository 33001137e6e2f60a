/// The form of letters and digits in which those that writers put for one another are the same, each by itself whatever
/// stands beside it. Two texts of different forms are different words; two of one form may still be.
public enum MatchingKey {
    /// By ASCII code; 0 for what is left out. `h` is: k stands for kh and f for ph.
    public static let forms: [UInt8] = {
        var forms = [UInt8](repeating: 0, count: 256)
        for letter in UInt8(ascii: "a")...UInt8(ascii: "z") { forms[Int(letter)] = letter }
        for (letter, form) in [
            ("h", nil), ("c", "k"), ("f", "p"), ("z", "d"), ("j", "i"), ("y", "i"), ("l", "i"), ("0", "o"), ("1", "i"),
            ("2", "d"), ("3", "e"), ("4", "a"), ("5", "s"), ("6", "g"), ("7", "t"), ("8", "b"), ("9", "g"),
        ] as [(Unicode.Scalar, Unicode.Scalar?)] {
            forms[Int(letter.value)] = form.map { UInt8($0.value) } ?? 0
        }
        return forms
    }()

    /// The hash of no letters, and that of some with one more in its form (FNV-1a, 64 bits).
    public static let noHash: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    public static func hash(_ hash: UInt64, adding form: UInt8) -> UInt64 {
        form == 0 ? hash : (hash ^ UInt64(form)) &* 0x100_0000_01B3
    }

    /// Of letters and digits without marks.
    public static func hash(_ hash: UInt64, adding letters: some Sequence<FoldedText.Letter>) -> UInt64 {
        letters.reduce(hash) { Self.hash($0, adding: forms[Int($1.base)]) }
    }

    /// The letters that a digit is put for: none, one or two.
    public static func letters(for digit: UInt8) -> (UInt8, UInt8) {
        switch digit {
        case UInt8(ascii: "0"): (UInt8(ascii: "o"), 0)
        case UInt8(ascii: "1"): (UInt8(ascii: "i"), UInt8(ascii: "l"))
        case UInt8(ascii: "2"): (UInt8(ascii: "z"), 0)
        case UInt8(ascii: "3"): (UInt8(ascii: "e"), 0)
        case UInt8(ascii: "4"): (UInt8(ascii: "a"), 0)
        case UInt8(ascii: "5"): (UInt8(ascii: "s"), 0)
        case UInt8(ascii: "6"): (UInt8(ascii: "g"), 0)
        case UInt8(ascii: "7"): (UInt8(ascii: "t"), 0)
        case UInt8(ascii: "8"): (UInt8(ascii: "b"), 0)
        case UInt8(ascii: "9"): (UInt8(ascii: "g"), 0)
        default: (0, 0)
        }
    }
}
