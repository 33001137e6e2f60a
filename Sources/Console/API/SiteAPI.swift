import Crypto
import Entries
import JSON
import Parcels
import People
import Platform
import Screening

extension API {
    func siteDescription() -> Response {
        json { writer in
            writer.beginObject()
            writer.key("site")
            writer.value(settings.site)
            writer.key("name")
            write(settings.name, to: &writer)
            writer.key("zone")
            writer.value(settings.zone)
            writer.key("lines")
            writer.beginArray()
            for line in settings.lines { write(line, to: &writer) }
            writer.endArray()
            writer.endObject()
        }
    }

    func acknowledge(_ text: String, _ caller: Caller) throws -> Response {
        try require(.acknowledgeAlarms, caller)
        guard let alarm = UInt64(text) else { throw Refusal(404, "unknown-alarm") }
        _ = try perform(.acknowledge(alarm: alarm, by: caller.account.id))
        return json([UInt8]("{}".utf8))
    }

    func close(_ text: String, _ caller: Caller) throws -> Response {
        try require(.closeMissing, caller)
        guard let passage = PassageID(text) else { throw Refusal(404, "unknown-passage") }
        _ = try perform(.close(passage, by: caller.account.id))
        return json([UInt8]("{}".utf8))
    }

    func importManifest(_ request: Request, _ caller: Caller) throws -> Response {
        try require(.importManifests, caller)
        let path = "\(settings.uploadFolder)/manifest-\(Randomness.token(8))"
        switch request.body {
        case .none: throw Refusal(400, "body-missing")
        case .bytes(let bytes):
            guard (try? Files.replace(path, with: bytes, mode: 0o600)) != nil else {
                throw Refusal(507, "body-not-taken")
            }
        case .file(let arrived):
            guard Files.move(arrived, to: path) else { throw Refusal(507, "body-not-taken") }
        }
        let name = String(
            (request.query["name"] ?? "manifest.csv").unicodeScalars.filter { $0.value >= 32 }.prefix(128))
        guard
            case .imported(let imported) = try perform(
                .importManifest(path: path, name: name, by: caller.account.id), within: Self.importLimit)
        else { throw Refusal(503, "unavailable") }
        return json(status: imported.error == nil ? 200 : 422) { writer in
            writer.beginObject()
            imported.write(to: &writer)
            writer.endObject()
        }
    }

    func documents(_ caller: Caller) throws -> Response {
        try require(.seeHolds, caller)
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
        try require(.proposeDocuments, caller)
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

    func approve(_ kindText: String, _ numberText: String, _ caller: Caller) throws -> Response {
        try require(.approveDocuments, caller)
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

    func accounts(_ caller: Caller) throws -> Response {
        try require(.manageAccounts, caller)
        let all = site.accounts()
        return json { writer in
            writer.beginObject()
            writer.key("accounts")
            writer.beginArray()
            for account in all {
                writer.beginObject()
                writer.key("account")
                writer.value(account.id.name)
                writer.key("isActive")
                writer.value(account.isActive)
                writer.key("roles")
                writer.beginArray()
                for role in account.roles { writer.value(role.rawValue) }
                writer.endArray()
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
    }

    private struct AccountForm: Decodable {
        let account: String
        let roles: [Role]
        let active: Bool?
        let password: String?
    }

    func changeAccount(_ request: Request, _ caller: Caller) throws -> Response {
        try require(.manageAccounts, caller)
        let form = try body(AccountForm.self, request)
        guard let id = AccountID(form.account) else { throw Refusal(400, "account-name") }
        var hash: String?
        if let password = form.password {
            do throws(AccountFault) { try AccountBook.check(password: password) } catch {
                throw Refusal(400, error.code)
            }
            guard let made = Password.hash(password) else { throw Refusal(503, "unavailable") }
            hash = made
        } else if site.account(id) == nil {
            throw Refusal(400, AccountFault.passwordTooShort(minimum: AccountBook.passwordMinimum).code)
        }
        let change = AccountChanged(
            account: id, roles: form.roles, active: form.active ?? true, by: caller.account.id, password: hash)
        _ = try perform(.change(change, by: caller.account.id))
        return json([UInt8]("{}".utf8))
    }

    // MARK: Writing

    private func write(_ text: BilingualText, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("vi")
        writer.value(text.vi)
        writer.key("en")
        writer.value(text.en)
        writer.endObject()
    }

    private func write(_ line: ConsoleSettings.Line, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("id")
        writer.value(line.id)
        writer.key("name")
        write(line.name, to: &writer)
        writer.key("diverter_mm")
        writer.value(line.diverter_mm)
        writer.key("stations")
        writer.beginArray()
        for station in line.stations {
            writer.beginObject()
            writer.key("name")
            writer.value(station.name)
            writer.key("distance_mm")
            writer.value(station.distance_mm)
            writer.endObject()
        }
        writer.endArray()
        writer.key("exits")
        writer.beginArray()
        for exit in line.exits {
            writer.beginObject()
            writer.key("number")
            writer.value(exit.number)
            writer.key("kind")
            writer.value(exit.kind)
            writer.key("distance_mm")
            writer.value(exit.distance_mm)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}
