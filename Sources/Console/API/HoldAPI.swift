import Entries
import Inspection
import JSON
import Parcels
import People
import Records

extension API {
    func holds(_ request: Request, _ caller: Caller) throws -> Response {
        try require(.seeHolds, caller)
        guard let which = HoldQuery.Which(rawValue: request.query["which"] ?? "open") else {
            throw Refusal(400, "query")
        }
        let found = try records().holds(
            HoldQuery(
                which: which, text: request.query["text"], before: request.query["before"].flatMap { UInt64($0) },
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
        try require(.seeHolds, caller)
        let detail = try find(text)
        let declared = detail.summary.declared.flatMap { declaredFacts($0, personal: false) }
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
            if let declared {
                writer.key("declared")
                write(declared, to: &writer)
            }
            writer.endObject()
        }
    }

    /// Names, telephone numbers and addresses, after the look was written down.
    func personal(_ text: String, _ caller: Caller) throws -> Response {
        try require(.seePersonal, caller)
        let detail = try find(text)
        guard let declared = detail.summary.declared else { throw Refusal(404, "nothing-declared") }
        _ = try perform(.showPersonal(detail.summary.hold, to: caller.account.id))
        guard let parties = declaredFacts(declared, personal: true)?.parties else { throw Refusal(410, "erased") }
        return json { writer in
            writer.beginObject()
            writer.key("sender")
            write(parties.sender, to: &writer)
            writer.key("receiver")
            write(parties.receiver, to: &writer)
            writer.endObject()
        }
    }

    private struct Step: Decodable {
        let step: HoldStepped.Step
        let finding: Finding?
        let number: String?
        let note: String?
    }

    func step(_ text: String, _ request: Request, _ caller: Caller) throws -> Response {
        try require(.inspect, caller)
        guard let hold = HoldID(text) else { throw Refusal(404, "unknown-hold") }
        let wanted = try body(Step.self, request)
        var number: ParcelNumber?
        if let text = wanted.number {
            switch Recognition.of(Array(text.utf8)) {
            case .valid(let found): number = found
            case .invalid(_, let why): throw Refusal(400, "number-invalid", [("why", why)])
            case .unknown: throw Refusal(400, "number-unknown")
            }
        }
        let note = wanted.note.flatMap { $0.isEmpty ? nil : $0 }
        _ = try perform(
            .step(
                StepRequest(
                    hold: hold, step: wanted.step, by: caller.account.id, number: number, finding: wanted.finding,
                    note: note)))
        return json([UInt8]("{}".utf8))
    }

    private func find(_ text: String) throws -> HoldDetail {
        guard let id = HoldID(text), let detail = try records().hold(id) else { throw Refusal(404, "unknown-hold") }
        return detail
    }

    /// The declaration as the hold's decision, or its screening at the table, used it.
    private func declaredFacts(_ sequence: UInt64, personal: Bool) -> DeclaredFacts? {
        switch entries.entry(sequence, personal: personal)?.body {
        case .passageDecided(let decision): decision.declared
        case .holdScreened(let screened): screened.declared
        default: nil
        }
    }

    // MARK: Writing

    private func write(_ hold: HoldSummary, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("id")
        writer.value(hold.hold.description)
        writer.key("sequence")
        writer.value(hold.hold.sequence)
        writer.key("line")
        writer.value(hold.line)
        writer.optional("number", hold.number)
        writer.key("raised_ms")
        writer.value(hold.raised / 1_000_000)
        writer.key("updated_ms")
        writer.value(hold.updated / 1_000_000)
        writer.key("recall")
        writer.value(hold.isRecall)
        writer.key("state")
        writer.value(hold.state)
        writer.optional("inspector", hold.inspector)
        writer.optional("finding", hold.finding)
        writer.key("awaitsScreening")
        writer.value(hold.awaitsScreening)
        writer.key("reasons")
        writer.beginArray()
        for reason in hold.reasons {
            writer.beginObject()
            writer.key("code")
            writer.value(reason.code.rawValue)
            writer.optional("rule", reason.rule.map { "\($0.id) v\($0.version)" })
            writer.key("vi")
            writer.value(reason.vi)
            writer.key("en")
            writer.value(reason.en)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private func write(_ step: HoldStepRecord, to writer: inout JSONWriter, personal: Bool) {
        writer.beginObject()
        writer.key("sequence")
        writer.value(step.sequence)
        writer.key("step")
        writer.value(step.step)
        writer.key("at_ms")
        writer.value(step.at / 1_000_000)
        writer.optional("by", step.by)
        writer.optional("finding", step.finding)
        writer.optional("number", step.number)
        if step.hasNote, personal, case .holdStepped(let stepped)? = entries.entry(step.sequence, personal: true)?.body
        {
            writer.optional("note", stepped.note)
        }
        if step.hasNote {
            writer.key("hasNote")
            writer.value(true)
        }
        writer.endObject()
    }

    private func write(_ passage: PassageRecord, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("id")
        writer.value(passage.passage.description)
        writer.key("line")
        writer.value(passage.line)
        writer.key("track")
        writer.value(passage.track)
        writer.key("opened_ms")
        writer.value(passage.opened / 1_000_000)
        writer.optional("ended_ms", passage.ended.map { $0 / 1_000_000 })
        writer.optional("number", passage.number)
        writer.optional("verdict", passage.verdict)
        writer.optional("how", passage.how)
        writer.optional("exit", passage.exit)
        writer.endObject()
    }

    private func write(_ declared: DeclaredFacts, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("service")
        writer.value(declared.service)
        writer.key("origin")
        writer.value(declared.origin)
        writer.key("destination")
        writer.value(declared.destination)
        writer.key("office")
        writer.value(declared.office)
        writer.optional("weight_g", declared.weight_g.map { Int64($0) })
        writer.optional("length_mm", declared.length_mm.map { Int64($0) })
        writer.optional("value_vnd", declared.value_vnd.map { Int64($0) })
        writer.optional("cod_vnd", declared.paymentOnDelivery_vnd.map { Int64($0) })
        writer.key("imported_ms")
        writer.value(declared.source.imported / 1_000_000)
        writer.key("import")
        writer.value(declared.source.importNumber)
        writer.key("line")
        writer.value(declared.source.line)
        writer.key("version")
        writer.value(declared.source.version)
        writer.key("contents")
        writer.beginArray()
        for line in declared.contents {
            writer.beginObject()
            writer.key("description")
            writer.value(line.description)
            writer.optional("quantity", line.quantity.map { Int64($0) })
            writer.optional("hsCode", line.hsCode)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private func write(_ party: Party, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("name")
        writer.value(party.name)
        writer.optional("phone", party.phone?.digits)
        writer.key("address")
        writer.value(party.address)
        writer.endObject()
    }
}
