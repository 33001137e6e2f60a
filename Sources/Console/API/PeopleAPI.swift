import Crypto
import Entries
import JSON
import People
import Platform

extension API {
    func accounts() -> Response {
        let all = site.accounts()
        let (now, wall) = (Clocks.monotonic(), Clocks.wall())
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
                writer.key("sessions")
                writer.beginArray()
                for session in sessions.open(for: account, now: now) {
                    writer.beginObject()
                    writer.key("opened_ms")
                    writer.value((wall - (now - session.opened)) / 1_000_000)
                    writer.key("used_ms")
                    writer.value((wall - (now - session.used)) / 1_000_000)
                    writer.endObject()
                }
                writer.endArray()
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
    }

    func endSessions(_ text: String, _ caller: Caller) throws -> Response {
        guard let id = AccountID(text), let account = site.account(id) else { throw Refusal(404, "unknown-account") }
        let ended = sessions.end(for: account.id)
        if ended > 0 {
            _ = try perform(.session(SessionChanged(account: account.id, change: .expired)))
        }
        return json([UInt8]("{}".utf8))
    }

    private struct AccountForm: Decodable {
        let account: String
        let roles: [Role]
        let active: Bool?
        let password: String?
    }

    func changeAccount(_ request: Request, _ caller: Caller) throws -> Response {
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
}
