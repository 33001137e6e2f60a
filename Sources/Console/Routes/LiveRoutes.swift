import Entries
import Parcels

extension RouteTable {
    static let live = Area(
        name: "live",
        routes: [
            Route(
                .get, "/api/live", .permitted(.seeLine),
                "The live state as server-sent events named `live`, at least once a second.",
                answer: .events(.named("LiveState"))
            ) { api, call in try api.events(try call.caller) },
            Route(
                .get, "/api/live/now", .permitted(.seeLine), "The live state, once.", answer: .json(.named("LiveState"))
            ) { api, call in
                let account = try call.caller.account
                return api.json(
                    api.site.live().encoded(
                        seesHolds: account.may(.seeHolds), seesGrounds: account.may(.orderLines)))
            },
        ],
        schemas: [
            "LiveState": .object([
                "now_ms": .integer, "epoch": .integer, "sequence": .integer, "committed": .integer,
                "journalIsWell": .boolean, "journalFault?": .choice(["full", "io", "no-key", "broken"]),
                "openHolds?": .noted("Only for those who may see holds.", .integer),
                "holdsChanged?": .noted("Rises with every change of a hold.", .integer), "manifestItems": .integer,
                "manifestNewest_ms?": .integer,
                "manifestLimit_min?": .noted("The least age that a flow of the policy allows.", .integer),
                "lines": .list(.named("LiveLine")), "tables": .list(.named("LiveTable")),
                "devices": .list(.named("LiveDevice")), "alarms": .list(.named("LiveAlarm")),
                "halts": .noted("Do not open, do not move: belts that stand.", .list(.named("LiveHalt"))),
                "orders": .noted("Orders that wait for a second person.", .list(.named("LiveOrder"))),
                "scan?": .noted(
                    "The newest label read at a table.",
                    .object(["serial": .integer, "device": .text, "number?": .text, "hold?": .text])),
            ]),
            "LiveLine": .object([
                "id": .text, "isConnected": .boolean, "isMoving": .boolean, "speed_mm_s": .integer, "stopped?": .text,
                "laneFree?": .integer, "laneFull": .boolean,
                "induction": .choice(Induction.allCases.map(\.rawValue)),
                "inductionWhy": .choice(InductionChanged.Why.allCases.map(\.rawValue)), "runsOnUntil_ms?": .integer,
                "missing": .list(.text),
                "passages": .list(.named("LivePassage")), "balance?": .named("LineBalance"),
            ]),
            "LiveHalt": .object([
                "sequence": .integer, "lines": .list(.text), "hold?": .text, "passage?": .text, "by?": .text,
                "at_ms": .integer, "isInLane": .boolean, "number?": .text,
                "front_mm?": .noted("Behind the first eye, while it is on a belt.", .integer),
                "state?": .noted("Where its hold stands.", .text),
            ]),
            "LiveOrder": .object([
                "sequence": .integer, "order": .choice(LineOrder.allCases.map(\.rawValue)), "line": .text,
                "halt?": .integer, "hold?": .text, "minutes?": .integer, "ground?": .text, "by": .text,
                "at_ms": .integer,
            ]),
            "LivePassage": .object([
                "id": .text, "track": .integer, "front_mm": .integer, "length_mm": .integer,
                "state": .choice(["reading", "deciding", "cleared", "permitted", "held", "missing"]),
                "number?": .text, "hold?": .text, "hadPermit?": .boolean,
            ]),
            "LineBalance": .object([
                "line": .text, "inducted": .integer, "passed": .integer, "inspected": .integer,
                "recirculated": .integer, "removed": .integer, "escaped": .integer, "underWay": .integer,
                "missing": .integer, "strays": .integer, "unexplained": .integer,
            ]),
            "LiveDevice": .object([
                "id": .text, "state": .choice(["working", "gone", "faulty", "refused"]), "detail": .text,
                "readings": .noted("Since the gateway started.", .integer), "newest_ms?": .integer,
                "recentReadings": .noted("Of the latest 15 minutes.", .integer), "recentNoReads": .integer,
                "troubles": .integer, "reconnects": .integer,
                "newestGood_ms?": .integer, "flaps": .noted("Returns of the latest ten minutes.", .integer),
                "usualNoReads_permille?": .noted("Of its past, once enough is known of it.", .integer),
                "isWorse": .boolean,
                "canSound": .noted("Whether the gateway can let it sound for a parcel that is held.", .boolean),
                "identity?": .object([
                    "maker?": .text, "model?": .text, "serial?": .text, "firmware?": .text,
                    "release?": .noted("The release number of a USB device (bcdDevice), as 1.10.", .text),
                ]),
                "total": .object([
                    "since_ms?": .integer, "working_s": .integer, "goodReads": .integer, "noReads": .integer,
                    "troubles": .integer, "reconnects": .integer,
                ]),
            ]),
            "LiveAlarm": .object([
                "sequence": .integer, "code": .text, "line?": .text, "passage?": .text, "device?": .text,
                "hold?": .text, "detail": .text, "at_ms": .integer,
            ]),
        ])
}
