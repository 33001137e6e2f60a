/// The type of an expression or fact, as the checker sees it (langdef.md, "Gradual Type Checking").
public indirect enum ExpressionType: Sendable, Hashable {
    /// Any type: checked during evaluation instead of before.
    case dyn
    case null
    case bool
    case int
    case uint
    case double
    case string
    case bytes
    case timestamp
    case duration
    case list(ExpressionType)
    case map(ExpressionType, ExpressionType)
    /// The type of a type: `int` as an expression has the type `type(int)`.
    case type(ExpressionType)
    case record(RecordType)
    /// A type known by name only, with its parameters; only functions can make and use its values.
    case opaque(String, [ExpressionType])
    /// A type parameter of a function's signature: the same type wherever its name appears in one call.
    case parameter(String)
    /// A type that the checker has yet to find; it never appears in the type of a checked expression.
    case variable(Int)

    /// The type of optional values of a type.
    static func optional(_ held: ExpressionType) -> ExpressionType { .opaque(optionalName, [held]) }

    static let optionalName = "optional_type"

    /// What values of an optional type hold; nil for another type.
    var held: ExpressionType? {
        if case .opaque(Self.optionalName, let held) = self { held.first } else { nil }
    }

    var isDyn: Bool { self == .dyn }

    var isVariable: Bool {
        if case .variable = self { true } else { false }
    }

    /// Whether values of this type can be keys of a map (langdef.md, "Aggregate Values").
    var isKey: Bool {
        switch self {
        case .dyn, .bool, .int, .uint, .string, .parameter, .variable: true
        default: false
        }
    }

    /// Whether null may stand for a value of this type, as for messages in CEL.
    var acceptsNull: Bool {
        switch self {
        case .null, .dyn, .timestamp, .duration, .record, .opaque: true
        default: false
        }
    }

    /// The types inside this one, in order.
    var components: [ExpressionType] {
        switch self {
        case .list(let element): [element]
        case .map(let key, let value): [key, value]
        case .type(let inner): [inner]
        case .opaque(_, let parameters): parameters
        default: []
        }
    }

    /// This type with each component replaced.
    func mapComponents(_ transform: (ExpressionType) -> ExpressionType) -> ExpressionType {
        switch self {
        case .list(let element): .list(transform(element))
        case .map(let key, let value): .map(transform(key), transform(value))
        case .type(let inner): .type(transform(inner))
        case .opaque(let name, let parameters): .opaque(name, parameters.map(transform))
        default: self
        }
    }
}

extension ExpressionType: CustomStringConvertible {
    /// The type as CEL writes it: `list(string)`, `map(string, int)`.
    public var description: String {
        switch self {
        case .dyn: "dyn"
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .list(let element): "list(\(element))"
        case .map(let key, let value): "map(\(key), \(value))"
        case .type(let inner): "type(\(inner))"
        case .record(let record): record.name
        case .opaque(let name, let parameters):
            parameters.isEmpty ? name : "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
        case .parameter(let name): name
        case .variable: "any type"
        }
    }
}

/// A type with named, typed fields, such as one line of a customs declaration.
public struct RecordType: Sendable, Hashable {
    public struct Field: Sendable, Hashable {
        public let name: String
        public let type: ExpressionType

        public init(_ name: String, _ type: ExpressionType) {
            self.name = name
            self.type = type
        }
    }

    public let name: String
    public let fields: [Field]

    public init(_ name: String, _ fields: [Field]) {
        self.name = name
        self.fields = fields
    }

    /// The place of a field among `fields`, nil when there is none of that name.
    public func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }
}
