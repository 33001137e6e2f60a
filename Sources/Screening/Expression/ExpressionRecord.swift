/// A value with named fields, such as one line of a customs declaration; a field may be absent.
public final class ExpressionRecord: Sendable, CustomStringConvertible {
    public let type: RecordType
    public let values: [ExpressionValue?]

    /// `values` stand in the order of the type's fields; what is missing at the end is absent.
    public init(_ type: RecordType, _ values: [ExpressionValue?]) {
        self.type = type
        let count = type.fields.count
        self.values = Array(values.prefix(count)) + Array(repeating: nil, count: max(0, count - values.count))
    }

    /// The value of a field, nil when it is absent.
    /// - Parameter place: where the checker saw the field in the declared type, negative when it did not.
    /// - Throws: `ExpressionFault.noSuchField` when the type has no such field.
    func value(of field: String, expectedAt place: Int) throws(ExpressionFault) -> ExpressionValue? {
        if type.fields.indices.contains(place), type.fields[place].name == field { return values[place] }
        guard let place = type.index(of: field) else { throw .noSuchField("\(type.name).\(field)") }
        return values[place]
    }

    public var description: String {
        let fields = zip(type.fields, values).compactMap { field, value in value.map { "\(field.name): \($0)" } }
        return "\(type.name){\(fields.joined(separator: ", "))}"
    }
}
