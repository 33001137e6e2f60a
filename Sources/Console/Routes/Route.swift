import People
import Words

/// One thing that can be asked of the API: an entry of the table. The OpenAPI description is made from it.
struct Route: Sendable {
    enum Access: Sendable {
        case everybody
        case signedIn
        /// Signed in, with this permission.
        case permitted(Permission)
    }

    /// What a request brings along.
    enum Body: Sendable {
        case none
        case json(Schema)
        /// A file or text of one of these media types.
        case raw([String])
    }

    /// What comes back when it went well. Every other answer is a problem.
    enum Answer: Sendable {
        case json(Schema)
        /// A stream of events; each carries this shape.
        case events(Schema)
        /// Bytes of one of these media types.
        case raw([String])
    }

    /// A value of the query.
    struct Parameter: Sendable {
        let name: String
        let schema: Schema
        let note: String

        init(_ name: String, _ schema: Schema, _ note: String) {
            self.name = name
            self.schema = schema
            self.note = note
        }
    }

    /// One request on its way to its handler.
    struct Call {
        let request: Request
        let language: Language
        /// What stood at the places of the path that are named in braces.
        let places: [String: String]
        fileprivate let asker: API.Caller?

        /// Who asks; a refusal where nobody has to be signed in and nobody is.
        var caller: API.Caller {
            get throws(API.Refusal) {
                guard let asker else { throw API.Refusal(401, "not-signed-in") }
                return asker
            }
        }

        init(_ request: Request, places: [String: String], asker: API.Caller?) {
            self.request = request
            self.places = places
            self.asker = asker
            language = request.language
        }

        /// What stands at a named place of the path.
        func place(_ name: String) -> String { places[name] ?? "" }
    }

    typealias Handler = @Sendable (API, Call) throws -> Response

    let method: Request.Method
    /// As it is written in the description: `/api/holds/{hold}`.
    let path: String
    let access: Access
    let summary: String
    let query: [Parameter]
    let body: Body
    let answer: Answer
    /// The status when it went well, and others that come with the same shape.
    let statuses: [Int]
    let handler: Handler
    private let parts: [Part]

    private enum Part: Sendable {
        case word(String)
        case place(String)
    }

    init(
        _ method: Request.Method, _ path: String, _ access: Access, _ summary: String, query: [Parameter] = [],
        body: Body = .none, answer: Answer = .json(.object([:])), statuses: [Int] = [200],
        handler: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.summary = summary
        self.query = query
        self.body = body
        self.answer = answer
        self.statuses = statuses
        self.handler = handler
        parts = path.split(separator: "/").map { part in
            part.first == "{" ? .place(String(part.dropFirst().dropLast())) : .word(String(part))
        }
    }

    /// The names of the path's places, in order.
    var placeNames: [String] {
        parts.compactMap { part in
            if case .place(let name) = part { name } else { nil }
        }
    }

    /// What stands at the places of the path; nil when the path is another one.
    func places(in path: [String]) -> [String: String]? {
        guard path.count == parts.count else { return nil }
        var found: [String: String] = [:]
        for (part, text) in zip(parts, path) {
            switch part {
            case .word(let word): guard word == text else { return nil }
            case .place(let name): found[name] = text
            }
        }
        return found
    }
}
