/// What one Unicode scalar is to the folding.
struct FoldedLetter: Sendable {
    enum Kind: UInt8, Sendable {
        case separator
        /// A dot, a hyphen and what is not seen at all: what is put inside words.
        case weakSeparator
        case letter
        /// A combining mark: it belongs to the letter before.
        case mark
        /// A sign that looks like a letter; `base` is the digit that is put for the same letter.
        case symbol
        /// A letter of another alphabet or style that looks like a Latin one.
        case lookAlike
    }

    var kind = Kind.separator
    var base: UInt8 = 0
    var shape: UInt8 = 0
    var tone: UInt8 = 0

    private static let covered: UInt32 = 0x1F00

    /// Every scalar up to U+1EFF: Latin, Greek and Cyrillic letters, combining marks, small capitals.
    static let table: [FoldedLetter] = (0..<covered).map { FoldedLetter(looking: $0) }

    /// - Parameter value: of a Unicode scalar.
    /// - Parameter table: `FoldedLetter.table`, fetched once for a whole text.
    @inline(__always)
    init(_ value: UInt32, _ table: [FoldedLetter]) {
        self = value < Self.covered ? table[Int(value)] : FoldedLetter(looking: value)
    }

    /// Adds a combining mark to a letter. Marks that Vietnamese does not have, or not on this letter, are none: they are
    /// put there to hide a word.
    func add(to letter: inout FoldedText.Letter) {
        if shape != 0, Self.bears(letter.base, shape: shape) { letter.shape = shape }
        if tone != 0, Self.isVowel(letter.base) { letter.tone = tone }
    }

    private init(kind: Kind, base: UInt8 = 0, shape: UInt8 = 0, tone: UInt8 = 0) {
        self.kind = kind
        self.base = base
        self.shape = shape
        self.tone = tone
    }

    private init(letter base: UInt8, shape: UInt8 = 0, tone: UInt8 = 0) {
        self.init(
            kind: .letter, base: base, shape: Self.bears(base, shape: shape) ? shape : 0,
            tone: Self.isVowel(base) ? tone : 0)
    }

    private init(looking scalar: UInt32) {
        var value = scalar
        // Full-width forms stand for ASCII.
        if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
        switch value {
        case 48...57, 97...122: self.init(letter: UInt8(value))
        case 65...90: self.init(letter: UInt8(value) + 32)
        case 0x300...0x36F: self.init(mark: value)
        // Dots, hyphens, underscores, asterisks and slashes put inside words, and what is not seen at all: soft hyphens,
        // zero-width characters, directions, joiners, variation selectors, tags.
        case 0x2E, 0x2D, 0x5F, 0x2A, 0x2F, 0xB7, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F,
            0xFE00...0xFE0F, 0xFEFF, 0xE0000...0xE01EF:
            self.init(kind: .weakSeparator)
        case 0x24: self.init(kind: .symbol, base: UInt8(ascii: "5"))
        case 0x40: self.init(kind: .symbol, base: UInt8(ascii: "4"))
        case 0x21, 0x7C, 0xA1: self.init(kind: .symbol, base: UInt8(ascii: "1"))
        case 0x20AC: self.init(kind: .symbol, base: UInt8(ascii: "3"))
        default:
            if let letter = LetterTable.latin.letter(of: value) ?? LetterTable.additional.letter(of: value) {
                self.init(letter: letter.base, shape: letter.shape, tone: letter.tone)
            } else if let base = LookAlikeLetters.base(of: value) {
                self.init(kind: .lookAlike, base: base)
            } else {
                self.init(kind: .separator)
            }
        }
    }

    private init(mark value: UInt32) {
        switch value {
        case 0x302: self.init(kind: .mark, shape: 1)
        case 0x306: self.init(kind: .mark, shape: 2)
        case 0x31B: self.init(kind: .mark, shape: 3)
        case 0x300: self.init(kind: .mark, tone: 1)
        case 0x301: self.init(kind: .mark, tone: 2)
        case 0x303: self.init(kind: .mark, tone: 3)
        case 0x309: self.init(kind: .mark, tone: 4)
        case 0x323: self.init(kind: .mark, tone: 5)
        // Others, strokes laid over a letter, and the joiner that is not seen.
        default: self.init(kind: .mark)
        }
    }

    private static func isVowel(_ base: UInt8) -> Bool {
        switch base {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"),
            UInt8(ascii: "y"):
            true
        default: false
        }
    }

    /// Whether a Vietnamese letter has this shape.
    private static func bears(_ base: UInt8, shape: UInt8) -> Bool {
        switch (shape, base) {
        case (1, UInt8(ascii: "a")), (1, UInt8(ascii: "e")), (1, UInt8(ascii: "o")), (2, UInt8(ascii: "a")),
            (3, UInt8(ascii: "o")), (3, UInt8(ascii: "u")), (4, UInt8(ascii: "d")):
            true
        default: false
        }
    }
}

extension LetterTable {
    fileprivate func letter(of value: UInt32) -> (base: UInt8, shape: UInt8, tone: UInt8)? {
        guard let place = place(of: value), letters[place] != 46 else { return nil }
        return (letters[place], shapes[place], tones[place])
    }
}
