import Parcels

/// A term in the form in which it is compared with a text.
struct TermPattern: Sendable {
    struct Letter: Sendable {
        let base: UInt8
        let shape: UInt8
        let tone: UInt8
        /// Whether a word of the term begins with it.
        let opensWord: Bool
    }

    /// What it is good for.
    enum Role: Sendable {
        case term(Int)
        /// An innocent phrase of one term, or of the whole pack.
        case exception(ofTerm: Int?)
    }

    let letters: [Letter]
    /// The hashes of its words, and that of all of them written as one (nil where that is not looked for): what is searched first.
    let hashes: [UInt64]
    let gluedHash: UInt64?
    let pack: Int
    let role: Role

    /// Letters that a term of several words needs at least to be found where a text writes it as one word.
    private static let leastGlued = 6

    /// Nil when the text has no letter or digit.
    init?(_ text: String, pack: Int, role: Role) {
        let folded = FoldedText(text)
        guard !folded.words.isEmpty else { return nil }
        letters = folded.letters.enumerated().map { place, letter in
            Letter(
                base: letter.base, shape: letter.shape, tone: letter.tone,
                opensWord: folded.words[Int(letter.word)].first == place)
        }
        hashes = folded.words.map(\.hash)
        gluedHash =
            folded.letters.count >= Self.leastGlued && folded.words.count > 1
            ? MatchingKey.hash(MatchingKey.noHash, adding: folded.letters) : nil
        self.pack = pack
        self.role = role
    }
}

extension TermPattern {
    /// Bytes of the source at which the term stands, if the letters from `first` to before `end` may be it. They begin and end whole
    /// words.
    func place(in text: FoldedText, from first: Int, to end: Int) -> Range<Int>? {
        guard fits(text.letters, text.words, from: first, to: end) else { return nil }
        let (opening, closing) = (
            text.words[Int(text.letters[first].word)], text.words[Int(text.letters[end - 1].word)]
        )
        return Int(opening.start)..<Int(closing.stop)
    }

    /// Whether the letters from `first` to before `end` may be the term.
    private func fits(
        _ text: [FoldedText.Letter], _ words: [FoldedText.Word], from first: Int, to end: Int
    ) -> Bool {
        let term = letters
        var comparison = WordComparison()
        var (wanted, at) = (0, first)
        while wanted < term.count {
            let letter = term[wanted]
            if letter.opensWord {
                guard comparison.holds else { return false }
                comparison = WordComparison()
            }
            if at < end, let step = step(term, wanted, text[at].base) {
                guard at == first || isWhole(term, wanted, text, words, at) else { return false }
                comparison.take(letter, text[at], isItself: step.isItself)
                wanted += step.term
                at += 1
                continue
            }
            // A k for kh: the h was left out.
            guard letter.base == UInt8(ascii: "h"), !letter.opensWord, term[wanted - 1].base == UInt8(ascii: "k") else {
                return false
            }
            wanted += 1
        }
        return at == end && comparison.holds
    }

    /// Whether a word may begin, or go on, at this letter of the text as it does in the term.
    private func isWhole(
        _ term: [Letter], _ wanted: Int, _ text: [FoldedText.Letter], _ words: [FoldedText.Word], _ at: Int
    ) -> Bool {
        let begins = text[at].word != text[at - 1].word
        if term[wanted].opensWord { return begins || term.count >= Self.leastGlued }
        return !begins || words[Int(text[at].word)].mayGoOn
    }

    /// How many letters of the term one letter of the text stands for, if any.
    private func step(_ term: [Letter], _ wanted: Int, _ base: UInt8) -> (term: Int, isItself: Bool)? {
        let letter = term[wanted]
        if letter.base == base { return (1, true) }
        switch (base, letter.base) {
        case (UInt8(ascii: "j"), UInt8(ascii: "i")), (UInt8(ascii: "z"), UInt8(ascii: "d")),
            (UInt8(ascii: "k"), UInt8(ascii: "c")):
            return (1, false)
        case (UInt8(ascii: "f"), UInt8(ascii: "p")):
            let next = wanted + 1
            guard next < term.count, term[next].base == UInt8(ascii: "h"), !term[next].opensWord else { return nil }
            return (2, false)
        // Kỹ and kĩ are one word; tay and tai are two.
        case (UInt8(ascii: "y"), UInt8(ascii: "i")), (UInt8(ascii: "i"), UInt8(ascii: "y")):
            guard !letter.opensWord, !term[wanted - 1].isVowel else { return nil }
            return (1, true)
        default:
            let (one, other) = MatchingKey.letters(for: base)
            return one != 0 && (one == letter.base || other == letter.base) ? (1, false) : nil
        }
    }
}

/// One word of a term beside what stands for it in a text.
private struct WordComparison {
    private var termIsMarked = false
    private var textIsMarked = false
    private var shapesDiffer = false
    private var termTone: UInt8 = 0
    private var textTone: UInt8 = 0
    private var toneIsHidden = false
    private var hasDigit = false
    private var hasLetter = false

    mutating func take(_ letter: TermPattern.Letter, _ written: FoldedText.Letter, isItself: Bool) {
        if letter.shape != 0 || letter.tone != 0 { termIsMarked = true }
        if written.shape != 0 || written.tone != 0 { textIsMarked = true }
        // Wherever in the word the writer put the tone: hòa and hoà are one word.
        termTone = max(termTone, letter.tone)
        textTone = max(textTone, written.tone)
        if isItself {
            if letter.shape != written.shape { shapesDiffer = true }
        } else {
            // What stands for a letter bears no mark of it.
            if letter.tone != 0 { toneIsHidden = true }
            if written.isDigit { hasDigit = true }
        }
        if !written.isDigit { hasLetter = true }
    }

    /// Where both are written with marks, they must have the same ones, and digits stand for letters only beside letters.
    var holds: Bool {
        if hasDigit, !hasLetter { return false }
        guard termIsMarked, textIsMarked else { return true }
        return !shapesDiffer && (toneIsHidden || termTone == textTone)
    }
}

extension FoldedText.Letter {
    fileprivate var isDigit: Bool { base < 58 }
}

extension TermPattern.Letter {
    fileprivate var isVowel: Bool {
        switch base {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"),
            UInt8(ascii: "y"):
            true
        default: false
        }
    }
}
