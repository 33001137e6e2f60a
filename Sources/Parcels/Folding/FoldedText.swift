/// A text folded for matching: letters and digits without capitals and without what stands between the words, their marks
/// beside them, and where each of them is written.
///
/// It says what is written, not what it means: that `s.ú.n.g`, `5úng` and `sung` may all be súng is for the matcher of
/// keywords to tell.
public struct FoldedText: Sendable, Hashable {
    /// A small ASCII letter or a digit with the Vietnamese marks that it bears.
    public struct Letter: Sendable, Hashable {
        public let base: UInt8
        /// 1 circumflex, 2 breve, 3 horn, 4 stroke; 0 for none.
        public var shape: UInt8
        /// 1 grave, 2 acute, 3 tilde, 4 hook above, 5 dot below; 0 for none.
        public var tone: UInt8
        /// The word that it belongs to, by its place in `words`.
        public let word: Int32
    }

    /// Letters that stand together.
    public struct Word: Sendable, Hashable {
        /// Its letters: the first one, and the one behind its last.
        public let first: Int32
        public var end: Int32
        /// Where it is written: bytes of the source in UTF-8.
        public let start: Int32
        public var stop: Int32
        /// Whether only weak separators (a dot, a hyphen and the like, no space) stand between it and the word before.
        public let isTied: Bool
        /// Whether it and the word before may be one word taken apart: with dots and the like, or into single letters. A single
        /// digit beside a longer word is more likely a number.
        public internal(set) var mayGoOn = false
        /// Of its letters in the forms in which whatever may stand for one another is the same (`MatchingKey`): words that
        /// may be one have the same hash, and seldom any others.
        public internal(set) var hash = MatchingKey.noHash
    }

    public private(set) var letters: [Letter] = []
    public private(set) var words: [Word] = []
    /// Whether there is something in it that may stand for a letter.
    private var hasStandIns = false

    public init(_ source: String) { self.init(source, letters: []) }

    /// The ways to read a text: as it stands; with what looks like a Latin letter (Cyrillic с) as one; and with signs before
    /// letters as letters, too (`$úng`, `b@ng`), all of them and, where a text has both kinds, those that begin words or those
    /// within them alone (`$úng@hơi`). What is no letter in a reading parts words in it, so that none of it put beside a word
    /// hides it.
    public static func readings(of source: String) -> [FoldedText] {
        let plain = FoldedText(source)
        guard plain.hasStandIns else { return [plain] }
        let (alike, first, inner) = standIns(in: source)
        var readings = [plain]
        if !alike.isEmpty { readings.append(FoldedText(source, letters: alike)) }
        let signs = first.union(inner)
        if !signs.isEmpty { readings.append(FoldedText(source, letters: alike.union(signs))) }
        guard !first.isEmpty, !inner.isEmpty else { return readings }
        return readings + [first, inner].map { FoldedText(source, letters: alike.union($0)) }
    }

    /// The places, counted in scalars, of what may stand for letters: letters that look alike, and signs where no space is between
    /// them and the next letter: those before a word, and those within one.
    private static func standIns(in source: String) -> (alike: Set<Int>, first: Set<Int>, inner: Set<Int>) {
        let table = FoldedLetter.table
        var (alike, first, inner) = (Set<Int>(), Set<Int>(), Set<Int>())
        var waiting: [Int] = []
        var isInWord = false
        for (place, scalar) in source.unicodeScalars.enumerated() {
            let kind = FoldedLetter(scalar.value, table).kind
            switch kind {
            case .symbol: waiting.append(place)
            case .letter, .lookAlike:
                if kind == .lookAlike { alike.insert(place) }
                if isInWord { inner.formUnion(waiting) } else { first.formUnion(waiting) }
                waiting.removeAll()
                isInWord = true
            case .separator:
                waiting.removeAll()
                isInWord = false
            case .mark, .weakSeparator: continue
            }
        }
        return (alike, first, inner)
    }

    /// - Parameter standIns: the places of stand-ins that are letters.
    private init(_ source: String, letters standIns: Set<Int>) {
        let table = FoldedLetter.table
        let forms = MatchingKey.forms
        var source = source
        source.makeContiguousUTF8()
        let bytes = source.utf8Span.span
        letters.reserveCapacity(bytes.count)
        words.reserveCapacity(bytes.count / 3 + 1)
        var word = Word(first: 0, end: 0, start: 0, stop: 0, isTied: true)
        var isInWord = false
        var isTied = true
        var offset = 0
        var ordinal = 0
        while offset < bytes.count {
            let start = Int32(truncatingIfNeeded: offset)
            let letter = FoldedLetter(Self.scalar(bytes, &offset), table)
            ordinal += 1
            switch letter.kind {
            case .letter: break
            case .symbol where standIns.contains(ordinal - 1), .lookAlike where standIns.contains(ordinal - 1):
                break
            case .mark:
                guard isInWord else { continue }
                letter.add(to: &letters[letters.count - 1])
                word.stop = Int32(truncatingIfNeeded: offset)
                continue
            case .weakSeparator:
                if isInWord { end(word) }
                isInWord = false
                continue
            case .separator, .symbol, .lookAlike:
                if letter.kind != .separator { hasStandIns = true }
                if isInWord { end(word) }
                isInWord = false
                isTied = false
                continue
            }
            if !isInWord {
                let first = Int32(truncatingIfNeeded: letters.count)
                word = Word(first: first, end: first, start: start, stop: start, isTied: isTied)
                isInWord = true
                isTied = true
            }
            letters.append(
                Letter(
                    base: letter.base, shape: letter.shape, tone: letter.tone,
                    word: Int32(truncatingIfNeeded: words.count)))
            word.end &+= 1
            word.stop = Int32(truncatingIfNeeded: offset)
            word.hash = MatchingKey.hash(word.hash, adding: forms[Int(letter.base)])
        }
        if isInWord { end(word) }
    }

    /// The scalar at an offset of valid UTF-8, which is moved behind it.
    @inline(__always)
    private static func scalar(_ bytes: Span<UInt8>, _ offset: inout Int) -> UInt32 {
        let lead = UInt32(bytes[offset])
        guard lead >= 0x80 else {
            offset &+= 1
            return lead
        }
        func next(_ place: Int) -> UInt32 { UInt32(bytes[offset &+ place]) & 0x3F }
        defer { offset &+= lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4 }
        if lead < 0xE0 { return (lead & 0x1F) << 6 | next(1) }
        if lead < 0xF0 { return (lead & 0x0F) << 12 | next(1) << 6 | next(2) }
        return (lead & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3)
    }

    /// Whether a word may go on the one before is known when it is whole.
    private mutating func end(_ word: Word) {
        var word = word
        if let before = words.last {
            let isSingle = (before.end - before.first == 1, word.end - word.first == 1)
            let isLetter = (
                isSingle.0 && letters[Int(before.first)].base > 57, isSingle.1 && letters[Int(word.first)].base > 57
            )
            word.mayGoOn = word.isTied || isSingle.0 && isSingle.1 || isLetter.0 || isLetter.1
        }
        words.append(word)
    }

    /// The plain words, marks dropped, with a space between: what a search index keeps.
    public static func plain(_ source: String) -> String {
        let table = FoldedLetter.table
        var plain: [UInt8] = []
        plain.reserveCapacity(source.utf8.count)
        var isInWord = false
        for scalar in source.unicodeScalars {
            let letter = FoldedLetter(scalar.value, table)
            switch letter.kind {
            case .letter, .lookAlike:
                if !isInWord, !plain.isEmpty { plain.append(32) }
                plain.append(letter.base)
                isInWord = true
            case .mark: continue
            case .separator, .weakSeparator, .symbol: isInWord = false
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }
}
