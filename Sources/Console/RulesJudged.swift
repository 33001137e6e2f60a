import Entries
import Screening

/// How good the rules in force are by the site's own parcels: the judgement under way, and the last one.
public struct RulesJudged: Sendable {
    public enum State: String, Sendable, CaseIterable {
        /// Nobody has asked since the gateway started.
        case idle
        case running, done
        /// The time was over before all parcels had been asked about.
        case late
        /// There are no rules in force, or the parcels could not be read.
        case failed
    }

    /// A judgement that has ended.
    public struct Last: Sendable {
        /// Counted since the gateway started.
        public let number: Int
        public let isLate: Bool
        public let rulesVersion: Int
        public let listsVersion: Int
        /// When it was asked for: nanoseconds UTC.
        public let at: Int64
        /// The first and the last parcel: nanoseconds UTC.
        public let from: Int64?
        public let to: Int64?
        public let result: RuleQuality.Result

        public init(
            number: Int, isLate: Bool, rulesVersion: Int, listsVersion: Int, at: Int64, from: Int64?, to: Int64?,
            result: RuleQuality.Result
        ) {
            self.number = number
            self.isLate = isLate
            self.rulesVersion = rulesVersion
            self.listsVersion = listsVersion
            self.at = at
            self.from = from
            self.to = to
            self.result = result
        }
    }

    /// Of the newest one that was asked for.
    public var state = State.idle
    public var asked = 0
    /// Days that are wanted, and how many parcels at the most.
    public let days: Int
    public let limit: Int
    public var last: Last?

    public init(days: Int, limit: Int) {
        self.days = days
        self.limit = limit
    }
}
