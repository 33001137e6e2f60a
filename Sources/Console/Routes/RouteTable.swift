/// Everything that can be asked of the API. A new route is an entry in the file of its area; a new area is a line here.
enum RouteTable {
    /// Routes that belong together, and the shapes that they use.
    struct Area: Sendable {
        let name: String
        let routes: [Route]
        let schemas: KeyValuePairs<String, Schema>
    }

    static let areas: [Area] = [
        site, session, live, devices, frames, printQuality, tables, holds, explanations, alarms, orders, manifests,
        documents,
        editing, quality, bulletins, journal, people, erasures,
    ]

    static let routes = areas.flatMap(\.routes)

    enum Found {
        case route(Route, places: [String: String])
        /// The path is there, with these methods.
        case otherMethods([Request.Method])
        case nothing
    }

    static func find(_ method: Request.Method, _ path: [String]) -> Found {
        var others: [Request.Method] = []
        for route in routes {
            guard let places = route.places(in: path) else { continue }
            if route.method == method { return .route(route, places: places) }
            others.append(route.method)
        }
        return others.isEmpty ? .nothing : .otherMethods(others)
    }
}
