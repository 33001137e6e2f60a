/// What an evaluation may still spend. Once it is empty it stays so, and nothing absorbs that.
///
/// One step is about one node evaluated, one element looked at, or 64 bytes of text read or written.
struct Meter: Sendable {
    private var remaining: Int

    init(budget: Int) { remaining = max(0, budget) }

    var isEmpty: Bool { remaining < 0 }

    /// - Throws: `ExpressionFault.overBudget` when fewer steps remain.
    @inline(__always)
    mutating func charge(_ steps: Int = 1) throws(ExpressionFault) {
        guard steps <= remaining else {
            remaining = -1
            throw .overBudget
        }
        remaining &-= steps
    }

    /// Pays for so many steps, or for none of them where fewer remain: then they are to be charged one by one.
    @inline(__always)
    mutating func pays(_ steps: Int) -> Bool {
        guard steps <= remaining else { return false }
        remaining &-= steps
        return true
    }

    /// Charges for reading or writing so many bytes.
    @inline(__always)
    mutating func charge(bytes: Int) throws(ExpressionFault) { try charge(bytes >> 6) }

    /// Charges for hashing a key.
    @inline(__always)
    mutating func charge(forHashing key: ExpressionValue) throws(ExpressionFault) {
        if case .string(let text) = key { try charge(bytes: text.utf8.count) }
    }
}
