/// The shape of a JSON value, as JSON Schema 2020-12 says it.
indirect enum Schema: Sendable {
    case text
    /// Any object.
    case anything
    /// A text that is one of these.
    case choice([String])
    case integer
    case boolean
    case list(Schema)
    /// An object with names that nobody knows before.
    case map(Schema)
    /// An object. A name that ends with a question mark may be absent.
    case object(KeyValuePairs<String, Schema>)
    /// A shape of the table of shapes.
    case named(String)
    /// A shape with what has to be said of it.
    case noted(String, Schema)
}
