import Entries
import JSON
import Parcels
import People
import Records
import Screening

extension API {
    /// Rules that are told of at one time, and bytes of one fact's value.
    private static let ruleLimit = 50
    private static let valueLimit = 2_000

    /// Why rules spoke of a decided parcel, or why one of them was silent. Persons are masked.
    func explanation(_ text: String, _ request: Request, _ caller: Caller) throws -> Response {
        let (passage, hold) = try explainable(text, caller)
        let explained = try told(site.explained(passage))
        guard case .parcel(let found) = explained else {
            return json { writer in
                writer.beginObject()
                writer.field("state", explained.code)
                writer.field("passage", passage.description)
                writer.optional("hold", hold?.description)
                writer.endObject()
            }
        }
        var rules: [RuleExplanation] = []
        if case .asked(let asked, _) = found.told {
            let ids = request.query["rule"].map { [$0] } ?? Array(asked.said.prefix(Self.ruleLimit))
            rules = ids.compactMap { asked.explanation(of: $0) }
            if request.query["rule"] != nil, rules.isEmpty { throw Refusal(404, "unknown-rule") }
        }
        return json { writer in
            writer.beginObject()
            writer.field("state", explained.code)
            writer.field("passage", passage.description)
            writer.optional("hold", hold?.description)
            write(found, to: &writer)
            writer.list("rules", rules) { writer, rule in write(rule, of: found.parcel.decision, to: &writer) }
            writer.endObject()
        }
    }

    /// The rules of then that one may ask about, by their ids and names.
    func rulesOfThen(_ text: String, _ request: Request, _ caller: Caller) throws -> Response {
        let (passage, _) = try explainable(text, caller)
        let wanted = request.query["text"] ?? ""
        guard wanted.utf8.count <= 200 else { throw Refusal(400, "query") }
        guard case .parcel(let found) = try told(site.explained(passage)), case .asked(let asked, _) = found.told else {
            throw Refusal(409, "not-explained")
        }
        let rules = asked.rules(with: wanted)
        return json { writer in
            writer.beginObject()
            writer.list("rules", Array(rules.prefix(Self.ruleLimit))) { writer, choice in
                writer.field("id", choice.rule.id)
                writer.field("version", choice.rule.version)
                writer.both("name", vi: choice.name.vi, en: choice.name.en)
            }
            writer.field("count", rules.count)
            writer.endObject()
        }
    }

    /// Names, telephone numbers and addresses as the rules saw them, after the look was written down.
    func explanationPersons(_ text: String, _ request: Request, _ caller: Caller) throws -> Response {
        let (passage, hold) = try explainable(text, caller)
        guard case .parcel(let found) = try told(site.explained(passage)) else { throw Refusal(409, "not-explained") }
        guard found.parcel.decision.declared != nil else { throw Refusal(404, "nothing-declared") }
        let (ground, note) = try self.ground(request)
        _ = try perform(
            .showPersonal(
                PersonalShown(
                    account: caller.account.id, hold: hold, number: found.parcel.decision.number, ground: ground,
                    note: note)))
        // Read anew: what was read before may have been erased since.
        guard let parties = declaredFacts(found.parcel.sequence, personal: true)?.parties else {
            throw Refusal(410, "erased")
        }
        return json { writer in write(parties, to: &writer) }
    }

    /// A passage whose rules somebody may see: a held one like its hold, any other like its entries of the journal.
    private func explainable(_ text: String, _ caller: Caller) throws -> (PassageID, HoldID?) {
        guard let passage = PassageID(text) else { throw Refusal(404, "unknown-passage") }
        var hold = try records().hold(of: passage)
        // One that was asked about at a table goes by the place of that entry.
        if hold == nil, let entry = entries.entry(passage.sequence, personal: false), entry.epoch == passage.epoch,
            case .holdScreened(let screened) = entry.body
        {
            hold = screened.hold
        }
        if hold == nil { try require(.searchJournal, caller) }
        return (passage, hold)
    }

    private func told(_ explained: Explained) throws(Refusal) -> Explained {
        switch explained {
        case .unknown: throw Refusal(404, "unknown-passage")
        case .busy: throw Refusal(503, "unavailable")
        case .reading, .parcel, .undecided, .failed: return explained
        }
    }

    private func write(_ found: ExplainedParcel, to writer: inout JSONWriter) {
        let decision = found.parcel.decision
        writer.optional("number", decision.number?.description)
        writer.field("line", decision.line.name)
        writer.field("at_ms", Int(found.parcel.at / 1_000_000))
        writer.field("entry", Int(clamping: found.parcel.sequence))
        if case .clear = decision.outcome { writer.field("verdict", "clear") } else { writer.field("verdict", "hold") }
        writer.field("rulesVersion", decision.versions.rules)
        writer.field("listsVersion", decision.versions.lists)
        writer.field("lacksBulletins", found.lacksBulletins)
        writer.field("isDeclared", decision.declared != nil)
        writer.field("isErased", found.parcel.isErased)
        switch found.told {
        case .notAsked: break
        case .noDocument(let kind, let version):
            writer.field("document", kind.rawValue)
            writer.field("documentVersion", version)
        case .asked(let asked, let earlier):
            writer.field("earlier", earlier.rawValue)
            writer.field("said", asked.said.count)
            writer.field("ruleCount", asked.ruleCount)
        }
    }

    private func write(_ told: RuleExplanation, of decision: Decision, to writer: inout JSONWriter) {
        writer.field("id", told.rule.id)
        writer.field("version", told.rule.version)
        writer.both("name", vi: told.name.vi, en: told.name.en)
        writer.field("life", told.life.rawValue)
        writer.field("isCounted", told.isCounted)
        if let oneIn = told.oneIn { writer.field("oneIn", oneIn) }
        writer.field("isInDecision", (decision.reasons + decision.notes).contains { $0.rule?.id == told.rule.id })
        switch told.answer {
        case .speaks: writer.field("answer", "speaks")
        case .silent: writer.field("answer", "silent")
        case .fails(let why):
            writer.field("answer", "fails")
            if !told.asksPersons { writer.fault("why", why) }
        }
        writer.key("condition")
        write(told.condition, to: &writer)
    }

    private func write(_ part: RuleExplanation.Part, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("kind", part.kind.rawValue)
        switch part.outcome {
        case .yes: writer.field("outcome", "yes")
        case .no: writer.field("outcome", "no")
        case .failed(let why):
            writer.field("outcome", "failed")
            if part.kind == .test, !part.facts.contains(where: \.isOfPerson) { writer.fault("why", why) }
        }
        if part.kind == .test {
            writer.field("text", part.text)
            writer.list("facts", part.facts) { writer, fact in
                writer.field("name", fact.name)
                if fact.isOfPerson {
                    if fact.value != nil { writer.field("isMasked", true) }
                } else if let value = fact.value {
                    writer.field(
                        "value", value.utf8.count > Self.valueLimit ? value.prefix(Self.valueLimit / 4) + "…" : value)
                }
            }
        } else {
            writer.key("parts")
            writer.beginArray()
            for inner in part.parts { write(inner, to: &writer) }
            writer.endArray()
        }
        writer.endObject()
    }
}

extension Explained {
    /// As the API says it.
    static let codes = ["reading", "asked", "not-asked", "no-document", "undecided", "failed"]

    fileprivate var code: String {
        switch self {
        case .reading, .unknown, .busy: "reading"
        case .undecided: "undecided"
        case .failed: "failed"
        case .parcel(let found):
            switch found.told {
            case .asked: "asked"
            case .notAsked: "not-asked"
            case .noDocument: "no-document"
            }
        }
    }
}
