import Entries

extension RouteTable {
    static let documents = Area(
        name: "documents",
        routes: [
            Route(
                .get, "/api/documents", .permitted(.seeHolds),
                "Policy, rules and lists in all versions. The lists' texts are for those who make them.",
                answer: .json(.object(["documents": .list(.named("Document"))]))
            ) { api, call in api.documents(try call.caller) },
            Route(
                .post, "/api/documents/{kind}", .permitted(.proposeDocuments),
                "Put a document forward. It is read first: one with an error is not taken.", body: .raw(["text/yaml"]),
                answer: .json(.object(["kind": .named("DocumentKind"), "number": .integer])), statuses: [201]
            ) { api, call in try api.propose(call.place("kind"), call.request, try call.caller) },
            Route(
                .post, "/api/documents/{kind}/{number}/approvals", .permitted(.approveDocuments),
                "Approve a version. With the second person's approval it comes into force; above the hold budget the proposer does not count.",
                answer: .json(.object(["isActive": .boolean]))
            ) { api, call in try api.approve(call.place("kind"), call.place("number"), try call.caller) },
        ],
        schemas: [
            "DocumentKind": .choice(DocumentKind.allCases.map(\.rawValue)),
            "Document": .object([
                "kind": .named("DocumentKind"), "number": .integer, "by": .text, "hash": .text, "isActive": .boolean,
                "approvals": .list(.text), "isRolledBack": .boolean, "replay?": .named("DocumentReplay"),
                "text?": .text,
            ]),
            "DocumentReplay": .noted(
                "What the version would have done to the parcels of the last shift.",
                .object([
                    "document": .named("DocumentKind"), "number": .integer, "budget_percent": .integer,
                    "parcels": .integer, "heldThen": .integer, "heldNow": .integer, "byDocument": .integer,
                    "newlyHeld": .integer, "newlyFree": .integer, "erased": .integer, "from?": .integer,
                    "to?": .integer, "versions": .map(.integer),
                    "shares": .list(
                        .object([
                            "what": .noted("A rule's id, or evidence. and its code.", .text), "held": .integer,
                            "fresh": .integer, "examples": .list(.text),
                        ])), "error?": .text, "isOverBudget": .boolean,
                ])),
        ])
}
