import Parcels
import YAML

/// The rules, lists and keywords in force, compiled. It never changes; a newer version is another snapshot.
public final class ScreeningSnapshot: Sendable {
    public let rulesVersion: Int
    public let listsVersion: Int
    /// When a rule, a list or a keyword pack begins or ends next, in nanoseconds UTC: then another snapshot is due. Nil when none does.
    public let changesAt: Int64?
    /// How many bulletins of authorities had been taken in.
    public let bulletins: Int
    /// Whether none of them is missing or overdue.
    public let bulletinsAreCurrent: Bool
    /// The document's rules in its order, those among them that do not count now.
    let all: [Rule]
    /// Those that count.
    let rules: [Rule]
    let index: RuleIndex
    /// The lists that count.
    let lists: ListIndex
    let keywords: KeywordMatcher
    /// Which keyword packs count, by their places.
    let validPacks: [Bool]
    private let asksKeywords: Bool
    /// Whether a rule asks about earlier parcels.
    public let asksHistory: Bool
    /// The facts for which the rules' conditions and texts ask.
    private let asked: FactSet

    /// - Parameters:
    ///   - moment: nanoseconds UTC; nil when the clock is not to be trusted: then no list has ended.
    ///   - foreseeing: whether rules, lists and packs that have not begun yet count, too: for a document that is tried before it
    ///     comes into force, as nobody tries it again when they begin.
    /// - Throws: `YAMLError` where a rule's expression does not fit the facts.
    public init(
        rules: RuleDocument, rulesVersion: Int, lists: ListDocument, listsVersion: Int,
        bulletins: BulletinsInForce = .none, at moment: Int64?, foreseeing: Bool = false
    ) throws(YAMLError) {
        self.rulesVersion = rulesVersion
        self.listsVersion = listsVersion
        self.bulletins = bulletins.number
        bulletinsAreCurrent = bulletins.areCurrent(at: moment)
        let lookedFor = lists.lists + bulletins.lists
        let inForce = ListIndex(lookedFor, at: moment, foreseeing: foreseeing)
        self.lists = inForce
        all = try RuleCompiler.compile(rules, inForce)
        self.rules = all.filter { $0.life != .retired && $0.validity.holds(at: moment, foreseeing: foreseeing) }
        index = RuleIndex(self.rules, inForce)
        keywords = lists.keywords
        validPacks = lists.keywords.validPacks(at: moment, foreseeing: foreseeing)
        asksKeywords = self.rules.contains { rule in rule.facts.contains { $0.name.hasPrefix("keywords.") } }
        asked = FactSet(self.rules.flatMap(\.facts).map(\.slot))
        asksHistory = !asked.isDisjoint(with: HistoryFacts.all)
        if let moment {
            let moments =
                lookedFor.flatMap { [$0.validFrom, $0.validUntil ?? .max] } + [bulletins.validUntil]
                + lists.packs.flatMap(\.validity.moments) + all.flatMap(\.validity.moments)
            changesAt = moments.filter { $0 > moment && $0 < .max }.min()
        } else {
            changesAt = nil
        }
    }

    /// Whether a rule draws parcels by lot.
    public var drawsByLot: Bool { rules.contains { $0.action == .sample && $0.life == .live } }

    /// A rule's name, for people.
    public func name(ofRule id: String) -> BilingualText? { all.first { $0.reference.id == id }?.name }

    /// No rules at all: for worlds that are about something else.
    public init() {
        rulesVersion = 0
        listsVersion = 0
        changesAt = nil
        bulletins = 0
        bulletinsAreCurrent = false
        all = []
        rules = []
        lists = ListIndex([], at: nil)
        index = RuleIndex([], lists)
        keywords = .none
        validPacks = []
        asksKeywords = false
        asksHistory = false
        asked = FactSet()
    }

    /// Rules of the document, those among them that do not count now.
    public var ruleCount: Int { all.count }

    /// Asks the rules about one parcel, all that can be anything but silent. A rule that fails holds the parcel.
    /// - Parameter history: of the parcels before.
    public func screen(_ subject: Subject, _ history: History) -> Screened {
        guard !rules.isEmpty else { return Screened() }
        let facts = askedFacts(subject, history)
        return said(of: facts, by: index.places(facts)) { draws($0, subject) }
    }

    /// Whether a rule that draws by lot draws a parcel. What has no number has no lot either, and is drawn.
    func draws(_ rule: Rule, _ subject: Subject) -> Bool {
        guard let seed = subject.seed, let number = subject.number else { return true }
        return seed.draws(number, rule.reference.id, oneIn: rule.oneIn)
    }

    /// The facts of a parcel for which the rules ask.
    func askedFacts(_ subject: Subject, _ history: History) -> Facts {
        var found = KeywordFindings.none
        if asksKeywords, let declaration = subject.declaration {
            found = keywords.findings(in: declaration.folded, valid: validPacks)
        }
        return ParcelFacts.facts(subject, found, history, asked: asked)
    }

    /// What the rules at some places say, in their order.
    /// - Parameter isDrawn: whether a rule that draws by lot draws this parcel.
    func said(of facts: Facts, by places: some Sequence<Int>, isDrawn: (Rule) -> Bool) -> Screened {
        var screened = Screened()
        for place in places {
            let rule = rules[place]
            switch rule.answer(facts) {
            case .silent: continue
            case .fails(let why):
                guard rule.life == .live else {
                    screened.notes.append(.shadow(rule.reference, would: "fail", vi: why, en: why))
                    continue
                }
                screened.holds.append(.ruleFailed(rule.reference, why: why))
            case .speaks:
                if rule.action == .sample, !isDrawn(rule) { continue }
                let (vi, en) = (rule.vi.text(facts), rule.en.text(facts))
                guard rule.life == .live else {
                    screened.notes.append(.shadow(rule.reference, would: rule.action.rawValue, vi: vi, en: en))
                    continue
                }
                let reason = rule.reason(vi: vi, en: en)
                if rule.action == .note { screened.notes.append(reason) } else { screened.holds.append(reason) }
                if rule.isDanger { screened.dangers.append(reason) }
            }
        }
        return screened
    }
}
