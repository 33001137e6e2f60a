import Foundation
import HTTPClient

/// A person who is signed in.
struct BenchSession: Sendable {
    private var console = ""
    private(set) var cookie = ""
    private var csrf = ""

    init() {}

    init(_ console: String, _ account: String, _ password: String) throws {
        let answer = try HTTPClient.ask(
            "POST", console + "/api/session", headers: ["Content-Type: application/json"],
            body: .bytes(Array(#"{"account":"\#(account)","password":"\#(password)"}"#.utf8)))
        struct Session: Decodable { let csrf: String }
        guard answer.status == 200 else { throw BenchFault("sign-in: \(answer.text)") }
        self.console = console
        csrf = try JSONDecoder().decode(Session.self, from: Data(answer.body)).csrf
        cookie = String(answer.headers["set-cookie"]?.prefix { $0 != ";" } ?? "")
    }

    @discardableResult
    func ask(_ method: String, _ path: String, _ body: HTTPClient.Body = .none, timeout_s: Int = 300) throws
        -> HTTPAnswer
    {
        let answer = try HTTPClient.ask(
            method, console + path, headers: ["Cookie: " + cookie, "X-CSRF-Token: " + csrf], body: body,
            timeout_s: timeout_s)
        guard (200..<300).contains(answer.status) else { throw BenchFault("\(path): \(answer.text)") }
        return answer
    }
}
