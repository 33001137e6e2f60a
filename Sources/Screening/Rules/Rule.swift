import Parcels

/// One rule: when it speaks, what it then says, and what follows.
///
/// A class, because every parcel walks over thousands: a step of that walk then counts one reference and not those of all fields.
public final class Rule: Sendable {
    public enum Action: String, Sendable, Hashable, CaseIterable {
        case hold
        /// Hold, and stop the belt: the parcel is neither opened nor moved.
        case doNotOpen = "do-not-open"
        /// Hold until a referral before loading is answered.
        case refer
        /// Hold those that are drawn by lot.
        case sample
        /// Written down, nothing more.
        case note
    }

    /// How far it has come.
    public enum Life: String, Sendable, Hashable, CaseIterable {
        /// It is asked, and what it would do is written down; it holds nothing, whether it speaks or fails.
        case shadow
        case live
        /// It is no longer asked; its tests still are.
        case retired
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
    /// Of a rule that refers: how.
    let referral: Referral
    /// Of a rule that draws by lot: one of so many.
    let oneIn: Int
    let life: Life
    let validity: Validity
    let condition: Expression
    /// Names of facts: where the condition cannot be settled because one of them is absent, the rule has nothing to say.
    /// Any other absent fact is an error, and an error holds.
    let optional: [String]
    let vi: RuleText
    let en: RuleText

    init(_ draft: RuleDocument.Draft, condition: Expression, vi: RuleText, en: RuleText) {
        reference = draft.reference
        name = draft.name
        action = draft.action
        severity = draft.severity
        ground = draft.ground
        referral = draft.referral
        oneIn = draft.oneIn
        life = draft.life
        validity = draft.validity
        self.condition = condition
        optional = draft.optional.map(\.name)
        self.vi = vi
        self.en = en
    }
}

/// A rule's sentence with expressions in braces.
struct RuleText: Sendable {
    enum Part: Sendable {
        case words(String)
        case expression(Expression)
    }

    let parts: [Part]

    var facts: [Schema.Fact] {
        parts.flatMap { part -> [Schema.Fact] in
            if case .expression(let expression) = part { expression.facts } else { [] }
        }
    }

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
    /// The facts for which its condition and its texts ask.
    var facts: [Schema.Fact] { condition.facts + vi.facts + en.facts }

    /// What a rule says of one parcel.
    enum Answer {
        case speaks
        /// It does not fit the parcel, or lacks a fact that it excuses.
        case silent
        /// It cannot be settled, and why: such a parcel is held.
        case fails(String)
    }

    func answer(_ facts: Facts) -> Answer {
        do throws(ExpressionFailure) {
            guard let holds = try condition.holds(facts, budget: Self.budget, excusing: optional) else {
                return .fails("no yes or no")
            }
            return holds ? .speaks : .silent
        } catch {
            return error.isAbsence(ofAny: optional) ? .silent : .fails("\(error)")
        }
    }

    /// What it says where it speaks.
    func reason(vi: String, en: String) -> Reason {
        switch action {
        case .hold, .doNotOpen, .note: .rule(reference, vi: vi, en: en)
        case .refer: .referral(referral, reference, vi: vi, en: en)
        case .sample: .sample(oneIn: oneIn, reference, vi: vi, en: en)
        }
    }

    /// Whether a parcel of which it speaks is neither opened nor moved.
    var isDanger: Bool { action == .doNotOpen || action == .refer && referral == .doNotLoad }

    /// Steps that one rule may take for one parcel: about two milliseconds at the worst.
    static let budget = 20_000
}
