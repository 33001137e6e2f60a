import Parcels

/// Finds whole terms in folded texts, whatever their writers did to hide them. A text written with marks must have the
/// term's own marks, so that nông (farming) is not nòng (a barrel); one written without them matches as it stands.
///
/// Terms are looked up word by word, by hashes in which letters and what is put for them are the same; what is found so is then
/// compared letter by letter. Every text is passed once, however many terms there are.
public final class KeywordMatcher: Sendable {
    let packs: [KeywordPack]
    private let terms: [KeywordTerm]
    private let patterns: [TermPattern]
    private let trie: WordTrie
    private let categories: KeywordCategories

    public static let none = KeywordMatcher([])

    /// Texts without a letter or digit are left out: the file's reader refuses them.
    public init(_ packs: [KeywordPack]) {
        self.packs = packs
        var terms: [KeywordTerm] = []
        var patterns: [TermPattern] = []
        for (pack, content) in packs.enumerated() {
            func add(_ text: String, _ role: TermPattern.Role) {
                if let pattern = TermPattern(text, pack: pack, role: role) { patterns.append(pattern) }
            }
            for entry in content.entries {
                add(entry.term.text, .term(terms.count))
                for exception in entry.exceptions { add(exception.text, .exception(ofTerm: terms.count)) }
                terms.append(entry.term)
            }
            for exception in content.exceptions { add(exception.text, .exception(ofTerm: nil)) }
        }
        var trie = WordTrie.Maker()
        for (place, pattern) in patterns.enumerated() {
            trie.add(place, pattern.hashes, letters: pattern.letters.count)
            if let glued = pattern.gluedHash { trie.add(place, [glued], letters: pattern.letters.count) }
        }
        self.trie = trie.made()
        categories = KeywordCategories(packs)
        self.patterns = patterns
        self.terms = terms
    }

    public var isEmpty: Bool { terms.isEmpty }

    /// Which packs count at a moment (nanoseconds UTC; nil when the clock is not to be trusted), by their places.
    func validPacks(at moment: Int64?, foreseeing: Bool) -> [Bool] {
        packs.map { $0.validity.holds(at: moment, foreseeing: foreseeing) }
    }

    /// What is found in a declaration, in the order of its kinds of goods and of the places in them.
    /// - Parameter lines: for each kind of goods the ways to read it (`FoldedText.readings(of:)`).
    /// - Parameter valid: which packs count, by their places; nil for all.
    public func matches(in lines: [[FoldedText]], valid: [Bool]? = nil) -> [KeywordMatch] {
        var matches: [KeywordMatch] = []
        guard !isEmpty else { return matches }
        var found: [Found] = []
        for (line, readings) in lines.enumerated() {
            for text in readings { find(in: text, valid, &found) }
            guard !found.isEmpty else { continue }
            matches += told(found, line)
            found.removeAll(keepingCapacity: true)
        }
        return matches
    }

    /// What is found in a declaration, and what it adds up to.
    public func findings(in lines: [[FoldedText]], valid: [Bool]? = nil) -> KeywordFindings {
        let matches = matches(in: lines, valid: valid)
        return matches.isEmpty ? .none : KeywordFindings(matches, categories)
    }

    private struct Found {
        let pattern: Int
        /// Bytes of the source.
        let place: Range<Int>
    }

    private func find(in text: FoldedText, _ valid: [Bool]?, _ found: inout [Found]) {
        trie.find(in: text) { pattern, opening, closing in
            if let valid, !valid[patterns[pattern].pack] { return }
            let (first, end) = (Int(text.words[opening].first), Int(text.words[closing].end))
            guard let place = patterns[pattern].place(in: text, from: first, to: end) else { return }
            found.append(Found(pattern: pattern, place: place))
        }
    }

    /// The terms that were found and are innocent nowhere, each place of one once.
    private func told(_ found: [Found], _ line: Int) -> [KeywordMatch] {
        let innocent = found.filter { if case .exception = patterns[$0.pattern].role { true } else { false } }
        var told: [(term: Int, place: Range<Int>)] = []
        for one in found {
            guard case .term(let term) = patterns[one.pattern].role else { continue }
            let isInnocent = innocent.contains { other in
                guard case .exception(let own) = patterns[other.pattern].role, other.place.overlaps(one.place) else {
                    return false
                }
                if let own { return own == term }
                return patterns[other.pattern].pack == patterns[one.pattern].pack
            }
            if !isInnocent { told.append((term, one.place)) }
        }
        told.sort {
            ($0.place.lowerBound, $0.place.upperBound, $0.term) < ($1.place.lowerBound, $1.place.upperBound, $1.term)
        }
        return told.indices.lazy.filter { $0 == 0 || told[$0] != told[$0 - 1] }.map { place in
            KeywordMatch(
                term: terms[told[place].term], line: line, start: told[place].place.lowerBound,
                end: told[place].place.upperBound)
        }
    }
}
