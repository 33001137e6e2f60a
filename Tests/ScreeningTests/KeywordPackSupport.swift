import YAML

@testable import Screening

extension KeywordPack {
    /// A pack that says no more than its terms.
    static func of(
        _ category: String, strong: [String] = [], weak: [String] = [], everyday: [String] = [],
        entries: [KeywordPack.Entry] = [], except: [String] = [], beside: [String] = []
    ) -> KeywordPack {
        let terms = [(strong, KeywordTerm.Weight.strong), (weak, .weak), (everyday, .everyday)].flatMap {
            texts, weight in
            texts.map {
                KeywordPack.Entry(term: KeywordTerm(text: $0, category: category, weight: weight), exceptions: [])
            }
        }
        return KeywordPack(
            id: category, version: 1, category: category, title: nil, source: nil, ground: nil, owner: nil,
            validFrom: nil, validUntil: nil, beside: beside, entries: terms + entries, exceptions: except, tests: [])
    }
}
