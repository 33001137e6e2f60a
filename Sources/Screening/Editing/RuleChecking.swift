import YAML

/// Checks rules that are being written: a rule with a fault does not keep the faults of the others from being told.
public enum RuleChecking {
    /// - Parameters:
    ///   - lists: the lists, keywords and bulletins in force; its rules are not asked.
    ///   - utcOffset_s: of the site's time at a moment (seconds since 1970 UTC).
    ///   - goesOn: asked before each test; false leaves the tests that remain.
    public static func check(
        _ content: [UInt8], beside lists: ScreeningSnapshot, utcOffset_s: @escaping (Int64) -> Int, goesOn: () -> Bool
    ) -> DocumentCheck {
        var check = DocumentCheck()
        do throws(YAMLError) {
            var fields = try Fields(try YAMLParser.parse(content, file: "rules"), expected: "rules")
            let nodes = try fields.required("rules").list()
            var checking = Checking(content, lists, utcOffset_s)
            for node in nodes.prefix(RuleFile.ruleLimit) { checking.take(node, goesOn, &check) }
            if nodes.count > RuleFile.ruleLimit {
                let node = nodes[RuleFile.ruleLimit]
                throw node.problem(expected: "at most \(RuleFile.ruleLimit) rules")
            }
            try fields.noMore()
        } catch { check.add(DocumentFault(error)) }
        check.faults.sort { ($0.line, $0.column) < ($1.line, $1.column) }
        return check
    }
}

private struct Checking {
    private let source: SourceText
    private let lists: ScreeningSnapshot
    private let functions: FunctionTable
    private let utcOffset_s: (Int64) -> Int
    private var ids: Set<String> = []

    init(_ content: [UInt8], _ lists: ScreeningSnapshot, _ utcOffset_s: @escaping (Int64) -> Int) {
        source = SourceText(content)
        self.lists = lists
        functions = RuleCompiler.table(lists.lists)
        self.utcOffset_s = utcOffset_s
    }

    mutating func take(_ node: Node, _ goesOn: () -> Bool, _ check: inout DocumentCheck) {
        if let id = node["id"]?.plainText { check.rules.append(DocumentCheck.Rule(id: id, line: node.mark.line)) }
        guard !check.isFull else { return check.hasMoreFaults = true }
        do throws(YAMLError) {
            let draft = try RuleFile.rule(node, utcOffset_s)
            guard ids.insert(draft.reference.id).inserted else {
                return check.add(DocumentFault(node.problem(expected: "each rule's id once")))
            }
            let rule = try RuleCompiler.rule(draft, functions)
            for test in draft.tests { ask(rule, test, goesOn, &check) }
        } catch {
            let faults = expressionFaults(node)
            // What the compiler refuses is told where it is written; another fault stands beside it.
            if !faults.contains(where: { $0.expected == error.expected }) { check.add(DocumentFault(error)) }
            for fault in faults { check.add(fault) }
        }
    }

    private func ask(_ rule: Rule, _ test: RuleTest, _ goesOn: () -> Bool, _ check: inout DocumentCheck) {
        guard check.tests.count < DocumentCheck.testLimit, goesOn() else { return check.testsLeft += 1 }
        let (answer, why) = lists.answer(of: rule, to: test)
        check.tests.append(
            DocumentCheck.Test(
                rule: rule.reference.id, line: test.node.mark.line, expected: test.expected.rawValue,
                found: answer.rawValue, why: answer == test.expected ? nil : why))
    }

    // MARK: Expressions

    /// What the compiler refuses in a rule's condition and texts, where it is written.
    private func expressionFaults(_ rule: Node) -> [DocumentFault] {
        var faults: [DocumentFault] = []
        if let condition = rule["when"], let text = condition.plainText {
            faults += fault(in: text, of: text, from: 0, .bool, condition).map { [$0] } ?? []
        }
        for language in ["vi", "en"] {
            if let node = rule["text"]?[language], let text = node.plainText { faults += sentenceFaults(text, node) }
        }
        return faults
    }

    private func sentenceFaults(_ text: String, _ node: Node) -> [DocumentFault] {
        let scalars = Array(text.unicodeScalars)
        var faults: [DocumentFault] = []
        var place = 0
        while let open = scalars[place...].firstIndex(of: "{") {
            guard let close = scalars[open...].firstIndex(of: "}") else {
                let position = source.place(open, of: text, in: node)
                return faults + [DocumentFault(at: position, "a closing brace in text", "none")]
            }
            let expression = String(String.UnicodeScalarView(scalars[(open + 1)..<close]))
            if let fault = fault(in: expression, of: text, from: open + 1, .string, node) { faults.append(fault) }
            place = close + 1
        }
        return faults
    }

    /// - Parameter start: of the expression within its text, in characters.
    private func fault(
        in expression: String, of text: String, from start: Int, _ type: ExpressionType, _ node: Node
    ) -> DocumentFault? {
        do throws(ExpressionError) {
            _ = try Expression.compile(expression, schema: ParcelFacts.schema, table: functions, expecting: type)
            return nil
        } catch {
            let place = start + Self.offset(of: error.position, in: expression)
            return DocumentFault(
                at: source.place(place, of: text, in: node), RuleCompiler.expectation, error.message)
        }
    }

    /// Characters before a place of an expression.
    private static func offset(of position: Position, in text: String) -> Int {
        var (line, column, count) = (1, 1, 0)
        for scalar in text.unicodeScalars {
            if (line, column) == (position.line, position.column) { break }
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
            count += 1
        }
        return count
    }
}

extension Node {
    /// The value of a field; nil for anything but a mapping that has it.
    fileprivate subscript(_ name: String) -> Node? {
        guard case .mapping(let pairs) = content else { return nil }
        return pairs.first { $0.key == name }?.value
    }

    fileprivate var plainText: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }
}
