import TestSupport
import Testing

@testable import Screening

@Suite("Rules explained")
struct RuleExplanationTests {
    @Test(arguments: [
        ("a", ConditionPart.test("a")),
        ("a && b", .all([.test("a"), .test("b")])),
        ("a || b && c || d", .any([.test("a"), .all([.test("b"), .test("c")]), .test("d")])),
        ("(a || b) && !(c && d)", .all([.any([.test("a"), .test("b")]), .not(.all([.test("c"), .test("d")]))])),
        ("((a))", .test("a")),
        ("!a", .test("!a")),
        ("x ? a && b : c", .test("x ? a && b : c")),
        ("f(a || b) == [c && d]", .test("f(a || b) == [c && d]")),
        ("(a) + (b) > 0", .test("(a) + (b) > 0")),
        (
            "contents.exists(c, c == 'súng && đạn' || c == 'b')",
            .test("contents.exists(c, c == 'súng && đạn' || c == 'b')")
        ),
        ("origin == 'Việt' &&\n  // why\n  weight_g > 1  ", .all([.test("origin == 'Việt'"), .test("weight_g > 1")])),
    ])
    func aConditionIsTakenApartWhereItsPartsAreJoined(source: String, part: ConditionPart) {
        #expect(ConditionPart.of(source) == part)
    }

    private static func asked(_ rules: String, _ rig: ScreeningRig = ScreeningRig()) throws -> AskedParcel {
        AskedParcel(try ScreeningRig.snapshot(rules), try rig.subject(), History())
    }

    private static func explained(_ condition: String, _ more: String = "", _ rig: ScreeningRig = ScreeningRig()) throws
        -> RuleExplanation?
    {
        try asked(ScreeningRig.rule(condition, more), rig).explanation(of: "r")
    }

    @Test func aRuleThatSpeaksShowsWhatMadeItTrue() throws {
        let told = try #require(try Self.explained("weight_g > 500 && (origin == 'CN' || service == 'EMS')"))
        #expect(told.answer == .speaks && told.condition.kind == .all && told.condition.outcome == .yes)
        let heavy = try #require(told.condition.parts.first)
        #expect(heavy.text == "weight_g > 500" && heavy.outcome == .yes)
        #expect(heavy.facts.map(\.name) == ["weight_g"] && heavy.facts.map(\.value) == ["1200"])
        let either = try #require(told.condition.parts.last)
        #expect(either.kind == .any && either.parts.map(\.outcome) == [.no, .yes])
        #expect(either.parts.flatMap(\.facts).map(\.value) == ["'VN'", "'EMS'"])
    }

    @Test func aRuleThatIsSilentShowsWhyNot() throws {
        let told = try #require(try Self.explained("weight_g > 5000 && cod_vnd > 0", "    optional: [cod_vnd]\n"))
        #expect(told.answer == .silent && told.condition.outcome == .no)
        #expect(told.condition.parts.first?.outcome == .no)
        guard case .failed(let why)? = told.condition.parts.last?.outcome else {
            return #expect(Bool(false), "\(told)")
        }
        #expect(why.contains("absent fact cod_vnd"))
        #expect(told.condition.parts.last?.facts.map(\.value) == [nil])
    }

    @Test func aRuleThatFailsShowsItsFault() throws {
        let told = try #require(try Self.explained("cod_vnd > 0 || weight_g > 5000"))
        guard case .fails(let why) = told.answer else { return #expect(Bool(false), "\(told)") }
        #expect(why.contains("absent fact cod_vnd"))
        guard case .failed = told.condition.outcome else { return #expect(Bool(false), "\(told)") }
    }

    @Test func onlyRulesThatSaySomethingAreToldUnlessNamed() throws {
        let rules =
            ScreeningRig.rule("weight_g > 500", id: "heavy")
            + ScreeningRig.rule("weight_g > 5000", id: "heavier").replacing("rules:\n", with: "")
        let asked = try Self.asked(rules)
        #expect(asked.said == ["heavy"])
        #expect(asked.explanation(of: "heavier")?.answer == .silent && asked.explanation(of: "none") == nil)
    }

    @Test func aRuleIsFoundByItsIdOrItsName() throws {
        let asked = try Self.asked(ScreeningRig.rule("true", id: "heavy-one"))
        #expect(asked.rules(with: "HEAVY").map(\.rule.id) == ["heavy-one"] && asked.rules(with: "light").isEmpty)
        #expect(asked.rules(with: "").count == asked.ruleCount)
    }

    /// What could not be read is absent, and no rule is said to fail for it.
    @Test func withoutEarlierParcelsRulesAboutThemAreLeftOut() throws {
        let rules =
            ScreeningRig.rule("history.sender.parcels_30d == 0", id: "first")
            + ScreeningRig.rule("weight_g > 500", id: "heavy").replacing("rules:\n", with: "")
        let (snapshot, subject) = (try ScreeningRig.snapshot(rules), try ScreeningRig().subject())
        #expect(AskedParcel(snapshot, subject, History()).said == ["first", "heavy"])
        let asked = AskedParcel(snapshot, subject, nil)
        #expect(asked.said == ["heavy"])
        #expect(asked.explanation(of: "first")?.condition.facts.map(\.value) == [nil])
    }

    /// A retired rule was not asked; what it would have said is told all the same.
    @Test func aRuleThatDidNotCountIsSaidNotTo() throws {
        let asked = try Self.asked(ScreeningRig.rule("weight_g > 500", "    life: retired\n"))
        let told = try #require(asked.explanation(of: "r"))
        #expect(asked.said.isEmpty && !told.isCounted && told.life == .retired && told.answer == .speaks)
    }

    @Test func personsAreMarked() throws {
        let told = try #require(try Self.explained("size(sender.name) > 0 && weight_g > 0"))
        #expect(told.asksPersons && told.condition.parts.map { $0.facts.map(\.isOfPerson) } == [[true], [false]])
    }

    /// Whatever the rule: its parts together come to what the whole was.
    @Test func thePartsComeToWhatTheWholeWas() throws {
        var dice = TestSupport.SeededDice("rules explained")
        let tests = [
            "weight_g > 500", "weight_g > 5000", "cod_vnd > 0", "origin == 'VN'", "origin == 'CN'", "has(cod_vnd)",
            "weight_g / 0 > 1", "contents.exists(c, c.startsWith('sách') && size(c) > 3)", "!has(value_vnd)", "true",
        ]
        func condition(_ depth: Int) -> String {
            guard depth > 0, !dice.happens(20) else { return tests[dice.below(tests.count)] }
            switch dice.below(3) {
            case 0: return "!(" + condition(depth - 1) + ")"
            case 1: return "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")"
            default: return condition(depth - 1) + " || " + condition(depth - 1)
            }
        }
        var seen: [RuleExplanation.Outcome: Int] = [:]
        for _ in 0..<400 {
            let source = condition(4)
            let told = try #require(try Self.explained("\"\(source)\""))
            switch (told.answer, told.condition.outcome) {
            case (.speaks, .yes), (.silent, .no): seen[told.condition.outcome, default: 0] += 1
            case (.fails, .failed): seen[.failed(""), default: 0] += 1
            default: Issue.record("\(source): \(told.answer), \(told.condition.outcome)")
            }
        }
        #expect(seen.values.count == 3 && seen.values.allSatisfy { $0 > 20 }, "\(seen)")
    }
}
