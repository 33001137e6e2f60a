/// One node of a parsed expression, its macros already expanded.
final class Syntax: Sendable {
    /// Where the node is written: an operator's sign, a field's name after its dot, otherwise the beginning.
    let position: Position
    let kind: Kind
    /// Levels of nodes from here down to the deepest leaf, this one included.
    let depth: Int

    enum Kind: Sendable {
        case literal(ExpressionValue)
        /// A name; `absolute` when a leading dot takes it from the root scope.
        case name(String, absolute: Bool)
        case select(Syntax, field: String)
        /// `operand.?field`: an optional value, empty where there is no such field.
        case optionalSelect(Syntax, field: String)
        /// `has(operand.field)`.
        case hasField(Syntax, field: String)
        /// `has(name)`, for facts that stand alone.
        case hasName(String, absolute: Bool)
        case call(String, absolute: Bool, [Syntax])
        case memberCall(Syntax, String, [Syntax])
        case operation(Operator, [Syntax])
        /// `&&` or `||` over all terms that stand in a row.
        case logic(Logic, [Syntax])
        case conditional(Syntax, Syntax, Syntax)
        case list([Syntax])
        case map([Entry])
        /// `?element` of a list or map: an optional value that is left out where it is empty.
        case optionalElement(Syntax)
        case comprehension(Comprehension)
        case binding(Binding)
        /// Syntax of CEL whose meaning is not built: messages.
        case notBuilt(feature: String)
    }

    enum Logic: String, Sendable {
        case and = "&&"
        case or = "||"
    }

    enum Operator: String, Sendable {
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case member = "in"
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case modulo = "%"
        case not = "!"
        /// Unary minus; subtraction shows the same sign.
        case negate = "-_"
        case index = "[]"
        /// `list[?index]` and `map[?key]`.
        case optionalIndex = "[?]"
    }

    struct Entry: Sendable {
        let key: Syntax
        let value: Syntax
    }

    /// A macro over the elements of a list or the keys of a map.
    struct Comprehension: Sendable {
        enum Sort: String, Sendable {
            case all, exists, map, filter, transformList, transformMap, transformMapEntry
            case existsOne = "exists_one"
        }

        let sort: Sort
        let range: Syntax
        let variable: String
        /// The element, where `variable` is its index, or the value, where it is its key.
        var second: String?
        /// The condition; absent for `map` of two arguments.
        let predicate: Syntax?
        /// What `map` makes of each element.
        let transform: Syntax?
    }

    /// A name for a value within an expression.
    struct Binding: Sendable {
        enum Sort: String, Sendable {
            case bind = "cel.bind"
            /// What an optional value holds; the whole is empty where it holds nothing.
            case optMap, optFlatMap
        }

        let sort: Sort
        let variable: String
        let source: Syntax
        let body: Syntax
    }

    /// - Throws: `ExpressionError` when the tree becomes deeper than any expression may be.
    init(_ kind: Kind, at position: Position) throws(ExpressionError) {
        let depth = 1 + (kind.children.map(\.depth).max() ?? 0)
        guard depth <= ExpressionLimits.depth else { throw ExpressionError(.nestedTooDeep, at: position) }
        self.kind = kind
        self.position = position
        self.depth = depth
    }

    /// The dotted name that this node spells, nil for anything but names and plain selections of them.
    var qualifiedName: (path: String, root: String, absolute: Bool)? {
        switch kind {
        case .name(let name, let absolute): return (name, name, absolute)
        case .select(let operand, let field):
            guard let owner = operand.qualifiedName else { return nil }
            return ("\(owner.path).\(field)", owner.root, owner.absolute)
        default: return nil
        }
    }
}

extension Syntax.Kind {
    /// The nodes directly below.
    var children: [Syntax] {
        switch self {
        case .literal, .name, .hasName, .notBuilt: []
        case .select(let operand, _), .hasField(let operand, _), .optionalSelect(let operand, _): [operand]
        case .optionalElement(let element): [element]
        case .binding(let binding): [binding.source, binding.body]
        case .call(_, _, let arguments), .operation(_, let arguments), .logic(_, let arguments): arguments
        case .list(let arguments): arguments
        case .memberCall(let target, _, let arguments): [target] + arguments
        case .conditional(let condition, let first, let second): [condition, first, second]
        case .map(let entries): entries.flatMap { [$0.key, $0.value] }
        case .comprehension(let comprehension):
            [comprehension.range] + [comprehension.predicate, comprehension.transform].compactMap { $0 }
        }
    }
}
