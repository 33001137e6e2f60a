import Readings

extension RouteTable {
    static let printQuality = Area(
        name: "print quality",
        routes: [
            Route(
                .get, "/api/print-quality", .permitted(.seeLine),
                "How the labels of the last eight weeks are printed, by accepting office and service, the worst first: by the share below C that is certain for so few or many labels.",
                answer: .json(.object(["lines": .list(.named("PrintQualityLine"))]))
            ) { api, _ in try api.printQuality() },
            Route(
                .post, "/api/print-quality/senders", .permitted(.seePersonal),
                "Who sent the newest 500 parcels whose labels are below C; the look and its ground are written into the journal first.",
                body: .json(.named("Ground")), answer: .json(.object(["senders": .list(.named("BadPrinter"))]))
            ) { api, call in try api.badPrinters(call.request, try call.caller) },
        ],
        schemas: [
            "PrintQualityLine": .object([
                "office": .noted("As the manifest writes it; empty where nothing was declared.", .text),
                "service": .text, "labels": .integer, "bad": .noted("Those below C.", .integer),
                "grades": .noted("How many have each grade, from 0 (F) to 4 (A).", .list(.integer)),
                "lowest?": .noted(
                    "What set the grade of most of those below C.",
                    .choice(PrintGrade.Parameter.allCases.map(\.name))),
                "weeks": .noted(
                    "Seven days (UTC) each, the newest last.", .list(.object(["labels": .integer, "bad": .integer]))),
            ]),
            "BadPrinter": .object([
                "name": .text, "phone?": .text, "offices": .list(.text), "labels": .integer,
                "lowest?": .choice(PrintGrade.Parameter.allCases.map(\.name)),
            ]),
        ])
}
