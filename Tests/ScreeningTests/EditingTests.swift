import Parcels
import Testing
import Words
import YAML

@testable import Screening

/// Rules and lists are checked while they are written: every fault at the place where it stands.
@Suite("Documents that are being written")
struct EditingTests {
    private func check(_ text: String, goesOn: () -> Bool = { true }) -> DocumentCheck {
        RuleChecking.check(Array(text.utf8), beside: ScreeningSnapshot(), utcOffset_s: { _ in 0 }, goesOn: goesOn)
    }

    /// The text that a fault points at.
    private func pointed(_ fault: DocumentFault, in text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let rest = lines[fault.line - 1].unicodeScalars.dropFirst(fault.column - 1)
        return String(String.UnicodeScalarView(rest.prefix { $0 == "_" || $0.properties.isAlphabetic }))
    }

    /// However a condition is written: its place is found behind quotes, escapes, marks and folded lines.
    @Test(arguments: [
        "weigth_g > 1", "service == 'ĐƯỜNG' && weigth_g > 1", "\"'A' == service && weigth_g > 1\"",
        "\"'\\u0110\\\\n' == service && weigth_g > 1\"", "'service == ''EMS'' && weigth_g > 1'",
        ">\n      service == 'EMS'\n      && weigth_g > 1", "|\n      service == 'đường'\n\n        && weigth_g > 1",
        "service == 'EMS' &&\n      weigth_g > 1", "\"service == 'EMS' \\\n      && weigth_g > 1\"",
    ])
    func anUnknownNameIsPointedAt(condition: String) throws {
        let text = ScreeningRig.rule(condition)
        let check = check(text)
        let fault = try #require(check.faults.first)
        #expect(check.faults.count == 1 && pointed(fault, in: text) == "weigth_g", "\(fault)")
        #expect(fault.found.hasPrefix("unknown name 'weigth_g'"))
    }

    @Test(arguments: [
        "{vi: \"nặng {weigth_g} g\", en: e}", "{vi: v, en: \"{service}: {weigth_g} g\"}",
        "\n      vi: v\n      en: >\n        it weighs\n        {weigth_g} g",
    ])
    func anExpressionInASentenceIsPointedAt(sentence: String) throws {
        let text = ScreeningRig.rule("true", text: sentence)
        let fault = try #require(check(text).faults.first)
        #expect(pointed(fault, in: text) == "weigth_g", "\(fault)")
    }

    @Test func aBraceThatIsNotClosedIsPointedAt() throws {
        let text = ScreeningRig.rule("true", text: "{vi: \"nặng {weight_g\", en: e}")
        let faults = check(text).faults
        #expect(faults.map(\.expected) == ["a closing brace in text"] && faults.map(\.column) == [22])
    }

    /// Types are checked too, and one rule's fault hides no other's.
    @Test func everyRuleWithAFaultIsTold() throws {
        let rules = (1...130).map { number in
            "  - {id: r\(number), version: 1, name: {vi: v, en: e}, text: {vi: v, en: e}, when: weight_g == 'x', ground: g}"
        }
        let found = check("rules:\n" + rules.joined(separator: "\n"))
        #expect(found.faults.count == DocumentCheck.faultLimit && found.faults.map(\.line) == Array(2...101))
        #expect(found.rules.count == 130 && found.hasMoreFaults)
    }

    @Test func aFieldThatIsMissingStandsBesideTheCondition() throws {
        let faults = check("rules:\n  - {id: r, when: weigth_g > 1, wen: 2}\n").faults
        #expect(
            faults.map(\.expected).contains("a field 'version'")
                && faults.map(\.expected).contains("a valid expression"))
    }

    @Test func twoRulesOfOneIdAreTold() throws {
        let one = ScreeningRig.rule("true")
        #expect(check(one + String(one.dropFirst("rules:\n".count))).faults.map(\.line) == [8])
    }

    /// Tests that the time is over for are counted, not passed over.
    @Test func testsEndWhenTheTimeIsOver() throws {
        let tests = "    tests:\n" + String(repeating: "      - {facts: {weight_g: 1}, expect: speaks}\n", count: 5)
        var left = 2
        let found = check(ScreeningRig.rule("weight_g > 0", tests)) {
            left -= 1
            return left >= 0
        }
        #expect(found.tests.count == 2 && found.testsLeft == 3 && found.tests.allSatisfy(\.isPassed))
    }

    @Test func listsTellEveryListAndPack() throws {
        let text = "lists:\n  - {id: a}\n  - {id: b}\nkeywords:\n  - {strong: [x]}\n"
        #expect(ListChecking.check(Array(text.utf8), utcOffset_s: { _ in 0 }).faults.map(\.line) == [2, 3, 5])
    }

    /// What the compiler says has words for those who read Vietnamese.
    @Test(arguments: [
        ExpressionError.Problem.sourceTooLong(bytes: 70_000), .nestedTooDeep, .strangeCharacter("#"), .unterminatedText,
        .malformedEscape, .notACodePoint(0xD800), .malformedNumber, .numberOutOfRange("int"), .malformedQuotedName,
        .unexpected(found: "'x'", expected: "a value, a name or '('"), .reservedWord("if"),
        .macroNeedsName(macro: "all"), .hasNeedsField,
        .macroArguments(macro: "has", found: 2, expected: "one argument"),
        .unknownName("a", suggestion: nil), .unknownName("a", suggestion: "b"),
        .unknownField("a", of: "receiver", suggestion: nil), .unknownField("a", of: "receiver", suggestion: "b"),
        .groupIsNoValue("receiver", fields: ["name", "phone"]), .noFields(ofType: "int"),
        .unknownFunction("a", suggestion: nil), .unknownFunction("a", suggestion: "b"),
        .noOverload(found: "int + string", expected: ["int + int", "string + string"]),
        .wrongType(of: "the whole expression", found: "int", expected: "bool"),
        .wrongType(of: "the condition of 'all'", found: "int", expected: "bool"),
        .wrongType(of: "an element with '?'", found: "int", expected: "optional(A)"), .badPattern(reason: "missing )"),
        .unknownTimeZone("X"), .conflictingFunction("f"), .notBuilt(feature: "messages"),
    ])
    func aFaultOfAnExpressionHasVietnameseWords(problem: ExpressionError.Problem) {
        let message = ExpressionError(problem, at: Position(line: 1, column: 1)).message
        let vietnamese = FaultText.text(message, .vietnamese)
        #expect(vietnamese.unicodeScalars.contains { $0.value > 0x7F && $0.properties.isAlphabetic }, "\(vietnamese)")
    }

    // MARK: A rule that is tried

    private func answer(
        _ condition: String, text: String = "{vi: v, en: e}", more: String = "", id: String = "r"
    ) throws -> TriedRule.Answer? {
        let rules = Array(ScreeningRig.rule(condition, more, text: text).utf8)
        let rule = try TriedRule(id, in: rules, beside: ScreeningSnapshot(), utcOffset_s: { _ in 0 })
        return rule?.ask(try ScreeningRig().subject(), History())
    }

    @Test func aRuleIsTriedWhateverItsLifeAndItsDays() throws {
        let retired = try answer("weight_g > 1000", more: "    life: retired\n    valid_until: 2020-01-01\n")
        #expect(retired == .speaks(BilingualText(vi: "v", en: "e")))
        let silent = try answer("weight_g > 9000")
        #expect(silent == .silent)
    }

    /// Names, telephone numbers and addresses are shown only to those who may see them, and that is written down.
    @Test func whatAsksForAPersonIsMasked() throws {
        let speaking = try answer(
            "weight_g > 1000", text: "{vi: \"{sender.name} {grouped(weight_g, 'vi')}\", en: \"{receiver.phone}\"}")
        #expect(speaking == .speaks(BilingualText(vi: "(dữ liệu cá nhân) 1.200", en: "(personal)")))
        let ofPerson = try answer("int(receiver.name) > 1")
        #expect(ofPerson == .fails(nil))
        let ofParcel = try answer("1 / (weight_g - 1200) > 1")
        #expect(ofParcel == .fails("1:3: division by zero"))
    }

    /// Of a rule that draws by lot only the parcels count that are drawn.
    @Test(arguments: [(1, true), (1_000_000, false)])
    func aRuleThatDrawsIsTriedByLot(oneIn: Int, isDrawn: Bool) throws {
        let rules = Array(ScreeningRig.rule("true", "    action: sample\n    one_in: \(oneIn)\n").utf8)
        let rule = try #require(
            try TriedRule("r", in: rules, beside: ScreeningSnapshot(), utcOffset_s: { _ in 0 }))
        let old = try ScreeningRig().subject()
        let subject = Subject(
            line: old.line, number: old.number, numbers: old.numbers, declaration: old.declaration, length_mm: 300,
            now: old.now, seed: .ofReplays)
        #expect((rule.ask(subject, History()) != .silent) == isDrawn)
    }

    @Test func aRuleThatIsNotThereIsNone() throws {
        let other = try answer("true", id: "other")
        #expect(other == nil)
    }

    // MARK: What can be written

    /// Calls of the macros, as their signatures say.
    @Test(arguments: [
        "has(weight_g)", "contents.all(x, x != '')", "contents.exists(x, x != '')", "contents.exists_one(x, x != '')",
        "contents.existsOne(x, x != '')", "contents.filter(x, x != '') == []", "contents.map(x, x) == []",
        "contents.map(x, x != '', x) == []", "contents.sortBy(x, x) == []", "cel.bind(a, weight_g, a > 1)",
        "contents.first().optMap(x, x).hasValue()", "contents.first().optFlatMap(x, optional.of(x)).hasValue()",
        "contents.transformList(i, x, i) == []", "contents.transformMap(i, x, x) == {}",
        "contents.transformMapEntry(i, x, {x: i}) == {}",
    ])
    func theMacrosAreTheLanguages(condition: String) throws {
        let faults = check(ScreeningRig.rule("\"\(condition)\"")).faults
        #expect(faults.isEmpty, "\(faults)")
        #expect(RuleLanguage.functions.contains { $0.isMacro && condition.contains($0.name + "(") })
    }

    @Test func everyNameHasWords() {
        for function in RuleLanguage.functions {
            let key = "function." + function.name.replacing("_", with: "-")
            #expect(Catalogue.phrase(key) != nil && !function.signatures.isEmpty, "\(key)")
        }
        for field in DocumentFields.ofRules + DocumentFields.ofLists + DocumentFields.ofPolicy {
            #expect(Catalogue.phrase("document-field." + field.replacing("_", with: "-")) != nil, "\(field)")
        }
    }

    /// A field that nobody knows is answered with those that are known: they are those that are suggested.
    @Test func theFieldsAreThoseThatAreRead() throws {
        func known(_ faults: [DocumentFault]) -> Set<String> {
            let expected = faults.first { $0.found.hasPrefix("an unknown field") }?.expected ?? ""
            return Set(expected.dropFirst("one of ".count).split(separator: ", ").map(String.init))
        }
        #expect(known(check(ScreeningRig.rule("true", "    strange: 1\n")).faults) == Set(DocumentFields.rule))
        let test = "    tests: [{facts: {}, expect: speaks, strange: 1}]\n"
        #expect(known(check(ScreeningRig.rule("true", test)).faults) == Set(DocumentFields.ruleTest))
        func lists(_ text: String) -> [DocumentFault] {
            ListChecking.check(Array(text.utf8), utcOffset_s: { _ in 0 }).faults
        }
        let list =
            "{id: a, kind: k, title: {vi: v, en: e}, source: s, ground: g, valid_from: 2026-01-01, names: [An], strange: 1}"
        #expect(known(lists("lists: [\(list)]")) == Set(DocumentFields.list))
        #expect(known(lists("keywords: [{category: A, strange: 1}]")) == Set(DocumentFields.pack))
        #expect(known(lists("keywords: [{category: A, strong: [{term: b, strange: 1}]}]")) == Set(DocumentFields.term))
        #expect(known(lists("keywords: [{category: A, tests: {strange: 1}}]")) == Set(DocumentFields.packTests))
    }
}
