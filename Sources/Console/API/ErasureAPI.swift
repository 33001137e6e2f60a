import JSON
import Parcels
import People

extension API {
    func erasures() -> Response {
        let all = site.erasures()
        return json { writer in
            writer.beginObject()
            writer.key("erasures")
            writer.beginArray()
            for erasure in all {
                writer.beginObject()
                writer.key("erasure")
                writer.value(erasure.id)
                writer.key("number")
                writer.value(erasure.number.description)
                writer.key("proposedBy")
                writer.value(erasure.proposedBy.name)
                writer.optional("approvedBy", erasure.approvedBy?.name)
                writer.key("done")
                writer.value(erasure.isDone)
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
    }

    private struct ErasureForm: Decodable {
        let number: String
        let ground: String
    }

    func proposeErasure(_ request: Request, _ caller: Caller) throws -> Response {
        let form = try body(ErasureForm.self, request)
        guard case .valid(let number) = settings.numbering.recognise(Array(form.number.utf8)) else {
            throw Refusal(400, "number-unknown")
        }
        let outcome = try perform(.proposeErasure(number, ground: form.ground, by: caller.account.id))
        return try answer(outcome, status: 201)
    }

    func approveErasure(_ text: String, _ caller: Caller) throws -> Response {
        guard let id = Int(text) else { throw Refusal(404, "unknown-erasure") }
        return try answer(try perform(.approveErasure(id, by: caller.account.id)), status: 200)
    }

    private func answer(_ outcome: CommandOutcome, status: Int) throws(Refusal) -> Response {
        guard case .erasure(let id) = outcome else { throw Refusal(503, "unavailable") }
        return json(status: status) { writer in
            writer.beginObject()
            writer.key("erasure")
            writer.value(id)
            writer.endObject()
        }
    }
}
