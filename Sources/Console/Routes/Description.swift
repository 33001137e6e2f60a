import JSON

/// The OpenAPI 3.1 description of the API, made from the table of routes.
enum Description {
    static let version = "1"

    static func document() -> [UInt8] {
        var writer = JSONWriter(capacity: 64 << 10)
        writer.beginObject()
        writer.key("openapi")
        writer.value("3.1.0")
        writer.key("info")
        writer.beginObject()
        writer.key("title")
        writer.value("parcelgate")
        writer.key("version")
        writer.value(version)
        writer.key("description")
        writer.value("What programs and the console's pages ask of the gateway. docs/integrator/api.md says how.")
        writer.endObject()
        writer.key("servers")
        writer.beginArray()
        writer.beginObject()
        writer.key("url")
        writer.value("/")
        writer.endObject()
        writer.endArray()
        writer.key("tags")
        writer.beginArray()
        for area in RouteTable.areas {
            writer.beginObject()
            writer.key("name")
            writer.value(area.name)
            writer.endObject()
        }
        writer.endArray()
        writePaths(to: &writer)
        writeComponents(to: &writer)
        writer.endObject()
        return writer.bytes
    }

    private static func writePaths(to writer: inout JSONWriter) {
        var paths: [String] = []
        for route in RouteTable.routes where !paths.contains(route.path) { paths.append(route.path) }
        writer.key("paths")
        writer.beginObject()
        for path in paths {
            writer.key(named: path)
            writer.beginObject()
            for area in RouteTable.areas {
                for route in area.routes where route.path == path { write(route, of: area.name, to: &writer) }
            }
            writer.endObject()
        }
        writer.endObject()
    }

    private static func write(_ route: Route, of area: String, to writer: inout JSONWriter) {
        writer.key(named: route.method.rawValue.lowercased())
        writer.beginObject()
        writer.key("operationId")
        writer.value(name(of: route))
        writer.key("tags")
        writer.beginArray()
        writer.value(area)
        writer.endArray()
        writer.key("summary")
        writer.value(route.summary)
        if case .permitted(let permission) = route.access {
            writer.key("x-permission")
            writer.value(permission.rawValue)
        }
        writeSecurity(of: route, to: &writer)
        if !route.placeNames.isEmpty || !route.query.isEmpty {
            writer.key("parameters")
            writer.beginArray()
            for name in route.placeNames { write(parameter: name, in: "path", .text, note: nil, to: &writer) }
            for wanted in route.query {
                write(parameter: wanted.name, in: "query", wanted.schema, note: wanted.note, to: &writer)
            }
            writer.endArray()
        }
        write(route.body, to: &writer)
        writer.key("responses")
        writer.beginObject()
        for status in route.statuses {
            writer.key(named: String(status))
            write(route.answer, to: &writer)
        }
        writer.key("default")
        writer.beginObject()
        writer.key("$ref")
        writer.value("#/components/responses/Problem")
        writer.endObject()
        writer.endObject()
        writer.endObject()
    }

    /// `getHoldsHoldPersonal`
    private static func name(of route: Route) -> String {
        let words = route.path.split { !$0.isLetter && !$0.isNumber }.dropFirst()
        return words.reduce(route.method.rawValue.lowercased()) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    }

    /// Who is signed in has the cookie; whoever changes something sends the session's token back too.
    private static func writeSecurity(of route: Route, to writer: inout JSONWriter) {
        writer.key("security")
        writer.beginArray()
        if case .everybody = route.access {
        } else {
            writer.beginObject()
            for scheme in route.method == .get ? ["session"] : ["session", "token"] {
                writer.key(named: scheme)
                writer.beginArray()
                writer.endArray()
            }
            writer.endObject()
        }
        writer.endArray()
    }

    private static func write(
        parameter name: String, in place: String, _ schema: Schema, note: String?, to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.key("name")
        writer.value(name)
        writer.key("in")
        writer.value(place)
        writer.key("required")
        writer.value(place == "path")
        writer.optional("description", note)
        writer.key("schema")
        write(schema, to: &writer)
        writer.endObject()
    }

    private static func write(_ body: Route.Body, to writer: inout JSONWriter) {
        let content: [(type: String, schema: Schema?)]
        switch body {
        case .none: return
        case .json(let schema): content = [("application/json", schema)]
        case .raw(let types): content = types.map { ($0, nil) }
        }
        writer.key("requestBody")
        writer.beginObject()
        writer.key("required")
        writer.value(true)
        write(content, to: &writer)
        writer.endObject()
    }

    private static func write(_ answer: Route.Answer, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("description")
        switch answer {
        case .json(let schema):
            writer.value("The answer.")
            write([("application/json", schema)], to: &writer)
        case .events(let schema):
            writer.value("Server-sent events; the data of each is JSON of the shape `x-event`.")
            write([("text/event-stream", nil)], to: &writer)
            writer.key("x-event")
            write(schema, to: &writer)
        case .raw(let types):
            writer.value("The bytes as they are kept.")
            write(types.map { ($0, nil) }, to: &writer)
        }
        writer.endObject()
    }

    /// Media types; one without a shape is bytes.
    private static func write(_ content: [(type: String, schema: Schema?)], to writer: inout JSONWriter) {
        writer.key("content")
        writer.beginObject()
        for (type, schema) in content {
            writer.key(named: type)
            writer.beginObject()
            if let schema {
                writer.key("schema")
                write(schema, to: &writer)
            }
            writer.endObject()
        }
        writer.endObject()
    }

    // MARK: Components

    private static let problem = Schema.noted(
        "RFC 9457. `code` is for programs; `detail` is for people, in the language that Accept-Language asks for.",
        .object([
            "type": .text, "title": .text, "status": .integer, "detail": .text, "instance": .text, "code": .text,
            "arguments?": .map(.text),
        ]))

    private static func writeComponents(to writer: inout JSONWriter) {
        writer.key("components")
        writer.beginObject()
        writer.key("schemas")
        writer.beginObject()
        writer.key("Problem")
        write(problem, to: &writer)
        let used = usedNames
        for area in RouteTable.areas {
            for (name, schema) in area.schemas where used.contains(name) {
                writer.key(named: name)
                write(schema, to: &writer)
            }
        }
        writer.endObject()
        writer.key("responses")
        writer.beginObject()
        writer.key("Problem")
        writer.beginObject()
        writer.key("description")
        writer.value("It was refused, or it failed.")
        write([(Problem.type, .named("Problem"))], to: &writer)
        writer.endObject()
        writer.endObject()
        writer.key("securitySchemes")
        writer.beginObject()
        writer.key("session")
        write(key: API.cookie, in: "cookie", "Set by signing in.", to: &writer)
        writer.key("token")
        write(key: "X-CSRF-Token", in: "header", "The `csrf` that signing in answered with.", to: &writer)
        writer.endObject()
        writer.endObject()
    }

    /// The shapes that a route, or another such shape, refers to.
    private static var usedNames: Set<String> {
        var names: Set<String> = []
        for route in RouteTable.routes {
            if case .json(let schema) = route.body { schema.addNames(to: &names) }
            switch route.answer {
            case .json(let schema), .events(let schema): schema.addNames(to: &names)
            case .raw: break
            }
            for parameter in route.query { parameter.schema.addNames(to: &names) }
        }
        return names
    }

    private static func write(key: String, in place: String, _ note: String, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("type")
        writer.value("apiKey")
        writer.key("in")
        writer.value(place)
        writer.key("name")
        writer.value(key)
        writer.key("description")
        writer.value(note)
        writer.endObject()
    }

    private static func write(_ schema: Schema, to writer: inout JSONWriter) {
        writer.beginObject()
        writeMembers(of: schema, to: &writer)
        writer.endObject()
    }

    private static func writeMembers(of schema: Schema, to writer: inout JSONWriter) {
        if let type = schema.type {
            writer.key("type")
            writer.value(type)
        }
        switch schema {
        case .text, .integer, .boolean, .anything: break
        case .choice(let choices):
            writer.key("enum")
            writer.beginArray()
            for choice in choices { writer.value(choice) }
            writer.endArray()
        case .list(let item):
            writer.key("items")
            write(item, to: &writer)
        case .map(let value):
            writer.key("additionalProperties")
            write(value, to: &writer)
        case .object, .all: writeFields(schema.fields, to: &writer)
        case .named(let name):
            writer.key("$ref")
            writer.value("#/components/schemas/" + name)
        case .noted(let note, let schema):
            writer.key("description")
            writer.value(note)
            writeMembers(of: schema, to: &writer)
        }
    }

    private static func writeFields(_ fields: [(name: String, schema: Schema)], to writer: inout JSONWriter) {
        let named = fields.map { name, schema in
            (name: name.last == "?" ? String(name.dropLast()) : name, isRequired: name.last != "?", schema: schema)
        }
        writer.key("properties")
        writer.beginObject()
        for field in named {
            writer.key(named: field.name)
            write(field.schema, to: &writer)
        }
        writer.endObject()
        let required = named.filter(\.isRequired)
        guard !required.isEmpty else { return }
        writer.key("required")
        writer.beginArray()
        for field in required { writer.value(field.name) }
        writer.endArray()
    }
}

extension Schema {
    /// JSON Schema's name of it; nil where it says nothing itself.
    fileprivate var type: String? {
        switch self {
        case .text, .choice: "string"
        case .integer: "integer"
        case .boolean: "boolean"
        case .list: "array"
        case .map, .object, .all, .anything: "object"
        case .named, .noted: nil
        }
    }
}
