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
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            /// True when all its parts are, and when one of them is.
            case all, any
            case not
            case test
        }

        public let kind: Kind
        /// Empty for anything but a test.
        public let text: String
        public let outcome: Outcome
        /// The facts that a test asks for.
        public let facts: [Fact]
        public let parts: [Part]
    }

    public struct Fact: Sendable, Hashable {
        public let name: String
        /// As the language writes it; nil where the fact is absent.
        public let value: String?
        /// Whether it is a name, a telephone number or an address.
        public let isOfPerson: Bool
    }

    public let rule: RuleReference
    public let name: BilingualText
    public let life: Rule.Life
    /// Whether it counted at that moment: neither retired, nor before or after its days.
    public let isCounted: Bool
    /// Of a rule that draws by lot: one of so many.
    public let oneIn: Int?
    /// Whether its condition asks for persons: then the reason of a failure may quote one.
    public let asksPersons: Bool
    public let answer: Answer
    public let condition: Part
}

extension ScreeningSnapshot {
    /// A condition's parts with what each comes to.
    func explained(_ part: ConditionPart, _ facts: Facts) -> RuleExplanation.Part {
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
        var asked: [RuleExplanation.Fact] = []
        let compiled = try? Expression.compile(
            text, schema: ParcelFacts.schema, table: RuleCompiler.table(lists), expecting: .bool)
        if let compiled {
            switch compiled.evaluate(facts, budget: Rule.budget) {
            case .value(let value): outcome = value == true ? .yes : .no
            case .failure(let failure): outcome = .failed("\(failure)")
            }
            asked = compiled.facts.map { fact in
                RuleExplanation.Fact(
                    name: fact.name, value: facts[fact.slot].map { "\($0)" }, isOfPerson: fact.isOfPerson)
            }
        }
        return RuleExplanation.Part(kind: .test, text: text, outcome: outcome, facts: asked, parts: [])
    }
}
