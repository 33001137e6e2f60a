/// A Vietnamese syllable while its keys come: letters, what changes them, and a tone. The shapes are those of the standard
/// orthography: a beginning, a vowel group, an ending.
struct VietnameseSyllable {
    enum Mark: Sendable, Hashable { case none, circumflex, breve, horn, stroke }
    enum Tone: Int, Sendable, Hashable { case level, acute, grave, hook, tilde, dot }

    struct Letter: Hashable {
        /// Small, without its mark.
        var base: Unicode.Scalar
        var mark = Mark.none
        let isCapital: Bool

        init(base: Unicode.Scalar, isCapital: Bool) {
            self.base = base
            self.isCapital = isCapital
        }
    }

    var letters: [Letter] = []
    private var tone = Tone.level

    /// Sets a tone; there is one, and only after a vowel.
    mutating func tone(_ tone: Tone) -> Bool {
        guard self.tone == .level, letters.contains(where: { Self.vowels.contains($0.base) }) else { return false }
        self.tone = tone
        return true
    }

    /// Marks the last letter that can have the mark and has none.
    /// - Parameter onlyLast: the very last letter, or none.
    mutating func mark(_ mark: Mark, of bases: Set<Unicode.Scalar>, onlyLast: Bool) -> Bool {
        guard let place = letters.lastIndex(where: { bases.contains($0.base) && $0.mark == .none }),
            !onlyLast || place == letters.count - 1
        else { return false }
        letters[place].mark = mark
        return true
    }

    /// The horn of o and u; where it belongs to both, one key makes both.
    mutating func horn(onlyLast: Bool) -> Bool {
        mark(.horn, of: ["o", "u"], onlyLast: onlyLast)
    }

    /// The written syllable; nil where there is no such one.
    var scalars: [Unicode.Scalar]? {
        var letters = letters
        let beginning = Self.beginning(letters)
        let end = letters[beginning...].firstIndex { !Self.vowels.contains($0.base) } ?? letters.count
        // The horn of uơ is on both where an ending follows: thuở, thương.
        if end - beginning == 2, end < letters.count, letters[beginning].base == "u",
            letters[beginning + 1].base == "o",
            letters[beginning].mark == .horn || letters[beginning + 1].mark == .horn
        {
            letters[beginning].mark = .horn
            letters[beginning + 1].mark = .horn
        }
        // ươi and ươu: the u before a marked o in three vowels is never plain.
        if end - beginning == 3, letters[beginning].base == "u", letters[beginning + 1].mark == .horn {
            letters[beginning].mark = .horn
        }
        let vowels = letters[beginning..<end], ending = letters[end...]
        guard Self.groups.contains(Self.text(vowels)), Self.endings.contains(Self.text(ending)),
            Self.beginnings.contains(Self.text(letters[..<beginning]))
        else { return nil }
        // A stop at the end has one of two tones.
        guard !Self.stops.contains(Self.text(ending)) || tone == .acute || tone == .dot else { return nil }
        let place = tonePlace(vowels, hasEnding: !ending.isEmpty)
        return letters.indices.map { Self.scalar(letters[$0], $0 == place ? tone : .level) }
    }

    /// Where its vowels begin: the u of qu and the i of gi before a vowel belong to the beginning.
    private static func beginning(_ letters: [Letter]) -> Int {
        let first = letters.firstIndex { vowels.contains($0.base) } ?? letters.count
        let glide: (Unicode.Scalar, Unicode.Scalar)? =
            first == 1 && letters.count > 2 ? (letters[0].base, letters[1].base) : nil
        if let glide, glide == ("q", "u") || glide == ("g", "i"), letters[1].mark == .none,
            vowels.contains(letters[2].base)
        {
            return 2
        }
        return first
    }

    private func tonePlace(_ group: ArraySlice<Letter>, hasEnding: Bool) -> Int {
        if let marked = group.lastIndex(where: { $0.mark != .none }) { return marked }
        if hasEnding { return group.endIndex - 1 }
        return group.count == 3 ? group.startIndex + 1 : group.startIndex
    }

    private static func text(_ letters: ArraySlice<Letter>) -> String {
        var text = String.UnicodeScalarView()
        for letter in letters { text.append(marked(letter.base, letter.mark)) }
        return String(text)
    }

    private static func marked(_ base: Unicode.Scalar, _ mark: Mark) -> Unicode.Scalar {
        switch (base, mark) {
        case ("a", .circumflex): "â"
        case ("a", .breve): "ă"
        case ("e", .circumflex): "ê"
        case ("o", .circumflex): "ô"
        case ("o", .horn): "ơ"
        case ("u", .horn): "ư"
        case ("d", .stroke): "đ"
        default: base
        }
    }

    private static func scalar(_ letter: Letter, _ tone: Tone) -> Unicode.Scalar {
        let plain = marked(letter.base, letter.mark)
        let small = tones[plain]?[tone.rawValue] ?? plain
        guard letter.isCapital else { return small }
        return small.properties.uppercaseMapping.unicodeScalars.first ?? small
    }

    private static let vowels: Set<Unicode.Scalar> = ["a", "e", "i", "o", "u", "y"]

    /// Each vowel without a tone and with each of the five.
    private static let tones: [Unicode.Scalar: [Unicode.Scalar]] = {
        let rows = [
            "aáàảãạ", "ăắằẳẵặ", "âấầẩẫậ", "eéèẻẽẹ", "êếềểễệ", "iíìỉĩị", "oóòỏõọ", "ôốồổỗộ", "ơớờởỡợ", "uúùủũụ",
            "ưứừửữự",
            "yýỳỷỹỵ",
        ].map { Array($0.unicodeScalars) }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0) })
    }()

    private static let beginnings = words(
        " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x")
    private static let endings = words(" c ch m n ng nh p t")
    private static let stops = words("c ch p t")
    private static let groups = words(
        """
        a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu oa oă oe oi oo ôi ơi ua uâ uê ui uô uơ uy ưa ươ ưi ưu yê \
        iêu oai oao oay oeo uây uôi uya uyê uyu ươi ươu yêu uao uai uay
        """)

    /// The empty one first where the text begins with a space.
    private static func words(_ text: String) -> Set<String> {
        Set(text.split(separator: " ", omittingEmptySubsequences: false).map(String.init))
    }
}
