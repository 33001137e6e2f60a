/// What is known of one parcel, by the slots of a schema; nil is a fact that is absent.
///
///     var facts = Facts(schema)
///     facts["weight_g"] = 2100
public struct Facts: Sendable {
    public let schema: Schema
    private(set) var values: [ExpressionValue?]

    /// All facts of `schema`, absent.
    public init(_ schema: Schema) {
        self.schema = schema
        values = Array(repeating: nil, count: schema.facts.count)
    }

    /// A fact by its slot: the way for the line, which looks slots up once.
    public subscript(slot: Int) -> ExpressionValue? {
        get { values[slot] }
        set { values[slot] = newValue }
    }

    /// A fact by its full name; a name that the schema does not know is absent and cannot be set.
    public subscript(name: String) -> ExpressionValue? {
        get { schema.slot(of: name).flatMap { values[$0] } }
        set {
            guard let slot = schema.slot(of: name) else { return }
            values[slot] = newValue
        }
    }
}
