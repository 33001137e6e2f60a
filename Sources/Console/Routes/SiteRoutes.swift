extension RouteTable {
    static let site = Area(
        name: "site",
        routes: [
            Route(
                .get, "/api/health", .everybody,
                "Whether the site is ready to clear parcels: 200, or 503 with the same shape.",
                answer: .json(.named("Health")), statuses: [200, 503]
            ) { api, _ in api.health() },
            Route(
                .get, "/api/words", .everybody, "The program's texts in one language, by their keys.",
                query: [.init("language", .choice(["vi", "en"]), "Vietnamese when it is not said.")],
                answer: .json(.map(.text))
            ) { api, call in try api.words(call.request) },
            Route(
                .get, "/api/site", .everybody, "The site, its lines, stations, exits and tables.",
                answer: .json(.named("Site"))
            ) { api, _ in api.siteDescription() },
            Route(
                .get, "/api/openapi.json", .everybody, "This description.", answer: .json(.anything)
            ) { api, _ in api.json(Description.document()) },
        ],
        schemas: [
            "Health": .object([
                "ready": .boolean, "epoch": .integer, "committed": .integer,
                "missing": .noted("What is missing for a clear, by code.", .list(.text)),
            ]),
            "BilingualText": .object(["vi": .text, "en": .text]),
            "Site": .object([
                "site": .text, "name": .named("BilingualText"), "zone": .noted("An IANA time zone.", .text),
                "lines": .list(.named("LineLayout")),
                "dangerContacts": .list(.object(["name": .named("BilingualText"), "phone": .text])),
                "tables": .list(.named("TableLayout")),
            ]),
            "LineLayout": .object([
                "id": .text, "name": .named("BilingualText"), "diverter_mm": .integer,
                "stations": .list(.object(["name": .text, "distance_mm": .integer])),
                "exits": .list(.object(["number": .integer, "kind": .text, "distance_mm": .integer])),
            ]),
        ])
}
