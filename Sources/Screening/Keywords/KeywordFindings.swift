/// What the keyword packs say of a declaration.
public struct KeywordFindings: Sendable {
    /// What was found of one category, and whether it is enough to hold a parcel.
    public struct Category: Sendable, Hashable {
        public let code: String
        /// In hundredths: 100 is enough.
        public let score: Int
        /// The terms that count, each once, in the order of their places.
        public let terms: [KeywordTerm]

        public var isFlagged: Bool { score >= KeywordFindings.enough }
    }

    /// The score that holds, and what a term adds to it. Everyday words together add at most what one weak term does, and
    /// nothing without a strong or a weak one beside them: no number of them is enough alone.
    public static let enough = 100
    private static let everydayLimit = 50

    public let matches: [KeywordMatch]
    /// Those of which anything was found, the highest score first, then in the order of the packs.
    public let categories: [Category]

    /// Nothing was found.
    public static let none = KeywordFindings(matches: [], categories: [])

    private init(matches: [KeywordMatch], categories: [Category]) {
        self.matches = matches
        self.categories = categories
    }

    init(_ matches: [KeywordMatch], packs: [KeywordPack]) {
        self.matches = matches
        guard !matches.isEmpty else {
            categories = []
            return
        }
        let counting = Self.counting(matches)
        var codes: [String] = []
        for pack in packs where !codes.contains(pack.category) { codes.append(pack.category) }
        let all = codes.compactMap { code -> Category? in
            let companions = Set(packs.lazy.filter { $0.category == code }.flatMap(\.beside))
            return Self.category(code, companions, counting)
        }
        // The order of equals stays that of the packs.
        categories = all.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
            .map(\.element)
    }

    /// Without those that stand inside of a longer one that says as much: "nòng thép" is one cue, not "nòng" and "nòng thép".
    private static func counting(_ matches: [KeywordMatch]) -> [KeywordMatch] {
        matches.enumerated().filter { place, match in
            !matches.enumerated().contains { otherPlace, other in
                guard otherPlace != place, other.line == match.line, other.term.category == match.term.category,
                    other.start <= match.start, match.end <= other.end,
                    other.term.weight.points >= match.term.weight.points
                else { return false }
                // Of two at one place with one weight the first counts.
                let isLonger = other.end - other.start > match.end - match.start
                return isLonger || other.term.weight.points > match.term.weight.points || otherPlace < place
            }
        }.map(\.element)
    }

    private static func category(_ code: String, _ companions: Set<String>, _ matches: [KeywordMatch]) -> Category? {
        var terms: [KeywordTerm] = []
        for match in matches where match.term.category == code && !terms.contains(match.term) {
            terms.append(match.term)
        }
        guard !terms.isEmpty else { return nil }
        // Cues of other categories count beside one that is more than an everyday word.
        if terms.contains(where: { $0.weight != .everyday }) {
            for match in matches where companions.contains(match.term.category) && match.term.weight != .strong {
                if !terms.contains(where: { $0.text == match.term.text }) { terms.append(match.term) }
            }
        }
        let heavy = terms.filter { $0.weight != .everyday }.reduce(0) { $0 + $1.weight.points }
        let everyday = terms.filter { $0.weight == .everyday }.reduce(0) { $0 + $1.weight.points }
        return Category(code: code, score: heavy + (heavy > 0 ? min(everyday, everydayLimit) : 0), terms: terms)
    }
}

extension KeywordTerm.Weight {
    /// What it adds to a score, in hundredths.
    public var points: Int {
        switch self {
        case .strong: 100
        case .weak: 50
        case .everyday: 25
        }
    }
}
