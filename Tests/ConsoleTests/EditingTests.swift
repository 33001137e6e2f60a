import Foundation
import HTTPClient
import Platform
import Screening
import Testing
import Words

@testable import Console

/// Documents that are being written, over the API.
@Suite("Writing documents over the API")
struct EditingTests {
    private let rig: ConsoleRig
    private let visitor: ConsoleRig.Visitor

    init() throws {
        rig = try ConsoleRig()
        visitor = try rig.signIn("supervisor")
    }

    private static let rules = """
        rules:
          - id: heavy
            version: 1
            name: {vi: v, en: e}
            text: {vi: v, en: e}
            when: weigth_g > 500
            ground: g
          - id: light
            version: 1
            name: {vi: v, en: e}
            text: {vi: v, en: e}
            when: weight_g < 500
            ground: g
            tests:
              - {facts: {weight_g: 1}, expect: speaks}
              - {facts: {weight_g: 900}, expect: speaks}
              - {facts: {}, expect: silent}
        """

    private func check(_ text: String, kind: String = "rules") throws -> [String: Any] {
        let answer = rig.answer(.post, "api/documents/\(kind)/check", visitor, body: text)
        #expect(answer.status == 200)
        return try answer.json
    }

    private func faults(_ text: String, kind: String = "rules") throws -> [[String: Any]] {
        try #require(try check(text, kind: kind)["faults"] as? [[String: Any]])
    }

    @Test func anErrorIsToldWithItsPlaceInBothLanguages() throws {
        let faults = try faults(Self.rules)
        let fault = try #require(faults.first)
        #expect(faults.count == 1 && fault["line"] as? Int == 6 && fault["column"] as? Int == 11)
        let found = try #require(fault["found"] as? [String: String])
        #expect(found["en"] == "unknown name 'weigth_g'; did you mean 'weight_g'?")
        #expect(found["vi"] == "tên lạ 'weigth_g'; có phải 'weight_g'?")
        #expect((fault["expected"] as? [String: String])?["vi"] == "biểu thức hợp lệ")
    }

    /// A rule with an error keeps the tests of the others from nothing.
    @Test func aRulesOwnTestsAreTold() throws {
        let check = try check(Self.rules)
        let tests = try #require(check["tests"] as? [[String: Any]])
        #expect(tests.map { $0["isPassed"] as? Bool } == [true, false, false])
        #expect(tests.map { $0["line"] as? Int } == [15, 16, 17])
        #expect(tests.allSatisfy { $0["rule"] as? String == "light" })
        #expect(tests[1]["found"] as? String == "silent" && tests[2]["found"] as? String == "fails")
        #expect((tests[2]["why"] as? [String: String])?["vi"] == "1:1: thiếu dữ kiện weight_g")
        #expect(check["testsLeft"] as? Int == 0)
        let rules = try #require(check["rules"] as? [[String: Any]])
        #expect(rules.map { $0["line"] as? Int } == [2, 8])
    }

    @Test(arguments: ["", "[", "rules: [", "rules:\n  - x", "a: b", String(repeating: "[", count: 5_000)])
    func whatDoesNotReadIsAFaultAndNoFailure(text: String) throws {
        #expect(try !faults(text).isEmpty)
    }

    /// The YAML reader's library speaks English; its commonest faults are told in Vietnamese too.
    @Test(arguments: [
        "rules: [", "rules: {", "rules:\n- a\nb: 1\n c: 2", "rules: \"", "rules: 'x", "a: b: c", "rules:\n\t- id: x",
        "a\nb: 1",
        "rules: \"\\q\"", "rules: @x", "- a\nb",
    ])
    func whatIsNoYAMLIsToldInBothLanguages(text: String) throws {
        let found = try #require(try faults(text).first?["found"] as? [String: String])
        #expect(found["vi"] != found["en"], "\(found)")
    }

    @Test func listsAndPoliciesAreCheckedToo() throws {
        #expect(try faults("lists: [{id: x}, {id: y}]", kind: "lists").count == 2)
        #expect(try check("lists: []", kind: "lists")["tests"] as? [String] == [])
    }

    @Test func whatIsNoTextOrNoDocumentIsRefused() throws {
        let unknown = rig.answer(.post, "api/documents/laws/check", visitor, body: "x")
        #expect(unknown.status == 404 && unknown.code == "unknown-document")
        for path in [["api", "documents", "rules", "check"], ["api", "rules", "try"]] {
            let request = Request(
                method: .post, path: path, query: ["rule": "r"],
                headers: ["cookie": "\(API.cookie)=\(visitor.token)", "x-csrf-token": visitor.csrf],
                body: .bytes([0x72, 0xFF, 0xFE]))
            let answer = rig.api.answer(request)
            #expect(answer.status == 400 && answer.code == "body-malformed")
        }
        #expect(rig.site.tryings.isEmpty)
    }

    /// As large as a proposal, and no larger: no text fills the disk while somebody types.
    @Test func whatIsLargerThanAProposalIsRefused() throws {
        let server = try ConsoleServer(rig.api.settings, site: rig.site)
        defer { server.close() }
        let port = try server.start(on: try #require(SocketAddress("127.0.0.1:0")))
        let large = [UInt8](repeating: 0x20, count: (256 << 10) + 1)
        for path in ["documents/rules", "documents/rules/check", "rules/try?rule=r"] {
            let answer = try HTTPClient.ask("POST", "http://127.0.0.1:\(port)/api/\(path)", body: .bytes(large))
            #expect(answer.status == 413, "\(path)")
        }
    }

    @Test func aBusySiteSaysSo() throws {
        rig.site.isBusy.withLock { $0 = true }
        let answer = rig.answer(.post, "api/documents/rules/check", visitor, body: "rules: []")
        #expect(answer.status == 503 && answer.code == "unavailable")
    }

    /// Everything that can be written has words in both languages.
    @Test func theLanguageIsToldWithItsMeanings() throws {
        let language = try rig.answer(.get, "api/rules/language", visitor).json
        let facts = try #require(language["facts"] as? [[String: Any]])
        #expect(facts.count == FactCatalogue.all.count)
        let functions = try #require(language["functions"] as? [[String: Any]])
        #expect(Set(functions.compactMap { $0["name"] as? String }).isSuperset(of: ["listed", "startsWith", "has"]))
        let fields = try #require(language["fields"] as? [String: [[String: Any]]])
        #expect(Set(fields.keys) == ["rules", "lists", "policy"])
        for told in facts + functions + fields.values.joined() {
            for name in ["vi", "en"] {
                let words = try #require(told[name] as? String)
                #expect(words.wholeMatch(of: /(fact|function|document-field)\.[\w.-]+/) == nil, "\(words)")
            }
        }
        let when = fields["policy"]?.first { $0["name"] as? String == "when" }
        #expect((when?["en"] as? String)?.hasPrefix("which parcels") == true)
        #expect(language["listKinds"] as? [String] == ["bulletin"] && language["categories"] as? [String] == ["ARM"])
    }

    @Test func aRuleIsTriedInTheBackground() throws {
        let answer = rig.answer(.post, "api/rules/try", visitor, body: "rules: []", query: ["rule": "heavy"])
        let number = try answer.json["number"] as? Int
        #expect(answer.status == 202 && number == 1)
        #expect(rig.site.tryings.map(\.id) == ["heavy"] && rig.site.tryings.first?.text == Array("rules: []".utf8))
        let tried = try rig.answer(.get, "api/rules/try/1", visitor).json
        #expect(tried["state"] as? String == "done" && tried["asked"] as? Int == 9 && tried["from_ms"] as? Int == 1)
        let examples = try #require(tried["examples"] as? [[String: Any]])
        #expect(examples[0]["number"] as? String == "EB123456785VN" && examples[0]["wasHeld"] as? Bool == true)
        #expect((examples[0]["says"] as? [String: String])?["vi"] == "nặng" && examples[0]["hold"] == nil)
        #expect((examples[1]["why"] as? [String: String])?["vi"] == "1:1: thiếu dữ kiện weight_g")
    }

    @Test(arguments: [nil, "", String(repeating: "x", count: 65)] as [String?])
    func aRuleWithoutItsIdIsNotTried(id: String?) throws {
        let answer = rig.answer(.post, "api/rules/try", visitor, body: "x", query: id.map { ["rule": $0] } ?? [:])
        #expect(answer.status == 400 && answer.code == "unknown-rule" && rig.site.tryings.isEmpty)
    }

    @Test(arguments: ["0", "2", "x", "-1", "99999999999999999999"])
    func aTrialThatNobodyKnowsIsNotFound(number: String) throws {
        let answer = rig.answer(.get, "api/rules/try/\(number)", visitor)
        #expect(answer.status == 404 && answer.code == "unknown-trial")
    }
}
