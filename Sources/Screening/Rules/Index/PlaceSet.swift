/// Places of rules, told in the rules' order.
struct PlaceSet: Sendable, Sequence {
    private var words: [UInt64]

    /// None of so many places.
    init(of count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

    @inline(__always)
    mutating func insert(_ place: Int32) { words[Int(place >> 6)] |= 1 << UInt64(place & 63) }

    mutating func formIntersection(_ other: PlaceSet) {
        for index in words.indices { words[index] &= other.words[index] }
    }

    struct Iterator: IteratorProtocol {
        fileprivate let words: [UInt64]
        /// The words that have been looked at, the last one without the bits that were told.
        private var looked = 0
        private var rest: UInt64 = 0

        fileprivate init(_ words: [UInt64]) { self.words = words }

        mutating func next() -> Int? {
            while rest == 0 {
                guard looked < words.count else { return nil }
                rest = words[looked]
                looked += 1
            }
            let bit = rest.trailingZeroBitCount
            rest &= rest - 1
            return (looked - 1) << 6 + bit
        }
    }

    func makeIterator() -> Iterator { Iterator(words) }
}
