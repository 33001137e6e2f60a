import Parcels
import YAML

/// A parcel that a rule's author wrote down, and what the rule must say of it.
struct RuleTest: Sendable {
    enum Answer: String, Sendable, Hashable, CaseIterable {
        case speaks, silent, fails

        /// What is wished of a rule, and what is said of one.
        fileprivate var words: (expected: String, found: String) {
            switch self {
            case .speaks: (expected: "the rule to speak of this parcel", found: "that it speaks")
            case .silent: (expected: "the rule to be silent about this parcel", found: "that it is silent")
            case .fails: (expected: "the rule to fail on this parcel", found: "that it fails")
            }
        }
    }

    let node: Node
    let facts: [(slot: Int, value: ExpressionValue)]
    let expected: Answer

    static let limit = 200

    /// Reads `{facts: {contents: [nòng thép], weight_g: 900}, expect: speaks}`.
    static func read(_ node: Node) throws(YAMLError) -> RuleTest {
        var fields = try Fields(node, expected: "a test: facts and expect")
        let given = try Fields(try fields.required("facts"), expected: "facts by their names")
        var facts: [(slot: Int, value: ExpressionValue)] = []
        for (key, value) in given.all {
            let name = try key.text()
            guard let slot = ParcelFacts.schema.slot(of: name) else {
                throw key.problem(expected: "the name of a fact", advice: "parcelgate rules facts lists them")
            }
            facts.append((slot, try self.value(value, of: ParcelFacts.schema.facts[slot].type)))
        }
        let expected = try fields.required("expect").word([
            "speaks": Answer.speaks, "silent": .silent, "fails": .fails,
        ])
        try fields.noMore()
        return RuleTest(node: node, facts: facts, expected: expected)
    }

    private static func value(_ node: Node, of type: ExpressionType) throws(YAMLError) -> ExpressionValue {
        switch type {
        case .int: return .int(try node.integer(in: Int64.min...Int64.max))
        case .bool: return .bool(try node.boolean())
        case .record(let record):
            var fields = try Fields(node, expected: "fields by their names")
            var values: [ExpressionValue?] = []
            for field in record.fields {
                guard let given = fields.optional(field.name) else {
                    values.append(nil)
                    continue
                }
                values.append(try value(given, of: field.type))
            }
            try fields.noMore()
            return .record(ExpressionRecord(record, values))
        case .list(let element):
            var elements: [ExpressionValue] = []
            for item in try node.list() { elements.append(try value(item, of: element)) }
            return .list(ExpressionList(elements))
        case .map(_, let held):
            var entries: [ExpressionMap.Entry] = []
            for (key, item) in try Fields(node, expected: "a mapping").all {
                entries.append(ExpressionMap.Entry(.string(try key.text()), try value(item, of: held)))
            }
            guard let map = try? ExpressionMap(entries) else { throw node.problem(expected: "each key once") }
            return .map(map)
        default: return .string(try node.text())
        }
    }
}

extension RuleDocument {
    /// How many tests its rules have.
    public var testCount: Int { drafts.reduce(0) { $0 + $1.tests.count } }
}

extension ScreeningSnapshot {
    /// What the tests that a document's rules bring along say otherwise than their authors wrote, with the lists and keywords of this
    /// snapshot, which was made of that document.
    public func failedTests(of document: RuleDocument) -> [YAMLError] {
        // The rules of a snapshot stand in their document's order.
        zip(document.drafts, all).flatMap { draft, rule in
            draft.tests.compactMap { test in
                let (answer, why) = answer(of: rule, to: test)
                guard answer != test.expected else { return nil }
                return YAMLError(
                    file: test.node.file, mark: test.node.mark, expected: test.expected.words.expected,
                    found: answer.words.found + (why.map { ": " + $0 } ?? ""))
            }
        }
    }

    /// What a rule says of a test's parcel; why, where it fails.
    func answer(of rule: Rule, to test: RuleTest) -> (RuleTest.Answer, why: String?) {
        switch rule.answer(facts(of: test)) {
        case .speaks: (.speaks, nil)
        case .silent: (.silent, nil)
        case .fails(let why): (.fails, why)
        }
    }

    func facts(of test: RuleTest) -> Facts {
        var facts = Facts(ParcelFacts.schema)
        for (slot, value) in test.facts { facts[slot] = value }
        ParcelFacts.addKeywords(ofContents: &facts, by: keywords, valid: validPacks)
        return facts
    }
}
