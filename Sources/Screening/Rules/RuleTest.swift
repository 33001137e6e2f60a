import Parcels
import YAML

/// A parcel that a rule's author wrote down, and what the rule must say of it.
struct RuleTest: Sendable {
    enum Answer: String, Sendable, Hashable {
        case speaks
        /// It does not fit the parcel, or lacks a fact that it excuses.
        case silent
        /// It cannot be settled: such a parcel is held.
        case fails
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
        document.drafts.flatMap { draft in
            draft.tests.compactMap { test in
                guard let rule = rule(draft.reference) else { return nil }
                let (answer, why) = ask(rule, test)
                guard answer != test.expected else { return nil }
                let (file, mark) = (test.node.file, test.node.mark)
                switch (test.expected, answer) {
                case (.speaks, .fails):
                    return YAMLError(
                        file: file, mark: mark, expected: "the rule to speak of this parcel",
                        found: "that it fails: \(why)")
                case (.silent, .fails):
                    return YAMLError(
                        file: file, mark: mark, expected: "the rule to be silent about this parcel",
                        found: "that it fails: \(why)")
                case (.speaks, _):
                    return YAMLError(
                        file: file, mark: mark, expected: "the rule to speak of this parcel", found: "that it is silent"
                    )
                case (.silent, _):
                    return YAMLError(
                        file: file, mark: mark, expected: "the rule to be silent about this parcel",
                        found: "that it speaks")
                case (.fails, .silent):
                    return YAMLError(
                        file: file, mark: mark, expected: "the rule to fail on this parcel", found: "that it is silent")
                case (.fails, _):
                    return YAMLError(
                        file: file, mark: mark, expected: "the rule to fail on this parcel", found: "that it speaks")
                }
            }
        }
    }

    private func ask(_ rule: Rule, _ test: RuleTest) -> (RuleTest.Answer, why: String) {
        var facts = Facts(ParcelFacts.schema)
        for (slot, value) in test.facts { facts[slot] = value }
        ParcelFacts.addKeywords(ofContents: &facts, by: keywords)
        switch rule.condition.evaluate(facts, budget: Rule.budget, excusing: rule.optional) {
        case .value(.bool(let holds)): return (holds ? .speaks : .silent, "")
        case .value: return (.fails, "no yes or no")
        case .failure(let failure) where failure.isAbsence(ofAny: rule.optional): return (.silent, "")
        case .failure(let failure): return (.fails, "\(failure)")
        }
    }
}
