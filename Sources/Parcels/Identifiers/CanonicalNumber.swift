/// An item number in its one written form: 1 to 40 ASCII capital letters, digits, dots or hyphens, kept without a heap
/// allocation because every parcel has several.
public struct CanonicalNumber: Sendable, Hashable {
    public static let sizeLimit = 40

    private let words: (UInt64, UInt64, UInt64, UInt64, UInt64)
    public let count: UInt8

    /// Nil unless the bytes are such a form.
    public init?(_ bytes: [UInt8]) {
        guard (1...Self.sizeLimit).contains(bytes.count), bytes.allSatisfy(Self.isAllowed) else { return nil }
        self.init(size: bytes.count) { bytes[$0] }
    }

    /// A part of a text that is being recognised.
    init(_ text: NumberText, _ range: Range<Int>) {
        self.init(size: range.count) { text[range.lowerBound + $0] }
    }

    /// - Parameters:
    ///   - size: 1 to 40.
    ///   - at: the allowed character at a place.
    @inline(__always)
    private init(size: Int, _ at: (Int) -> UInt8) {
        var words: (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)
        for place in 0..<size {
            let byte = at(place)
            let shifted = UInt64(byte) << UInt64(56 - place % 8 * 8)
            switch place / 8 {
            case 0: words.0 |= shifted
            case 1: words.1 |= shifted
            case 2: words.2 |= shifted
            case 3: words.3 |= shifted
            default: words.4 |= shifted
            }
        }
        self.words = words
        count = UInt8(size)
    }

    public init?(_ text: String) { self.init(Array(text.utf8)) }

    /// The byte at a place from 0 to count - 1.
    public subscript(place: Int) -> UInt8 {
        let word =
            switch place / 8 {
            case 0: words.0
            case 1: words.1
            case 2: words.2
            case 3: words.3
            default: words.4
            }
        return UInt8(truncatingIfNeeded: word >> UInt64(56 - place % 8 * 8))
    }

    public var bytes: [UInt8] { (0..<Int(count)).map { self[$0] } }

    public static func == (first: Self, second: Self) -> Bool {
        first.count == second.count && first.words.0 == second.words.0 && first.words.1 == second.words.1
            && first.words.2 == second.words.2 && first.words.3 == second.words.3 && first.words.4 == second.words.4
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        if count > 16 {
            hasher.combine(words.2)
            hasher.combine(words.3)
            hasher.combine(words.4)
        }
    }

    static func isAllowed(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || byte == 45 || byte == 46
    }
}

extension CanonicalNumber: CustomStringConvertible {
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}
