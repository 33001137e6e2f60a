@testable import Screening

extension KeywordPack {
    /// A pack that says no more than its terms.
    static func of(
        _ category: String, strong: [String] = [], weak: [String] = [], everyday: [String] = [],
        entries: [KeywordPack.Entry] = [], except: [String] = [], beside: [String] = []
    ) -> KeywordPack {
        let plain = KeywordPack(
            category: category, strong: strong, weak: weak, everyday: everyday, except: except, beside: beside)
        return KeywordPack(
            id: category, version: 1, category: category, title: nil, source: nil, ground: nil, owner: nil,
            validity: Validity(from: nil, until: nil), beside: beside, entries: plain.entries + entries,
            exceptions: plain.exceptions,
            tests: [])
    }
}
