/// The two usual ways to type Vietnamese letters with the keys of an American keyboard. A scanner that was programmed to type
/// text so, for a host with such an input method, is read back here. Whatever makes no Vietnamese syllable stays as it was
/// typed; in Telex also whatever has a digit in it.
///
/// Letters and digits of a code can make a syllable all the same (`AAN`, in VNI `BA1`), so this is for devices alone that read
/// text.
public enum VietnameseTyping: String, Sendable, Hashable, CaseIterable {
    case telex
    case vni

    /// The text that the keys make, in composed characters. Tone marks of `oa`, `oe` and `uy` stand on the first vowel where
    /// nothing follows (`hòa`).
    public func composed(_ typed: String) -> String {
        var result = String.UnicodeScalarView()
        var word: [Unicode.Scalar] = []
        func endWord() {
            result.append(contentsOf: compose(word) ?? word)
            word.removeAll(keepingCapacity: true)
        }
        for scalar in typed.unicodeScalars {
            if Self.isOfWord(scalar) {
                word.append(scalar)
            } else {
                endWord()
                result.append(scalar)
            }
        }
        endWord()
        return String(result)
    }

    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: false
        }
    }

    /// Nil when the word makes no syllable. Longer ones than `nghieengs` make none.
    private func compose(_ word: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard (2...12).contains(word.count) else { return nil }
        var syllable = VietnameseSyllable()
        for scalar in word {
            let key = Unicode.Scalar(scalar.value | 0x20) ?? scalar
            let isTaken = self == .telex ? telex(key, &syllable) : vni(scalar, &syllable)
            if isTaken { continue }
            guard scalar.value > 0x39 else { return nil }
            syllable.letters.append(VietnameseSyllable.Letter(base: key, isCapital: key != scalar))
        }
        return syllable.scalars
    }

    private func telex(_ key: Unicode.Scalar, _ syllable: inout VietnameseSyllable) -> Bool {
        switch key {
        case "a", "e", "o", "d":
            guard let last = syllable.letters.last, last.base == key, last.mark == .none else { return false }
            return syllable.mark(key == "d" ? .stroke : .circumflex, of: [key], onlyLast: true)
        case "w": return syllable.mark(.breve, of: ["a"], onlyLast: true) || syllable.horn(onlyLast: true)
        case "s": return syllable.tone(.acute)
        case "f": return syllable.tone(.grave)
        case "r": return syllable.tone(.hook)
        case "x": return syllable.tone(.tilde)
        case "j": return syllable.tone(.dot)
        default: return false
        }
    }

    private func vni(_ key: Unicode.Scalar, _ syllable: inout VietnameseSyllable) -> Bool {
        switch key {
        case "1": syllable.tone(.acute)
        case "2": syllable.tone(.grave)
        case "3": syllable.tone(.hook)
        case "4": syllable.tone(.tilde)
        case "5": syllable.tone(.dot)
        case "6": syllable.mark(.circumflex, of: ["a", "e", "o"], onlyLast: false)
        case "7": syllable.horn(onlyLast: false)
        case "8": syllable.mark(.breve, of: ["a"], onlyLast: false)
        case "9": syllable.mark(.stroke, of: ["d"], onlyLast: false)
        default: false
        }
    }
}
