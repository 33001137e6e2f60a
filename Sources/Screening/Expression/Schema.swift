/// The facts that expressions may ask for: their names, types and places.
///
/// A fact of a record type is laid flat: `receiver` with the field `phone` becomes the one fact `receiver.phone` with a
/// slot of its own, and `receiver` the name of a group. Records inside lists and maps stay values.
///
///     try Schema([
///         .init("weight_g", .int),
///         .init("contents", .list(.string)),
///         .init("receiver", .record(RecordType("receiver", [.init("phone", .string)]))),
///     ])
public final class Schema: Sendable {
    public struct Fact: Sendable, Hashable {
        /// The full name, such as `receiver.phone`.
        public let name: String
        public let type: ExpressionType
        /// The fact's place in `Facts`.
        public let slot: Int
    }

    public let facts: [Fact]
    /// The namespace in which names are looked up first (langdef.md, "Name Resolution"); empty for none.
    public let container: String
    /// For each fact the fault that it is absent: made once, because many rules of one parcel may meet it.
    let absences: [ExpressionFault]
    private let slots: [String: Int]
    private let groups: [String: Group]

    /// The facts below one dotted name.
    struct Group: Sendable {
        /// The names directly below, in the order of their declaration.
        fileprivate(set) var fields: [String] = []
        /// The slots of all facts below.
        fileprivate(set) var slots: [Int] = []
    }

    /// - Parameter declarations: names, plain or dotted, with their types, in the order of their slots.
    /// - Throws: `SchemaError` for a name that no expression could write, or one declared twice.
    public init(_ declarations: [RecordType.Field], container: String = "") throws(SchemaError) {
        var facts: [Fact] = []
        var slots: [String: Int] = [:]
        var groups: [String: Group] = [:]
        for (name, type) in declarations.flatMap({ Self.flattened($0.name, $0.type) }) {
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.allSatisfy({ Self.isName($0) }), !Token.reserved.contains(String(parts[0])) else {
                throw .notAName(name)
            }
            guard slots.updateValue(facts.count, forKey: name) == nil else { throw .declaredTwice(name) }
            for count in 1..<max(1, parts.count) {
                let path = parts[..<count].joined(separator: ".")
                let field = String(parts[count])
                groups[path, default: Group()].slots.append(facts.count)
                if groups[path]?.fields.contains(field) == false { groups[path]?.fields.append(field) }
            }
            facts.append(Fact(name: name, type: type, slot: facts.count))
        }
        self.facts = facts
        absences = facts.map { .absentFact($0.name) }
        self.slots = slots
        self.groups = groups
        self.container = container
    }

    /// The slot of a fact by its full name, nil when there is no such fact.
    public func slot(of name: String) -> Int? { slots[name] }

    func group(of name: String) -> Group? { groups[name] }

    /// The names with which an expression can begin.
    var rootNames: [String] {
        var seen: Set<String> = []
        return facts.map { String($0.name.prefix { $0 != "." }) }.filter { seen.insert($0).inserted }
    }

    private static func flattened(_ name: String, _ type: ExpressionType) -> [(String, ExpressionType)] {
        guard case .record(let record) = type else { return [(name, type)] }
        return record.fields.flatMap { flattened("\(name).\($0.name)", $0.type) }
    }

    private static func isName(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, first.isLetter else { return false }
        return text.utf8.allSatisfy { $0.isLetter || $0.isDigit } && !Token.keywords.contains(String(text))
    }
}

/// A schema that no expression could use.
public enum SchemaError: Error, Sendable, Hashable, CustomStringConvertible {
    case notAName(String)
    case declaredTwice(String)

    public var description: String {
        switch self {
        case .notAName(let name): "'\(name)' cannot be a fact's name; expected letters, digits and _, no reserved word"
        case .declaredTwice(let name): "the fact '\(name)' is declared twice"
        }
    }
}
