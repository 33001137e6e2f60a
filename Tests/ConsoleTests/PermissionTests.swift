import Entries
import People
import Testing

@testable import Console

/// Every route of the API asks for who may use it.
@Suite("Who may do what over the API")
struct PermissionTests {
    /// A route with a body that it takes.
    struct Route: Sendable, CustomStringConvertible {
        let method: Request.Method
        let path: String
        var body: String?
        let needs: Permission

        var description: String { "\(method.rawValue) \(path)" }
    }

    static let routes = [
        Route(method: .get, path: "api/live", needs: .seeLine),
        Route(method: .get, path: "api/live/now", needs: .seeLine),
        Route(method: .get, path: "api/holds", needs: .seeHolds),
        Route(method: .get, path: "api/holds/x", needs: .seeHolds),
        Route(method: .post, path: "api/holds/x/personal", body: "{\"ground\":\"inspection\"}", needs: .seePersonal),
        Route(method: .post, path: "api/holds/x/pictures", body: "P5", needs: .inspect),
        Route(method: .get, path: "api/holds/x/pictures/7", needs: .seePersonal),
        Route(method: .post, path: "api/holds/x/steps", body: "{\"step\":\"received\"}", needs: .inspect),
        Route(method: .post, path: "api/alarms/9/acknowledgement", needs: .acknowledgeAlarms),
        Route(method: .post, path: "api/devices/hand/check", needs: .checkDevices),
        Route(method: .get, path: "api/frames", needs: .seeLine),
        Route(method: .get, path: "api/frames/x/picture", needs: .seePersonal),
        Route(method: .get, path: "api/frames/x/texts", needs: .seePersonal),
        Route(method: .get, path: "api/print-quality", needs: .seeLine),
        Route(
            method: .post, path: "api/print-quality/senders", body: "{\"ground\":\"contact\"}", needs: .seePersonal),
        Route(method: .post, path: "api/alarms/9/roll-back", needs: .approveDocuments),
        Route(method: .post, path: "api/passages/1-2/closing", needs: .closeMissing),
        Route(method: .post, path: "api/manifests", body: "number\n", needs: .importManifests),
        Route(method: .get, path: "api/manifests", needs: .seeManifests),
        Route(method: .get, path: "api/manifests/1", needs: .seeManifests),
        Route(method: .get, path: "api/manifests/1/items", needs: .seeManifests),
        Route(method: .get, path: "api/items", needs: .seeManifests),
        Route(method: .get, path: "api/items/x", needs: .seeManifests),
        Route(
            method: .post, path: "api/items/x/personal", body: "{\"ground\":\"contact\"}", needs: .seePersonal),
        Route(method: .get, path: "api/bulletins", needs: .seeHolds),
        Route(method: .post, path: "api/bulletins", body: "{}", needs: .importBulletins),
        Route(method: .get, path: "api/documents", needs: .seeHolds),
        Route(method: .post, path: "api/documents/rules", body: "rules: []", needs: .proposeDocuments),
        Route(method: .post, path: "api/documents/rules/1/approvals", needs: .approveDocuments),
        Route(method: .post, path: "api/documents/rules/check", body: "rules: []", needs: .proposeDocuments),
        Route(method: .get, path: "api/rules/language", needs: .proposeDocuments),
        Route(method: .post, path: "api/rules/try", body: "rules: []", needs: .proposeDocuments),
        Route(method: .get, path: "api/rules/try/1", needs: .proposeDocuments),
        Route(method: .post, path: "api/rules/quality", needs: .proposeDocuments),
        Route(method: .get, path: "api/rules/quality", needs: .proposeDocuments),
        Route(method: .get, path: "api/passages/x/explanation", needs: .seeHolds),
        Route(method: .get, path: "api/passages/x/rules", needs: .seeHolds),
        Route(
            method: .post, path: "api/passages/x/explanation/personal", body: "{\"ground\":\"inspection\"}",
            needs: .seePersonal),
        Route(method: .get, path: "api/journal", needs: .searchJournal),
        Route(method: .get, path: "api/journal/anchor", needs: .searchJournal),
        Route(method: .get, path: "api/journal/1", needs: .searchJournal),
        Route(method: .get, path: "api/hold-rate", needs: .seeHolds),
        Route(method: .delete, path: "api/accounts/operator/sessions", needs: .manageAccounts),
        Route(method: .get, path: "api/accounts", needs: .seeAccounts),
        Route(
            method: .post, path: "api/accounts", body: "{\"account\":\"lan\",\"roles\":[]}", needs: .manageAccounts),
    ]

    /// What was asked of the site for it, beside being refused.
    @Test(arguments: Role.allCases, routes)
    func aRouteIsForThoseWhoHaveItsPermission(role: Role, route: Route) throws {
        let rig = try ConsoleRig()
        let answer = rig.answer(route.method, route.path, try rig.signIn(role.rawValue), body: route.body)
        let may = PermissionTable.permissions(of: role).contains(route.needs)
        #expect((answer.code == "not-allowed") == !may, "\(answer.status) \(answer.code ?? "")")
        #expect((answer.status == 403) == !may)
        if !may {
            #expect(((try answer.json)["arguments"] as? [String: String]) == ["permission": route.needs.rawValue])
            #expect(rig.site.performed.isEmpty)
        }
    }

    @Test(arguments: routes)
    func nobodyUsesARouteWithoutASession(route: Route) throws {
        let rig = try ConsoleRig()
        for visitor in [nil, ConsoleRig.Visitor(token: "", csrf: ""), ConsoleRig.Visitor(token: "00", csrf: "00")] {
            let answer = rig.answer(route.method, route.path, visitor, body: route.body)
            #expect(answer.status == 401 && answer.code == "not-signed-in")
        }
        #expect(rig.site.performed.isEmpty)
    }

    /// Another page in the same browser has the cookie and not the token.
    @Test(arguments: routes.filter { $0.method != .get }, ["", "0", "null"])
    func nothingIsChangedWithoutTheSessionsToken(route: Route, token: String) throws {
        let rig = try ConsoleRig([try ConsoleRig.account("all", Role.allCases)])
        let visitor = try rig.signIn("all")
        let other = try rig.signIn("all")
        for wrong in [token, other.csrf, visitor.token, visitor.csrf + "0", String(visitor.csrf.dropLast())] {
            #expect(rig.answer(route.method, route.path, visitor, csrf: wrong, body: route.body).code == "csrf")
        }
        #expect(rig.answer(.delete, "api/session", visitor, csrf: token).code == "csrf")
        #expect(rig.site.performed.isEmpty)
        #expect(rig.answer(route.method, route.path, visitor, body: route.body).code != "csrf")
    }

    /// Of every route of the table, also of one that was opened today.
    @Test func theTablesPermissionsHold() throws {
        let rig = try ConsoleRig()
        var visitors: [Role: ConsoleRig.Visitor] = [:]
        for role in Role.allCases { visitors[role] = try rig.signIn(role.rawValue) }
        #expect(RouteTable.routes.count >= Self.routes.count)
        for route in RouteTable.routes {
            guard case .permitted(let needed) = route.access else { continue }
            #expect(rig.answer(route.method, route.path).status == 401, "\(route.path)")
            for (role, visitor) in visitors where !PermissionTable.permissions(of: role).contains(needed) {
                let answer = rig.answer(route.method, route.path, visitor, body: "{}")
                #expect(answer.status == 403 && answer.code == "not-allowed", "\(role) \(route.path)")
            }
        }
        #expect(rig.site.performed.isEmpty)
    }

    /// What anybody may ask is decided here, not by forgetting.
    @Test func onlyTheseRoutesAreOpen() {
        var open: Set<String> = []
        for route in RouteTable.routes {
            if case .everybody = route.access { open.insert("\(route.method.rawValue) \(route.path)") }
        }
        #expect(
            open == [
                "GET /api/health", "GET /api/words", "GET /api/site", "GET /api/openapi.json", "POST /api/session",
            ])
    }

    @Test func anotherMethodSaysWhichThereAre() throws {
        let rig = try ConsoleRig([try ConsoleRig.account("all", Role.allCases)])
        let answer = rig.answer(.delete, "api/accounts", try rig.signIn("all"))
        #expect(answer.status == 405 && answer.header("Allow") == "GET, POST")
        #expect(rig.answer(.delete, "api/accounts").status == 401)
    }

    @Test func aRequestWithoutTheTokensHeaderChangesNothing() throws {
        let rig = try ConsoleRig()
        let visitor = try rig.signIn("operator")
        let request = Request(
            method: .post, path: ["api", "alarms", "9", "acknowledgement"],
            headers: ["cookie": "\(API.cookie)=\(visitor.token)"])
        #expect(rig.api.answer(request).code == "csrf")
        #expect(rig.site.performed.isEmpty)
    }

    @Test func aClosedAccountsSessionIsOver() throws {
        let rig = try ConsoleRig()
        let visitor = try rig.signIn("operator")
        let closed = FakeSite([try ConsoleRig.account("operator", [.operator], isActive: false)])
        let api = API(rig.api.settings, closed, rig.sessions, rig.api.viewers)
        let request = Request(
            method: .get, path: ["api", "live", "now"], headers: ["cookie": "\(API.cookie)=\(visitor.token)"])
        #expect(rig.api.answer(request).status == 200)
        #expect(api.answer(request).status == 401)
    }

    @Test(arguments: [
        "api", "api/nothing", "api/holds/x/y", "api/holds/x/personal/y", "api/live/then", "api/documents/rules/1",
    ])
    func whatIsNoRouteIsNotFound(path: String) throws {
        let rig = try ConsoleRig([try ConsoleRig.account("all", Role.allCases)])
        let visitor = try rig.signIn("all")
        #expect(rig.answer(.get, path, visitor).status == 404)
        #expect(rig.answer(.post, path, visitor).status == 404)
        #expect(rig.answer(.head, path, visitor).status == 405)
    }

    /// What the console needs before anybody is signed in, and no more.
    @Test func healthWordsAndTheSitesPlanAreForEverybody() throws {
        let rig = try ConsoleRig()
        for path in ["api/health", "api/words", "api/site"] { #expect(rig.answer(.get, path).status == 200, "\(path)") }
        let health = try rig.answer(.get, "api/health").json
        #expect(Set(health.keys) == ["ready", "epoch", "committed", "missing"])
        #expect(rig.answer(.get, "api/words", query: ["language": "fr"]).status == 400)
    }

    /// A bulletin's list names persons; rules and policies are for all who see holds.
    @Test(arguments: [Role.operator, .inspector, .supervisor])
    func aListsTextIsForThoseWhoMakeLists(role: Role) throws {
        let rig = try ConsoleRig()
        let answer = rig.answer(.get, "api/documents", try rig.signIn(role.rawValue))
        let documents = try #require(try answer.json["documents"] as? [[String: Any]])
        #expect(documents.compactMap { $0["kind"] as? String }.sorted() == ["lists", "policy", "rules"])
        #expect(answer.text.contains("text of rules") && answer.text.contains("text of policy"))
        #expect(answer.text.contains("text of lists") == (role == .supervisor))
    }
}
