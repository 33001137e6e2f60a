import Parcels
import YAML

extension ListDocument {
    /// What is wrong with its packs: phrases that would take back too much, and declarations that are told otherwise than
    /// their authors wrote.
    public func failedTests() -> [YAMLError] { tested().faults }

    /// The same, and how many declarations are told rightly. Each pack is asked beside the others, as it is on the line; a pack that
    /// is not valid yet, or no longer, is asked all the same.
    public func tested() -> (faults: [YAMLError], score: KeywordScore) {
        var faults = packs.flatMap(Self.idlePhrases)
        var score = KeywordScore()
        for pack in packs {
            for test in pack.tests {
                let findings = keywords.findings(in: [FoldedText.readings(of: test.text)])
                let fault = Self.fault(test, pack, findings)
                score.add(test.wish, isRight: fault == nil)
                guard let fault else { continue }
                let found = findings.matches.map { "'\($0.term.text)' (\($0.term.category))" }
                faults.append(
                    YAMLError(
                        file: test.node.file, mark: test.node.mark, expected: fault,
                        found: found.isEmpty ? "nothing" : found.joined(separator: ", ")))
            }
        }
        return (faults, score)
    }

    /// Phrases that differ from a term in their marks alone. Such a one takes back every text that was written without marks, and
    /// nothing else: with its own marks the term is not found anyway. A document in force may have some.
    private static func idlePhrases(_ pack: KeywordPack) -> [YAMLError] {
        func idle(_ phrases: [KeywordPack.Phrase], _ terms: [String]) -> [YAMLError] {
            phrases.compactMap { phrase in
                let plain = FoldedText.plain(phrase.text)
                guard let node = phrase.node, terms.contains(where: { FoldedText.plain($0) == plain }) else {
                    return nil
                }
                return node.problem(expected: "a phrase that is more than a term of the pack with other marks")
            }
        }
        return pack.entries.flatMap { idle($0.exceptions, [$0.term.text]) }
            + idle(pack.exceptions, pack.entries.map(\.term.text))
    }

    /// What was expected, where it is not so.
    private static func fault(_ test: KeywordPack.Test, _ pack: KeywordPack, _ findings: KeywordFindings) -> String? {
        let isFlagged = findings.categories.contains { $0.code == pack.category && $0.isFlagged }
        func isFound(_ term: String) -> Bool {
            findings.matches.contains { $0.term.category == pack.category && $0.term.text == term }
        }
        switch test.wish {
        case .held where !isFlagged: return "\(pack.category) to be flagged in '\(test.text)'"
        case .free where isFlagged: return "\(pack.category) not to be flagged in '\(test.text)'"
        case .finds(let term) where !isFound(term): return "'\(term)' to be found in '\(test.text)'"
        case .misses(let term) where isFound(term): return "'\(term)' not to be found in '\(test.text)'"
        default: return nil
        }
    }
}

/// How many declarations packs tell rightly.
public struct KeywordScore: Sendable, Hashable {
    public private(set) var held = 0
    public private(set) var heldRightly = 0
    public private(set) var free = 0
    public private(set) var freeRightly = 0
    /// Declarations of one term.
    public private(set) var terms = 0
    public private(set) var termsRightly = 0

    public init() {}

    public mutating func add(_ other: KeywordScore) {
        held += other.held
        heldRightly += other.heldRightly
        free += other.free
        freeRightly += other.freeRightly
        terms += other.terms
        termsRightly += other.termsRightly
    }

    mutating func add(_ wish: KeywordPack.Test.Wish, isRight: Bool) {
        let right = isRight ? 1 : 0
        switch wish {
        case .held: (held, heldRightly) = (held + 1, heldRightly + right)
        case .free: (free, freeRightly) = (free + 1, freeRightly + right)
        case .finds, .misses: (terms, termsRightly) = (terms + 1, termsRightly + right)
        }
    }
}
