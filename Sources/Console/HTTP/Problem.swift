import JSON
import Words

/// Errors as problem details (RFC 9457). `code` is for programs, and the catalogue has words for it (`problem.` and the
/// code); `detail` is those words in the language that was asked for.
enum Problem {
    static let type = "application/problem+json"

    static func response(
        _ status: Int, _ code: String, _ arguments: [(String, String)] = [], to request: Request,
        _ headers: [(String, String)] = []
    ) -> Response {
        response(
            status, code, arguments, path: request.path, language: request.language, headers)
    }

    /// - Parameter path: what was asked for.
    static func response(
        _ status: Int, _ code: String, _ arguments: [(String, String)] = [], path: [String], language: Language,
        _ headers: [(String, String)] = []
    ) -> Response {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.key("type")
        writer.value("urn:parcelgate:" + code)
        writer.key("title")
        writer.value(titles[status] ?? "Error")
        writer.key("status")
        writer.value(status)
        writer.key("detail")
        writer.value(words(code, arguments, language))
        writer.key("instance")
        writer.value("/" + path.map(encoded).joined(separator: "/"))
        writer.key("code")
        writer.value(code)
        if !arguments.isEmpty {
            writer.key("arguments")
            writer.beginObject()
            for (name, value) in arguments {
                writer.key(named: name)
                writer.value(value)
            }
            writer.endObject()
        }
        writer.endObject()
        return Response(
            status: status, type: type, body: writer.bytes,
            headers: [("Cache-Control", "no-store"), ("Content-Language", language.rawValue)] + headers)
    }

    /// As a person reads it. Values that are codes of the catalogue themselves are said in words.
    private static func words(_ code: String, _ arguments: [(String, String)], _ language: Language) -> String {
        let key = "problem." + code
        guard Catalogue.phrase(key) != nil else {
            return Catalogue.text("problem.other", language, [(name: "code", value: code)])
        }
        return Catalogue.text(
            key, language,
            arguments.map { name, value in
                guard let prefix = codes[name], let phrase = Catalogue.phrase(prefix + value) else {
                    return (name, ["error", "detail"].contains(name) ? FaultText.text(value, language) : value)
                }
                return (name, phrase.template(language))
            })
    }

    /// Arguments that are codes themselves, and where their words are.
    private static let codes = [
        "permission": "permission.", "finding": "finding.", "state": "state.", "kind": "document.",
    ]

    /// A part of a path as a URI writes it.
    private static func encoded(_ part: String) -> String {
        part.utf8.reduce(into: "") { text, byte in
            if isPlain(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%" + hexadecimal[Int(byte >> 4)] + hexadecimal[Int(byte & 15)]
            }
        }
    }

    private static let hexadecimal = "0123456789ABCDEF".map(String.init)

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static let titles = [
        400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
        409: "Conflict", 410: "Gone", 413: "Content Too Large", 415: "Unsupported Media Type",
        422: "Unprocessable Content", 429: "Too Many Requests", 500: "Internal Server Error",
        503: "Service Unavailable", 507: "Insufficient Storage",
    ]
}
