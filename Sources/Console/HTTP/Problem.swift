import JSON

/// Errors as problem details (RFC 9457): `type` is a code that the catalogue has words for (`problem.` and the code).
enum Problem {
    static func response(_ status: Int, _ code: String, _ arguments: [(String, String)] = []) -> Response {
        var writer = JSONWriter(capacity: 128)
        writer.beginObject()
        writer.key("type")
        writer.value("urn:parcelgate:" + code)
        writer.key("status")
        writer.value(status)
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
            status: status, type: "application/problem+json", body: writer.bytes,
            headers: [("Cache-Control", "no-store")])
    }
}
