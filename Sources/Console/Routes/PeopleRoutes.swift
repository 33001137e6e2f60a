extension RouteTable {
    static let people = Area(
        name: "people",
        routes: [
            Route(
                .get, "/api/accounts", .permitted(.manageAccounts), "Accounts with their roles.",
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
        ],
        schemas: [
            "Account": .object(["account": .text, "isActive": .boolean, "roles": .list(.named("Role"))])
        ])
}
