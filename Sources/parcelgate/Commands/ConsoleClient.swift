import Foundation
import Glibc
import HTTPClient
import Platform

/// A person's session with a running gateway, from the command line.
struct ConsoleClient {
    private let base: String
    private let authority: String?
    private let cookie: String
    private let csrf: String

    static let options = """
          --url URL        the console (default http://127.0.0.1:8480)
          --ca FILE        certificates to trust instead of the system's (PEM)
          --account NAME   the account to sign in with (or PARCELGATE_ACCOUNT)
                           Its password is read from PARCELGATE_PASSWORD or asked for on the terminal.
        """

    /// Signs in with what the options and the environment say.
    static func signIn(_ arguments: inout Arguments) throws(Exit) -> ConsoleClient {
        let url = try arguments.option("url") ?? "http://127.0.0.1:8480"
        let authority = try arguments.option("ca")
        let named = try arguments.option("account")
        let environment = ProcessInfo.processInfo.environment
        guard let account = named ?? environment["PARCELGATE_ACCOUNT"] else {
            throw .usage("--account is missing (or PARCELGATE_ACCOUNT)")
        }
        guard let password = environment["PARCELGATE_PASSWORD"] ?? askPassword(account) else {
            throw .usage("no password: set PARCELGATE_PASSWORD or call from a terminal")
        }
        return try ConsoleClient(url, authority: authority, account: account, password: password)
    }

    init(_ url: String, authority: String? = nil, account: String, password: String) throws(Exit) {
        self.authority = authority
        base = url.hasSuffix("/") ? String(url.dropLast()) : url
        struct Form: Encodable {
            let account: String
            let password: String
        }
        struct Session: Decodable {
            let csrf: String
        }
        guard let form = try? JSONEncoder().encode(Form(account: account, password: password)) else {
            throw .usage("the password is no text")
        }
        let answer = try Self.ask(
            "POST", base + "/api/session", ["Content-Type: application/json"], .bytes(Array(form)), authority)
        guard answer.status == 200, let session = try? JSONDecoder().decode(Session.self, from: Data(answer.body)),
            let cookie = answer.headers["set-cookie"]?.prefix(while: { $0 != ";" })
        else { throw .notSo("sign-in refused: \(Self.problem(answer))") }
        self.cookie = String(cookie)
        csrf = session.csrf
    }

    func get(_ path: String) throws(Exit) -> HTTPAnswer {
        try Self.ask("GET", base + path, ["Cookie: " + cookie], .none, authority)
    }

    /// Sends something that changes the site.
    func post(_ path: String, _ body: HTTPClient.Body, type: String = "application/json", timeout_s: Int = 60)
        throws(Exit) -> HTTPAnswer
    {
        try Self.ask(
            "POST", base + path, ["Cookie: " + cookie, "X-CSRF-Token: " + csrf, "Content-Type: " + type], body,
            authority, timeout_s)
    }

    /// The answer's body, or its problem as the command's end.
    static func require(_ answer: HTTPAnswer) throws(Exit) -> HTTPAnswer {
        guard (200..<300).contains(answer.status) else { throw .notSo(problem(answer)) }
        return answer
    }

    static func problem(_ answer: HTTPAnswer) -> String {
        struct Problem: Decodable {
            let code: String
            let arguments: [String: String]?
        }
        guard let problem = try? JSONDecoder().decode(Problem.self, from: Data(answer.body)) else {
            return "status \(answer.status): \(Terminal.plain(String(answer.text.prefix(400))))"
        }
        let details = (problem.arguments ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return ([problem.code] + details).joined(separator: ", ")
    }

    private static func ask(
        _ method: String, _ url: String, _ headers: [String], _ body: HTTPClient.Body, _ authority: String?,
        _ timeout_s: Int = 60
    ) throws(Exit) -> HTTPAnswer {
        do throws(HTTPFailure) {
            return try HTTPClient.ask(
                method, url, headers: headers, body: body, authority: authority, timeout_s: timeout_s)
        } catch { throw .environment("\(error); is the gateway running there?") }
    }

    private static func askPassword(_ account: String) -> String? {
        guard isatty(STDIN_FILENO) == 1 else { return nil }
        guard let password = unsafe getpass("password of \(account): ") else { return nil }
        return unsafe String(cString: password)
    }
}
