/// Some of the facts of one schema, by their slots. One word, because every parcel asks it.
struct FactSet: Sendable, Hashable {
    private var bits: UInt128 = 0

    init() {}

    init(_ slots: some Sequence<Int>) {
        for slot in slots { insert(slot) }
    }

    mutating func insert(_ slot: Int) {
        precondition(slot < UInt128.bitWidth, "a schema with more facts needs a wider set")
        bits |= 1 << UInt128(slot)
    }

    mutating func formUnion(_ other: FactSet) { bits |= other.bits }

    func contains(_ slot: Int) -> Bool { bits >> UInt128(slot) & 1 == 1 }

    func isDisjoint(with other: FactSet) -> Bool { bits & other.bits == 0 }

    func isSubset(of other: FactSet) -> Bool { bits & ~other.bits == 0 }
}
