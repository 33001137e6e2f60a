import Parcels

/// What a rule said of one parcel, and which parts of its condition made it so.
public struct RuleExplanation: Sendable {
    public enum Outcome: Sendable, Hashable {
        case yes
        case no
        /// It has no value, and why.
        case failed(String)
    }

    public enum Answer: Sendable, Hashable {
        case speaks
        case silent
        case fails(String)
    }

    /// A part of a condition, as it is written, and what it came to.
    public struct Part: Sendable {
        public enum Kind: Sendable, Hashable {
            /// True when all its parts are, and when one of them is.
            case all, any
            case not
            case test
        }

        public let kind: Kind
        /// Empty for anything but a test.
        public let text: String
        public let outcome: Outcome
        /// The facts that a test asks for, with their values as the language writes them; nil where a fact is absent.
        public let facts: [(name: String, value: String?)]
        public let parts: [Part]
    }

    public let rule: RuleReference
    public let name: BilingualText
    public let answer: Answer
    public let condition: Part
}

extension ScreeningSnapshot {
    /// What each rule said of a parcel, in their order.
    /// - Parameters:
    ///   - history: of the parcels before.
    ///   - ids: of the rules to explain; nil for those that spoke or failed.
    public func explanations(
        _ subject: Subject, _ history: History = History(), of ids: [String]? = nil
    ) -> [RuleExplanation] {
        let facts = allFacts(subject, history)
        return rules.compactMap { rule in
            if let ids, !ids.contains(rule.reference.id) { return nil }
            let answer: RuleExplanation.Answer
            switch rule.answer(facts) {
            case .speaks: answer = .speaks
            case .silent: answer = .silent
            case .fails(let why): answer = .fails(why)
            }
            if ids == nil, answer == .silent { return nil }
            return RuleExplanation(
                rule: rule.reference, name: rule.name, answer: answer,
                condition: explained(ConditionPart.of(rule.condition.source), facts))
        }
    }

    private func explained(_ part: ConditionPart, _ facts: Facts) -> RuleExplanation.Part {
        switch part {
        case .all(let parts): joined(.all, parts.map { explained($0, facts) })
        case .any(let parts): joined(.any, parts.map { explained($0, facts) })
        case .not(let part): joined(.not, [explained(part, facts)])
        case .test(let text): tested(text, facts)
        }
    }

    /// What parts come to together: the language's own way, in which a part that decides the whole settles it whatever else fails.
    private func joined(_ kind: RuleExplanation.Part.Kind, _ parts: [RuleExplanation.Part]) -> RuleExplanation.Part {
        let outcomes = parts.map(\.outcome)
        let failed = outcomes.first { if case .failed = $0 { true } else { false } }
        let outcome: RuleExplanation.Outcome =
            switch kind {
            case .all: outcomes.contains(.no) ? .no : failed ?? .yes
            case .any: outcomes.contains(.yes) ? .yes : failed ?? .no
            case .not: failed ?? (outcomes.contains(.yes) ? .no : .yes)
            case .test: failed ?? .no
            }
        return RuleExplanation.Part(kind: kind, text: "", outcome: outcome, facts: [], parts: parts)
    }

    private func tested(_ text: String, _ facts: Facts) -> RuleExplanation.Part {
        var outcome = RuleExplanation.Outcome.failed("not a condition of its own")
        var asked: [(name: String, value: String?)] = []
        let compiled = try? Expression.compile(
            text, schema: ParcelFacts.schema, table: RuleCompiler.table(lists), expecting: .bool)
        if let compiled {
            switch compiled.evaluate(facts, budget: Rule.budget) {
            case .value(let value): outcome = value == true ? .yes : .no
            case .failure(let failure): outcome = .failed("\(failure)")
            }
            asked = compiled.facts.map { ($0.name, facts[$0.slot].map { "\($0)" }) }
        }
        return RuleExplanation.Part(kind: .test, text: text, outcome: outcome, facts: asked, parts: [])
    }
}
