/// One way to read a stretch of a text as a word: small ASCII letters and digits, with the marks kept beside.
public struct FoldedWord: Sendable, Hashable {
    /// Small ASCII letters and digits, marks dropped.
    public let letters: [UInt8]
    /// The letters with their marks: a byte from 0x81 after a letter for its shape (circumflex, breve, horn, stroke), and
    /// one from 0x91 at the word's end for its tone, wherever in the word the writer put it (hòa and hoà are one word).
    /// Equal to `letters` where the word was written without marks.
    public let marked: [UInt8]
    /// Place in the source: UTF-8 byte offsets.
    public let start: Int
    public let end: Int
    /// How many plain words of the text it covers.
    public let span: Int

    public var hasMarks: Bool { marked.count != letters.count }
}

/// A text folded for matching: Vietnamese written with or without marks, with dots or spaces put inside words, with
/// digits for letters (sung, súng, s.ú.n.g, s u n g, 5úng).
public struct FoldedText: Sendable {
    /// Letters of the longest word that is looked for in what is taken apart. A run of single letters may hold several
    /// words, so that every stretch of it up to this length is read as one.
    static let takenApartLimit = 16

    /// The readings that begin at each plain word: first the word itself, then what it may stand for.
    public let readings: [[FoldedWord]]

    public init(_ source: String) {
        var tokens = Tokens()
        tokens.read(source)
        var readings = tokens.words.map { [$0.word(span: 1)] }
        for (place, token) in tokens.words.enumerated() {
            if let plain = token.withLettersForDigits { readings[place].append(plain.word(span: 1)) }
        }
        for run in tokens.joinable() {
            for first in run.dropLast() {
                var joined = tokens.words[first]
                for last in (first + 1)..<run.upperBound {
                    joined = joined.joined(with: tokens.words[last])
                    // The run as a whole is one word too, however long.
                    let isShort = joined.letters.count <= Self.takenApartLimit
                    guard isShort || first == run.lowerBound else { break }
                    guard isShort || last == run.upperBound - 1 else { continue }
                    let span = last - first + 1
                    for word in [joined, joined.withLettersForDigits].compactMap({ $0?.word(span: span) })
                    where !readings[first].contains(word) {
                        readings[first].append(word)
                    }
                }
            }
        }
        self.readings = readings
    }

    /// The plain words, marks dropped, with a space between: what a search index keeps.
    public static func plain(_ source: String) -> String {
        var plain: [UInt8] = []
        plain.reserveCapacity(source.utf8.count)
        var isInWord = false
        for scalar in source.unicodeScalars {
            switch Letter(scalar) {
            case .letter(let base, _, _):
                if !isInWord, !plain.isEmpty { plain.append(32) }
                plain.append(base)
                isInWord = true
            case .mark: continue
            case .separator: isInWord = false
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }
}

/// A word under construction.
private struct Token {
    var letters: [UInt8] = []
    var marked: [UInt8] = []
    var tone: UInt8 = 0
    var start = 0
    var end = 0
    /// Only weak separators (a dot, a hyphen and the like, no space) stand between this word and the one before.
    var tied = false

    func word(span: Int) -> FoldedWord {
        FoldedWord(
            letters: letters, marked: tone == 0 ? marked : marked + [0x90 + tone], start: start, end: end, span: span)
    }

    func joined(with next: Token) -> Token {
        Token(
            letters: letters + next.letters, marked: marked + next.marked, tone: max(tone, next.tone), start: start,
            end: next.end, tied: tied)
    }

    /// The word with letters for its digits, where it has both.
    var withLettersForDigits: Token? {
        guard letters.contains(where: { $0 < 58 }), letters.contains(where: { $0 > 96 }) else { return nil }
        // 0 to 9 as they are put for letters: o i z e a s g t b g.
        let stands = Array("oizeasgtbg".utf8)
        var token = self
        token.letters = letters.map { $0 < 58 ? stands[Int($0 - 48)] : $0 }
        token.marked = marked.map { (48..<58).contains($0) ? stands[Int($0 - 48)] : $0 }
        return token
    }
}

private struct Tokens {
    var words: [Token] = []

    mutating func read(_ source: String) {
        var current = Token()
        var tied = true
        var offset = 0
        func finished() -> Bool { !current.letters.isEmpty }
        for scalar in source.unicodeScalars {
            let width = UTF8.width(scalar)
            defer { offset += width }
            switch Letter(scalar) {
            case .letter(let base, let shape, let tone):
                if !finished() { current = Token(start: offset, tied: tied) }
                current.letters.append(base)
                current.marked.append(base)
                if shape != 0 { current.marked.append(0x80 + shape) }
                if tone != 0 { current.tone = tone }
                current.end = offset + width
            case .mark(let shape, let tone):
                guard finished() else { continue }
                if shape != 0 { current.marked.append(0x80 + shape) }
                if tone != 0 { current.tone = tone }
                current.end = offset + width
            case .separator(let weak):
                if finished() {
                    words.append(current)
                    current = Token()
                    tied = true
                }
                if !weak { tied = false }
            }
        }
        if finished() { words.append(current) }
    }

    /// Runs of plain words that may be one word taken apart: tied by weak separators, or single letters in a row.
    func joinable() -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        while start < words.count {
            var end = start + 1
            while end < words.count, words[end].tied { end += 1 }
            if end - start > 1 { runs.append(start..<end) }
            start = end
        }
        start = 0
        while start < words.count {
            var end = start
            while end < words.count, words[end].letters.count == 1 { end += 1 }
            if end - start > 1, !runs.contains(start..<end) { runs.append(start..<end) }
            start = max(end, start + 1)
        }
        return runs
    }
}

/// What one Unicode scalar is to the folding.
private enum Letter {
    case letter(UInt8, shape: UInt8, tone: UInt8)
    case mark(shape: UInt8, tone: UInt8)
    case separator(weak: Bool)

    init(_ scalar: Unicode.Scalar) {
        var value = scalar.value
        // Full-width forms stand for ASCII.
        if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
        switch value {
        case 48...57, 97...122: self = .letter(UInt8(value), shape: 0, tone: 0)
        case 65...90: self = .letter(UInt8(value) + 32, shape: 0, tone: 0)
        case 0x300...0x36F:
            switch value {
            case 0x302: self = .mark(shape: 1, tone: 0)
            case 0x306: self = .mark(shape: 2, tone: 0)
            case 0x31B: self = .mark(shape: 3, tone: 0)
            case 0x300: self = .mark(shape: 0, tone: 1)
            case 0x301: self = .mark(shape: 0, tone: 2)
            case 0x303: self = .mark(shape: 0, tone: 3)
            case 0x309: self = .mark(shape: 0, tone: 4)
            case 0x323: self = .mark(shape: 0, tone: 5)
            // Strokes laid over a letter, and the joiner that is not seen.
            case 0x334...0x338, 0x34F: self = .mark(shape: 0, tone: 0)
            default: self = .mark(shape: 9, tone: 0)
            }
        // Dots, hyphens, underscores, asterisks and slashes put inside words, and what is not seen at all: soft hyphens,
        // zero-width characters, directions, joiners, variation selectors, tags.
        case 0x2E, 0x2D, 0x5F, 0x2A, 0x2F, 0xB7, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F,
            0xFE00...0xFE0F, 0xFEFF, 0xE0000...0xE01EF:
            self = .separator(weak: true)
        default: self = Letter.fromTables(value) ?? .separator(weak: false)
        }
    }

    private static func fromTables(_ value: UInt32) -> Letter? {
        LetterTable.latin.letter(of: value) ?? LetterTable.additional.letter(of: value)
    }
}

extension LetterTable {
    fileprivate func letter(of value: UInt32) -> Letter? {
        guard let place = place(of: value), letters[place] != 46 else { return nil }
        return .letter(letters[place], shape: shapes[place], tone: tones[place])
    }
}
