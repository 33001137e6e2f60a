import Crypto
import Entries
import JSON
import People

extension API {
    func documents(_ caller: Caller) -> Response {
        let all = site.documents()
        // A bulletin's list names persons: its text is for those who make lists.
        let seesLists = caller.account.may(.proposeDocuments)
        return json { writer in
            writer.beginObject()
            writer.key("documents")
            writer.beginArray()
            for document in all {
                writer.beginObject()
                writer.key("kind")
                writer.value(document.kind.rawValue)
                writer.key("number")
                writer.value(document.number)
                writer.key("by")
                writer.value(document.by.name)
                writer.key("hash")
                writer.value(document.hash)
                writer.key("isActive")
                writer.value(document.isActive)
                writer.key("approvals")
                writer.beginArray()
                for account in document.approvals { writer.value(account.name) }
                writer.endArray()
                writer.key("isRolledBack")
                writer.value(document.isRolledBack)
                if let replay = document.replay {
                    writer.key("replay")
                    writer.beginObject()
                    replay.write(to: &writer)
                    writer.key("isOverBudget")
                    writer.value(replay.isOverBudget)
                    writer.endObject()
                }
                if document.kind != .lists || seesLists {
                    writer.key("text")
                    writer.value(document.text)
                }
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
    }

    /// Puts a document forward. It is read first: one with an error is not taken.
    func propose(_ kindText: String, _ request: Request, _ caller: Caller) throws -> Response {
        guard let kind = DocumentKind(rawValue: kindText) else { throw Refusal(404, "unknown-document") }
        guard case .bytes(let bytes) = request.body, let text = String(validating: bytes, as: UTF8.self) else {
            throw Refusal(400, "body-malformed")
        }
        if let fault = site.fault(in: kind, bytes) { throw Refusal(422, "document-error", [("error", fault)]) }
        let hash = Hash.of(bytes).description
        guard case .proposed(_, let number) = try perform(.propose(kind, text: text, hash: hash, by: caller.account.id))
        else { throw Refusal(503, "unavailable") }
        return json(status: 201) { writer in
            writer.beginObject()
            writer.key("kind")
            writer.value(kind.rawValue)
            writer.key("number")
            writer.value(number)
            writer.endObject()
        }
    }

    /// Takes out of force what raised an alarm by holding too much.
    func rollBack(_ text: String, _ caller: Caller) throws -> Response {
        guard let alarm = UInt64(text) else { throw Refusal(404, "unknown-alarm") }
        _ = try perform(.rollBack(alarm: alarm, by: caller.account.id))
        return json([UInt8]("{}".utf8))
    }

    func approve(_ kindText: String, _ numberText: String, _ caller: Caller) throws -> Response {
        guard let kind = DocumentKind(rawValue: kindText), let number = Int(numberText) else {
            throw Refusal(404, "unknown-document")
        }
        guard case .approved(let isActive) = try perform(.approve(kind, number: number, by: caller.account.id)) else {
            throw Refusal(503, "unavailable")
        }
        return json { writer in
            writer.beginObject()
            writer.key("isActive")
            writer.value(isActive)
            writer.endObject()
        }
    }
}
