/// How many digits the interleaved 2 of 5 codes of a site have. A part of such a code reads as a shorter one (ISO/IEC 16390), and
/// where a label was torn, covered or folded nothing in a picture need say so: who knows the lengths refuses the parts.
public struct InterleavedLengths: Sendable, Hashable {
    /// Even lengths from 2 to 32: a digit pair is one bit, the lowest for 2. None are all.
    public let bits: UInt16

    /// Any number of digits, for looking at pictures of which nothing is known.
    public static let any = InterleavedLengths(bits: 0)
    /// The one that the General Specifications of GS1 have in this symbology: a GTIN of 14 digits.
    public static let gtin = InterleavedLengths([14])

    /// The longest one that can be named.
    public static let longest = 32

    public init(bits: UInt16) { self.bits = bits }

    /// Odd lengths and longer ones are none of this symbology's: they are left out. Without one that is left, nothing but a GTIN.
    public init(_ lengths: some Sequence<Int>) {
        let named = lengths.filter { $0 % 2 == 0 && (2...Self.longest).contains($0) }
        bits = (named.isEmpty ? [14] : named).reduce(0) { $0 | 1 << UInt16($1 / 2 - 1) }
    }

    public func contains(_ digits: Int) -> Bool {
        bits == 0 || (digits % 2 == 0 && (2...Self.longest).contains(digits) && bits >> UInt16(digits / 2 - 1) & 1 == 1)
    }

    /// The lengths that are named, the shortest first; none where any is taken.
    public var named: [Int] { stride(from: 2, through: Self.longest, by: 2).filter { bits != 0 && contains($0) } }
}
