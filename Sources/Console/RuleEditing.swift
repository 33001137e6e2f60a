import Parcels
import Screening

/// How a rule that is being written does on the site's own parcels, as far as they have been asked about.
public struct RuleTried: Sendable {
    public enum State: String, Sendable, CaseIterable {
        case running, done
        /// The time was over before all parcels had been asked about.
        case late
        /// A newer one is tried instead.
        case overtaken
        /// The document or the rule does not read, or has no such rule.
        case unread = "does-not-read"
        /// The parcels could not be read.
        case failed
    }

    /// A parcel that it would hold.
    public struct Example: Sendable {
        public let passage: PassageID
        public let number: ParcelNumber?
        /// Nanoseconds UTC.
        public let at: Int64
        public let wasHeld: Bool
        /// What the rule says of it, without persons; nil where it fails.
        public let says: BilingualText?
        /// Why it fails, in English; nil where that might quote a person.
        public let why: String?

        public init(
            passage: PassageID, number: ParcelNumber?, at: Int64, wasHeld: Bool, says: BilingualText?, why: String?
        ) {
            self.passage = passage
            self.number = number
            self.at = at
            self.wasHeld = wasHeld
            self.says = says
            self.why = why
        }
    }

    public var state: State
    public var asked = 0
    public var speaks = 0
    public var speaksHeld = 0
    public var fails = 0
    public var failsHeld = 0
    public var erased = 0
    /// Nanoseconds UTC.
    public var from: Int64?
    public var to: Int64?
    /// Days that were wanted, and how many parcels at the most.
    public var days: Int
    public var limit: Int
    public var examples: [Example] = []

    public init(_ state: State, days: Int, limit: Int) {
        self.state = state
        self.days = days
        self.limit = limit
    }
}

/// Names that rules may use of the lists, keywords and bulletins in force.
public struct ListVocabulary: Sendable, Hashable {
    public let kinds: [String]
    public let categories: [String]

    public init(kinds: [String], categories: [String]) {
        self.kinds = kinds
        self.categories = categories
    }
}
