import Parcels

/// One rule: when it speaks, what it then says, and what follows.
public struct Rule: Sendable {
    public enum Action: String, Sendable, Hashable {
        case hold
        /// Hold, and stop the belt: the parcel is neither opened nor moved.
        case doNotOpen = "do-not-open"
        /// Written down, nothing more.
        case note
    }

    public enum Severity: String, Sendable, Hashable, CaseIterable {
        case low
        case medium
        case high
    }

    public let reference: RuleReference
    public let name: BilingualText
    public let action: Action
    public let severity: Severity
    /// The legal or police ground on which the rule stands.
    public let ground: String
    let condition: Expression
    /// Names of facts: where the condition cannot be settled because one of them is absent, the rule has nothing to say.
    /// Any other absent fact is an error, and an error holds.
    let optional: [String]
    let vi: RuleText
    let en: RuleText
}

/// A rule's sentence with expressions in braces.
struct RuleText: Sendable {
    enum Part: Sendable {
        case words(String)
        case expression(Expression)
    }

    let parts: [Part]

    /// The sentence for one parcel. An expression that has no value leaves a dash: the rule has spoken all the same.
    func text(_ facts: Facts) -> String {
        parts.reduce(into: "") { text, part in
            switch part {
            case .words(let words): text += words
            case .expression(let expression):
                guard case .value(.string(let value)) = expression.evaluate(facts, budget: Rule.budget) else {
                    text += "—"
                    return
                }
                text += value
            }
        }
    }
}

extension Rule {
    /// What a rule says of one parcel.
    enum Answer {
        case speaks
        /// It does not fit the parcel, or lacks a fact that it excuses.
        case silent
        /// It cannot be settled, and why: such a parcel is held.
        case fails(String)
    }

    func answer(_ facts: Facts) -> Answer {
        switch condition.evaluate(facts, budget: Self.budget, excusing: optional) {
        case .value(.bool(let holds)): holds ? .speaks : .silent
        case .value: .fails("no yes or no")
        case .failure(let failure): failure.isAbsence(ofAny: optional) ? .silent : .fails("\(failure)")
        }
    }

    /// Steps that one rule may take for one parcel: about two milliseconds at the worst.
    static let budget = 20_000
}
