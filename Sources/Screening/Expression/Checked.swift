import TimeZones

/// One node of an expression whose names, types and functions are settled.
struct Checked: Sendable {
    let position: Position
    let type: ExpressionType
    let node: Node

    indirect enum Node: Sendable {
        case constant(ExpressionValue)
        case fact(slot: Int)
        /// Whether one of these facts is present.
        case anyPresent([Int])
        /// A variable of a comprehension, by its register.
        case local(Int)
        /// A map's key or a record's field; `place` is where the declared record type has the field.
        case field(Checked, String, place: Int?)
        /// The same as an optional value, empty where there is none.
        case optionalField(Checked, String, place: Int?)
        case hasField(Checked, String)
        case logic(Syntax.Logic, [Checked])
        case conditional(Checked, Checked, Checked)
        case list([Checked])
        case map([(key: Checked, value: Checked)])
        /// An optional value that is left out of its list or map where it is empty.
        case optionalElement(Checked)
        case comprehension(Comprehension)
        case binding(Binding)
        /// A call, with every overload that the arguments' types leave possible.
        case call(String, [Overload], [Checked])
        /// `matches` with a pattern that is known now.
        case matches(Checked, WeighedPattern)
        /// A part of an instant in a zone that is known now.
        case zoned(Checked, TimePart, TimeZoneRules)
        /// What an unchecked expression does wrong, found when it is evaluated.
        case failing(String)
    }

    struct Comprehension: Sendable {
        let sort: Syntax.Comprehension.Sort
        let range: Checked
        let register: Int
        /// Whether the next register has the element, and this one its index or key.
        let hasTwo: Bool
        let predicate: Checked?
        let transform: Checked?
    }

    struct Binding: Sendable {
        let sort: Syntax.Binding.Sort
        let register: Int
        let source: Checked
        let body: Checked
    }
}
