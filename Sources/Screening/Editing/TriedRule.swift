import Parcels
import Words
import YAML

/// One rule of a document that is being written, ready to be asked about parcels, whatever its life and its days.
public struct TriedRule: Sendable {
    public enum Answer: Sendable, Hashable {
        case silent
        /// What it says; parts that ask for a person are masked.
        case speaks(BilingualText)
        /// It cannot be settled, and why; nil where the reason might quote a person.
        case fails(String?)
    }

    private let rule: Rule
    /// The lists, keywords and bulletins that it asks.
    private let lists: ScreeningSnapshot
    private let asked: FactSet
    private let asksKeywords: Bool
    /// Whether it asks about earlier parcels.
    public let asksHistory: Bool
    private let asksPersons: Bool

    /// - Parameters:
    ///   - lists: the lists, keywords and bulletins in force; its rules are not asked.
    ///   - utcOffset_s: of the site's time at a moment (seconds since 1970 UTC).
    /// - Returns: nil when the document has no such rule; what is wrong elsewhere does not matter.
    /// - Throws: `YAMLError` where the document or the rule does not read.
    public init?(
        _ id: String, in content: [UInt8], beside lists: ScreeningSnapshot, utcOffset_s: (Int64) -> Int
    ) throws(YAMLError) {
        var fields = try Fields(try YAMLParser.parse(content, file: "rules"), expected: "rules")
        guard let node = try fields.required("rules").list().first(where: { $0.ruleID == id }) else { return nil }
        rule = try RuleCompiler.rule(try RuleFile.rule(node, utcOffset_s), RuleCompiler.table(lists.lists))
        self.lists = lists
        asked = FactSet(rule.facts.map(\.slot))
        asksKeywords = rule.facts.contains { $0.name.hasPrefix("keywords.") }
        asksHistory = !asked.isDisjoint(with: HistoryFacts.all)
        asksPersons = rule.condition.facts.contains(where: \.isOfPerson)
    }

    /// - Parameter history: of the parcels before.
    public func ask(_ subject: Subject, _ history: History) -> Answer {
        var found = KeywordFindings.none
        if asksKeywords, let declaration = subject.declaration {
            found = lists.keywords.findings(in: declaration.folded, valid: lists.validPacks)
        }
        let facts = ParcelFacts.facts(subject, found, history, asked: asked)
        switch rule.answer(facts) {
        case .silent: return .silent
        case .fails(let why): return .fails(asksPersons ? nil : why)
        case .speaks:
            // Of a rule that draws by lot only those that are drawn; what has no number has no lot either, and is held.
            if rule.action == .sample, let seed = subject.seed, let number = subject.number,
                !seed.draws(number, rule.reference.id, oneIn: rule.oneIn)
            {
                return .silent
            }
            return .speaks(
                BilingualText(
                    vi: rule.vi.maskedText(facts, .vietnamese), en: rule.en.maskedText(facts, .english)))
        }
    }
}

extension RuleText {
    /// The sentence for one parcel, without what asks for a person.
    fileprivate func maskedText(_ facts: Facts, _ language: Language) -> String {
        let masked = parts.map { part -> Part in
            guard case .expression(let expression) = part, expression.facts.contains(where: \.isOfPerson) else {
                return part
            }
            return .words(Catalogue.text("explain.personal", language))
        }
        return RuleText(parts: masked).text(facts)
    }
}

extension Node {
    fileprivate var ruleID: String? {
        guard case .mapping(let pairs) = content,
            case .scalar(let id, _)? = pairs.first(where: { $0.key == "id" })?.value.content
        else { return nil }
        return id
    }
}
