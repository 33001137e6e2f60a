import Entries
import Foundation
import JSON
import Journal
import Parcels
import People
import Platform
import Records
import Words

/// Answers requests. Each worker has one of its own, with its own connections to the records.
final class API {
    let settings: ConsoleSettings
    let site: any SiteControl
    let sessions: Sessions
    let viewers: Viewers
    let entries: EntryReader
    private var reader: RecordsReader?

    static let commandLimit: Int64 = 5_000_000_000
    static let importLimit: Int64 = 300_000_000_000
    static let cookie = "parcelgate_session"

    init(_ settings: ConsoleSettings, _ site: any SiteControl, _ sessions: Sessions, _ viewers: Viewers) {
        self.settings = settings
        self.site = site
        self.sessions = sessions
        self.viewers = viewers
        entries = EntryReader(
            journal: JournalReader(folder: settings.journalFolder), keys: KeyFolder(settings.keysFolder))
    }

    /// Who asks, where somebody is signed in.
    struct Caller {
        let account: Account
        let token: String
        let session: Sessions.Session
    }

    func answer(_ request: Request) -> Response {
        guard request.path.first == "api" else { return Pages.answer(request) }
        let path = Array(request.path.dropFirst())
        if request.method == .head { return Problem.response(405, "method-not-allowed") }
        switch (request.method, path.first ?? "", path.count) {
        case (.get, "health", 1): return health()
        case (.get, "words", 1): return words(request)
        case (.get, "site", 1): return siteDescription()
        case (.post, "session", 1): return signIn(request)
        default: break
        }
        guard let caller = caller(request) else { return Problem.response(401, "not-signed-in") }
        if request.method != .get, request.headers["x-csrf-token"] != caller.session.csrf {
            return Problem.response(403, "csrf")
        }
        do {
            return try answer(request, path, caller)
        } catch let refusal as Refusal {
            return refusal.response
        } catch {
            return Problem.response(500, "records", [("detail", "\(error)")])
        }
    }

    private func answer(_ request: Request, _ path: [String], _ caller: Caller) throws -> Response {
        switch (request.method, path.first ?? "", path.count) {
        case (.get, "session", 1): return describe(caller)
        case (.delete, "session", 1): return signOut(caller)
        case (.get, "live", 1): return try events(caller)
        case (.get, "live", 2) where path[1] == "now":
            try require(.seeLine, caller)
            return json(site.live().encoded())
        case (.get, "holds", 1): return try holds(request, caller)
        case (.get, "holds", 2): return try hold(path[1], caller)
        case (.get, "holds", 3) where path[2] == "personal": return try personal(path[1], caller)
        case (.post, "holds", 3) where path[2] == "steps": return try step(path[1], request, caller)
        case (.post, "alarms", 3) where path[2] == "acknowledgement": return try acknowledge(path[1], caller)
        case (.post, "passages", 3) where path[2] == "closing": return try close(path[1], caller)
        case (.post, "manifests", 1): return try importManifest(request, caller)
        case (.get, "documents", 1): return try documents(caller)
        case (.post, "documents", 2): return try propose(path[1], request, caller)
        case (.post, "documents", 4) where path[3] == "approvals": return try approve(path[1], path[2], caller)
        case (.get, "journal", 1): return try searchJournal(request, caller)
        case (.get, "journal", 2): return try journalEntry(path[1], caller)
        case (.get, "accounts", 1): return try accounts(caller)
        case (.post, "accounts", 1): return try changeAccount(request, caller)
        default: return Problem.response(404, "not-found")
        }
    }

    /// A refusal with its answer.
    struct Refusal: Error {
        let response: Response

        init(_ status: Int, _ code: String, _ arguments: [(String, String)] = []) {
            response = Problem.response(status, code, arguments)
        }
    }

    func require(_ permission: Permission, _ caller: Caller) throws(Refusal) {
        guard caller.account.may(permission) else {
            throw Refusal(403, "not-allowed", [("permission", permission.rawValue)])
        }
    }

    func records() throws -> RecordsReader {
        if let reader { return reader }
        let opened = try RecordsReader(settings.recordsPath)
        reader = opened
        return opened
    }

    func json(_ bytes: [UInt8], status: Int = 200) -> Response {
        Response(
            status: status, type: "application/json; charset=utf-8", body: bytes,
            headers: [("Cache-Control", "no-store")])
    }

    func json(status: Int = 200, _ write: (inout JSONWriter) -> Void) -> Response {
        var writer = JSONWriter()
        write(&writer)
        return json(writer.bytes, status: status)
    }

    /// The body as JSON of a known shape.
    func body<Shape: Decodable>(_ shape: Shape.Type, _ request: Request) throws(Refusal) -> Shape {
        guard case .bytes(let bytes) = request.body else { throw Refusal(400, "body-missing") }
        guard let value = try? JSONDecoder().decode(shape, from: Data(bytes)) else {
            throw Refusal(400, "body-malformed")
        }
        return value
    }

    /// Carries out a command and turns its outcome into an answer.
    func perform(_ command: Command, within limit: Int64 = commandLimit) throws(Refusal) -> CommandOutcome {
        let outcome = site.perform(command, until: Clocks.monotonic() + limit)
        switch outcome {
        case .refused(let code, let arguments): throw Refusal(409, code, arguments)
        case .unavailable: throw Refusal(503, "unavailable")
        default: return outcome
        }
    }

    private func caller(_ request: Request) -> Caller? {
        guard let token = request.cookie(Self.cookie), let session = sessions.session(token, now: Clocks.monotonic()),
            let account = site.account(session.account), sessions.isOpen(token, for: account)
        else { return nil }
        return Caller(account: account, token: token, session: session)
    }

    private func health() -> Response {
        let state = site.live()
        let isReady = state.journalIsWell && state.lines.allSatisfy { $0.missing.isEmpty }
        return json(status: isReady ? 200 : 503) { writer in
            writer.beginObject()
            writer.key("ready")
            writer.value(isReady)
            writer.key("epoch")
            writer.value(state.epoch)
            writer.key("committed")
            writer.value(state.committed)
            writer.key("missing")
            writer.beginArray()
            for code in Set(state.lines.flatMap(\.missing)).sorted() { writer.value(code) }
            writer.endArray()
            writer.endObject()
        }
    }

    private func words(_ request: Request) -> Response {
        guard let language = Language(rawValue: request.query["language"] ?? "vi") else {
            return Problem.response(400, "language")
        }
        return json { writer in
            writer.beginObject()
            for phrase in Catalogue.all {
                writer.key(named: phrase.key)
                writer.value(phrase.template(language))
            }
            writer.endObject()
        }
    }
}
