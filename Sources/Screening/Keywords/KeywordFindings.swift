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

    init(_ matches: [KeywordMatch], _ order: KeywordCategories) {
        self.matches = matches
        let lines = Self.counting(matches)
        var found: [(place: Int, category: Category)] = []
        for match in lines.joined() where !found.contains(where: { $0.category.code == match.term.category }) {
            let code = match.term.category
            found.append((order.place(of: code), Self.category(code, order.companions(of: code), lines)))
        }
        categories = found.sorted { ($1.category.score, $0.place) < ($0.category.score, $1.place) }.map(\.category)
    }

    /// For each kind of goods the matches without those that stand inside of a longer one that says as much: "nòng thép" is one
    /// cue, not "nòng" and "nòng thép". Only matches of one kind of goods are compared with one another: a declaration may be
    /// full of them.
    private static func counting(_ matches: [KeywordMatch]) -> [[KeywordMatch]] {
        guard matches.count > 1 else { return [matches] }
        var lines: [[KeywordMatch]] = []
        var first = 0
        while first < matches.count {
            let line = matches[first...].prefix { $0.line == matches[first].line }
            lines.append(withoutHidden(Array(line)))
            first = line.endIndex
        }
        return lines
    }

    /// A match hides another one of its category that stands inside of it and is not heavier; of two at one place with one weight the
    /// earlier one hides the other. Seen from the left, the longest of one start first, it is enough to know how far those before
    /// reach, by weight.
    private static func withoutHidden(_ line: [KeywordMatch]) -> [KeywordMatch] {
        let order = line.indices.sorted { one, other in
            let (left, right) = (line[one], line[other])
            return (left.start, -left.end, -left.term.weight.points, one)
                < (right.start, -right.end, -right.term.weight.points, other)
        }
        var reaches: [String: [KeywordTerm.Weight: Int]] = [:]
        var hidden = Set<Int>()
        for place in order {
            let match = line[place]
            let known = reaches[match.term.category] ?? [:]
            let isHidden = known.contains { $0.key.points >= match.term.weight.points && $0.value >= match.end }
            if isHidden { hidden.insert(place) }
            reaches[match.term.category, default: [:]][match.term.weight] = max(
                known[match.term.weight] ?? 0, match.end)
        }
        return line.indices.filter { !hidden.contains($0) }.map { line[$0] }
    }

    private static func category(_ code: String, _ companions: Set<String>, _ lines: [[KeywordMatch]]) -> Category {
        var terms: [KeywordTerm] = []
        for match in lines.joined() where match.term.category == code && !terms.contains(match.term) {
            terms.append(match.term)
        }
        // Cues of other categories count beside one that is more than an everyday word.
        if !companions.isEmpty, terms.contains(where: { $0.weight != .everyday }) {
            for line in lines {
                let own = line.filter { $0.term.category == code }
                for match in line where companions.contains(match.term.category) && match.term.weight != .strong {
                    // A word of the pack's own term is no other cue.
                    if own.contains(where: { $0.start <= match.start && match.end <= $0.end }) { continue }
                    if !terms.contains(where: { $0.text == match.term.text }) { terms.append(match.term) }
                }
            }
        }
        let heavy = terms.filter { $0.weight != .everyday }.reduce(0) { $0 + $1.weight.points }
        let everyday = terms.filter { $0.weight == .everyday }.reduce(0) { $0 + $1.weight.points }
        return Category(code: code, score: heavy + (heavy > 0 ? min(everyday, everydayLimit) : 0), terms: terms)
    }
}

/// The categories of all packs: in which order they are told, and whose cues count beside their own.
struct KeywordCategories: Sendable {
    private var places: [String: Int] = [:]
    private var companions: [Set<String>] = []

    init(_ packs: [KeywordPack]) {
        for pack in packs {
            let place = places[pack.category] ?? companions.count
            if place == companions.count {
                places[pack.category] = place
                companions.append([])
            }
            companions[place].formUnion(pack.beside)
        }
    }

    func place(of code: String) -> Int { places[code] ?? companions.count }

    func companions(of code: String) -> Set<String> { places[code].map { companions[$0] } ?? [] }
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
