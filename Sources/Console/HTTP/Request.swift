import Words

/// One HTTP request as the API sees it: all of it has arrived.
public struct Request: Sendable {
    public enum Method: String, Sendable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        case delete = "DELETE"
    }

    public enum Body: Sendable {
        case none
        case bytes([UInt8])
        /// A large body, in a file that its handler takes over or that is removed afterwards.
        case file(String)
    }

    public let method: Method
    /// The path's parts, percent-decoded: `/api/holds/1F5K-7Q` is `["api", "holds", "1F5K-7Q"]`.
    public let path: [String]
    public let query: [String: String]
    /// Names in small letters.
    public let headers: [String: String]
    public let body: Body

    public init(
        method: Method, path: [String], query: [String: String] = [:], headers: [String: String] = [:],
        body: Body = .none
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The language that an answer's words are in: the first of `Accept-Language` that the program speaks, else Vietnamese.
    var language: Language { Self.language(headers["accept-language"]) }

    static func language(_ accepted: String?) -> Language {
        for wish in (accepted ?? "").split(separator: ",") {
            let tag = wish.split(separator: ";").first ?? ""
            let code = tag.split(separator: "-").first?.filter { $0 != " " } ?? ""
            if let language = Language(rawValue: code.lowercased()) { return language }
        }
        return .vietnamese
    }

    /// The value of one cookie.
    func cookie(_ name: String) -> String? {
        for part in (headers["cookie"] ?? "").split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].filter({ $0 != " " }) == name else { continue }
            return String(pair[1])
        }
        return nil
    }
}

/// An answer.
public struct Response: Sendable {
    public enum Body: Sendable {
        case bytes([UInt8])
        /// A stream of events that lasts until the browser leaves.
        case events(EventStream)
    }

    public let status: Int
    public let type: String
    public let body: Body
    public let headers: [(String, String)]

    public init(status: Int = 200, type: String, body: [UInt8], headers: [(String, String)] = []) {
        self.status = status
        self.type = type
        self.body = .bytes(body)
        self.headers = headers
    }

    init(events: EventStream) {
        status = 200
        type = "text/event-stream; charset=utf-8"
        body = .events(events)
        headers = [("Cache-Control", "no-store"), ("X-Accel-Buffering", "no")]
    }
}
