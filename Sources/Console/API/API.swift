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
    private var history: ManifestHistory?

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
        do {
            return try find(request)
        } catch let refusal as Refusal {
            return Problem.response(refusal.status, refusal.code, refusal.arguments, to: request, refusal.headers)
        } catch {
            return Problem.response(500, "records", [("detail", "\(error)")], to: request)
        }
    }

    private func find(_ request: Request) throws -> Response {
        guard request.path.first == "api" else { return try Pages.answer(request) }
        if request.method == .head { throw Refusal(405, "method-not-allowed") }
        let found = RouteTable.find(request.method, request.path)
        if case .route(let route, let places) = found, case .everybody = route.access {
            return try route.handler(self, Route.Call(request, places: places, asker: nil))
        }
        guard let caller = caller(request) else { throw Refusal(401, "not-signed-in") }
        if request.method != .get, request.headers["x-csrf-token"] != caller.session.csrf { throw Refusal(403, "csrf") }
        switch found {
        case .nothing: throw Refusal(404, "not-found")
        case .otherMethods(let methods):
            throw Refusal(
                405, "method-not-allowed", headers: [("Allow", methods.map(\.rawValue).joined(separator: ", "))])
        case .route(let route, let places):
            if case .permitted(let permission) = route.access { try require(permission, caller) }
            return try route.handler(self, Route.Call(request, places: places, asker: caller))
        }
    }

    /// Why a request is refused.
    struct Refusal: Error {
        let status: Int
        /// The catalogue has words for it: `problem.` and the code.
        let code: String
        let arguments: [(String, String)]
        let headers: [(String, String)]

        init(_ status: Int, _ code: String, _ arguments: [(String, String)] = [], headers: [(String, String)] = []) {
            self.status = status
            self.code = code
            self.arguments = arguments
            self.headers = headers
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

    func manifests() throws -> ManifestHistory {
        if let history { return history }
        let opened = try ManifestHistory(settings.manifestPath)
        history = opened
        return opened
    }

    /// Opened anew for each answer: the file may have been made again since.
    func itemSearch() throws -> ManifestSearch {
        try ManifestSearch(settings.itemIndexPath, manifest: settings.manifestPath)
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

    func health() -> Response {
        let state = site.live()
        let isReady =
            state.journalIsWell && (state.lines.map(\.missing) + state.tables.map(\.missing)).allSatisfy(\.isEmpty)
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
            for code in Set(state.lines.flatMap(\.missing) + state.tables.flatMap(\.missing)).sorted() {
                writer.value(code)
            }
            writer.endArray()
            writer.endObject()
        }
    }

    func words(_ request: Request) throws -> Response {
        guard let language = Language(rawValue: request.query["language"] ?? "vi") else {
            throw Refusal(400, "language")
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
