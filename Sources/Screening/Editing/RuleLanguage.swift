import Parcels

/// What can be written in rules, for those who write them. What each function gives stands in the message catalogue as
/// `function.NAME`, with hyphens for the underscores.
public enum RuleLanguage {
    public struct Function: Sendable, Hashable {
        public let name: String
        /// As it is called, with the types of its arguments and of what it gives: `string.contains(string) → bool`.
        public let signatures: [String]
        /// Whether it is called on a value, behind a dot.
        public let isMember: Bool
        public let isMacro: Bool
    }

    /// Functions and macros by their names.
    public static let functions: [Function] = {
        let table = RuleCompiler.table(ListIndex([], at: nil))
        let functions = table.names.filter { Syntax.Operator(rawValue: $0) == nil }.map { name -> Function in
            let overloads = table[name] ?? []
            return Function(
                name: name,
                signatures: overloads.map {
                    Overload.text(of: name, $0.parameters, isMember: $0.isMember) + " → \($0.result)"
                }, isMember: overloads.allSatisfy(\.isMember), isMacro: false)
        }
        return (functions + macros).sorted { $0.name < $1.name }
    }()

    private static let macros: [Function] = [
        macro("has", ["has(fact) → bool"], isMember: false),
        macro("all", ["list.all(x, bool) → bool", "map.all(key, value, bool) → bool"]),
        macro("exists", ["list.exists(x, bool) → bool", "map.exists(key, value, bool) → bool"]),
        macro("exists_one", ["list.exists_one(x, bool) → bool"]),
        macro("existsOne", ["list.existsOne(x, bool) → bool", "map.existsOne(key, value, bool) → bool"]),
        macro("filter", ["list.filter(x, bool) → list"]),
        macro("map", ["list.map(x, A) → list(A)", "list.map(x, bool, A) → list(A)"]),
        macro("sortBy", ["list.sortBy(x, key) → list"]),
        macro("cel.bind", ["cel.bind(name, value, A) → A"], isMember: false),
        macro("optMap", ["optional.optMap(x, A) → optional(A)"]),
        macro("optFlatMap", ["optional.optFlatMap(x, optional(A)) → optional(A)"]),
        macro("transformList", ["list.transformList(i, x, A) → list(A)"]),
        macro("transformMap", ["map.transformMap(key, value, A) → map(key, A)"]),
        macro("transformMapEntry", ["map.transformMapEntry(key, value, {A: B}) → map(A, B)"]),
    ]

    private static func macro(_ name: String, _ signatures: [String], isMember: Bool = true) -> Function {
        Function(name: name, signatures: signatures, isMember: isMember, isMacro: true)
    }

    public static let actions = Rule.Action.allCases.map(\.rawValue)
    public static let referrals = Referral.allCases.map(\.rawValue)
    public static let severities = Rule.Severity.allCases.map(\.rawValue)
    public static let lives = Rule.Life.allCases.map(\.rawValue)
    /// What a test may expect.
    public static let answers = RuleTest.Answer.allCases.map(\.rawValue)
}

extension FactCatalogue.Entry {
    /// The fields of each element, for a fact that is a list of records: a name and its type.
    public var elementFields: [(name: String, type: String)] {
        guard let slot = ParcelFacts.schema.slot(of: name),
            case .list(.record(let record)) = ParcelFacts.schema.facts[slot].type
        else { return [] }
        return record.fields.map { ($0.name, $0.type.description) }
    }
}
