import Entries
import Foundation
import Inspection
import Parcels
import Testing

@testable import Console

/// What a request becomes, and what becomes of the site's answer.
@Suite("Commands over the API")
struct CommandTests {
    private func rig(_ outcome: CommandOutcome = .done(1)) throws -> (ConsoleRig, ConsoleRig.Visitor) {
        let rig = try ConsoleRig([try ConsoleRig.account("all", Role.allCases)], outcome: outcome)
        return (rig, try rig.signIn("all"))
    }

    private let hold = HoldID(epoch: 1, sequence: 9)

    @Test func aStepIsTheCallersOwn() throws {
        let (rig, visitor) = try rig()
        let body =
            "{\"step\":\"found\",\"finding\":\"other\",\"number\":\"EB123456785VN\",\"note\":\"x\",\"by\":\"somebody\"}"
        #expect(rig.answer(.post, "api/holds/\(hold)/steps", visitor, body: body).status == 200)
        guard case .step(let request)? = rig.site.performed.first else { return #expect(Bool(false), "no step") }
        #expect(request.hold == hold && request.step == .found && request.by.name == "all" && request.note == "x")
        #expect(request.number?.description == "EB123456785VN" && request.finding == .other)
    }

    @Test func anEmptyNoteIsNone() throws {
        let (rig, visitor) = try rig()
        _ = rig.answer(.post, "api/holds/\(hold)/steps", visitor, body: "{\"step\":\"received\",\"note\":\"\"}")
        guard case .step(let request)? = rig.site.performed.first else { return #expect(Bool(false), "no step") }
        #expect(request.note == nil && request.number == nil && request.finding == nil)
    }

    @Test(arguments: [
        ("EB123456784VN", "number-invalid"), ("12", "number-unknown"), ("", "number-unknown"),
    ])
    func aNumberIsCheckedFirst(number: String, code: String) throws {
        let (rig, visitor) = try rig()
        let answer = rig.answer(
            .post, "api/holds/\(hold)/steps", visitor, body: "{\"step\":\"identified\",\"number\":\"\(number)\"}")
        #expect(answer.status == 400 && answer.code == code)
        #expect(rig.site.performed.isEmpty)
    }

    @Test(arguments: [
        ("api/holds/x/steps", "{\"step\":\"received\"}", "unknown-hold"),
        ("api/alarms/x/acknowledgement", "", "unknown-alarm"),
        ("api/alarms/-1/acknowledgement", "", "unknown-alarm"),
        ("api/alarms/99999999999999999999/acknowledgement", "", "unknown-alarm"),
        ("api/passages/x/closing", "", "unknown-passage"),
        ("api/devices/a_b/check", "", "unknown-device"),
        ("api/documents/laws", "x", "unknown-document"),
        ("api/documents/rules/x/approvals", "", "unknown-document"),
    ])
    func whatHasNoSuchNameIsNotFound(path: String, body: String, code: String) throws {
        let (rig, visitor) = try rig()
        let answer = rig.answer(.post, path, visitor, body: body)
        #expect(answer.status == 404 && answer.code == code)
        #expect(rig.site.performed.isEmpty)
    }

    @Test func theSitesRefusalIsTheAnswer() throws {
        let (rig, visitor) = try rig(.refused(code: "closed", arguments: [("state", "released")]))
        let answer = rig.answer(.post, "api/alarms/9/acknowledgement", visitor)
        #expect(answer.status == 409 && answer.type == "application/problem+json")
        let json = try answer.json
        #expect(json["code"] as? String == "closed" && json["type"] as? String == "urn:parcelgate:closed")
        #expect(json["status"] as? Int == 409 && json["arguments"] as? [String: String] == ["state": "released"])
    }

    /// Not yet durable is not done.
    @Test func whatIsNotDurableIsUnavailable() throws {
        let (rig, visitor) = try rig(.unavailable)
        #expect(rig.answer(.post, "api/alarms/9/acknowledgement", visitor).status == 503)
        #expect(rig.answer(.post, "api/documents/rules", visitor, body: "rules: []").status == 503)
        #expect(rig.answer(.post, "api/manifests", visitor, body: "x").status == 503)
    }

    @Test(arguments: [("short", "password-too-short"), (String(repeating: "x", count: 300), "password-too-long")])
    func aPasswordHasItsLength(password: String, code: String) throws {
        let (rig, visitor) = try rig()
        let body = "{\"account\":\"lan\",\"roles\":[\"operator\"],\"password\":\"\(password)\"}"
        let answer = rig.answer(.post, "api/accounts", visitor, body: body)
        #expect(answer.status == 400 && answer.code == code)
        #expect(rig.site.performed.isEmpty)
    }

    @Test func aNewAccountNeedsAPassword() throws {
        let (rig, visitor) = try rig()
        let answer = rig.answer(.post, "api/accounts", visitor, body: "{\"account\":\"lan\",\"roles\":[\"operator\"]}")
        #expect(answer.code == "password-too-short" && rig.site.performed.isEmpty)
    }

    @Test func anAccountIsChangedByTheCaller() throws {
        let (rig, visitor) = try rig()
        let body = "{\"account\":\"all\",\"roles\":[\"inspector\"],\"active\":false,\"by\":\"somebody\"}"
        #expect(rig.answer(.post, "api/accounts", visitor, body: body).status == 200)
        guard case .change(let change, let by)? = rig.site.performed.first else { return #expect(Bool(false), "none") }
        #expect(by.name == "all" && change.by == by && change.roles == [.inspector] && !change.active)
        #expect(change.password == nil)
    }

    @Test func accountsAreListedWithoutTheirPasswords() throws {
        let (rig, visitor) = try rig()
        let answer = rig.answer(.get, "api/accounts", visitor)
        #expect(answer.text.contains("\"all\"") && !answer.text.contains("argon2"))
    }

    /// It goes into a list of imports that people read.
    @Test func aManifestsNameIsBoundedAndPlain() throws {
        let (rig, visitor) = try rig()
        let name = "a\u{1B}[2J\nb" + String(repeating: "x", count: 300)
        _ = rig.answer(.post, "api/manifests", visitor, body: "number\n", query: ["name": name])
        guard case .importManifest(let path, let taken, _, let by)? = rig.site.performed.first else {
            return #expect(Bool(false), "no import")
        }
        #expect(taken.hasPrefix("a[2Jbx") && taken.unicodeScalars.count == 128 && by.name == "all")
        #expect(path.hasPrefix(rig.folder.path + "/"))
        #expect(FileManager.default.contents(atPath: path) == Data("number\n".utf8))
    }

    @Test func aDocumentIsTextAndNothingElse() throws {
        let (rig, visitor) = try rig()
        let request = Request(
            method: .post, path: ["api", "documents", "rules"],
            headers: ["cookie": "\(API.cookie)=\(visitor.token)", "x-csrf-token": visitor.csrf],
            body: .bytes([0x72, 0xFF, 0xFE]))
        #expect(rig.api.answer(request).code == "body-malformed")
        #expect(rig.answer(.post, "api/documents/rules", visitor).code == "body-malformed")
        #expect(rig.site.performed.isEmpty)
    }

    @Test(arguments: ["open", "closed", "all", ""])
    func holdsAreListed(which: String) throws {
        let (rig, visitor) = try rig()
        let answer = rig.answer(.get, "api/holds", visitor, query: which.isEmpty ? [:] : ["which": which])
        #expect(answer.status == 200)
        #expect(try answer.json["open"] as? Int == 0)
    }

    @Test(arguments: [
        ["which": "' OR 1=1"], ["which": ""],
    ])
    func anotherListIsRefused(query: [String: String]) throws {
        let (rig, visitor) = try rig()
        #expect(rig.answer(.get, "api/holds", visitor, query: query).code == "query")
    }

    @Test(arguments: ["-1", "0", "99999999999999999999", "x", "9223372036854775807"])
    func anyLimitAndPlaceIsBorne(number: String) throws {
        let (rig, visitor) = try rig()
        let answer = rig.answer(
            .get, "api/holds", visitor, query: ["limit": number, "before": number, "text": "%_'\u{0}"])
        #expect(answer.status == 200)
    }
}
