import Screening

extension RouteTable {
    static let editing = Area(
        name: "editing",
        routes: [
            Route(
                .post, "/api/documents/{kind}/check", .permitted(.proposeDocuments),
                "Everything that is wrong with a document that is being written, with its places, and how the rules' own tests come out. Nothing is proposed.",
                body: .raw(["text/yaml"]), answer: .json(.named("DocumentCheck"))
            ) { api, call in try api.check(call.place("kind"), call.request) },
            Route(
                .get, "/api/rules/language", .permitted(.proposeDocuments),
                "What rules, lists and policies can be written with: facts, functions, fields, and the names in force.",
                answer: .json(.named("RuleLanguage"))
            ) { api, _ in api.ruleLanguage() },
            Route(
                .post, "/api/rules/try", .permitted(.proposeDocuments),
                "Ask one rule of a document about the site's parcels of the last month, in the background. A newer one takes the place of an older one.",
                query: [Route.Parameter("rule", .text, "The rule's id.")], body: .raw(["text/yaml"]),
                answer: .json(.object(["number": .integer])), statuses: [202]
            ) { api, call in try api.tryRule(call.request) },
            Route(
                .get, "/api/rules/try/{number}", .permitted(.proposeDocuments),
                "How a rule does on the parcels, as far as they have been asked about. Persons are masked.",
                answer: .json(.named("RuleTried"))
            ) { api, call in try api.tried(call.place("number")) },
        ],
        schemas: [
            "BothLanguages": .object(["vi": .text, "en": .text]),
            "DocumentCheck": .object([
                "faults": .list(
                    .object([
                        "line": .integer, "column": .noted("In characters, from 1.", .integer),
                        "expected": .named("BothLanguages"), "found": .named("BothLanguages"),
                        "advice?": .named("BothLanguages"),
                    ])),
                "hasMoreFaults": .noted("Behind so many the rest of the document is not looked at.", .boolean),
                "rules": .noted(
                    "Where each rule begins.", .list(.object(["id": .text, "line": .integer]))),
                "tests": .list(
                    .object([
                        "rule": .text, "line": .integer, "expected": .choice(RuleLanguage.answers),
                        "found": .choice(RuleLanguage.answers), "why?": .named("BothLanguages"), "isPassed": .boolean,
                    ])),
                "testsLeft": .noted("Tests that were not asked: there were too many for the time.", .integer),
            ]),
            "RuleLanguage": .object([
                "facts": .list(
                    .all([
                        .object([
                            "name": .text, "type": .text, "example": .text,
                            "fields?": .noted(
                                "Of each element of a list.", .list(.object(["name": .text, "type": .text]))),
                        ]), .named("BothLanguages"),
                    ])),
                "functions": .list(
                    .all([
                        .object([
                            "name": .text, "signatures": .list(.text), "isMember": .boolean, "isMacro": .boolean,
                        ]), .named("BothLanguages"),
                    ])),
                "fields": .noted(
                    "Of each kind of document, with the words that a field takes where they are few.",
                    .map(
                        .list(
                            .all([
                                .object(["name": .text, "values?": .list(.text)]), .named("BothLanguages"),
                            ])))), "listKinds": .list(.text), "categories": .list(.text),
            ]),
            "RuleTried": .object([
                "state": .choice(RuleTried.State.allCases.map(\.rawValue)), "days": .integer, "limit": .integer,
                "asked": .integer, "speaks": .integer, "speaksHeld": .integer, "fails": .integer,
                "failsHeld": .integer, "erased": .integer, "from_ms?": .integer, "to_ms?": .integer,
                "examples": .list(
                    .object([
                        "passage": .text, "number?": .text, "at_ms": .integer, "wasHeld": .boolean,
                        "says?": .named("BothLanguages"), "why?": .named("BothLanguages"), "hold?": .text,
                    ])),
            ]),
        ])
}
