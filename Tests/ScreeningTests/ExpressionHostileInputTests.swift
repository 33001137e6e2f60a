import Foundation
import TestSupport
import Testing

@testable import Screening

@Suite("Expressions against hostile input")
struct ExpressionHostileInputTests {
    private static let schema = try? Schema([
        .init("weight_g", .int), .init("service", .string), .init("contents", .list(.string)), .init("any", .dyn),
        .init("receiver", .record(RecordType("receiver", [.init("phone", .string)]))),
    ])

    /// Compiles in both modes and evaluates what compiles; anything but a crash is a fine answer.
    private static func run(_ source: String) {
        guard let schema else { return }
        var facts = Facts(schema)
        facts["weight_g"] = 2100
        facts["service"] = "EMS"
        facts["contents"] = ["nòng thép", "sách"]
        facts["any"] = [1, "two", 3.0]
        for mode in [Checker.Mode.strict, .deferred] {
            let expression = try? Expression.compile(
                source, schema: schema, functions: [], expecting: nil, mode: mode)
            _ = expression?.evaluate(facts, budget: 2_000)
        }
    }

    @Test func survivesRandomBytes() {
        let seed = UInt64.random(in: .min ... .max)
        print("expression hostile input: bytes, seed \(seed)")
        var dice = SeededDice(seed: seed)
        for _ in 0..<3_000 {
            let bytes = (0..<Int.random(in: 0...60, using: &dice)).map { _ in
                UInt8.random(in: .min ... .max, using: &dice)
            }
            Self.run(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test func survivesTokenSoups() {
        let words = [
            "weight_g", "service", "contents", "any", "receiver", ".phone", ".", ",", "(", ")", "[", "]", "{", "}", "?",
            ":", "+", "-", "*", "/", "%", "!", "==", "!=", "<", "<=", ">", ">=", "&&", "||", " in ", "1", "0u", "2.5",
            "'a'", "b'\\xff'", "r'\\d'", "true", "null", "x", ".exists(x, ", ".map(x, ", ".filter(x, ", ".all(x, ",
            "has(", "size(", "string(", "int(", "timestamp(", "duration('1h')", "type(", "dyn(", ".matches('a+')",
            ".contains(", "9223372036854775808", "-9223372036854775808", ".?a", "[?0]", "T{a: 1}", "//", "\n", "`a-b`",
        ]
        let seed = UInt64.random(in: .min ... .max)
        print("expression hostile input: tokens, seed \(seed)")
        var dice = SeededDice(seed: seed)
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...14, using: &dice)
            Self.run((0..<count).compactMap { _ in words.randomElement(using: &dice) }.joined())
        }
    }

    @Test func survivesExpressionsCutAnywhere() {
        let source =
            #"has(receiver.phone) && contents.exists(c, c.matches(r'n\w+') || size(c) > {1: 2u}[1]) ? 'a' : """b""""#
        for end in 0...source.utf8.count {
            Self.run(String(decoding: Array(source.utf8).prefix(end), as: UTF8.self))
        }
    }

    /// Ways to nest: what opens a level, what stands innermost, what closes a level.
    private static let nestings: [(open: String, core: String, close: String)] = [
        ("(", "1", ")"), ("[", "1", "]"), ("{1: ", "1", "}"), ("-(", "1", ")"), ("!", "true", ""), ("- ", "1", ""),
        ("true ? 1 : ", "1", ""), ("size([", "1", "])"), ("[1].map(x, ", "x", ")"), ("[1].all(x, ", "true", ")"),
        ("any[", "0", "]"), ("1 + (", "1", ")"), ("(true && (false || ", "true", "))"), ("dyn(", "1", ")"),
        ("[1].exists(x, any.a.b || ", "true", ")"), ("", "any", ".a"), ("", "any", "[0]"), ("", "1", " + 1"),
        ("has(any.a) ? ", "1", " : 2"), ("", "'a'", ".contains('b')"),
    ]

    /// The stack of the gateway's own threads is 1 MiB; a debug build's frames are four times as large.
    #if DEBUG
        private static let threadStackBytes = 4 << 20
    #else
        private static let threadStackBytes = 1 << 20
    #endif

    @Test(arguments: [20, 240, 251, 2_000, 20_000])
    func nestsWithinAThreadsStackOrRefuses(levels: Int) async {
        await withCheckedContinuation { finished in
            let thread = Thread {
                for (open, core, close) in Self.nestings {
                    Self.run(String(repeating: open, count: levels) + core + String(repeating: close, count: levels))
                }
                finished.resume()
            }
            thread.stackSize = Self.threadStackBytes
            thread.start()
        }
    }

    @Test func refusesNestingBeyondTheLimitWhereItBegins() throws {
        let schema = try #require(Self.schema)
        let source = String(repeating: "(", count: 300) + "1" + String(repeating: ")", count: 300)
        let error = #expect(throws: ExpressionError.self) { try Expression.compile(source, schema: schema) }
        #expect(error?.problem == .nestedTooDeep)
        #expect(error?.position == Position(line: 1, column: 251))
    }

    @Test func refusesSourceBeyondTheLimit() throws {
        let schema = try #require(Self.schema)
        let source = String(repeating: " ", count: ExpressionLimits.sourceBytes) + "1"
        let error = #expect(throws: ExpressionError.self) { try Expression.compile(source, schema: schema) }
        #expect(error?.problem == .sourceTooLong(bytes: ExpressionLimits.sourceBytes + 1))
    }

    /// The largest sources of each shape compile; one that took quadratic time would not be done within the minute.
    @Test(
        .timeLimit(.minutes(1)), arguments: ["[],", "{},", "any,", "1,", "[[1]],", "'abc',", "size(''),", "[1]+[2],"])
    func compilesTheLongestLists(element: String) throws {
        let schema = try #require(Self.schema)
        let count = (ExpressionLimits.sourceBytes - 2) / element.utf8.count
        let source = "[" + String(repeating: element, count: count) + "]"
        let expression = try Expression.compile(source, schema: schema)
        #expect(expression.facts.count == (element == "any," ? 1 : 0))
    }

    @Test func keepsThousandsOfTermsInOneRow() throws {
        let schema = try #require(Self.schema)
        let source = Array(repeating: "weight_g == 1", count: 3_000).joined(separator: " || ") + " || true"
        let expression = try Expression.compile(source, schema: schema)
        var facts = Facts(schema)
        facts["weight_g"] = 2
        #expect(expression.evaluate(facts) == .value(true))
    }
}
