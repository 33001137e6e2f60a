/// A text folded for matching: letters and digits without capitals and without what stands between the words, their marks
/// beside them, and where each of them is written.
///
/// It says what is written, not what it means: that `s.ú.n.g`, `5úng` and `sung` may all be súng is for the matcher of
/// keywords to tell, by `words` and `key`.
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
    }

    public private(set) var letters: [Letter] = []
    public private(set) var words: [Word] = []
    /// The letters in a form in which whatever may stand for one another is the same: what is searched first.
    public private(set) var key: [UInt8] = []
    /// For each byte of `key` its letter.
    public private(set) var places: [Int32] = []

    public init(_ source: String) { self.init(source, letterSigns: []) }

    /// The ways to read a text. The second one, where there is one, takes signs that stand before letters for letters
    /// (`$úng`, `b@ng`); in the first one they part words.
    public static func readings(of source: String) -> [FoldedText] {
        let signs = letterSigns(in: source)
        let plain = FoldedText(source)
        return signs.isEmpty ? [plain] : [plain, FoldedText(source, letterSigns: signs)]
    }

    /// The places, counted in scalars, of signs that may stand for letters: no space is between them and the next letter.
    private static func letterSigns(in source: String) -> Set<Int> {
        let table = FoldedLetter.table
        var signs: Set<Int> = []
        var waiting: [Int] = []
        for (place, scalar) in source.unicodeScalars.enumerated() {
            switch FoldedLetter(scalar, table).kind {
            case .symbol: waiting.append(place)
            case .letter where !waiting.isEmpty:
                signs.formUnion(waiting)
                waiting = []
            case .separator where !waiting.isEmpty: waiting = []
            case .letter, .separator, .mark, .weakSeparator: continue
            }
        }
        return signs
    }

    private init(_ source: String, letterSigns: Set<Int>) {
        let table = FoldedLetter.table
        let size = source.utf8.count
        letters.reserveCapacity(size)
        key.reserveCapacity(size)
        places.reserveCapacity(size)
        words.reserveCapacity(size / 4 + 1)
        var isInWord = false
        var isTied = true
        var offset: Int32 = 0
        for (ordinal, scalar) in source.unicodeScalars.enumerated() {
            let start = offset
            offset += Int32(UTF8.width(scalar))
            let letter = FoldedLetter(scalar, table)
            switch letter.kind {
            case .letter: break
            case .symbol where letterSigns.contains(ordinal): break
            case .mark:
                guard isInWord else { continue }
                letter.add(to: &letters[letters.count - 1])
                words[words.count - 1].stop = offset
                continue
            case .weakSeparator:
                isInWord = false
                continue
            case .separator, .symbol:
                isInWord = false
                isTied = false
                continue
            }
            if !isInWord {
                let first = Int32(letters.count)
                words.append(Word(first: first, end: first, start: start, stop: offset, isTied: isTied))
                isInWord = true
                isTied = true
            }
            let place = Int32(letters.count)
            letters.append(
                Letter(base: letter.base, shape: letter.shape, tone: letter.tone, word: Int32(words.count - 1)))
            words[words.count - 1].end = place + 1
            words[words.count - 1].stop = offset
            let form = MatchingKey.forms[Int(letter.base)]
            if form != 0 {
                key.append(form)
                places.append(place)
            }
        }
    }

    /// The plain words, marks dropped, with a space between: what a search index keeps.
    public static func plain(_ source: String) -> String {
        let table = FoldedLetter.table
        var plain: [UInt8] = []
        plain.reserveCapacity(source.utf8.count)
        var isInWord = false
        for scalar in source.unicodeScalars {
            let letter = FoldedLetter(scalar, table)
            switch letter.kind {
            case .letter:
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
