/// A term of the keyword packs.
public struct KeywordTerm: Sendable, Hashable {
    public enum Weight: String, Sendable, Hashable, CaseIterable {
        /// Enough alone.
        case strong
        /// Needs a second cue.
        case weak
        /// An everyday word: it counts only beside a strong or a weak one.
        case everyday
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

/// A term found in a declaration. Start and end are byte offsets of the source in UTF-8.
public struct KeywordMatch: Sendable, Hashable {
    public let term: KeywordTerm
    /// Which of the declaration's kinds of goods, counting from 0.
    public let line: Int
    public let start: Int
    public let end: Int
}
