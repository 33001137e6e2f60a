/// The variables of comprehensions and bindings, by register.
///
/// The first one, mostly the only one, lies here itself: a walk over one list makes no room for it elsewhere.
struct Locals {
    private var first = ExpressionValue.null
    private var others: [ExpressionValue] = []

    mutating func makeRoom(_ registers: Int) {
        if others.isEmpty, registers > 1 { others = Array(repeating: .null, count: registers - 1) }
    }

    subscript(register: Int) -> ExpressionValue {
        get { register == 0 ? first : others[register - 1] }
        set { if register == 0 { first = newValue } else { others[register - 1] = newValue } }
    }
}
