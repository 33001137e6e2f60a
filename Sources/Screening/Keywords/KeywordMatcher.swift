import Parcels

/// A term of the keyword packs.
public struct KeywordTerm: Sendable, Hashable {
    public enum Weight: String, Sendable, Hashable {
        /// Enough alone.
        case strong
        /// Needs a second cue.
        case weak
    }

    public let text: String
    /// The category's code, such as ARM-PART.
    public let category: String
    public let weight: Weight

    public init(text: String, category: String, weight: Weight) {
        self.text = text
        self.category = category
        self.weight = weight
    }
}

/// A term found in a text. Start and end are byte offsets of the source in UTF-8.
public struct KeywordMatch: Sendable, Hashable {
    public let term: KeywordTerm
    public let start: Int
    public let end: Int
}

/// Finds whole terms in folded texts, whatever their writers did to hide them. A text written with marks must have the
/// term's own marks, so that nông (farming) is not nòng (a barrel); one written without them matches as it stands.
public struct KeywordMatcher: Sendable {
    private struct Node: Sendable {
        /// What may follow, by the next word's letters.
        var next: [[UInt8]: [Edge]] = [:]
        var terms: [Int] = []
        var isException = false
    }

    private struct Edge: Sendable {
        let marked: [UInt8]
        let isMarked: Bool
        let target: Int
    }

    private var nodes: [Node] = [Node()]
    private var terms: [KeywordTerm] = []

    public init() {}

    public var isEmpty: Bool { terms.isEmpty }

    /// Adds a term; false when it has no word in it.
    @discardableResult
    public mutating func add(_ term: KeywordTerm) -> Bool {
        guard let end = path(for: term.text) else { return false }
        nodes[end].terms.append(terms.count)
        terms.append(term)
        return true
    }

    /// Adds an innocent phrase: a term that overlaps it in a text is no match there.
    @discardableResult
    public mutating func addException(_ text: String) -> Bool {
        guard let end = path(for: text) else { return false }
        nodes[end].isException = true
        return true
    }

    public func matches(in text: FoldedText) -> [KeywordMatch] {
        var matches: [KeywordMatch] = []
        var innocent: [Range<Int>] = []
        for place in text.readings.indices {
            walk(text, at: place, from: 0, start: nil, &matches, &innocent)
        }
        guard !innocent.isEmpty else { return matches }
        return matches.filter { match in !innocent.contains { $0.overlaps(match.start..<match.end) } }
    }

    private func walk(
        _ text: FoldedText, at place: Int, from node: Int, start: Int?, _ matches: inout [KeywordMatch],
        _ innocent: inout [Range<Int>]
    ) {
        guard place < text.readings.count else { return }
        for word in text.readings[place] {
            guard let edges = nodes[node].next[word.letters] else { continue }
            for edge in edges where !edge.isMarked || !word.hasMarks || edge.marked == word.marked {
                let first = start ?? word.start
                for term in nodes[edge.target].terms {
                    let match = KeywordMatch(term: terms[term], start: first, end: word.end)
                    if !matches.contains(match) { matches.append(match) }
                }
                if nodes[edge.target].isException { innocent.append(first..<word.end) }
                walk(text, at: place + word.span, from: edge.target, start: first, &matches, &innocent)
            }
        }
    }

    private mutating func path(for text: String) -> Int? {
        let words = FoldedText(text).readings.compactMap(\.first)
        guard !words.isEmpty else { return nil }
        var node = 0
        for word in words {
            if let edge = nodes[node].next[word.letters]?.first(where: { $0.marked == word.marked }) {
                node = edge.target
            } else {
                nodes.append(Node())
                nodes[node].next[word.letters, default: []].append(
                    Edge(marked: word.marked, isMarked: word.hasMarks, target: nodes.count - 1))
                node = nodes.count - 1
            }
        }
        return node
    }
}
