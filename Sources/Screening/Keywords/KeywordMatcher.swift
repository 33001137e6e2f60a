import Literals
import Parcels

/// Finds whole terms in folded texts, whatever their writers did to hide them. A text written with marks must have the
/// term's own marks, so that nông (farming) is not nòng (a barrel); one written without them matches as it stands.
///
/// All terms are searched at once by their keys, in which letters and what is put for them are the same and nothing parts
/// the words; what is found there is then compared letter by letter.
public final class KeywordMatcher: Sendable {
    let packs: [KeywordPack]
    private let terms: [KeywordTerm]
    /// By key: those with the first literal first.
    private let patterns: [TermPattern]
    /// For each literal its first pattern; one more for the end.
    private let firstOfLiteral: [Int]
    private let literals: LiteralSet

    public static let none: KeywordMatcher = {
        do throws(LiteralSetError) { return try KeywordMatcher([]) } catch {
            preconditionFailure("a matcher of no keywords: \(error)")
        }
    }()

    /// Texts without a letter that could be searched are left out: the file's reader refuses them.
    init(_ packs: [KeywordPack]) throws(LiteralSetError) {
        self.packs = packs
        var terms: [KeywordTerm] = []
        var patterns: [TermPattern] = []
        for (pack, content) in packs.enumerated() {
            func add(_ text: String, _ role: TermPattern.Role) {
                if let pattern = TermPattern(text, pack: pack, role: role) { patterns.append(pattern) }
            }
            for entry in content.entries {
                add(entry.term.text, .term(terms.count))
                for exception in entry.exceptions { add(exception, .exception(ofTerm: terms.count)) }
                terms.append(entry.term)
            }
            for exception in content.exceptions { add(exception, .exception(ofTerm: nil)) }
        }
        var places: [[UInt8]: Int] = [:]
        var groups: [[TermPattern]] = []
        for pattern in patterns {
            let place = places[pattern.key] ?? groups.count
            if place == groups.count {
                places[pattern.key] = place
                groups.append([])
            }
            groups[place].append(pattern)
        }
        literals = try LiteralSet(groups.map { $0[0].key })
        firstOfLiteral = groups.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        self.patterns = Array(groups.joined())
        self.terms = terms
    }

    public var isEmpty: Bool { terms.isEmpty }

    public var termCount: Int { terms.count }

    /// Bytes that the compiled keys take.
    public var compiledSize: Int { literals.size }

    /// Which packs count at a moment (nanoseconds UTC; nil when the clock is not to be trusted), by their places.
    func validPacks(at moment: Int64?) -> [Bool] { packs.map { $0.isValid(at: moment) } }

    /// What is found in a declaration, in the order of its kinds of goods and of the places in them.
    /// - Parameter lines: for each kind of goods the ways to read it (`FoldedText.readings(of:)`).
    /// - Parameter valid: which packs count, by their places; nil for all.
    func matches(in lines: [[FoldedText]], valid: [Bool]? = nil) -> [KeywordMatch] {
        guard !isEmpty else { return [] }
        var matches: [KeywordMatch] = []
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
        return matches.isEmpty ? .none : KeywordFindings(matches, packs: packs)
    }

    private struct Found {
        let pattern: Int
        /// Bytes of the source.
        let place: Range<Int>
    }

    private func find(in text: FoldedText, _ valid: [Bool]?, _ found: inout [Found]) {
        literals.scan(text.key) { hit in
            for place in firstOfLiteral[hit.literal]..<firstOfLiteral[hit.literal + 1] {
                if let valid, !valid[patterns[place].pack] { continue }
                guard let bytes = patterns[place].place(in: text, keyEnd: hit.end) else { continue }
                found.append(Found(pattern: place, place: bytes))
            }
        }
    }

    /// The terms that were found and are innocent nowhere, each place of one once.
    private func told(_ found: [Found], _ line: Int) -> [KeywordMatch] {
        var told: [(term: Int, match: KeywordMatch)] = []
        for one in found {
            guard case .term(let term) = patterns[one.pattern].role else { continue }
            let isInnocent = found.contains { other in
                guard case .exception(let own) = patterns[other.pattern].role, other.place.overlaps(one.place) else {
                    return false
                }
                if let own { return own == term }
                return patterns[other.pattern].pack == patterns[one.pattern].pack
            }
            guard !isInnocent else { continue }
            let match = KeywordMatch(
                term: terms[term], line: line, start: one.place.lowerBound, end: one.place.upperBound)
            if !told.contains(where: { $0.match == match }) { told.append((term, match)) }
        }
        told.sort { ($0.match.start, $0.match.end, $0.term) < ($1.match.start, $1.match.end, $1.term) }
        return told.map(\.match)
    }
}
