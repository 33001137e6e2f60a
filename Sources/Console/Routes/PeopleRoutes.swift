extension RouteTable {
    static let people = Area(
        name: "people",
        routes: [
            Route(
                .get, "/api/accounts", .permitted(.seeAccounts), "Accounts with their roles and open sessions.",
                answer: .json(.object(["accounts": .list(.named("Account"))]))
            ) { api, _ in api.accounts() },
            Route(
                .post, "/api/accounts", .permitted(.manageAccounts),
                "Make an account, or change its roles, its password, or whether it is active.",
                body: .json(
                    .object([
                        "account": .text, "roles": .list(.named("Role")), "active?": .boolean, "password?": .text,
                    ]))
            ) { api, call in try api.changeAccount(call.request, try call.caller) },
            Route(
                .delete, "/api/accounts/{account}/sessions", .permitted(.manageAccounts),
                "End all sessions of an account."
            ) { api, call in try api.endSessions(call.place("account"), try call.caller) },
        ],
        schemas: [
            "Account": .object([
                "account": .text, "isActive": .boolean, "roles": .list(.named("Role")),
                "sessions": .noted("Open ones, the newest use first.", .list(.named("OpenSession"))),
            ]),
            "OpenSession": .object(["opened_ms": .integer, "used_ms": .integer]),
        ])
}
