extension RouteTable {
    static let bulletins = Area(
        name: "bulletins",
        routes: [
            Route(
                .get, "/api/bulletins", .permitted(.seeHolds),
                "Issuers of bulletins: the newest serial number, what is missing, until when it is good.",
                answer: .json(.object(["issuers": .list(.named("BulletinIssuer"))]))
            ) { api, _ in api.bulletins() },
            Route(
                .post, "/api/bulletins", .permitted(.importBulletins),
                "Take in a bulletin that its issuer has signed with minisign.",
                body: .json(.object(["bulletin": .text, "signature": .text, "name?": .text])),
                answer: .json(.named("BulletinTaken")), statuses: [201]
            ) { api, call in try api.importBulletin(call.request, try call.caller) },
        ],
        schemas: [
            "BulletinIssuer": .object([
                "issuer": .text, "name": .object(["vi": .text, "en": .text]),
                "state": .choice(["none", "current", "gap", "stale", "damaged"]), "serial?": .integer,
                "issued_ms?": .integer, "validUntil_ms?": .integer, "key?": .text, "missing": .list(.integer),
                "lists": .integer,
            ]),
            "BulletinTaken": .object([
                "issuer": .text, "serial": .integer, "issued": .integer, "validUntil": .integer, "isComplete": .boolean,
                "lists": .integer, "hash": .text, "key": .text, "file": .text, "by?": .text,
            ]),
        ])
}
