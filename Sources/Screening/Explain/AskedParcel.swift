import Parcels

/// A parcel with all its facts and the rules of one moment: each can be asked why it spoke, failed or was silent.
public struct AskedParcel: Sendable {
    /// A rule, for those who choose one.
    public struct Choice: Sendable, Hashable {
        public let rule: RuleReference
        public let name: BilingualText
    }

    private let snapshot: ScreeningSnapshot
    private let facts: Facts
    /// The ids of the rules that spoke or failed, in their order. A rule that asks for earlier parcels is left out where these
    /// are not known.
    public let said: [String]

    /// - Parameter history: of the parcels before; nil where it is not known: then every fact of it is absent.
    public init(_ snapshot: ScreeningSnapshot, _ subject: Subject, _ history: History?) {
        var facts = snapshot.allFacts(subject, history ?? History())
        if history == nil {
            for fact in ParcelFacts.schema.facts where fact.isOfHistory { facts[fact.slot] = nil }
        }
        self.snapshot = snapshot
        self.facts = facts
        said = snapshot.rules.compactMap { [facts] rule in
            if history == nil, rule.condition.facts.contains(where: \.isOfHistory) { return nil }
            if case .silent = rule.answer(facts) { return nil }
            return rule.reference.id
        }
    }

    /// How many rules there were, those that did not count then among them.
    public var ruleCount: Int { snapshot.all.count }

    /// What a rule said, and which parts of its condition made it so; nil where there was none of that id.
    public func explanation(of id: String) -> RuleExplanation? {
        guard let rule = snapshot.all.first(where: { $0.reference.id == id }) else { return nil }
        let answer: RuleExplanation.Answer
        switch rule.answer(facts) {
        case .speaks: answer = .speaks
        case .silent: answer = .silent
        case .fails(let why): answer = .fails(why)
        }
        return RuleExplanation(
            rule: rule.reference, name: rule.name, life: rule.life,
            isCounted: snapshot.rules.contains { $0.reference.id == id },
            oneIn: rule.action == .sample ? rule.oneIn : nil,
            asksPersons: rule.condition.facts.contains(where: \.isOfPerson), answer: answer,
            condition: snapshot.explained(ConditionPart.of(rule.condition.source), facts))
    }

    /// Rules whose id or name has a text in it, whatever its case and its Vietnamese marks.
    public func rules(with text: String) -> [Choice] {
        let wanted = FoldedText.plain(text)
        return snapshot.all.compactMap { rule in
            let words = [rule.reference.id, rule.name.vi, rule.name.en]
            guard wanted.isEmpty || words.contains(where: { FoldedText.plain($0).contains(wanted) }) else { return nil }
            return Choice(rule: rule.reference, name: rule.name)
        }
    }
}

extension Schema.Fact {
    /// Whether it is a name, a telephone number or an address.
    var isOfPerson: Bool { name.hasPrefix("sender.") || name.hasPrefix("receiver.") }

    var isOfHistory: Bool { HistoryFacts.all.contains(slot) }
}
