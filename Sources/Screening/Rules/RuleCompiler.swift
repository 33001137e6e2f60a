import Parcels
import YAML

/// Binds rules to the lists in force and compiles their expressions.
enum RuleCompiler {
    static func compile(_ document: RuleDocument, _ lists: ListIndex) throws(YAMLError) -> [Rule] {
        let functions = table(lists)
        var rules: [Rule] = []
        for draft in document.drafts { rules.append(try rule(draft, functions)) }
        return rules
    }

    static func rule(_ draft: RuleDocument.Draft, _ functions: FunctionTable) throws(YAMLError) -> Rule {
        let condition = try expression(
            try draft.condition.text("an expression"), functions, .bool, at: draft.condition)
        // A fact that the condition does not ask for excuses nothing: most likely another one is meant.
        for (name, node) in draft.optional where !condition.facts.contains(where: { $0.name == name }) {
            throw node.problem(expected: "a fact that the rule's condition asks for")
        }
        return Rule(
            draft, condition: condition, vi: try text(draft.text.vi, functions, at: draft.node),
            en: try text(draft.text.en, functions, at: draft.node))
    }

    /// What is told of an expression that the language does not take.
    static let expectation = "a valid expression"

    /// The function that asks the lists.
    static let listed = "listed"

    /// All functions that rules may call.
    static func table(_ lists: ListIndex) -> FunctionTable {
        do throws(ExpressionError) {
            return try FunctionTable.standard.adding(functions(lists))
        } catch {
            preconditionFailure("the rules' functions are declared wrongly: \(error)")
        }
    }

    /// What rules may ask beyond the facts.
    static func functions(_ lists: ListIndex) -> [HostFunction] {
        [
            // Whether a valid list of this kind has the value.
            HostFunction(listed, .string, .string, steps: 60) { kind, value in
                guard case .string(let kind) = kind, case .string(let value) = value else { return false }
                return lists.has(kind, value)
            },
            // Whether two names, or two addresses, may be one: written in another order, without marks, with abbreviations.
            HostFunction("same_name", .string, .string, steps: 200) { first, second in
                guard case .string(let first) = first, case .string(let second) = second,
                    let key = NameKey(first)
                else { return false }
                return key == NameKey(second)
            },
            HostFunction("same_address", .string, .string, steps: 400) { first, second in
                guard case .string(let first) = first, case .string(let second) = second,
                    let key = AddressKey(first)
                else { return false }
                return key == AddressKey(second)
            },
            // The title of that list, in a language ("vi" or "en"); empty when there is none.
            HostFunction("list_title", [.string, .string, .string], returns: .string, steps: 60) { arguments in
                guard case .string(let kind) = arguments[0], case .string(let value) = arguments[1],
                    case .string(let language) = arguments[2], let list = lists.find(kind, value)
                else { return "" }
                return .string(language == "vi" ? list.title.vi : list.title.en)
            },
            // Texts with commas between.
            HostFunction("listing", [.list(.string)], returns: .string, steps: 20) { arguments in
                guard case .list(let list) = arguments[0] else { return "" }
                let texts = list.elements.compactMap { element -> String? in
                    if case .string(let text) = element { return text }
                    return nil
                }
                return .string(texts.joined(separator: ", "))
            },
            // A number with its thousands set apart, as the language ("vi" or "en") does.
            HostFunction("grouped", [.int, .string], returns: .string, steps: 20) { arguments in
                guard case .int(let number) = arguments[0], case .string(let language) = arguments[1] else { return "" }
                return .string(grouped(number, by: language == "vi" ? "." : ","))
            },
            // Small letters without marks, words with single spaces.
            HostFunction("folded", [.string], returns: .string, steps: 60) { arguments in
                guard case .string(let text) = arguments[0] else { return "" }
                return .string(FoldedText.plain(text))
            },
        ]
    }

    private static func grouped(_ number: Int64, by separator: Character) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "-" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(separator) }
            text.append(digit)
        }
        return text
    }

    private static func expression(
        _ source: String, _ functions: FunctionTable, _ type: ExpressionType, at node: Node
    ) throws(YAMLError) -> Expression {
        do throws(ExpressionError) {
            return try Expression.compile(source, schema: ParcelFacts.schema, table: functions, expecting: type)
        } catch {
            throw YAMLError(
                file: node.file, mark: node.mark, expected: expectation,
                found: "at its line \(error.position.line), column \(error.position.column): \(error.message)")
        }
    }

    /// A sentence with expressions in braces.
    private static func text(_ source: String, _ functions: FunctionTable, at node: Node) throws(YAMLError) -> RuleText
    {
        var parts: [RuleText.Part] = []
        var rest = Substring(source)
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else {
                throw YAMLError(file: node.file, mark: node.mark, expected: "a closing brace in text", found: "none")
            }
            if open > rest.startIndex { parts.append(.words(String(rest[..<open]))) }
            parts.append(
                .expression(try expression(String(rest[rest.index(after: open)..<close]), functions, .string, at: node))
            )
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.words(String(rest))) }
        return RuleText(parts: parts)
    }
}
