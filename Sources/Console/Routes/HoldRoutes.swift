import Entries

extension RouteTable {
    static let holds = Area(
        name: "holds",
        routes: [
            Route(
                .get, "/api/holds", .permitted(.seeHolds), "Holds, newest first.",
                query: [
                    .init("which", .choice(["open", "closed", "all"]), "Open ones when it is not said."),
                    .init(
                        "text", .text,
                        "Part of an item number, or a hold's number; for those who see manifests also of a name or a telephone number."
                    ),
                    .init("before", .integer, "Only holds of a lower sequence: the next page."),
                    .init("limit", .integer, "At most 200; 50 when it is not said."),
                ],
                answer: .json(.object(["open": .integer, "holds": .list(.named("Hold"))]))
            ) { api, call in try api.holds(call.request, try call.caller) },
            Route(
                .get, "/api/holds/{hold}", .permitted(.seeHolds), "A hold with its steps, passages and declaration.",
                answer: .json(.named("HoldDetail"))
            ) { api, call in try api.hold(call.place("hold"), try call.caller) },
            Route(
                .post, "/api/holds/{hold}/personal", .permitted(.seePersonal),
                "Names, telephone numbers and addresses; the look and its ground are written into the journal first.",
                body: .json(.named("Ground")),
                answer: .json(.object(["sender": .named("Party"), "receiver": .named("Party")]))
            ) { api, call in try api.personal(call.place("hold"), call.request, try call.caller) },
            Route(
                .post, "/api/holds/{hold}/pictures", .permitted(.inspect),
                "A picture of the parcel, brought by a person: the labels in it, read in a worker.",
                body: .raw(["image/png", "image/jpeg", "image/tiff", "image/x-portable-graymap"]),
                answer: .json(.object(["labels": .list(.text)])), statuses: [201]
            ) { api, call in try api.addPicture(call.place("hold"), call.request, try call.caller) },
            Route(
                .get, "/api/holds/{hold}/pictures/{picture}", .permitted(.seePersonal),
                "A picture of the parcel; the look is written into the journal first.",
                answer: .raw(["image/jpeg", "image/png"])
            ) { api, call in
                try api.picture(call.place("hold"), call.place("picture"), try call.caller)
            },
            Route(
                .post, "/api/holds/{hold}/steps", .permitted(.inspect), "A step in a hold's life.",
                body: .json(
                    .object([
                        "step": .choice(HoldStepped.Step.allCases.map(\.rawValue)), "finding?": .named("Finding"),
                        "number?": .text, "note?": .text,
                    ]))
            ) { api, call in try api.step(call.place("hold"), call.request, try call.caller, call.language) },
            Route(
                .get, "/api/hold-rate", .permitted(.seeHolds),
                "Why parcels are held now: the causes of the last hour beside those of the eight hours before.",
                answer: .json(.named("HoldRate"))
            ) { api, _ in try api.holdRate() },
        ],
        schemas: [
            "HoldRate": .object([
                "parcelsNow": .integer, "parcelsBefore": .integer, "holdsNow": .integer, "holdsBefore": .integer,
                "hoursBefore": .integer, "manifestAge_min?": .integer, "manifestLimit_min?": .integer,
                "causes": .list(.named("HoldCause")),
            ]),
            "HoldCause": .object([
                "code": .text, "subject?": .noted("The rule, the evidence, or what was not ready.", .text),
                "now": .integer, "before": .integer, "isRising": .boolean,
                "why?": .noted(
                    "What explains it: a phrase of the catalogue, `why.` and the code.",
                    .object(["code": .text, "arguments": .map(.text)])),
            ]),
            "Hold": .object([
                "id": .text, "sequence": .integer, "line": .text, "number?": .text, "raised_ms": .integer,
                "updated_ms": .integer, "recall": .boolean,
                "state": .choice(["raised"] + HoldStepped.Step.allCases.map(\.rawValue)), "inspector?": .text,
                "finding?": .named("Finding"), "awaitsScreening": .boolean, "reasons": .list(.named("Reason")),
            ]),
            "Reason": .object(["code": .text, "rule?": .text, "vi": .text, "en": .text]),
            "Finding": .choice(Finding.allCases.map(\.rawValue)),
            "HoldDetail": .object([
                "hold": .named("Hold"), "steps": .list(.named("HoldStep")), "passages": .list(.named("Passage")),
                "pictures": .list(.named("Picture")), "declared?": .named("Declaration"),
                "measured?": .named("ParcelMeasure"),
                "isDeclaredLater?": .noted(
                    "The decision had no declaration; this one is what counts now.", .boolean),
            ]),
            "Picture": .object([
                "sequence": .noted("Of the journal's entry that names it.", .integer), "at_ms": .integer,
                "device?": .text, "by?": .text,
                "withheld": .noted("It ended a decoder and is shown to nobody.", .boolean),
            ]),
            "HoldStep": .object([
                "sequence": .integer, "step": .text, "at_ms": .integer, "by?": .text, "finding?": .named("Finding"),
                "number?": .text, "note?": .noted("Only for those who may see personal data.", .text),
                "hasNote?": .boolean,
                "asked?": .noted("Of a screening at the table: the passage by which it can be explained.", .text),
            ]),
            "Passage": .object([
                "id": .text, "line": .text, "track": .integer, "opened_ms": .integer, "ended_ms?": .integer,
                "number?": .text, "verdict?": .text, "how?": .text, "exit?": .integer,
            ]),
            "Declaration": .object([
                "service": .text, "origin": .text, "destination": .text, "office": .text, "weight_g?": .integer,
                "length_mm?": .integer, "value_vnd?": .integer, "cod_vnd?": .integer, "imported_ms": .integer,
                "import": .integer, "line": .integer, "version": .integer,
                "contents": .list(.object(["description": .text, "quantity?": .integer, "hsCode?": .text])),
            ]),
            "ParcelMeasure": .object([
                "weight_g?": .integer, "length_mm?": .integer, "width_mm?": .integer, "height_mm?": .integer,
            ]),
            "Party": .object([
                "name": .text, "phone?": .text, "address": .text,
                "account?": .noted("Of a sender: the customer's account by which the parcel was booked.", .text),
                "device?": .noted("Of a sender: the device on which it was booked.", .text),
            ]),
        ])
}
