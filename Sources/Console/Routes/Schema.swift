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
    /// Objects, each by itself or by its name, whose fields stand in one.
    case all([Schema])
    /// A shape with what has to be said of it.
    case noted(String, Schema)
}

extension Schema {
    /// The fields of an object; none for anything else.
    var fields: [(name: String, schema: Schema)] {
        switch self {
        case .object(let fields): fields.map { ($0.key, $0.value) }
        case .named(let name): RouteTable.areas.lazy.flatMap(\.schemas).first { $0.key == name }?.value.fields ?? []
        case .all(let parts): parts.flatMap(\.fields)
        case .noted(_, let schema): schema.fields
        case .text, .anything, .choice, .integer, .boolean, .list, .map: []
        }
    }

    /// Adds the names of the shapes that it refers to. The parts of a whole are written out: they are not referred to.
    func addNames(to names: inout Set<String>) {
        switch self {
        case .named(let name):
            guard names.insert(name).inserted else { return }
            for area in RouteTable.areas {
                for (other, shape) in area.schemas where other == name { shape.addNames(to: &names) }
            }
        case .list(let part), .map(let part), .noted(_, let part): part.addNames(to: &names)
        case .object, .all: for field in fields { field.schema.addNames(to: &names) }
        case .text, .anything, .choice, .integer, .boolean: break
        }
    }
}
