import Testing

@testable import Screening

@Suite("Expression evaluation")
struct ExpressionEvaluationTests {
    private let schema: Schema
    private let item = RecordType("item", [.init("description", .string), .init("weight_g", .int)])
    private var facts: Facts

    init() throws {
        schema = try Schema([
            .init("weight_g", .int), .init("service", .string), .init("contents", .list(.string)),
            .init("items", .list(.record(item))), .init("tags", .map(.string, .int)), .init("any", .dyn),
            .init(
                "receiver",
                .record(
                    RecordType(
                        "receiver",
                        [
                            .init("phone", .string), .init("name", .string),
                            .init("address", .record(RecordType("address", [.init("province", .string)]))),
                        ]))),
            .init("bulletin.phones", .list(.string)),
        ])
        facts = Facts(schema)
        facts["weight_g"] = 2100
        facts["service"] = "EMS"
        facts["contents"] = ["quần áo", "nòng thép", "sách"]
        facts["items"] = [
            .record(ExpressionRecord(item, ["áo", 200])), .record(ExpressionRecord(item, ["nòng", nil])),
        ]
        facts["tags"] = .map(try ExpressionMap([.init("a", 1), .init("b", 2)]))
        facts["receiver.phone"] = "0912345678"
        facts["bulletin.phones"] = .list(ExpressionList(indexing: ["0900000000", "0912345678"]))
    }

    private func evaluate(
        _ source: String, _ functions: [HostFunction] = [], budget: Int = ExpressionLimits.defaultBudget
    ) throws -> ExpressionResult {
        try Expression.compile(source, schema: schema, functions: functions).evaluate(facts, budget: budget)
    }

    private func fault(_ source: String, budget: Int = ExpressionLimits.defaultBudget) throws -> ExpressionFault? {
        guard case .failure(let failure) = try evaluate(source, budget: budget) else { return nil }
        return failure.fault
    }

    @Test(arguments: [
        #"weight_g > 2000 && service == "EMS" && contents.exists(c, c.contains("nòng"))"#,
        "receiver.phone in bulletin.phones", "!(service in ['UPU', 'LTL'])",
        "receiver.phone.matches('^0[39][0-9]{8}$')",
        "contents.filter(c, c.startsWith('s')) == ['sách']", "contents.map(c, size(c)) == [7, 9, 4]",
        "contents.map(c, size(c) > 4, c + '!') == ['quần áo!', 'nòng thép!']",
        "contents.exists_one(c, c.endsWith('ch'))",
        "contents.all(c, contents.exists(d, d == c))", "tags.all(k, tags[k] > 0)", "tags.b == 2 && tags['a'] == 1",
        "'a' in tags && !('c' in tags) && has(tags.a) && !has(tags.c)", "items[0].weight_g == 200",
        "items.exists(i, has(i.weight_g) && i.weight_g > 100)", "has(receiver.phone) && !has(receiver.name)",
        "has(receiver) && !has(receiver.address) && has(weight_g) && !has(any)",
        "has(receiver.name) ? receiver.name == 'x' : true",
        "type(weight_g) == int && type([]) == list && type(int) == type",
        "type(items[0]) != type(1)", "size(b'abc') + size({1: 2}) + 'ab'.size() == 6", "[1, 2] + [3] == [1, 2, 3]",
        "{'a': [1, 2]}.a[1] == 2", "dyn(1) == 1.0 && dyn(1u) == 1 && dyn(2.5) != 2",
        "dyn(1.0) in [1, 2] || dyn(1) in [1u]",
        "{1: 'a'}[dyn(1u)] == 'a' && {1: 'a'}[dyn(1.0)] == 'a'", "[1, 2][dyn(1.0)] == 2", "!({1: 2} == {1: 3})",
        "[[1, 2], [3]] == [[1, 2], [3]]", "b'a' + b'b' == b'ab' && b'a' < b'b'", "false < true && 'a' < 'b' && 1 < 2",
        "'e\\u0301' != '\\u00e9' && size('e\\u0301') == 2", "'🐱' > '\\uffff'", "!('nòng'.contains('no'))",
        "0.0 / 0.0 != 0.0 / 0.0 && !(0.0 / 0.0 < 1.0) && !(0.0 / 0.0 >= 1.0)", "1.0 / 0.0 > 1e308",
        "7 / 2 == 3 && -7 / 2 == -3 && -7 % 2 == -1", "string(1.0) == '1' && string(-0.0) == '-0'",
        "double('1.5') == 1.5 && int('-7') == -7 && uint('7') == 7u && bool('true')", "string(b'\\xc3\\xb2') == 'ò'",
        "int(-2.9) == -2 && uint(2.9) == 2u && double(7u) == 7.0",
        "[1, 2, 3].map(x, [x].map(x, x + 1)[0]) == [2, 3, 4]",
        "[1, 2].map(x, [10, 20].map(y, x * y)) == [[10, 20], [20, 40]]",
        "dyn(-1) < 0u && dyn(0u) > -1 && dyn(9223372036854775808u) > 1 && dyn(1.5) > 1u",
        "dyn('a') == 'a' && null == null",
    ])
    func holds(source: String) throws {
        #expect(try evaluate(source) == .value(true))
    }

    @Test(arguments: [
        ("receiver.name == ''", ExpressionFault.absentFact("receiver.name")), ("any", .absentFact("any")),
        ("items[1].weight_g > 1", .absentFact("item.weight_g")), ("1 / (weight_g - 2100)", .divisionByZero),
        ("1 % 0", .divisionByZero), ("1u / 0u", .divisionByZero), ("9223372036854775807 + 1", .overflow("int + int")),
        ("0u - 1u", .overflow("uint - uint")), ("-9223372036854775808 / -1", .overflow("int / int")),
        ("-9223372036854775808 % -1", .overflow("int % int")), ("-(-9223372036854775808)", .overflow("-int")),
        ("contents[3]", .indexOutOfBounds(index: "3", count: 3)),
        ("contents[-1]", .indexOutOfBounds(index: "-1", count: 3)),
        ("contents[dyn(0.5)]", .indexOutOfBounds(index: "0.5", count: 3)), ("tags.c", .noSuchKey("c")),
        ("tags['c']", .noSuchKey("'c'")), ("dyn(1).a", .noSuchOverload(of: ".a", found: ["int"])),
        ("dyn(1) < dyn('a')", .noSuchOverload(of: "<", found: ["int", "string"])),
        ("dyn(1) + dyn(1u)", .noSuchOverload(of: "+", found: ["int", "uint"])),
        ("dyn(1) && true", .notABool(found: "int")), ("dyn(1) ? 1 : 2", .notABool(found: "int")),
        ("dyn(1).exists(x, true)", .notWalkable(found: "int")), ("{'a': 1, 'a': 2}", .repeatedKey("'a'")),
        ("{dyn(1): 1, dyn(1u): 2}", .repeatedKey("1u")), ("{dyn(1.0): 1}", .unsupportedKey("double")),
        ("int('a')", .malformed("a", as: "int")), ("uint('+1')", .malformed("+1", as: "uint")),
        ("int(1e30)", .outOfRange("1e+30 as int")), ("uint(-1)", .outOfRange("-1 as uint")),
        ("string(b'\\xff')", .malformed("1 bytes", as: "sequence of UTF-8")),
        ("service.matches(service + '(')", .badPattern(reason: "missing ): EMS(")),
        ("[1, 0].map(x, 1 / x)", .divisionByZero), ("[1, 0].filter(x, 1 / x > 0)", .divisionByZero),
        ("[1, 0].exists_one(x, 1 / x > 0)", .divisionByZero),
    ])
    func failsWithItsReason(source: String, expected: ExpressionFault) throws {
        #expect(try fault(source) == expected)
    }

    @Test(arguments: [
        ("receiver.name == 'x' || true", true), ("true || receiver.name == 'x'", true),
        ("receiver.name == 'x' && false", false), ("1 / 0 > 1 && false && receiver.name == ''", false),
        ("false || receiver.name == 'x' || weight_g > 1", true), ("[0, 1].exists(x, 1 / x > 0)", true),
        ("[0, 2].all(x, 1 / x > 0)", false), ("true ? true : 1 / 0 > 0", true), ("false ? 1 / 0 > 0 : false", false),
        ("[].all(x, 1 / 0 > 0)", true), ("[].exists(x, 1 / 0 > 0)", false),
    ])
    func absorbsFailuresThatCannotChangeTheResult(source: String, expected: Bool) throws {
        #expect(try evaluate(source) == .value(.bool(expected)))
    }

    @Test(arguments: [
        "receiver.name == 'x' || false", "true && receiver.name == 'x'", "receiver.name == 'x' ? true : true",
        "!(receiver.name == 'x')", "[0, 1].exists(x, 1 / x > 1)", "[0, 1].all(x, 1 / x > 0)",
    ])
    func keepsFailuresThatCouldChangeTheResult(source: String) throws {
        #expect(try fault(source) != nil)
    }

    @Test func saysWhereItFailed() throws {
        guard case .failure(let failure) = try evaluate("weight_g > 1 &&\n  1 / 0 > receiver.name.size()") else {
            Issue.record("expected a failure")
            return
        }
        #expect(failure.position == Position(line: 2, column: 5))
        #expect(failure.description == "2:5: division by zero")
        #expect("\(ExpressionFault.absentFact("receiver.name"))" == "absent fact receiver.name")
    }

    @Test(arguments: [
        "[1, 2, 3, 4, 5, 6, 7, 8].all(a, [1, 2, 3, 4, 5, 6, 7, 8].all(b, [1, 2, 3, 4, 5, 6, 7, 8].all(c, true)))",
        "[1, 2, 3].exists(a, [1, 2, 3].exists(b, a + b > 100)) || [1, 2, 3, 4, 5].exists(c, c > 9) || true",
        "true || [1, 2, 3, 4, 5, 6, 7, 8].map(x, x + 1).size() > 0 ? [1, 2, 3, 4, 5, 6, 7, 8, 9].map(x, x * x) == [] : true",
    ])
    func stopsOverItsBudgetWhateverWouldAbsorbIt(source: String) throws {
        #expect(try fault(source, budget: 20) == .overBudget)
        #expect(try fault(source) == nil)
    }

    @Test(arguments: [
        "1 / 0 > 1 || [1, 2, 3, 4, 5, 6, 7, 8].all(x, x > 0)", "[0, 1, 2, 3, 4, 5, 6, 7, 8].exists(x, 1 / x > 1)",
    ])
    func namesTheBudgetEvenAfterAnotherFailure(source: String) throws {
        #expect(try fault(source, budget: 20) == .overBudget)
        #expect(try fault(source) != .overBudget)
    }

    @Test func paysForTextAndListsByTheirSize() throws {
        var facts = facts
        facts["service"] = .string(String(repeating: "a", count: 64_000))
        facts["any"] = .list(ExpressionList(Array(repeating: 1, count: 5_000)))
        for source in [
            "service.contains('b')", "service == service + ''", "size(service) > 1", "service.matches('[^a]{3}')",
            "2 in any",
            "any == any", "any + any == []", "int(service) > 0", "service + service == ''", "{service: 1} == {}",
        ] {
            let expression = try Expression.compile(source, schema: schema)
            guard case .failure(let failure) = expression.evaluate(facts, budget: 500) else {
                Issue.record("\(source) was not charged")
                continue
            }
            #expect(failure.fault == .overBudget, "\(source)")
        }
    }

    @Test func refusesPatternsThatWouldTakeLongToCompile() throws {
        #expect(try fault("service.matches(service + '\\\\pL{1000}')") == .overBudget)
        #expect(try fault("service.matches(service + '((a{100}){100}){100}')") == .overBudget)
        #expect(try fault("service.matches(service + '?')") == nil)
        let weights = ["abc", "[a-z]{3}", "(ab|c){10}", "\\p{Greek}{2}", "[\\pL\\d]", "a{", "]))(", ".*"].map {
            WeighedPattern.weight(of: $0)
        }
        #expect(weights == [6, 48, 80, 20_000, 10_016, 2, 2, 18])
    }

    @Test func callsHostFunctions() throws {
        let functions = [
            HostFunction("listed", [.string, .string], returns: .bool) { arguments in
                .bool(arguments == ["phones", "0912345678"])
            },
            HostFunction("keywords", [.list(.string)], returns: .int, isMember: true) { arguments in
                guard case .list(let list) = arguments[0] else { return 0 }
                return .int(Int64(list.elements.count))
            },
            HostFunction("broken", [], returns: .bool) { _ in 1 },
            HostFunction("refusing", [], returns: .bool) { (_) throws(ExpressionFault) in throw .host("no list today")
            },
            HostFunction("size", [.int], returns: .string) { _ in "of an int" },
        ]
        #expect(try evaluate("listed('phones', receiver.phone) && contents.keywords() == 3", functions) == .value(true))
        #expect(try evaluate("[1, 'a'].map(x, size(x))", functions) == .value(["of an int", 1]))
        let failures = try ["broken()", "refusing()", "listed(dyn(1), 'a')", "listed('a', receiver.name)"].map {
            try evaluate($0, functions)
        }
        let faults = failures.map { result -> ExpressionFault? in
            if case .failure(let failure) = result { failure.fault } else { nil }
        }
        #expect(
            faults == [
                .wrongResult(of: "broken", found: "int", expected: "bool"), .host("no list today"),
                .noSuchOverload(of: "listed", found: ["int", "string"]), .absentFact("receiver.name"),
            ])
    }

    @Test func chargesHostFunctionsTheirSteps() throws {
        let slow = HostFunction("slow", [], returns: .bool, steps: 1_000) { _ in true }
        #expect(
            try evaluate("slow()", [slow], budget: 999)
                == .failure(
                    ExpressionFailure(.overBudget, at: Position(line: 1, column: 1))))
        #expect(try evaluate("slow()", [slow], budget: 1_001) == .value(true))
    }

    @Test func refusesFactsOfAnotherSchema() throws {
        let other = try Schema([.init("x", .int)])
        let expression = try Expression.compile("weight_g > 1", schema: schema)
        guard case .failure(let failure) = expression.evaluate(Facts(other)) else {
            Issue.record("expected a failure")
            return
        }
        #expect(failure.fault == .foreignFacts)
    }

    @Test func survivesFactsThatAreNotOfTheirDeclaredType() throws {
        var facts = facts
        facts["weight_g"] = "heavy"
        let expression = try Expression.compile("weight_g > 1", schema: schema)
        guard case .failure(let failure) = expression.evaluate(facts) else {
            Issue.record("expected a failure")
            return
        }
        #expect(failure.fault == .noSuchOverload(of: ">", found: ["string", "int"]))
    }

    @Test func findsLongTextInLinearTime() throws {
        var facts = facts
        facts["service"] = .string(String(repeating: "a", count: 60_000))
        facts["receiver.phone"] = .string(String(repeating: "a", count: 30_000) + "b")
        let expression = try Expression.compile("service.contains(receiver.phone)", schema: schema)
        let time = ContinuousClock().measure { #expect(expression.evaluate(facts) == .value(false)) }
        #expect(time < .seconds(1))
        facts["service"] = .string(String(repeating: "a", count: 60_000) + "b" + "c")
        #expect(expression.evaluate(facts) == .value(true))
    }

    @Test func answersMembershipAlikeWithAndWithoutAnIndex() throws {
        let elements: [ExpressionValue] = [1, .uint(2), true, "a", .uint(.max), -5]
        let probes: [ExpressionValue] = [
            1, .uint(1), 1.0, 2, 2.0, 2.5, "a", "b", true, false, .null, .uint(.max), 18446744073709551615.0, -5, -5.0,
            [1],
        ]
        let expression = try Expression.compile("any[0] in any[1]", schema: schema)
        for probe in probes {
            let answers = [ExpressionList(elements), ExpressionList(indexing: elements)].map { list in
                var facts = facts
                facts["any"] = [probe, .list(list)]
                return expression.evaluate(facts)
            }
            #expect(answers[0] == answers[1], "\(probe)")
        }
    }
}
