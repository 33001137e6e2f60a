import Entries
import People
import Platform
import Testing

@testable import Console

@Suite("Signing in over the API")
struct SignInTests {
    private func form(_ account: String, _ password: String) -> String {
        "{\"account\":\"\(account)\",\"password\":\"\(password)\"}"
    }

    private func changes(_ rig: ConsoleRig) -> [SessionChanged.Change] {
        rig.site.performed.compactMap { command in
            if case .session(let changed) = command { return changed.change }
            return nil
        }
    }

    @Test func theAnswerSaysWhatTheAccountMayDo() throws {
        let rig = try ConsoleRig()
        let answer = rig.answer(.post, "api/session", body: form("operator", ConsoleRig.password))
        let json = try answer.json
        #expect(answer.status == 200)
        #expect(json["account"] as? String == "operator" && json["roles"] as? [String] == ["operator"])
        let permissions = PermissionTable.permissions(of: .operator).map(\.rawValue)
        #expect((json["permissions"] as? [String])?.sorted() == permissions.sorted())
        #expect(changes(rig) == [.opened])
    }

    /// No script may read it, no other site may send it, and no password's hash leaves the site.
    @Test func theCookieIsTheBrowsersAlone() throws {
        let rig = try ConsoleRig()
        let answer = rig.answer(.post, "api/session", body: form("operator", ConsoleRig.password))
        let cookie = try #require(answer.header("Set-Cookie"))
        let parts = cookie.split(separator: ";").map { $0.drop { $0 == " " } }
        #expect(parts.first?.hasPrefix(API.cookie + "=") == true)
        #expect(parts.dropFirst() == ["Path=/", "HttpOnly", "SameSite=Strict"])
        let token = try #require(parts.first?.split(separator: "=").last)
        #expect(!answer.text.contains(token) && !answer.text.contains("argon2"))
        #expect(answer.header("Cache-Control") == "no-store")
    }

    @Test func aWrongPasswordIsWrittenDown() throws {
        let rig = try ConsoleRig()
        let answer = rig.answer(.post, "api/session", body: form("operator", "wrong"))
        #expect(answer.status == 403 && answer.code == "sign-in-refused" && answer.header("Set-Cookie") == nil)
        #expect(changes(rig) == [.refused])
    }

    /// The answer does not tell whether there is such an account; what was typed is not written down.
    @Test(arguments: ["nobody", "Operator", "op erator", "", "<script>"])
    func anUnknownNameIsAnsweredLikeAWrongPassword(name: String) throws {
        let rig = try ConsoleRig()
        let wrong = rig.answer(.post, "api/session", body: form("operator", "wrong"))
        let unknown = rig.answer(.post, "api/session", body: form(name, "wrong"))
        #expect(unknown.status == wrong.status && unknown.text == wrong.text)
        #expect(changes(rig) == [.refused])
    }

    @Test func aPasswordBeyondItsLimitIsRefusedUnhashed() throws {
        let rig = try ConsoleRig()
        let long = String(repeating: "x", count: AccountBook.passwordMaximum + 1)
        #expect(rig.answer(.post, "api/session", body: form("operator", long)).code == "sign-in-refused")
        #expect(changes(rig).isEmpty)
    }

    @Test func afterFiveMistakesItSaysHowLong() throws {
        let rig = try ConsoleRig()
        for _ in 0..<Sessions.failureLimit {
            #expect(rig.answer(.post, "api/session", body: form("operator", "wrong")).status == 403)
        }
        let answer = rig.answer(.post, "api/session", body: form("operator", ConsoleRig.password))
        #expect(answer.status == 429 && answer.code == "sign-in-wait")
        let seconds = ((try answer.json)["arguments"] as? [String: String])?["seconds"].flatMap { Int($0) }
        #expect((1...31).contains(seconds ?? 0))
    }

    @Test(arguments: [nil, "", "{", "[]", "{\"account\":1}", "null", "{\"account\":\"operator\"}"])
    func whatIsNoFormIsRefused(body: String?) throws {
        let rig = try ConsoleRig()
        let answer = rig.answer(.post, "api/session", body: body)
        #expect(answer.status == 400)
        #expect(rig.site.performed.isEmpty)
    }

    @Test func signingOutEndsTheSession() throws {
        let rig = try ConsoleRig()
        let visitor = try rig.signIn("operator")
        #expect(rig.answer(.get, "api/session", visitor).status == 200)
        #expect(rig.answer(.delete, "api/session", visitor).status == 200)
        #expect(rig.answer(.get, "api/session", visitor).status == 401)
        #expect(changes(rig) == [.closed])
    }

    @Test func anotherPasswordEndsTheSessions() throws {
        let rig = try ConsoleRig()
        let visitor = try rig.signIn("operator")
        rig.site.change(try ConsoleRig.account("operator", [.operator], password: "another hash"))
        #expect(rig.answer(.get, "api/session", visitor).status == 401)
    }

    /// Who watches is sent away when he may no longer watch.
    @Test(arguments: ["signed out", "inactive", "another password", "another role"])
    func theEventsEndWithTheRightToSeeThem(what: String) throws {
        let rig = try ConsoleRig()
        try rig.viewers.start(rig.site)
        let visitor = try rig.signIn("operator")
        let answer = rig.answer(.get, "api/live", visitor)
        guard case .events(let stream) = answer.body else { return #expect(Bool(false), "no stream") }
        switch what {
        case "signed out": _ = rig.answer(.delete, "api/session", visitor)
        case "inactive": rig.site.change(try ConsoleRig.account("operator", [.operator], isActive: false))
        case "another password":
            rig.site.change(try ConsoleRig.account("operator", [.operator], password: "another hash"))
        default: rig.site.change(try ConsoleRig.account("operator", []))
        }
        let limit = Clocks.monotonic() + 20_000_000_000
        while !stream.isClosed, Clocks.monotonic() < limit {
            _ = Waiting.wait(for: -1, 0, deadline: Clocks.monotonic() + 10_000_000)
        }
        #expect(stream.isClosed)
        rig.viewers.close()
    }
}
