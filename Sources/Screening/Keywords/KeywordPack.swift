import Parcels
import YAML

/// The terms of one category of goods, with what is innocent beside them.
public struct KeywordPack: Sendable {
    /// An innocent phrase, and where it was written down.
    struct Phrase: Sendable {
        let text: String
        let node: Node?
    }

    /// A term with the phrases in which it is innocent.
    struct Entry: Sendable {
        let term: KeywordTerm
        let exceptions: [Phrase]
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
    let validity: Validity
    /// Categories whose weak and everyday terms are cues for this one, too.
    let beside: [String]
    let entries: [Entry]
    /// Phrases in which no term of the pack means what it says.
    let exceptions: [Phrase]
    let tests: [Test]

    /// A pack that says no more than its terms and phrases.
    public init(
        category: String, strong: [String] = [], weak: [String] = [], everyday: [String] = [], except: [String] = [],
        beside: [String] = []
    ) {
        let entries = [(strong, KeywordTerm.Weight.strong), (weak, .weak), (everyday, .everyday)].flatMap {
            texts, weight in
            texts.map { Entry(term: KeywordTerm(text: $0, category: category, weight: weight), exceptions: []) }
        }
        self.init(
            id: category, version: 1, category: category, title: nil, source: nil, ground: nil, owner: nil,
            validity: Validity(from: nil, until: nil), beside: beside, entries: entries,
            exceptions: except.map { Phrase(text: $0, node: nil) }, tests: [])
    }

    init(
        id: String, version: Int, category: String, title: BilingualText?, source: String?, ground: String?,
        owner: String?, validity: Validity, beside: [String], entries: [Entry],
        exceptions: [Phrase], tests: [Test]
    ) {
        self.id = id
        self.version = version
        self.category = category
        self.title = title
        self.source = source
        self.ground = ground
        self.owner = owner
        self.validity = validity
        self.beside = beside
        self.entries = entries
        self.exceptions = exceptions
        self.tests = tests
    }
}
