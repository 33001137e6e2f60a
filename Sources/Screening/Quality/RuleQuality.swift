import Parcels

/// How good rules are, by the parcels that they are asked about and by what was found in those that were inspected.
public struct RuleQuality: Sendable {
    /// What an inspection came to.
    public enum Outcome: Sendable, Hashable {
        /// Something that must not be sent, or a false declaration.
        case found
        case harmless
        /// Not inspected, or not yet.
        case unknown
    }

    public struct Score: Sendable {
        public let rule: RuleReference
        public let name: BilingualText
        public let life: Rule.Life
        public fileprivate(set) var speaks = 0
        public fileprivate(set) var fails = 0
        /// Of those of which it speaks, parcels of which no other rule does.
        public fileprivate(set) var alone = 0
        public fileprivate(set) var found = 0
        public fileprivate(set) var harmless = 0

        /// The share of inspected parcels in which something was found, with Wilson's 95 % interval (Wilson 1927); nil
        /// where none was inspected.
        public var precision: (share: Double, low: Double, high: Double)? {
            let count = Double(found + harmless)
            guard count > 0 else { return nil }
            let (share, z) = (Double(found) / count, 1.959_964)
            let middle = share + z * z / (2 * count)
            let half = z * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
            let whole = 1 + z * z / count
            return (share, max(0, (middle - half) / whole), min(1, (middle + half) / whole))
        }
    }

    /// Two rules that speak of the same parcels.
    public struct Overlap: Sendable, Hashable {
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            /// Each parcel of either is one of the other.
            case same
            /// Each parcel of the first is one of the second.
            case within
        }

        public let kind: Kind
        public let first: String
        public let second: String
        public let parcels: Int
    }

    /// Another bound of a rule that would still find all that it found.
    public struct Suggestion: Sendable, Hashable {
        public let rule: String
        public let fact: String
        /// `>=` or `<=`.
        public let sign: String
        public let bound: Int64
        public let instead: Int64
        /// Parcels of which it would no longer speak, and in how many of those an inspection found nothing.
        public let fewer: Int
        public let harmless: Int
        public let found: Int
    }

    private struct Bound: Sendable {
        let slot: Int
        let isLowest: Bool
        let number: Int64
        var values: [(value: Int64, outcome: Outcome)] = []
    }

    private var parcels = 0
    private var found = 0
    private var inspected = 0
    private var scores: [Score]
    private let impossible: [String]
    private let snapshot: ScreeningSnapshot
    private var bounds: [[Bound]]
    /// Parcels of two rules, by the places of both.
    private var together: [UInt64: Int] = [:]

    /// No more values are kept of one bound.
    private static let valueLimit = 20_000
    /// Of more rules than this that speak of one parcel no pairs are counted.
    private static let crowd = 64
    /// What fewer parcels have in common is chance.
    private static let fewest = 5

    /// - Parameter snapshot: whose rules are judged, those on trial, too.
    public init(_ snapshot: ScreeningSnapshot) {
        self.snapshot = snapshot
        scores = snapshot.rules.map { Score(rule: $0.reference, name: $0.name, life: $0.life) }
        bounds = snapshot.rules.map { rule in
            GuardFinder.guards(of: rule).compactMap { found in
                guard found.signs.count == 1, let sign = found.signs.first else { return nil }
                switch sign.wanted {
                case .atLeast(let number): return Bound(slot: sign.slot, isLowest: true, number: number)
                case .atMost(let number): return Bound(slot: sign.slot, isLowest: false, number: number)
                default: return nil
                }
            }
        }
        impossible = snapshot.rules.filter { ConditionLimits.exclude(GuardFinder.guards(of: $0)) }.map(\.reference.id)
    }

    public mutating func add(_ subject: Subject, _ history: History, _ outcome: Outcome) {
        parcels += 1
        if outcome != .unknown { inspected += 1 }
        if outcome == .found { found += 1 }
        let facts = snapshot.askedFacts(subject, history)
        var speaking: [Int] = []
        for place in snapshot.index.places(facts) {
            switch snapshot.rules[place].answer(facts) {
            case .silent: continue
            case .fails: scores[place].fails += 1
            case .speaks:
                let rule = snapshot.rules[place]
                if rule.action != .sample || snapshot.draws(rule, subject) { speaking.append(place) }
            }
        }
        for place in speaking {
            scores[place].speaks += 1
            if speaking.count == 1 { scores[place].alone += 1 }
            if outcome == .found { scores[place].found += 1 }
            if outcome == .harmless { scores[place].harmless += 1 }
            for index in bounds[place].indices where bounds[place][index].values.count < Self.valueLimit {
                if case .int(let value) = facts[bounds[place][index].slot] {
                    bounds[place][index].values.append((value, outcome))
                }
            }
        }
        guard speaking.count <= Self.crowd else { return }
        for (offset, first) in speaking.enumerated() {
            for second in speaking[(offset + 1)...] { together[Self.pair(first, second), default: 0] += 1 }
        }
    }

    private var overlaps: [Overlap] {
        together.filter { $0.value >= Self.fewest }.compactMap { pair, count -> Overlap? in
            let (first, second) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
            let (mine, its) = (scores[first], scores[second])
            if count == mine.speaks, count == its.speaks {
                return Overlap(kind: .same, first: mine.rule.id, second: its.rule.id, parcels: count)
            }
            if count == mine.speaks {
                return Overlap(kind: .within, first: mine.rule.id, second: its.rule.id, parcels: count)
            }
            if count == its.speaks {
                return Overlap(kind: .within, first: its.rule.id, second: mine.rule.id, parcels: count)
            }
            return nil
        }.sorted { ($1.parcels, $0.first, $0.second) < ($0.parcels, $1.first, $1.second) }
    }

    /// Bounds that hold fewer parcels and would still have found all that was found, where at least five inspections found
    /// something: what few cases say is chance.
    private var suggestions: [Suggestion] {
        zip(scores, bounds).flatMap { score, bounds in
            bounds.compactMap { bound -> Suggestion? in
                // With more values than are kept nobody knows what lies beyond.
                guard score.found >= Self.fewest, bound.values.count < Self.valueLimit else { return nil }
                let found = bound.values.filter { $0.outcome == .found }.map(\.value)
                guard let nearest = bound.isLowest ? found.min() : found.max() else { return nil }
                let fewer = bound.values.filter { bound.isLowest ? $0.value < nearest : $0.value > nearest }
                guard fewer.count >= max(3, score.speaks / 10) else { return nil }
                return Suggestion(
                    rule: score.rule.id, fact: ParcelFacts.schema.facts[bound.slot].name,
                    sign: bound.isLowest ? ">=" : "<=", bound: bound.number, instead: nearest, fewer: fewer.count,
                    harmless: fewer.count { $0.outcome == .harmless }, found: score.found)
            }
        }
    }

    private static func pair(_ first: Int, _ second: Int) -> UInt64 { UInt64(first) << 32 | UInt64(second) }
}

extension RuleQuality {
    /// What the parcels so far say.
    public struct Result: Sendable {
        public let parcels: Int
        /// In which something was found, whichever rule spoke.
        public let found: Int
        public let inspected: Int
        public let scores: [Score]
        /// Rules that can speak of no parcel: their conditions ask for what cannot be at one time.
        public let impossible: [String]
        public let overlaps: [Overlap]
        public let suggestions: [Suggestion]

        /// Rules that never or always spoke.
        public var never: [String] { scores.filter { $0.speaks == 0 }.map(\.rule.id) }
        public var always: [String] { scores.filter { parcels > 0 && $0.speaks == parcels }.map(\.rule.id) }

        /// The share of all that was found of which a rule spoke; nil where nothing was found.
        public func recall(of score: Score) -> Double? { found > 0 ? Double(score.found) / Double(found) : nil }
    }

    public var result: Result {
        Result(
            parcels: parcels, found: found, inspected: inspected, scores: scores, impossible: impossible,
            overlaps: overlaps, suggestions: suggestions)
    }
}
