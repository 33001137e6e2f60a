import Parcels
import Screening
import Synchronization
import Testing

@testable import Console

/// How good rules are, over the API.
@Suite("Rule quality over the API")
struct QualityTests {
    private let rig: ConsoleRig
    private let visitor: ConsoleRig.Visitor

    init() throws {
        rig = try ConsoleRig()
        visitor = try rig.signIn("supervisor")
    }

    private static let rules = """
        rules:
          - id: long
            version: 2
            name: {vi: Dài, en: Long}
            text: {vi: v, en: e}
            when: length_mm > 50
            ground: g
            life: shadow
          - id: none
            version: 1
            name: {vi: v, en: e}
            text: {vi: v, en: e}
            when: length_mm > 50 && length_mm < 20
            ground: g
        """

    /// Lengths of 1 to 100 mm; of the longest twenty the longer half holds something.
    private func judged() throws -> RuleQuality.Result {
        let snapshot = try ScreeningSnapshot(
            rules: try RuleFile.parse(Array(Self.rules.utf8), file: "rules"), rulesVersion: 4, lists: .none,
            listsVersion: 0, at: nil)
        var quality = RuleQuality(snapshot)
        let line = try #require(LineID("L1"))
        for length in 1...100 {
            let subject = Subject(
                line: line, number: nil, numbers: [], declaration: nil, length_mm: length, now: nil)
            quality.add(subject, History(), length > 90 ? .found : length > 80 ? .harmless : .unknown)
        }
        return quality.result
    }

    @Test func theRulesAreJudgedWhenSomebodyAsks() throws {
        let before = try rig.answer(.get, "api/rules/quality", visitor).json
        #expect(before["state"] as? String == "idle" && before["judged"] == nil)
        let answer = rig.answer(.post, "api/rules/quality", visitor)
        #expect(answer.status == 202)
        #expect(try answer.json["state"] as? String == "running")
    }

    @Test func theLastJudgementIsToldOnce() throws {
        let last = RulesJudged.Last(
            number: 3, isLate: true, rulesVersion: 4, listsVersion: 2, at: 5_000_000, from: 1_000_000, to: 2_000_000,
            result: try judged())
        rig.site.judged.withLock { $0.last = last }
        let told = try rig.answer(.get, "api/rules/quality", visitor).json
        let judged = try #require(told["judged"] as? [String: Any])
        #expect(told["number"] as? Int == 3 && judged["isLate"] as? Bool == true)
        #expect(judged["rulesVersion"] as? Int == 4 && judged["from_ms"] as? Int == 1)
        #expect(judged["never"] as? [String] == ["none"] && judged["impossible"] as? [String] == ["none"])
        let rules = try #require(judged["rules"] as? [[String: Any]])
        #expect(rules[0]["life"] as? String == "shadow" && rules[0]["speaks"] as? Int == 50)
        #expect(
            ["precision", "precisionLow", "precisionHigh", "recall"].map { rules[0][$0] as? Int } == [
                500, 299, 701, 1000,
            ])
        #expect(rules[1]["precision"] == nil, "none was inspected")
        let again = try rig.answer(.get, "api/rules/quality", visitor, query: ["known": "3"]).json
        #expect(again["number"] as? Int == 3 && again["judged"] == nil)
    }
}
