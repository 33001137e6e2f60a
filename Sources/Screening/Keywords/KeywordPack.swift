import Parcels
import YAML

/// The terms of one category of goods, with what is innocent beside them.
public struct KeywordPack: Sendable {
    /// A term with the phrases in which it is innocent.
    struct Entry: Sendable {
        let term: KeywordTerm
        let exceptions: [String]
    }

    /// A declaration that the pack's author wrote down, and what must be said of it.
    struct Test: Sendable {
        enum Wish: Sendable, Hashable {
            /// The pack's category is flagged.
            case held
            /// It is not.
            case free
            /// The term is found.
            case finds(String)
            /// It is not.
            case misses(String)
        }

        let node: Node
        let text: String
        let wish: Wish
    }

    public let id: String
    public let version: Int
    /// The code that rules ask for, such as ARM-PART.
    public let category: String
    public let title: BilingualText?
    public let source: String?
    /// The law or the order on which it stands.
    public let ground: String?
    public let owner: String?
    /// Nanoseconds UTC; the pack counts from the first and until the second.
    public let validFrom: Int64?
    public let validUntil: Int64?
    /// Categories whose weak and everyday terms are cues for this one, too.
    let beside: [String]
    let entries: [Entry]
    /// Phrases in which no term of the pack means what it says.
    let exceptions: [String]
    let tests: [Test]

    /// - Parameter moment: nanoseconds UTC; nil when the clock is not to be trusted: then nothing has ended yet, and
    ///   everything has begun.
    func isValid(at moment: Int64?) -> Bool {
        guard let moment else { return true }
        if let validFrom, moment < validFrom { return false }
        if let validUntil, moment >= validUntil { return false }
        return true
    }
}
