import Entries
import Inspection
import JSON
import Parcels
import People
import Records

extension API {
    func holds(_ request: Request) throws -> Response {
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
            writer.key("pictures")
            writer.beginArray()
            for picture in detail.pictures { write(picture, to: &writer) }
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
        guard let hold = HoldID(text) else { throw Refusal(404, "unknown-hold") }
        let wanted = try body(Step.self, request)
        var number: ParcelNumber?
        if let text = wanted.number { number = try itemNumber(text) }
        let note = wanted.note.flatMap { $0.isEmpty ? nil : $0 }
        _ = try perform(
            .step(
                StepRequest(
                    hold: hold, step: wanted.step, by: caller.account.id, number: number, finding: wanted.finding,
                    note: note)))
        return json([UInt8]("{}".utf8))
    }

    /// A number as a person typed or scanned it.
    func itemNumber(_ text: String) throws(Refusal) -> ParcelNumber {
        switch Recognition.of(Array(text.utf8)) {
        case .valid(let found): return found
        case .invalid(_, let why): throw Refusal(400, "number-invalid", [("why", why)])
        case .unknown: throw Refusal(400, "number-unknown")
        }
    }

    func find(_ text: String) throws -> HoldDetail {
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
}
