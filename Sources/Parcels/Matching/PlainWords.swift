/// The words of a name or an address without marks and capitals, and between which commas each stands.
struct PlainWords: Sendable {
    struct Word: Sendable, Equatable {
        /// Its bytes, the first one highest, when it has at most eight; else 0.
        let short: UInt64
        let start: Int32
        let end: Int32
        /// Which piece between commas it belongs to.
        let piece: Int32
        let beginsWithDigit: Bool
        let hasDigit: Bool
        /// P12, Q1: a ward or a district with its number.
        let isNumbered: Bool

        static func == (first: Word, second: Word) -> Bool { first.start == second.start && first.end == second.end }
    }

    private(set) var bytes: [UInt8] = []
    private(set) var words: [Word] = []
    private(set) var pieces = 0

    init(_ text: String) {
        let table = FoldedLetter.table
        bytes.reserveCapacity(text.utf8.count)
        words.reserveCapacity(16)
        var start = 0
        var isNewPiece = true
        for scalar in text.unicodeScalars {
            let letter = FoldedLetter(scalar.value, table)
            switch letter.kind {
            case .letter, .lookAlike: bytes.append(letter.base)
            case .mark: continue
            case .separator, .weakSeparator, .symbol:
                end(&start, &isNewPiece)
                if Self.separates(scalar.value) { isNewPiece = true }
            }
        }
        end(&start, &isNewPiece)
    }

    func text(of word: Word) -> ArraySlice<UInt8> { bytes[Int(word.start)..<Int(word.end)] }

    private mutating func end(_ start: inout Int, _ isNewPiece: inout Bool) {
        guard bytes.count > start else { return }
        if isNewPiece { pieces += 1 }
        isNewPiece = false
        var short: UInt64 = 0
        var hasDigit = false
        var restIsDigits = true
        for place in start..<bytes.count {
            short = short << 8 | UInt64(bytes[place])
            let isDigit = bytes[place] < 58
            hasDigit = hasDigit || isDigit
            if place > start, !isDigit { restIsDigits = false }
        }
        let count = bytes.count - start
        let first = bytes[start]
        words.append(
            Word(
                short: count > 8 ? 0 : short, start: Int32(truncatingIfNeeded: start),
                end: Int32(truncatingIfNeeded: bytes.count), piece: Int32(truncatingIfNeeded: pieces),
                beginsWithDigit: first < 58, hasDigit: hasDigit,
                isNumbered: (first == UInt8(ascii: "p") || first == UInt8(ascii: "q")) && restIsDigits
                    && (2...3).contains(count)))
        start = bytes.count
    }

    /// Comma, semicolon, line ends, en dash.
    private static func separates(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2C, 0x3B, 0x0A, 0x0D, 0x2028, 0x2029, 0x2013: true
        default: false
        }
    }

    /// A word of at most eight letters, as `Word.short` has it.
    static func short(_ word: StaticString) -> UInt64 {
        word.withUTF8Buffer { letters in
            var short: UInt64 = 0
            for index in 0..<letters.count { unsafe short = short << 8 | UInt64(letters[index]) }
            return short
        }
    }
}
