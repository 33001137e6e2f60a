import Screening

extension RouteTable {
    static let quality = Area(
        name: "rule quality",
        routes: [
            Route(
                .post, "/api/rules/quality", .permitted(.proposeDocuments),
                "Judge the rules in force, those on trial too, by the parcels of the last month and by what was found in them, in the background. A judgement under way goes on.",
                answer: .json(.object(["state": .named("JudgementState")])), statuses: [202]
            ) { api, _ in api.judgeRules() },
            Route(
                .get, "/api/rules/quality", .permitted(.proposeDocuments),
                "How far the judgement of the rules is, and the last one that ended since the gateway started. It names no person.",
                query: [.init("known", .integer, "The number of a judgement that need not be told again.")],
                answer: .json(.named("RulesJudged"))
            ) { api, call in api.rulesJudged(call.request) },
        ],
        schemas: [
            "JudgementState": .choice(RulesJudged.State.allCases.map(\.rawValue)),
            "RulesJudged": .object([
                "state": .named("JudgementState"), "asked": .noted("Parcels so far.", .integer), "days": .integer,
                "limit": .noted("Parcels at the most.", .integer),
                "number?": .noted("Of the last judgement that ended.", .integer),
                "judged?": .all([
                    .object([
                        "isLate": .noted("The time was over before all parcels had been asked about.", .boolean),
                        "rulesVersion": .integer, "listsVersion": .integer, "at_ms": .integer, "from_ms?": .integer,
                        "to_ms?": .integer,
                        "overlapCount": .noted("How many there are; the first 200 are told.", .integer),
                    ]), .named("RuleQuality"),
                ]),
            ]),
            "RuleQuality": .object([
                "parcels": .integer, "inspected": .integer,
                "found": .noted("Inspected parcels in which something was found, whichever rule spoke.", .integer),
                "rules": .list(
                    .object([
                        "id": .text, "version": .integer, "name": .named("BothLanguages"),
                        "life": .choice(Rule.Life.allCases.map(\.rawValue)), "speaks": .integer,
                        "alone": .noted("Parcels of which no other rule spoke.", .integer), "fails": .integer,
                        "found": .integer, "harmless": .integer,
                        "precision?": .noted("Found of inspected, in thousandths.", .integer),
                        "precisionLow?": .noted("Of Wilson's 95 % interval, in thousandths.", .integer),
                        "precisionHigh?": .integer,
                        "recall?": .noted("Of all that was found, in thousandths.", .integer),
                    ])), "never": .list(.text), "always": .list(.text),
                "impossible": .noted("Their parts exclude one another.", .list(.text)),
                "overlaps": .list(
                    .object([
                        "kind": .choice(RuleQuality.Overlap.Kind.allCases.map(\.rawValue)), "first": .text,
                        "second": .text, "parcels": .integer,
                    ])),
                "suggestions": .list(
                    .object([
                        "rule": .text, "fact": .text, "sign": .choice([">=", "<="]), "bound": .integer,
                        "instead": .integer, "fewer": .integer, "harmless": .integer, "found": .integer,
                    ])),
            ]),
        ])
}
