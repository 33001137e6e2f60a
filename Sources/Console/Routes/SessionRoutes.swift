import Entries
import People

extension RouteTable {
    static let session = Area(
        name: "session",
        routes: [
            Route(
                .post, "/api/session", .everybody,
                "Sign in. The answer sets the session's cookie and carries the token that every change sends back.",
                body: .json(.object(["account": .text, "password": .text])), answer: .json(.named("Session"))
            ) { api, call in try api.signIn(call.request) },
            Route(.get, "/api/session", .signedIn, "Who is signed in.", answer: .json(.named("Session"))) { api, call in
                api.describe(try call.caller)
            },
            Route(.delete, "/api/session", .signedIn, "Sign out.") { api, call in api.signOut(try call.caller) },
        ],
        schemas: [
            "Session": .object([
                "account": .text, "csrf": .noted("Sent back as X-CSRF-Token with every change.", .text),
                "roles": .list(.named("Role")), "permissions": .list(.named("Permission")),
            ]),
            "Role": .choice(Role.allCases.map(\.rawValue)),
            "Permission": .choice(Permission.allCases.map(\.rawValue)),
        ])
}
