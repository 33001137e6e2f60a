import Entries
import Screening

extension RouteTable {
    static let explanations = Area(
        name: "explanations",
        routes: [
            Route(
                .get, "/api/passages/{passage}/explanation", .permitted(.seeHolds),
                "Why rules spoke of a decided parcel, or why one was silent: by the rules, lists and bulletins of then, read back from the journal in the background. Ask again while it is read. Persons are masked. A passage that was not held needs search-journal.",
                query: [
                    .init("rule", .text, "The id of one rule; without it those that spoke or failed, at most 50.")
                ],
                answer: .json(.named("Explanation"))
            ) { api, call in try api.explanation(call.place("passage"), call.request, try call.caller) },
            Route(
                .get, "/api/passages/{passage}/rules", .permitted(.seeHolds),
                "The rules of a decision that has been read back, at most 50.",
                query: [.init("text", .text, "Part of an id or a name.")],
                answer: .json(
                    .object([
                        "rules": .list(.object(["id": .text, "version": .integer, "name": .named("BothLanguages")])),
                        "count": .noted("How many fit.", .integer),
                    ]))
            ) { api, call in try api.rulesOfThen(call.place("passage"), call.request, try call.caller) },
            Route(
                .post, "/api/passages/{passage}/explanation/personal", .permitted(.seePersonal),
                "The names, telephone numbers and addresses that the rules saw; the look and its ground are written into the journal first.",
                body: .json(.named("Ground")),
                answer: .json(.object(["sender": .named("Party"), "receiver": .named("Party")]))
            ) { api, call in try api.explanationPersons(call.place("passage"), call.request, try call.caller) },
        ],
        schemas: [
            "Explanation": .object([
                "state": .choice(Explained.codes), "passage": .text, "hold?": .text, "number?": .text, "line?": .text,
                "at_ms?": .integer, "entry?": .noted("The decision's entry in the journal.", .integer),
                "verdict?": .choice(["clear", "hold"]), "rulesVersion?": .integer, "listsVersion?": .integer,
                "lacksBulletins?": .noted(
                    "Bulletins of authorities were in force that cannot be read any more.", .boolean),
                "isDeclared?": .boolean, "isErased?": .noted("The parcel's persons have been erased since.", .boolean),
                "document?": .noted("What cannot be read any more.", .named("DocumentKind")),
                "documentVersion?": .integer,
                "earlier?": .noted(
                    "Whether the parcels before are known. Until they are, rules that ask for them are left out.",
                    .choice(ExplainedParcel.Earlier.allCases.map(\.rawValue))),
                "said?": .noted("How many rules spoke or failed.", .integer),
                "ruleCount?": .noted("Of the document of then.", .integer),
                "rules?": .list(.named("RuleExplanation")),
            ]),
            "RuleExplanation": .object([
                "id": .text, "version": .integer, "name": .named("BothLanguages"),
                "life": .choice(Rule.Life.allCases.map(\.rawValue)),
                "isCounted": .noted("Neither retired nor outside its days.", .boolean),
                "oneIn?": .noted("It draws one of so many by lot.", .integer),
                "isInDecision": .noted("The decision names it.", .boolean),
                "answer": .choice(["speaks", "silent", "fails"]),
                "why?": .noted("Not told where it might quote a person.", .named("BothLanguages")),
                "condition": .named("ConditionPart"),
            ]),
            "ConditionPart": .object([
                "kind": .choice(RuleExplanation.Part.Kind.allCases.map(\.rawValue)),
                "outcome": .choice(["yes", "no", "failed"]), "why?": .named("BothLanguages"),
                "text?": .noted("Of a test, as it is written.", .text),
                "facts?": .list(
                    .object([
                        "name": .text, "value?": .noted("As the language writes it; absent facts have none.", .text),
                        "isMasked?": .noted("It is there, and a person's.", .boolean),
                    ])),
                "parts?": .list(.named("ConditionPart")),
            ]),
        ])
}
