import TestSupport
import Testing

@testable import Screening

@Suite("Expression properties")
struct ExpressionPropertyTests {
    private static let item = RecordType("item", [.init("description", .string), .init("weight_g", .int)])

    private static func schema() throws -> Schema {
        try Schema([
            .init("weight_g", .int), .init("pieces", .uint), .init("value", .double), .init("service", .string),
            .init("insured", .bool), .init("contents", .list(.string)), .init("numbers", .list(.int)),
            .init("tags", .map(.string, .int)), .init("items", .list(.record(item))), .init("accepted", .timestamp),
            .init("receiver.phone", .string), .init("seal", .bytes),
        ])
    }

    /// Facts of the declared types, each absent now and then.
    private static func facts(_ schema: Schema, _ dice: inout SeededDice) throws -> Facts {
        let numbers: [ExpressionValue] = [0, 1, -1, 2100, .int(.max), .int(.min)]
        let texts: [ExpressionValue] = ["", "EMS", "nòng", "e\u{301}", "0912345678", "🐱"]
        func some<T>(_ values: [T]) -> T? { values.randomElement(using: &dice) }
        let records = (0..<2).map { _ in ExpressionValue.record(ExpressionRecord(item, [some(texts), some(numbers)])) }
        var facts = Facts(schema)
        facts["weight_g"] = some(numbers)
        facts["pieces"] = some([.uint(0), .uint(3), .uint(.max)])
        facts["value"] = some([0.0, -1.5, .double(.infinity), .double(.nan)])
        facts["service"] = some(texts)
        facts["insured"] = some([true, false])
        facts["contents"] = .list(ExpressionList((0..<3).compactMap { _ in some(texts) }))
        facts["numbers"] = .list(ExpressionList(indexing: numbers))
        facts["tags"] = .map(try ExpressionMap([.init("EMS", 1), .init("nòng", 0)]))
        facts["items"] = .list(ExpressionList(records))
        facts["accepted"] = .timestamp(ExpressionTimestamp(unixNanoseconds: Int64(some([0, 1, -1]) ?? 0)))
        facts["receiver.phone"] = some(texts)
        facts["seal"] = .bytes([0, 255])
        for slot in schema.facts.indices where Int.random(in: 0..<8, using: &dice) == 0 { facts[slot] = nil }
        return facts
    }

    /// Writes a random expression of a type, without `dyn`.
    private struct Writer {
        var dice: SeededDice
        var variables: [(name: String, type: ExpressionType)] = []

        mutating func expression(_ type: ExpressionType, depth: Int) -> String {
            guard depth > 0, Int.random(in: 0..<5, using: &dice) > 0 else { return leaf(type) }
            if Int.random(in: 0..<8, using: &dice) == 0 {
                let parts = [ExpressionType.bool, type, type].map { expression($0, depth: depth - 1) }
                return "(\(parts[0]) ? \(parts[1]) : \(parts[2]))"
            }
            guard let form = Self.forms[type]?.randomElement(using: &dice) else { return leaf(type) }
            return fill(form, depth: depth - 1)
        }

        private mutating func leaf(_ type: ExpressionType) -> String {
            let fitting = variables.filter { $0.type == type }.map(\.name)
            return (fitting + (Self.leaves[type] ?? [])).randomElement(using: &dice) ?? "true"
        }

        /// Replaces `«type»` by an expression; after `«s:` or `«i:` it is one that can use the variable `@`, a string or an int.
        private mutating func fill(_ form: String, depth: Int) -> String {
            var text = ""
            for (index, part) in form.split(separator: "«", omittingEmptySubsequences: false).enumerated() {
                guard index > 0 else {
                    text += part
                    continue
                }
                let pieces = part.split(separator: "»", maxSplits: 1, omittingEmptySubsequences: false)
                var name = String(pieces[0])
                let bound: [String: ExpressionType] = [
                    "s:": .string, "i:": .int, "r:": .record(ExpressionPropertyTests.item),
                ]
                let variable = bound[String(name.prefix(2))]
                if let variable {
                    name = String(name.dropFirst(2))
                    variables.append(("x\(variables.count)", variable))
                }
                text += expression(Self.names[name] ?? .bool, depth: depth)
                if variable != nil { variables.removeLast() }
                text += pieces[1]
            }
            return text.replacing("@", with: "x\(variables.count)")
        }

        private static let names: [String: ExpressionType] = [
            "b": .bool, "i": .int, "u": .uint, "d": .double, "s": .string, "y": .bytes, "ls": .list(.string),
            "li": .list(.int), "m": .map(.string, .int), "t": .timestamp, "n": .duration,
        ]
        private static let leaves: [ExpressionType: [String]] = [
            .bool: ["true", "false", "insured", "has(receiver.phone)", "has(tags.EMS)"],
            .int: ["0", "1", "-7", "9223372036854775807", "weight_g", "items[0].weight_g"],
            .uint: ["0u", "7u", "pieces"], .double: ["0.0", "2.5", "value"],
            .string: ["''", "'EMS'", "service", "receiver.phone", "items[1].description"],
            .bytes: ["b''", "b'\\xff'", "seal"], .list(.string): ["['a']", "contents"],
            .list(.int): ["[]", "[1, 2]", "numbers"],
            .map(.string, .int): ["{}", "{'a': 1}", "tags"], .timestamp: ["timestamp(0)", "accepted"],
            .duration: ["duration('1h')", "duration('-1ns')"],
        ]
        private static let forms: [ExpressionType: [String]] = [
            .bool: [
                "(«b» && «b» && «b»)", "(«b» || «b»)", "!«b»", "(«i» < «i»)", "(«u» >= «u»)", "(«d» <= «d»)",
                "(«s» > «s»)",
                "(«i» == «i»)", "(«s» != «s»)", "(«ls» == «ls»)", "(«m» == «m»)", "(«y» == «y»)", "(«t» < «t»)",
                "(«n» >= «n»)",
                "(«s» in «ls»)", "(«i» in «li»)", "(«s» in «m»)", "(«s»).contains(«s»)", "(«s»).startsWith(«s»)",
                "(«s»).endsWith(«s»)", "(«s»).matches('^[a-z]+$')", "(«ls»).exists(@, «s:b»)", "(«li»).all(@, «i:b»)",
                "(«m»).exists_one(@, «s:b»)", "bool(«s»)", "items.exists(@, @.weight_g > «r:i»)",
            ],
            .int: [
                "(«i» + «i»)", "(«i» - «i»)", "(«i» * «i»)", "(«i» / «i»)", "(«i» % «i»)", "(-«i»)", "size(«s»)",
                "(«ls»).size()",
                "size(«m»)", "(«li»)[«i»]", "(«m»)[«s»]", "int(«s»)", "int(«d»)", "int(«u»)", "(«t»).getHours()",
                "int(«t»)",
            ],
            .uint: ["(«u» + «u»)", "(«u» - «u»)", "(«u» % «u»)", "uint(«i»)", "uint(«s»)"],
            .double: ["(«d» + «d»)", "(«d» * «d»)", "(«d» / «d»)", "(-«d»)", "double(«i»)", "double(«s»)"],
            .string: [
                "(«s» + «s»)", "string(«i»)", "string(«d»)", "string(«y»)", "string(«t»)", "string(«n»)", "(«ls»)[«i»]",
            ],
            .bytes: ["(«y» + «y»)", "bytes(«s»)"],
            .list(.string): [
                "(«ls» + «ls»)", "[«s», «s»]", "(«ls»).filter(@, «s:b»)", "(«li»).map(@, «i:s»)",
                "(«m»).filter(@, «s:b»)",
                "items.map(@, @.description)",
            ],
            .list(.int): ["[«i»]", "(«li»).map(@, «i:b», «i:i»)", "(«ls»).map(@, «s:i»)", "(«li» + «li»)"],
            .map(.string, .int): ["{«s»: «i»}", "{«s»: «i», 'z': «i»}"],
            .timestamp: ["(«t» + «n»)", "(«t» - «n»)", "timestamp(«s»)", "timestamp(«i»)"],
            .duration: ["(«n» + «n»)", "(«n» - «n»)", "(«t» - «t»)", "duration(«s»)"],
        ]
    }

    @Test func checkedExpressionsNeverFailByTypeAndMeanTheSameUnchecked() throws {
        let seed = UInt64.random(in: .min ... .max)
        print("expression properties: seed \(seed)")
        let schema = try Self.schema()
        var writer = Writer(dice: SeededDice(seed: seed))
        var values = 0
        for _ in 0..<4_000 {
            let type: ExpressionType =
                [.bool, .int, .string, .list(.string), .duration].randomElement(using: &writer.dice) ?? .bool
            let source = writer.expression(type, depth: 5)
            let facts = try Self.facts(schema, &writer.dice)
            let strict = try Expression.compile(source, schema: schema)
            let deferred = try Expression.compile(
                source, schema: schema, functions: [], expecting: nil, mode: .deferred)
            let result = strict.evaluate(facts)
            switch result {
            case .value(let value):
                values += 1
                // An empty literal can leave dyn where its elements were never told.
                var unifier = TypeUnifier()
                let agrees = value.fits(strict.type) && unifier.assign(strict.type, to: type)
                #expect(agrees, "\(source) is \(value) of type \(strict.type)")
            case .failure(let failure):
                switch failure.fault {
                case .noSuchOverload, .notABool, .notWalkable, .notChecked, .wrongResult, .noSuchField, .foreignFacts,
                    .badPattern, .unsupportedKey:
                    Issue.record("\(source) fails by type: \(failure)")
                default: break
                }
            }
            #expect(deferred.evaluate(facts) == result, "\(source)")
            // What an expression does not ask for cannot change its result.
            var others = Facts(schema)
            for fact in strict.facts { others[fact.slot] = facts[fact.slot] }
            #expect(strict.evaluate(others) == result, "\(source)")
        }
        #expect(values > 400)
    }
}
