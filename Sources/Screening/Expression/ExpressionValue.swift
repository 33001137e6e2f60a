/// A value of the expression language (langdef.md, "Values").
public enum ExpressionValue: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    /// A sequence of Unicode code points: `e` followed by U+0301 is not equal to `é`.
    case string(String)
    case bytes([UInt8])
    case list(ExpressionList)
    case map(ExpressionMap)
    case record(ExpressionRecord)
    case timestamp(ExpressionTimestamp)
    case duration(nanoseconds: Int64)
    /// A value that may be missing: what `map.?key` gives.
    indirect case optional(ExpressionValue?)
    /// A type as a value, by its name at run time: `int`, `list`, `google.protobuf.Timestamp`.
    case type(String)

    /// The name of the value's type at run time: a list is `list` whatever its elements are.
    public var typeName: String {
        switch self {
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .list: "list"
        case .map: "map"
        case .record(let record): record.type.name
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .optional: ExpressionType.optionalName
        case .type: "type"
        }
    }

    /// Whether the value can stand where `type` is declared; elements of lists and maps are not looked at.
    func fits(_ type: ExpressionType) -> Bool {
        switch (type, self) {
        case (.opaque(ExpressionType.optionalName, _), .optional): true
        case (.opaque(ExpressionType.optionalName, _), _): false
        case (.dyn, _), (.parameter, _), (.variable, _), (.opaque, _): true
        case (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double), (.string, .string): true
        case (.bytes, .bytes), (.list, .list), (.map, .map), (.type, .type): true
        case (.timestamp, .timestamp), (.duration, .duration): true
        case (.record(let declared), .record(let record)): declared.name == record.type.name
        case (_, .null): type.acceptsNull
        default: false
        }
    }
}

extension ExpressionValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByNilLiteral
{
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int64) { self = .int(value) }
    public init(floatLiteral value: Double) { self = .double(value) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(arrayLiteral elements: ExpressionValue...) { self = .list(ExpressionList(elements)) }
    public init(nilLiteral: ()) { self = .null }
}

extension ExpressionValue: CustomStringConvertible {
    /// The value as CEL would write it, for messages and embedded facts.
    public var description: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .uint(let value): "\(value)u"
        case .double(let value): value.celText
        case .string(let value): "'\(value)'"
        case .bytes(let value): "b'\(value.map(\.octalEscape).joined())'"
        case .list(let list): "[\(list.elements.map(\.description).joined(separator: ", "))]"
        case .map(let map): "{\(map.entries.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
        case .record(let record): record.description
        case .timestamp(let timestamp): "timestamp('\(timestamp)')"
        case .duration(let nanoseconds): "duration('\(ExpressionDuration.text(nanoseconds))')"
        case .optional(let held): held.map { "optional.of(\($0))" } ?? "optional.none()"
        case .type(let name): name
        }
    }
}

extension ExpressionValue {
    /// The value as a fault names it: short, and made in no time however large the value is.
    var excerpt: String {
        switch self {
        case .string(let text): "'\(text.excerpt)'"
        case .bytes(let bytes): "\(bytes.count) bytes"
        case .list(let list): "a list of \(list.elements.count)"
        case .map(let map): "a map of \(map.entries.count)"
        case .record(let record): "a \(record.type.name)"
        case .optional(let held): held.map { "optional \($0.excerpt)" } ?? "an empty optional value"
        default: description
        }
    }
}

extension ExpressionValue: Equatable {
    /// Whether both are of the same type with the same content. The language's own `==`, where 1 equals 1.0, is
    /// `ExpressionValue.equals`.
    public static func == (left: ExpressionValue, right: ExpressionValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.int(let left), .int(let right)): left == right
        case (.uint(let left), .uint(let right)): left == right
        case (.double(let left), .double(let right)): left.bitPattern == right.bitPattern
        case (.string(let left), .string(let right)): left.hasSameCodePoints(as: right)
        case (.type(let left), .type(let right)): left.hasSameCodePoints(as: right)
        case (.bytes(let left), .bytes(let right)): left == right
        case (.list(let left), .list(let right)): left.elements == right.elements
        case (.map(let left), .map(let right)): left.hasSameEntries(as: right)
        case (.record(let left), .record(let right)): left.type == right.type && left.values == right.values
        case (.timestamp(let left), .timestamp(let right)): left == right
        case (.duration(let left), .duration(let right)): left == right
        case (.optional(let left), .optional(let right)): left == right
        default: false
        }
    }
}

extension UInt8 {
    /// A byte as CEL's bytes literals write it.
    fileprivate var octalEscape: String {
        let digits = String(self, radix: 8)
        return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
