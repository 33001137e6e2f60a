import Entries
import Inspection
import JSON
import Parcels
import People
import Records
import Words

extension API {
    func holds(_ request: Request, _ caller: Caller) throws -> Response {
        guard let which = HoldQuery.Which(rawValue: request.query["which"] ?? "open") else {
            throw Refusal(400, "query")
        }
        let found = try records().holds(
            HoldQuery(
                which: which, text: request.query["text"], numbers: numbers(fitting: request.query["text"], caller),
                before: request.query["before"].flatMap { UInt64($0) },
                limit: request.query["limit"].flatMap { Int($0) } ?? 50))
        let open = try records().openHoldCount()
        return json { writer in
            writer.beginObject()
            writer.key("open")
            writer.value(open)
            writer.key("holds")
            writer.beginArray()
            for hold in found { write(hold, to: &writer) }
            writer.endArray()
            writer.endObject()
        }
    }

    func hold(_ text: String, _ caller: Caller) throws -> Response {
        let detail = try find(text)
        let declared = try declared(detail.summary, personal: false, caller)
        return json { writer in
            writer.beginObject()
            writer.key("hold")
            write(detail.summary, to: &writer)
            writer.key("steps")
            writer.beginArray()
            for step in detail.steps { write(step, to: &writer, personal: caller.account.may(.seePersonal)) }
            writer.endArray()
            writer.key("passages")
            writer.beginArray()
            for passage in detail.passages { write(passage, to: &writer) }
            writer.endArray()
            writer.key("pictures")
            writer.beginArray()
            for picture in detail.pictures { write(picture, to: &writer) }
            writer.endArray()
            if let declared {
                writer.key("declared")
                write(declared.facts, to: &writer)
                writer.key("isDeclaredLater")
                writer.value(declared.isLater)
            }
            if let measured = detail.summary.declared.flatMap({ self.measured($0) }) {
                writer.key("measured")
                measured.write(to: &writer)
            }
            writer.endObject()
        }
    }

    /// The declaration as the hold's decision used it. Where it had none, because a person stopped the parcel before anything
    /// was asked or because it was declared too late, what is declared by now, for those who may see manifests.
    private func declared(
        _ hold: HoldSummary, personal: Bool, _ caller: Caller
    ) throws -> (facts: DeclaredFacts, isLater: Bool)? {
        if let decision = hold.declared { return declaredFacts(decision, personal: personal).map { ($0, false) } }
        guard caller.account.may(.seeManifests), let number = number(of: hold),
            let newest = try manifests().versions(of: number).first, newest.change != .withdrawn
        else { return nil }
        return (DeclaredFacts(newest.declaration), true)
    }

    private func number(of hold: HoldSummary) -> ParcelNumber? {
        guard let text = hold.number, case .valid(let number) = settings.numbering.recognise(Array(text.utf8)) else {
            return nil
        }
        return number
    }

    /// Names, telephone numbers and addresses, after the look was written down.
    func personal(_ text: String, _ request: Request, _ caller: Caller) throws -> Response {
        let detail = try find(text)
        guard try declared(detail.summary, personal: false, caller) != nil else {
            throw Refusal(404, "nothing-declared")
        }
        let (ground, note) = try self.ground(request)
        _ = try perform(
            .showPersonal(
                PersonalShown(
                    account: caller.account.id, hold: detail.summary.hold, number: number(of: detail.summary),
                    ground: ground, note: note)))
        guard let parties = try declared(detail.summary, personal: true, caller)?.facts.parties else {
            throw Refusal(410, "erased")
        }
        return json { writer in write(parties, to: &writer) }
    }

    private struct Step: Decodable {
        let step: HoldStepped.Step
        let finding: Finding?
        let number: String?
        let note: String?
    }

    func step(_ text: String, _ request: Request, _ caller: Caller, _ language: Language) throws -> Response {
        guard let hold = HoldID(text) else { throw Refusal(404, "unknown-hold") }
        let wanted = try body(Step.self, request)
        var number: ParcelNumber?
        if let text = wanted.number { number = try itemNumber(text, language) }
        let note = wanted.note.flatMap { $0.isEmpty ? nil : $0 }
        _ = try perform(
            .step(
                StepRequest(
                    hold: hold, step: wanted.step, by: caller.account.id, number: number, finding: wanted.finding,
                    note: note)))
        return json([UInt8]("{}".utf8))
    }

    /// A number as a person typed or scanned it.
    func itemNumber(_ text: String, _ language: Language) throws(Refusal) -> ParcelNumber {
        switch settings.numbering.recognise(Array(text.utf8)) {
        case .valid(let found): return found
        case .invalid(_, let why): throw Refusal(400, "number-invalid", [("why", why.text(language))])
        case .unknown: throw Refusal(400, "number-unknown")
        }
    }

    func holdRate() throws -> Response {
        let state = site.live()
        let counts = try records().holdCounts(state.now)
        let circumstances = HoldCircumstances(
            manifestAge_min: state.manifestNewest.map { max(0, Int((state.now - $0) / 60_000_000_000)) },
            manifestLimit_min: state.manifestLimit_min,
            devices: state.devices.filter { $0.state != "refused" }.map {
                .init(
                    id: $0.id, isWorking: $0.state == "working", looks: $0.recent.looks, noReads: $0.recent.noReads)
            })
        return json { writer in
            writer.beginObject()
            writer.key("parcelsNow")
            writer.value(counts.parcelsNow)
            writer.key("parcelsBefore")
            writer.value(counts.parcelsBefore)
            writer.key("holdsNow")
            writer.value(counts.holdsNow)
            writer.key("holdsBefore")
            writer.value(counts.holdsBefore)
            writer.key("hoursBefore")
            writer.value(HoldCounts.shift / HoldCounts.recent)
            writer.optional("manifestAge_min", circumstances.manifestAge_min.map { Int64($0) })
            writer.optional("manifestLimit_min", circumstances.manifestLimit_min.map { Int64($0) })
            writer.key("causes")
            writer.beginArray()
            for line in HoldCauses.lines(counts, circumstances) { write(line, to: &writer) }
            writer.endArray()
            writer.endObject()
        }
    }

    func find(_ text: String) throws -> HoldDetail {
        guard let id = HoldID(text), let detail = try records().hold(id) else { throw Refusal(404, "unknown-hold") }
        return detail
    }

    /// What the parcel weighed and measured, as the hold's decision used it.
    private func measured(_ sequence: UInt64) -> ParcelMeasure? {
        guard case .passageDecided(let decision)? = entries.entry(sequence, personal: false)?.body else { return nil }
        return decision.measured
    }

    /// The declaration as the hold's decision, or its screening at the table, used it.
    func declaredFacts(_ sequence: UInt64, personal: Bool) -> DeclaredFacts? {
        switch entries.entry(sequence, personal: personal)?.body {
        case .passageDecided(let decision): decision.declared
        case .holdScreened(let screened): screened.declared
        default: nil
        }
    }
}
