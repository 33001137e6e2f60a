import Testing

@testable import Screening

/// What evaluations cost, step by step: the same in whatever form a condition is laid out.
@Suite("Budgets of expressions")
struct ExpressionBudgetTests {
    private static let schema = try? Schema([.init("weight_g", .int), .init("service", .string)])

    private static func answers(_ source: String, budget: Int, weight_g: ExpressionValue? = 600) throws -> [String] {
        let schema = try #require(schema)
        var facts = Facts(schema)
        facts["weight_g"] = weight_g
        facts["service"] = "EMS"
        let expression = try Expression.compile(source, schema: schema, expecting: .bool)
        let held: String
        do throws(ExpressionFailure) {
            held = String(describing: try expression.holds(facts, budget: budget, excusing: []))
        } catch {
            held = error.description
        }
        let evaluated =
            switch expression.evaluate(facts, budget: budget) {
            case .value(.bool(let value)): "Optional(\(value))"
            case .value: "nil"
            case .failure(let failure): failure.description
            }
        return [held, evaluated]
    }

    /// The whole, then the test, its fact and its constant take a step each; the place tells where the budget ended.
    @Test(arguments: ["weight_g > 500", "599 < weight_g"])
    func aTestOfAFactAndAConstantPaysForBoth(source: String) throws {
        let sign = source.contains("<") ? 5 : 10
        let last = source.contains("<") ? 7 : 12
        let expected = [
            "1:\(sign): over its budget", "1:\(sign): over its budget", "1:1: over its budget",
            "1:\(last): over its budget", "Optional(true)",
        ]
        for (budget, answer) in expected.enumerated() {
            #expect(try Self.answers(source, budget: budget) == [answer, answer], "budget \(budget)")
        }
    }

    @Test func anAbsentFactIsFoundBeforeTheConstantIsPaidFor() throws {
        #expect(
            try Self.answers("weight_g > 500", budget: 3, weight_g: nil)
                == Array(repeating: "1:1: absent fact weight_g", count: 2))
        #expect(
            try Self.answers("500 < weight_g", budget: 3, weight_g: nil)
                == Array(repeating: "1:7: over its budget", count: 2))
    }

    /// The whole takes two steps, the list one, and each element's test with its variable and constant three.
    @Test func aTestOfAVariableAndAConstantPaysForBoth() throws {
        let source = "[1, 2].exists(x, x == 2)"
        let expected = [6: "1:20", 7: "1:18", 8: "1:23"]
        for (budget, place) in expected {
            #expect(try Self.answers(source, budget: budget).first == "\(place): over its budget", "budget \(budget)")
        }
        #expect(try Self.answers(source, budget: 9).first == "Optional(true)")
    }

    /// The call, its two arguments, and what the function says that it takes.
    @Test func aHostsTestPaysForItsArgumentsAndItself() throws {
        let schema = try #require(Self.schema)
        let same = HostFunction("same", .string, .string, steps: 10) { "\($0)" == "\($1)" }
        let expression = try Expression.compile(
            "same(service, 'EMS')", schema: schema, functions: [same], expecting: .bool)
        var facts = Facts(schema)
        facts["service"] = "EMS"
        #expect(expression.evaluate(facts, budget: 13) == .value(true))
        let over = ExpressionFailure(.overBudget, at: Position(line: 1, column: 1))
        #expect(expression.evaluate(facts, budget: 12) == .failure(over))
        facts["service"] = 1
        guard case .failure(let failure) = expression.evaluate(facts) else {
            Issue.record("an int was taken for a text")
            return
        }
        #expect(failure.fault == .noSuchOverload(of: "same", found: ["int", "string"]))
        #expect(
            try Expression.compile("[1].exists(x, same('a', 'a'))", schema: schema, functions: [same]).evaluate(facts)
                == .value(true))
    }

    /// Ends with whatever the budget leaves: never another answer, and the same from both ways of asking.
    @Test(arguments: [
        "service == 'EMS' && weight_g > 500", "service in ['EMS', 'LETTER'] || weight_g > 1000",
        "weight_g != 600 || !(1 > weight_g)",
        "has(service) && service.startsWith('E')", "[1, 2].exists(x, x == 2 && weight_g == 600)",
        "weight_g > 1 ? service != '' : false",
        "[[1], [2, 3]].exists(x, x.exists(y, x.exists(z, y < z)))",
    ])
    func noBudgetChangesTheAnswer(source: String) throws {
        var budget = 0
        var answer = [""]
        repeat {
            answer = try Self.answers(source, budget: budget)
            #expect(answer[0] == answer[1], "budget \(budget)")
            #expect(
                answer[0] == "Optional(true)" || answer[0].hasSuffix("over its budget"),
                "budget \(budget): \(answer[0])")
            budget += 1
        } while answer[0] != "Optional(true)" && budget < 100
        #expect(budget < 100)
    }
}
