extension RouteTable {
    static let manifests = Area(
        name: "manifests",
        routes: [
            Route(
                .post, "/api/manifests", .permitted(.importManifests),
                "Take in a manifest file, whole or not at all. 422 with the same shape names its first error.",
                query: [.init("name", .text, "The file's name, as it is shown.")], body: .raw(["text/csv"]),
                answer: .json(.named("ManifestImport")), statuses: [200, 422]
            ) { api, call in try api.importManifest(call.request, try call.caller) }
        ],
        schemas: [
            "ManifestImport": .object([
                "number": .integer, "file": .text, "hash": .noted("BLAKE2b-256, hexadecimal.", .text), "size": .integer,
                "rows": .integer, "added": .integer, "updated": .integer, "unchanged": .integer, "error?": .text,
                "by": .text,
            ])
        ])
}
