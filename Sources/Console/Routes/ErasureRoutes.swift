extension RouteTable {
    static let erasures = Area(
        name: "erasures",
        routes: [
            Route(
                .get, "/api/erasures", .permitted(.erasePersonal), "Erasures that were asked for.",
                answer: .json(.object(["erasures": .list(.named("Erasure"))]))
            ) { api, _ in api.erasures() },
            Route(
                .post, "/api/erasures", .permitted(.erasePersonal),
                "Ask for the erasure of a parcel's personal data.",
                body: .json(.object(["number": .text, "ground": .text])),
                answer: .json(.object(["erasure": .integer])), statuses: [201]
            ) { api, call in try api.proposeErasure(call.request, try call.caller) },
            Route(
                .post, "/api/erasures/{erasure}/approval", .permitted(.erasePersonal),
                "Order an erasure that another person asked for.", answer: .json(.object(["erasure": .integer]))
            ) { api, call in try api.approveErasure(call.place("erasure"), try call.caller) },
        ],
        schemas: [
            "Erasure": .object([
                "erasure": .integer, "number": .text, "proposedBy": .text, "approvedBy?": .text,
                "done": .noted("Whether all of it is gone.", .boolean),
            ])
        ])
}
