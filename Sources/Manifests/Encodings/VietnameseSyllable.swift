/// Whether a written word can be a syllable of Vietnamese: an initial, a rhyme, a tone. It tells a right decoding of a legacy
/// encoding from a wrong one, which makes nonsense.
enum VietnameseSyllable {
    private static let initials: Set<String> = Set(
        " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split(
            separator: " ", omittingEmptySubsequences: false
        ).map(String.init))

    /// Rhymes with their shapes and without tones.
    private static let rhymes: Set<String> = Set(
        """
        a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm \
        ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap \
        oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
        u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy uya uych uyên uyêt uyn uynh \
        uyt uyu ư ưa ưc ưi ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ynh yt
        """.split(separator: " ").map(String.init))

    /// - Parameter word: letters, small or capital, composed (NFC).
    static func isOne(_ word: [Unicode.Scalar]) -> Bool {
        guard (1...7).contains(word.count) else { return false }
        var letters: [Unicode.Scalar] = []
        var tone = VietnameseLetter.Tone.level
        for scalar in word {
            let small = VietnameseLetter.small(scalar)
            guard let (vowel, mark) = VietnameseLetter.parts(small) else {
                letters.append(small)
                continue
            }
            letters.append(vowel)
            if mark != .level {
                guard tone == .level else { return false }
                tone = mark
            }
        }
        func text(_ part: ArraySlice<Unicode.Scalar>) -> String {
            var text = String.UnicodeScalarView()
            text.append(contentsOf: part)
            return String(text)
        }
        for length in 0...min(3, letters.count - 1) {
            let rhyme = text(letters[length...])
            guard rhymes.contains(rhyme), initials.contains(text(letters[..<length])) else { continue }
            // A rhyme that ends in a stop has one of two tones.
            let isStopped = ["c", "p", "t", "ch"].contains { rhyme.hasSuffix($0) }
            if !isStopped || tone == .rising || tone == .heavy { return true }
        }
        return false
    }
}
