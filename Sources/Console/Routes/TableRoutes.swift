import Entries

extension RouteTable {
    /// Tables without a belt. What came of an order is shown by the live state.
    static let tables = Area(
        name: "tables",
        routes: [
            Route(
                .post, "/api/tables/{table}/mode", .permitted(.workTable),
                "Take a table for a kind of work, or leave it.",
                body: .json(.object(["mode": .choice(TableMode.allCases.map(\.rawValue))]))
            ) { api, call in try api.turn(call.place("table"), call.request, try call.caller) },
            Route(
                .post, "/api/tables/{table}/scans", .permitted(.workTable),
                "A label that was typed or scanned into the page; at most 128 bytes.",
                body: .json(.object(["label": .text]))
            ) { api, call in try api.scan(call.place("table"), call.request, try call.caller) },
            Route(
                .post, "/api/tables/{table}/unread", .permitted(.workTable),
                "The parcel in hand has no label that can be read: it is held."
            ) { api, call in try api.order(call.place("table"), .unread, try call.caller) },
            Route(
                .post, "/api/tables/{table}/bags", .permitted(.workTable), "Open a bag, by its label or without one.",
                body: .json(.object(["label?": .text]))
            ) { api, call in try api.openBag(call.place("table"), call.request, try call.caller) },
            Route(
                .post, "/api/tables/{table}/bags/closing", .permitted(.workTable), "Close the bag that is open."
            ) { api, call in try api.order(call.place("table"), .closeBag, try call.caller) },
            Route(
                .post, "/api/tables/{table}/tags", .permitted(.workTable), "Print the tag of a hold again.",
                body: .json(.object(["hold": .text]))
            ) { api, call in try api.printTag(call.place("table"), call.request, try call.caller) },
        ],
        schemas: [
            "LiveTable": .object([
                "id": .text, "mode": .choice(TableMode.allCases.map(\.rawValue)), "clerk?": .text,
                "serial": .noted("Rises with everything that a person must hear.", .integer),
                "goUntil_ms?": .noted("GO is shown until then; without it the sign says STOP.", .integer),
                "showing?": .object([
                    "state": .text, "number?": .text, "hold?": .text, "reasons": .list(.named("BilingualText")),
                ]),
                "uncaged": .noted("Holds whose parcel was not yet scanned into the cage.", .list(.text)),
                "bag?": .object(["id": .text, "label?": .text, "parcels": .integer, "refused": .integer]),
                "recalls": .noted(
                    "Parcels in bags whose clear was withdrawn.",
                    .list(.object(["number": .text, "bag": .text, "hold": .text]))),
                "rows": .list(.object(["state": .text, "number?": .text, "hold?": .text, "at_ms": .integer])),
                "counts": .noted("Of the day.", .map(.integer)), "missing": .list(.text), "hasPrinter": .boolean,
                "printerTrouble?": .text,
            ]),
            "TableLayout": .object([
                "id": .text, "name": .named("BilingualText"),
                "cage": .noted("Where held parcels go.", .named("BilingualText")), "scanners": .list(.text),
            ]),
        ])
}
