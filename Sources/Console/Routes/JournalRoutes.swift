import Entries

extension RouteTable {
    static let journal = Area(
        name: "journal",
        routes: [
            Route(
                .get, "/api/journal", .permitted(.searchJournal), "Entries of the journal, newest first, page by page.",
                query: [
                    .init("number", .text, "Part of an item number, at least three characters."),
                    .init("hold", .text, "A hold's number."), .init("passage", .text, "A passage."),
                    .init("device", .text, "A device's name."), .init("account", .text, "An account."),
                    .init("kind", .choice(EntryKind.allCases.map(\.rawValue)), "A kind of entry."),
                    .init("from_ms", .integer, "Not before this moment, milliseconds UTC."),
                    .init("until_ms", .integer, "Before this moment, milliseconds UTC."),
                    .init("before", .integer, "The last page's `next`."),
                    .init("limit", .integer, "50 when it is not said."),
                ],
                answer: .json(.object(["entries": .list(.named("JournalLine")), "next?": .integer]))
            ) { api, call in try api.searchJournal(call.request) },
            Route(
                .get, "/api/journal/anchor", .permitted(.searchJournal),
                "Where the journal stands, signed: for the shift's report.", answer: .json(.named("Anchor"))
            ) { api, _ in try api.journalAnchor() },
            Route(
                .get, "/api/journal/{sequence}", .permitted(.searchJournal),
                "One entry as it is stored. Its personal part stays sealed.", answer: .json(.named("JournalEntry"))
            ) { api, call in try api.journalEntry(call.place("sequence"), try call.caller) },
        ],
        schemas: [
            "JournalLine": .object([
                "sequence": .integer, "epoch": .integer, "at_ms": .integer, "kind": .text, "line?": .text,
                "number?": .text, "passage?": .text, "hold?": .text, "device?": .text, "account?": .text,
            ]),
            "Anchor": .object([
                "site": .text, "epoch": .integer, "sequence": .integer,
                "hash": .noted("Hexadecimal, in groups, line by line.", .list(.text)), "at_ms": .integer,
                "trusted": .boolean, "statement": .noted("What is signed, as docs/developer/journal.md says.", .text),
                "signature": .noted("A minisign signature of the statement.", .text),
            ]),
            "JournalEntry": .object([
                "sealed": .choice(["none", "sealed", "erased"]), "hash": .noted("BLAKE2b-256, hexadecimal.", .text),
                "decided?": .noted("The passage that it decides.", .text),
                "entry": .noted("The entry's content as docs/developer/journal.md describes it.", .anything),
            ]),
        ])
}
