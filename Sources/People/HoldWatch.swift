import Entries
import Parcels

/// Watches how much the newest documents hold, by counts alone: a document that holds more than the site's hold budget
/// calls for a person, once.
public struct HoldWatch: Sendable {
    public struct Breach: Sendable, Hashable {
        public let document: DocumentKind
        public let number: Int
        /// Parcels that it held, of so many decided by it last.
        public let held: Int
        public let parcels: Int
    }

    /// The newest parcels decided by one version: whether it held each of them.
    private struct Rate: Sendable {
        let document: DocumentKind
        let number: Int
        var recent: [Bool] = []
        var oldest = 0
        var held = 0
        var isTold = false

        mutating func add(_ isHeld: Bool, window: Int) {
            held += isHeld ? 1 : 0
            if recent.count < window {
                recent.append(isHeld)
                return
            }
            held -= recent[oldest] ? 1 : 0
            recent[oldest] = isHeld
            oldest = oldest + 1 == window ? 0 : oldest + 1
        }
    }

    private let budget_percent: Int
    private let window: Int
    private let minimum: Int
    /// Of rules and lists together, and of the policy: each is to blame for its own reasons only.
    private var screening: Rate?
    private var policy: Rate?

    /// - Parameters:
    ///   - window: so many of the newest parcels are counted.
    ///   - minimum: before so many there is no alarm.
    public init(budget_percent: Int, window: Int = 400, minimum: Int = 40) {
        self.budget_percent = budget_percent
        self.window = max(1, window)
        self.minimum = min(max(1, minimum), self.window)
    }

    /// A version came into force after another one: it is counted from here on.
    public mutating func watch(_ document: DocumentKind, _ number: Int) {
        let rate = Rate(document: document, number: number)
        switch document {
        case .policy: policy = rate
        case .rules, .lists: screening = rate
        }
    }

    /// A version was taken out of force.
    public mutating func forget(_ document: DocumentKind, _ number: Int) {
        if let rate = screening, (rate.document, rate.number) == (document, number) { screening = nil }
        if let rate = policy, (rate.document, rate.number) == (document, number) { policy = nil }
    }

    /// - Returns: the breach, at the decision that makes it one.
    public mutating func note(_ decision: Decision) -> Breach? {
        if case .needs = decision.outcome { return nil }
        let versions = decision.versions
        if let rate = policy, versions.policy == rate.number {
            let isHeld = decision.reasons.contains { $0.code.isOfEvidence }
            if let breach = add(isHeld, to: &policy) { return breach }
        }
        if let rate = screening, rate.number == (rate.document == .rules ? versions.rules : versions.lists) {
            return add(decision.reasons.contains { $0.code.isOfRules }, to: &screening)
        }
        return nil
    }

    private func add(_ isHeld: Bool, to place: inout Rate?) -> Breach? {
        guard var rate = place else { return nil }
        rate.add(isHeld, window: window)
        defer { place = rate }
        let parcels = rate.recent.count
        guard !rate.isTold, parcels >= minimum, rate.held * 100 > budget_percent * parcels else { return nil }
        rate.isTold = true
        return Breach(document: rate.document, number: rate.number, held: rate.held, parcels: parcels)
    }
}

extension HoldWatch.Breach {
    /// As an alarm's detail: document, version, held, of, budget.
    public func detail(budget_percent: Int) -> String {
        "\(document.rawValue) \(number) \(held) \(parcels) \(budget_percent)"
    }

    /// Which version an alarm is about.
    public static func version(in detail: String) -> (document: DocumentKind, number: Int)? {
        let words = detail.split(separator: " ")
        guard words.count == 5, let document = DocumentKind(rawValue: String(words[0])), let number = Int(words[1])
        else { return nil }
        return (document, number)
    }
}
