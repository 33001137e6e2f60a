import Entries
import Manifests
import Records

extension RouteTable {
    static let manifests = Area(
        name: "manifests",
        routes: [
            Route(
                .post, "/api/manifests", .permitted(.importManifests),
                "Take in a manifest file, whole or not at all. 422 with the same shape names what was wrong.",
                query: [
                    .init("name", .text, "The file's name, as it is shown."),
                    .init(
                        "encoding", .choice(TextEncoding.allCases.map(\.rawValue)), "Recognised when it is not said."),
                    .init(
                        "broken-rows", .choice(ImportOptions.BrokenRows.allCases.map(\.rawValue)),
                        "Whether rows that cannot be taken refuse the file (which they do when it is not said)."),
                ], body: .raw(["text/csv", "application/x-ndjson"]),
                answer: .json(.all([.named("ManifestImport"), .named("ManifestRefusals")])), statuses: [200, 422]
            ) { api, call in try api.importManifest(call.request, try call.caller) },
            Route(
                .get, "/api/manifests", .permitted(.seeManifests), "Imports, newest first.",
                query: [
                    .init("before", .integer, "Only imports of a lower number: the next page."),
                    .init("limit", .integer, "At most 200; 50 when it is not said."),
                ],
                answer: .json(
                    .object(["imports": .list(.all([.named("ManifestImport"), .object(["at_ms": .integer])]))]))
            ) { api, call in try api.imports(call.request) },
            Route(
                .get, "/api/manifests/{import}", .permitted(.seeManifests), "One import and its refused rows.",
                answer: .json(
                    .all([
                        .named("ManifestImport"), .named("ManifestRefusals"), .object(["at_ms": .integer]),
                    ]))
            ) { api, call in try api.imported(call.place("import")) },
            Route(
                .get, "/api/manifests/{import}/items", .permitted(.seeManifests), "What an import did, item by item.",
                query: [
                    .init("change", .choice(ItemChange.allCases.map(\.name)), "`updated` when it is not said."),
                    .init("after", .integer, "Only rows of a higher number: the next page."),
                    .init("limit", .integer, "At most 200; 50 when it is not said."),
                ],
                answer: .json(
                    .object([
                        "items": .list(
                            .object([
                                "row": .integer, "number": .text, "line": .integer, "version": .integer,
                                "fields": .list(.text),
                            ]))
                    ]))
            ) { api, call in try api.importedItems(call.place("import"), call.request) },
            Route(
                .get, "/api/items", .permitted(.seeManifests),
                "Declared items by part of a number, a name or a telephone number, with or without diacritics.",
                query: [
                    .init("text", .text, "At least three letters or digits of one word."),
                    .init("before", .integer, "Only items of a lower row: the next page."),
                    .init("limit", .integer, "At most 200; 50 when it is not said."),
                ],
                answer: .json(
                    .object([
                        "items": .list(.named("Item")), "hasMore": .boolean,
                        "isBehind": .noted("Items of the newest imports are not searched yet.", .boolean),
                    ]))
            ) { api, call in try api.searchItems(call.request) },
            Route(
                .get, "/api/items/{number}", .permitted(.seeManifests),
                "All that was declared about an item, newest first; personal data masked.",
                answer: .json(
                    .object([
                        "number": .text,
                        "versions": .list(
                            .all([
                                .named("Item"),
                                .object(["fields": .list(.text), "declared?": .named("Declaration")]),
                            ])),
                    ]))
            ) { api, call in try api.item(call.place("number")) },
            Route(
                .post, "/api/items/{number}/personal", .permitted(.seePersonal),
                "Names, telephone numbers and addresses; the look and its ground are written into the journal first.",
                body: .json(.named("Ground")),
                answer: .json(
                    .object([
                        "versions": .list(
                            .object([
                                "version": .integer, "sender": .named("Party"), "receiver": .named("Party"),
                            ]))
                    ]))
            ) { api, call in try api.itemPersonal(call.place("number"), call.request, try call.caller) },
        ],
        schemas: [
            "ManifestImport": .object([
                "number": .integer, "file": .text, "hash": .noted("BLAKE2b-256, hexadecimal.", .text), "size": .integer,
                "rows": .integer, "added": .integer, "updated": .integer, "unchanged": .integer, "withdrawn": .integer,
                "refused": .integer, "encoding?": .text, "error?": .text, "by": .text,
            ]),
            "ManifestRefusals": .object([
                "refusals": .list(
                    .object([
                        "line": .integer, "column": .integer, "field?": .text, "expected": .text, "found": .text,
                        "expected_vi": .text, "found_vi": .text,
                    ]))
            ]),
            "Item": .object([
                "row": .integer, "number": .text, "change": .choice(ItemChange.allCases.map(\.name)),
                "version": .integer, "import": .integer, "line": .integer, "at_ms": .integer,
                "sender": .named("MaskedParty"), "receiver": .named("MaskedParty"),
            ]),
            "MaskedParty": .object(["name": .text, "phone?": .text]),
            "Ground": .object([
                "ground": .choice(PersonalGround.allCases.map(\.rawValue)),
                "note?": .noted("Must be there for `authority` and `other`.", .text),
            ]),
        ])
}
