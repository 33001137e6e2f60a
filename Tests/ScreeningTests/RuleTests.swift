import Parcels
import Testing
import YAML

@testable import Screening

@Suite("Rules")
struct RuleTests {
    private static func error(_ rules: String) -> String? {
        #expect(throws: YAMLError.self) { try ScreeningRig.snapshot(rules) }?.description
    }

    private static func screened(
        _ condition: String, _ more: String = "", text: String = "{vi: v, en: e}", lists: String = "{}",
        of rig: ScreeningRig = ScreeningRig()
    ) throws -> Screened {
        try rig.screened(try ScreeningRig.snapshot(ScreeningRig.rule(condition, more, text: text), lists: lists))
    }

    private static let reference = RuleReference(id: "r", version: 2)

    @Test func aRuleHoldsWhenItsConditionIsTrue() throws {
        let screened = try Self.screened("weight_g > 1000 && service == 'EMS'")
        #expect(screened.holds == [.rule(Self.reference, vi: "v", en: "e")])
        #expect(screened.notes.isEmpty)
        #expect(try Self.screened("weight_g > 2000").holds.isEmpty)
    }

    @Test func aRuleMayAskWhatSpeaksForTheNumber() throws {
        #expect(try Self.screened("scheme == 's10' && number_evidence == 'check-digit'").holds.count == 1)
        #expect(try Self.screened("number_evidence != 'check-digit'").holds.isEmpty)
    }

    @Test func aNotingRuleHoldsNothing() throws {
        let screened = try Self.screened("true", "    action: note\n")
        #expect(screened.holds.isEmpty)
        #expect(screened.notes == [.rule(Self.reference, vi: "v", en: "e")])
    }

    @Test func everyRuleIsAskedAndSpeaksInItsOrder() throws {
        let rules =
            ScreeningRig.rule("true", id: "a") + ScreeningRig.rule("false", id: "b").dropFirst(7)
            + ScreeningRig.rule("true", id: "c").dropFirst(7)
        let snapshot = try ScreeningRig.snapshot(rules)
        #expect(snapshot.ruleCount == 3)
        #expect(try ScreeningRig().screened(snapshot).holds.map(\.rule?.id) == ["a", "c"])
    }

    @Test func placeholdersAreFilledInBothLanguages() throws {
        let screened = try Self.screened(
            "true", text: "{vi: \"nặng {string(weight_g)} g, {service}\", en: \"{service}: {string(weight_g)} g\"}")
        #expect(screened.holds.first?.vi == "nặng 1200 g, EMS")
        #expect(screened.holds.first?.en == "EMS: 1200 g")
    }

    @Test func thousandsAreSetApartAsTheLanguageDoes() throws {
        var rig = ScreeningRig()
        for (number, vi, en) in [
            (3_500_000, "3.500.000", "3,500,000"), (100, "100", "100"), (1_000, "1.000", "1,000"), (0, "0", "0"),
        ] {
            rig.cod_vnd = number
            let text = "{vi: \"{grouped(cod_vnd, 'vi')}\", en: \"{grouped(cod_vnd, 'en')}\"}"
            let reason = try #require(try Self.screened("true", text: text, of: rig).holds.first)
            #expect(reason.vi == vi && reason.en == en)
        }
    }

    /// The rule has spoken all the same.
    @Test func aPlaceholderWithoutAValueIsADash() throws {
        let screened = try Self.screened(
            "true", text: "{vi: \"thu hộ {string(cod_vnd)}\", en: \"on delivery {string(cod_vnd)}.\"}")
        #expect(screened.holds.first?.vi == "thu hộ —")
        #expect(screened.holds.first?.en == "on delivery —.")
    }

    @Test func bracesInAFactAreNotFilledAgain() throws {
        var rig = ScreeningRig()
        rig.contents = ["{service}"]
        let screened = try Self.screened("true", text: "{vi: \"{contents[0]}\", en: \"{contents[0]}\"}", of: rig)
        #expect(screened.holds.first?.en == "{service}")
    }

    @Test func aRuleThatLacksAnOptionalFactHasNothingToSay() throws {
        let screened = try Self.screened("cod_vnd > 0", "    optional: [cod_vnd]\n")
        #expect(screened.holds.isEmpty && screened.notes.isEmpty)
    }

    /// What is known can settle the condition all the same.
    @Test func anOptionalFactExcusesOnlyWhatItAloneLeavesOpen() throws {
        let optional = "    optional: [cod_vnd]\n"
        #expect(try Self.screened("cod_vnd > 0 || weight_g > 1000", optional).holds.map(\.code) == [.rule])
        #expect(try Self.screened("cod_vnd > 0 || weight_g > 2000", optional).holds.isEmpty)
        for failing in ["1 / (weight_g - weight_g) > 0", "declared_length_mm > 0"] {
            for condition in ["cod_vnd > 0 || \(failing)", "\(failing) || cod_vnd > 0"] {
                #expect(try Self.screened(condition, optional).holds.map(\.code) == [.ruleFailed], "\(condition)")
            }
        }
    }

    @Test func aRuleThatLacksAnyOtherFactHoldsTheParcel() throws {
        let screened = try Self.screened("cod_vnd > 0")
        #expect(screened.holds.map(\.code) == [.ruleFailed])
        #expect(screened.holds.first?.rule == Self.reference)
        #expect(screened.holds.first?.en == "rule 'r' failed: 1:1: absent fact cod_vnd")
    }

    @Test func aNotingRuleThatFailsHoldsToo() throws {
        #expect(try Self.screened("cod_vnd > 0", "    action: note\n").holds.map(\.code) == [.ruleFailed])
    }

    @Test func anUndeclaredParcelHasNoDeclaredFacts() throws {
        var rig = ScreeningRig()
        rig.isDeclared = false
        for fact in [
            "service == ''", "size(contents) == 0", "weight_g == 0", "sender.name == ''", "manifest.version == 0",
            "'ARM' in keywords.strong",
        ] {
            #expect(try Self.screened("\"\(fact)\"", of: rig).holds.map(\.code) == [.ruleFailed], "\(fact)")
        }
        #expect(
            try Self.screened(
                "length_mm == 300 && number == 'EB123456785VN' && country == 'VN' && line == 'L1'", of: rig
            )
            .holds.count == 1)
    }

    @Test func everyFactOfADeclarationIsThere() throws {
        var rig = ScreeningRig()
        rig.cod_vnd = 7
        for condition in [
            "numbers == ['EB123456785VN']", "scheme == 's10'",
            "origin == 'VN' && destination == 'VN' && office == '580000'",
            "contents == ['sách giáo khoa']", "hs_codes == ['490110']", "quantity == 2",
            "value_vnd == 500000 && cod_vnd == 7",
            "sender.name == 'Nguyễn Văn A' && sender.phone == '0905000222'", "receiver.address == '2 Trần Phú'",
            "manifest.version == 3 && manifest.age_min == 60",
        ] {
            let escaped = "\"" + condition.replacing("\"", with: "\\\"") + "\""
            #expect(try Self.screened(escaped, of: rig).holds.map(\.code) == [.rule], "\(condition)")
        }
    }

    @Test func anEmptyNameOrAddressIsAbsent() throws {
        var rig = ScreeningRig()
        rig.sender = Party()
        for fact in ["sender.name", "sender.phone", "sender.address"] {
            #expect(try Self.screened("\(fact) == ''", of: rig).holds.map(\.code) == [.ruleFailed], "\(fact)")
            #expect(try Self.screened("\"has(\(fact))\"", of: rig).holds.isEmpty, "\(fact)")
        }
    }

    @Test func aRuleOverItsBudgetHoldsTheParcel() throws {
        let list = "[" + (0..<40).map(String.init).joined(separator: ",") + "]"
        let screened = try Self.screened("\"\(list).all(a, \(list).all(b, \(list).all(c, a + b + c >= 0)))\"")
        #expect(screened.holds.map(\.code) == [.ruleFailed])
        #expect(screened.holds.first?.en.hasSuffix("over its budget") == true)
    }

    @Test func listsAreAskedByKindAndValue() throws {
        let lists = """
            lists:
              - {id: b, kind: bulletin, title: {vi: bản tin 12, en: bulletin 12}, source: s, ground: g, valid_from: 2026-01-01, \
            phones: ["+84 905 000 333"]}
            """
        let text =
            "{vi: \"có trong {list_title('bulletin', receiver.phone, 'vi')}\", en: \"in {list_title('bulletin', receiver.phone, 'en')}\"}"
        let screened = try Self.screened("listed('bulletin', receiver.phone)", text: text, lists: lists)
        #expect(screened.holds.first?.vi == "có trong bản tin 12")
        #expect(screened.holds.first?.en == "in bulletin 12")
        #expect(try Self.screened("listed('bulletin', sender.phone)", lists: lists).holds.isEmpty)
        #expect(try Self.screened("listed('block', receiver.phone)", lists: lists).holds.isEmpty)
        #expect(try Self.screened("list_title('block', receiver.phone, 'vi') == ''", lists: lists).holds.count == 1)
    }

    @Test func foldedAndListingAreThere() throws {
        #expect(try Self.screened("folded(sender.name) == 'nguyen van a'").holds.count == 1)
        #expect(try Self.screened("\"listing(['a', 'b']) == 'a, b'\"").holds.count == 1)
    }

    @Test func keywordsAreFactsByCategoryAndWeight() throws {
        let lists =
            "keywords:\n  - {category: ARM, strong: [súng hơi], weak: [kính ngắm]}\n  - {category: FIRE, strong: [pháo nổ]}\n"
        var rig = ScreeningRig()
        rig.contents = ["đồ chơi", "s.ú.n.g hơi, kính ngắm, súng hơi"]
        for condition in [
            "keywords.strong['ARM'] == ['súng hơi']", "keywords.weak['ARM'] == ['kính ngắm']",
            "!('FIRE' in keywords.strong)",
            "!('FIRE' in keywords.weak)", "size(keywords.strong) == 1",
        ] {
            #expect(
                try Self.screened("\"\(condition)\"", lists: lists, of: rig).holds.map(\.code) == [.rule],
                "\(condition)")
        }
        #expect(
            try Self.screened("size(keywords.strong) == 0 && size(keywords.weak) == 0", lists: lists).holds.count == 1)
    }

    @Test func errorsInAConditionNameFileLineAndColumn() {
        #expect(
            Self.error(ScreeningRig.rule("weight_gg > 1"))
                == "rules.yaml:6:11: expected a valid expression, found at its line 1, column 1: unknown name 'weight_gg'; did you mean 'weight_g'?"
        )
        #expect(
            Self.error(ScreeningRig.rule("weight_g +"))?.hasPrefix(
                "rules.yaml:6:11: expected a valid expression, found at its line 1, column 11: expected") == true)
        #expect(
            Self.error(ScreeningRig.rule("weight_g"))
                == "rules.yaml:6:11: expected a valid expression, found at its line 1, column 1: the whole expression: expected bool, found int"
        )
        #expect(
            Self.error(ScreeningRig.rule("|\n      true\n      && weight_gg > 1"))?.contains("at its line 2, column 4")
                == true)
    }

    @Test func errorsInATextNameTheRule() {
        #expect(
            Self.error(ScreeningRig.rule("true", text: "{vi: \"{weight_g}\", en: e}"))?.hasPrefix(
                "rules.yaml:2:5: expected a valid expression, found at its line 1, column 1: the whole expression: expected string"
            ) == true)
        #expect(
            Self.error(ScreeningRig.rule("true", text: "{vi: \"{service\", en: e}"))
                == "rules.yaml:2:5: expected a closing brace in text, found none")
    }

    @Test(arguments: [
        ("    optional: [weight]\n", "rules.yaml:8:16: expected the name of a fact, found 'weight'"),
        ("    optional: [sender]\n", "rules.yaml:8:16: expected the name of a fact, found 'sender'"),
        (
            "    optional: [cod_vnd]\n",
            "rules.yaml:8:16: expected a fact that the rule's condition asks for, found 'cod_vnd'"
        ),
        ("    action: drop\n", "rules.yaml:8:13: expected one of do-not-open, hold, refer, sample, note, found 'drop'"),
        ("    severity: huge\n", "rules.yaml:8:15: expected one of low, medium, high, found 'huge'"),
        ("    author: me\n", "rules.yaml:8:5: expected one of"),
    ])
    func wrongFieldsAreNamedWithTheirPlace(field: String, message: String) {
        let found = Self.error(ScreeningRig.rule("true", field))
        #expect(found?.hasPrefix(message) == true, "\(found ?? "")")
    }

    @Test(arguments: ["A", "a b", "''", "a_b", "đ", String(repeating: "a", count: 65)])
    func idsAreSmallLettersDigitsAndHyphens(id: String) {
        #expect(
            Self.error(ScreeningRig.rule("true", id: id))?.hasPrefix(
                "rules.yaml:2:9: expected small letters, digits and hyphens") == true)
    }

    @Test func anIdStandsOnce() {
        let rules = ScreeningRig.rule("true") + ScreeningRig.rule("true").dropFirst(7)
        #expect(Self.error(rules) == "rules.yaml:8:5: expected each rule's id once, found a mapping")
    }

    @Test func rulesAreBounded() {
        let one = ScreeningRig.rule("true").dropFirst(7)
        let many = (0...RuleFile.ruleLimit).map { one.replacing("id: r", with: "id: r\($0)") }
        #expect(Self.error("rules:\n" + many.joined())?.contains("at most 10000 rules") == true)
    }

    @Test func aSnapshotSaysItsVersionsAndWhenItChanges() throws {
        let lists = """
            lists:
              - {id: a, kind: k, title: {vi: v, en: e}, source: s, ground: g, valid_from: 2026-11-01, valid_until: 2026-11-26, names: [An]}
              - {id: b, kind: k, title: {vi: v, en: e}, source: s, ground: g, valid_from: 2026-11-25, names: [Bình]}
            """
        let snapshot = try ScreeningRig.snapshot("rules: []", lists: lists)
        #expect(snapshot.rulesVersion == 4 && snapshot.listsVersion == 5 && snapshot.ruleCount == 0)
        #expect(snapshot.changesAt == ScreeningRig.now + ScreeningRig.day)
        #expect(
            try ScreeningRig.snapshot("rules: []", lists: lists, at: ScreeningRig.now + ScreeningRig.day).changesAt
                == ScreeningRig.now + 2 * ScreeningRig.day)
        #expect(
            try ScreeningRig.snapshot("rules: []", lists: lists, at: ScreeningRig.now + 3 * ScreeningRig.day).changesAt
                == nil)
        #expect(try ScreeningRig.snapshot("rules: []", lists: lists, at: nil).changesAt == nil)
    }

    /// A rule counts from its first moment until its last; without a clock to trust it has begun and has not ended.
    @Test func aRuleHoldsWhileItIsValid() throws {
        let rule = ScreeningRig.rule(
            "weight_g > 0", "    owner: lan\n    valid_from: 2026-11-25\n    valid_until: 2026-11-27\n")
        func holds(after days: Int64?) throws -> Bool {
            let moment = days.map { ScreeningRig.now + $0 * ScreeningRig.day }
            let snapshot = try ScreeningRig.snapshot(rule, at: moment)
            #expect(snapshot.ruleCount == 1 && snapshot.name(ofRule: "r")?.en == "name")
            switch days {
            case 0?: #expect(snapshot.changesAt == ScreeningRig.now + ScreeningRig.day)
            case 1?, 2?: #expect(snapshot.changesAt == ScreeningRig.now + 3 * ScreeningRig.day)
            default: #expect(snapshot.changesAt == nil)
            }
            return try !ScreeningRig().screened(snapshot).holds.isEmpty
        }
        #expect(try [0, 1, 2, 3, nil].map { try holds(after: $0) } == [false, true, true, false, true])
    }

    /// A rule on trial holds nothing, whether it speaks or fails, and its trial is written down; a retired one is not asked.
    @Test func aRuleOnTrialHoldsNothing() throws {
        func screened(_ condition: String, _ more: String) throws -> Screened {
            try ScreeningRig().screened(
                try ScreeningRig.snapshot(ScreeningRig.rule(condition, more, text: "{vi: nặng, en: heavy}")))
        }
        let spoken = try screened("weight_g > 0", "    life: shadow\n    action: do-not-open\n")
        #expect(spoken.holds.isEmpty && spoken.dangers.isEmpty)
        let reference = RuleReference(id: "r", version: 2)
        #expect(spoken.notes == [.shadow(reference, would: "do-not-open", vi: "nặng", en: "heavy")])
        #expect(
            spoken.notes.first?.en == "a rule on trial (do-not-open): heavy"
                && spoken.notes.first?.vi == "quy tắc chạy thử (do-not-open): nặng")
        let failed = try screened("cod_vnd > 0", "    life: shadow\n")
        #expect(failed.holds.isEmpty && failed.notes.map(\.code) == [.shadow])
        #expect(failed.notes.first?.en.contains("absent fact cod_vnd") == true)
        #expect(try screened("cod_vnd > 0", "    life: live\n").holds.map(\.code) == [.ruleFailed])
        let retired = try screened("weight_g > 0", "    life: retired\n")
        #expect(retired.holds.isEmpty && retired.notes.isEmpty)
    }

    /// The tests of a rule are run whether it counts today or not.
    @Test func aRuleIsTestedBeforeItBegins() throws {
        let rule = ScreeningRig.rule(
            "weight_g > 0",
            "    optional: [weight_g]\n    valid_from: 2030-01-01\n    tests: [{facts: {weight_g: 1}, expect: silent}]\n"
        )
        let document = try RuleFile.parse(Array(rule.utf8), file: "rules.yaml")
        #expect(try ScreeningRig.snapshot(rule).failedTests(of: document).count == 1)
    }

    /// A text may tell the keywords that its condition does not ask for.
    @Test func aTextTellsKeywordsOfItsOwn() throws {
        let rule = ScreeningRig.rule(
            "weight_g > 0", text: "{vi: v, en: \"found {listing(keywords.strong['ARM'])}\"}")
        let snapshot = try ScreeningRig.snapshot(rule, lists: "keywords: [{category: ARM, strong: [súng hơi]}]")
        let held = try ScreeningRig(contents: ["s.ú.n.g hơi"]).screened(snapshot).holds
        #expect(held.first.map { "\($0)" }?.contains("found súng hơi") == true, "\(held)")
    }

    @Test func withoutRulesNothingIsSaid() throws {
        #expect(try ScreeningRig().screened(ScreeningSnapshot()).holds.isEmpty)
    }
}
