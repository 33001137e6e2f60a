import Testing
import YAML

@testable import Screening

/// The parcels that authors of rules write down, and what their rules must say of them.
@Suite("Tests that rules bring along")
struct RuleTestTests {
    private static let lists = """
        keywords:
          - category: ARM-PART
            strong: [nòng thép]
            except: [nòng nọc]
        """

    private static func rule(
        _ tests: [String], _ condition: String = "\"'ARM-PART' in keywords.strong || weight_g > 9000\""
    )
        -> String
    {
        let optional = condition.contains("weight_g") ? "    optional: [weight_g]\n" : ""
        return ScreeningRig.rule(condition, optional + "    tests:\n" + tests.map { "      - \($0)\n" }.joined())
    }

    private func failed(_ tests: [String], _ condition: String? = nil) throws(YAMLError) -> [String] {
        let text = condition.map { Self.rule(tests, $0) } ?? Self.rule(tests)
        let document = try RuleFile.parse(Array(text.utf8), file: "rules.yaml")
        return try ScreeningRig.snapshot(text, lists: Self.lists).failedTests(of: document).map { "\($0)" }
    }

    @Test func aTestThatHoldsSaysNothing() throws {
        #expect(
            try failed([
                "{facts: {contents: [nòng thép]}, expect: speaks}",
                "{facts: {contents: [n.ò.n.g t.h.é.p]}, expect: speaks}",
                "{facts: {contents: [nòng nọc], weight_g: 100}, expect: silent}",
                // The weight is absent, and excused.
                "{facts: {contents: [sách]}, expect: silent}",
                "{facts: {contents: [sách], weight_g: 9001}, expect: speaks}",
                // A test may say itself what was found.
                "{facts: {keywords.strong: {ARM-PART: [nòng]}}, expect: speaks}",
            ]).isEmpty)
        #expect(try failed(["{facts: {}, expect: fails}"], "value_vnd > 1").isEmpty)
    }

    @Test func aTestThatDoesNotSaysWhere() throws {
        let failed = try failed([
            "{facts: {contents: [sách], weight_g: 1}, expect: speaks}",
            "{facts: {contents: [nòng thép]}, expect: silent}",
            "{facts: {}, expect: silent}",
        ])
        #expect(failed.count == 3)
        #expect(
            failed[0].hasPrefix("rules.yaml:10:") && failed[0].contains("speak of this parcel, found that it is silent")
        )
        #expect(
            failed[1].hasPrefix("rules.yaml:11:")
                && failed[1].contains("be silent about this parcel, found that it speaks"))
        #expect(failed[2].hasPrefix("rules.yaml:12:") && failed[2].contains("absent fact keywords.strong"))
    }

    @Test(arguments: [
        "{facts: {wieght_g: 1}, expect: speaks}", "{facts: {weight_g: heavy}, expect: speaks}",
        "{facts: {contents: nòng}, expect: speaks}", "{facts: {weight_g: 1}, expect: holds}", "{facts: {weight_g: 1}}",
        "{expect: speaks}", "{facts: {weight_g: 1}, expect: speaks, more: 1}", "[]",
    ])
    func aTestThatIsNoneIsRefused(_ test: String) {
        #expect(throws: YAMLError.self) { try failed([test]) }
    }

    @Test func aRuleHasNotEndlessTests() {
        let tests = [String](repeating: "{facts: {weight_g: 1}, expect: silent}", count: RuleTest.limit + 1)
        #expect(throws: YAMLError.self) { try failed(tests) }
    }
}
