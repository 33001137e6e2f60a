import Entries
import JSON
import People
import Platform

extension API {
    private struct SignIn: Decodable {
        let account: String
        let password: String
    }

    func signIn(_ request: Request) throws -> Response {
        let wanted = try body(SignIn.self, request)
        guard let id = AccountID(wanted.account), wanted.password.utf8.count <= AccountBook.passwordMaximum else {
            throw Refusal(403, "sign-in-refused")
        }
        let account = site.account(id)
        switch sessions.signIn(id, wanted.password, account: account, now: Clocks.monotonic()) {
        case .wait(let seconds): throw Refusal(429, "sign-in-wait", [("seconds", String(seconds))])
        case .refused:
            // Only attempts on accounts that exist are journalled: names of others may be anything.
            if account != nil { note(id, .refused) }
            throw Refusal(403, "sign-in-refused")
        case .opened(let token, let session):
            note(id, .opened)
            guard let account else { throw Refusal(403, "sign-in-refused") }
            let secure = settings.secureCookies ? "; Secure" : ""
            let answer = describe(Caller(account: account, token: token, session: session))
            guard case .bytes(let bytes) = answer.body else { return answer }
            return Response(
                type: answer.type, body: bytes,
                headers: answer.headers + [
                    ("Set-Cookie", "\(Self.cookie)=\(token); Path=/; HttpOnly; SameSite=Strict\(secure)")
                ])
        }
    }

    func signOut(_ caller: Caller) -> Response {
        sessions.signOut(caller.token)
        note(caller.account.id, .closed)
        return json([UInt8]("{}".utf8))
    }

    func describe(_ caller: Caller) -> Response {
        json { writer in
            writer.beginObject()
            writer.key("account")
            writer.value(caller.account.id.name)
            writer.key("csrf")
            writer.value(caller.session.csrf)
            writer.key("roles")
            writer.beginArray()
            for role in caller.account.roles { writer.value(role.rawValue) }
            writer.endArray()
            writer.key("permissions")
            writer.beginArray()
            for permission in Permission.allCases where caller.account.may(permission) {
                writer.value(permission.rawValue)
            }
            writer.endArray()
            writer.endObject()
        }
    }

    private func note(_ account: AccountID, _ change: SessionChanged.Change) {
        _ = site.perform(
            .session(SessionChanged(account: account, change: change)), until: Clocks.monotonic() + Self.commandLimit)
    }

    func events(_ caller: Caller) throws -> Response {
        let (site, sessions, token, id) = (site, sessions, caller.token, caller.account.id)
        let stream = viewers.join(site) {
            Viewers.Sight(site.account(id).flatMap { sessions.isOpen(token, for: $0) ? $0 : nil })
        }
        guard let stream else { throw Refusal(503, "too-many-viewers") }
        return Response(events: stream)
    }
}
