/// A map of values that keeps the order in which its entries were written, so that evaluation is the same every time.
public final class ExpressionMap: Sendable {
    public struct Entry: Sendable {
        public let key: ExpressionValue
        public let value: ExpressionValue

        public init(_ key: ExpressionValue, _ value: ExpressionValue) {
            self.key = key
            self.value = value
        }
    }

    public let entries: [Entry]
    /// Where each key's entry is; empty for few entries, which are walked over.
    private let places: [MapKey: Int]

    /// Up to so many entries a walk is faster than hashing.
    private static let walkedCount = 6

    /// - Throws: `ExpressionFault.unsupportedKey` for a key that is not bool, int, uint or string, `.repeatedKey` for
    ///   one that is equal to an earlier one (1 and 1u are equal).
    public init(_ entries: [Entry]) throws(ExpressionFault) {
        let isWalked = entries.count <= Self.walkedCount
        var places = isWalked ? [:] : [MapKey: Int](minimumCapacity: entries.count)
        for (place, entry) in entries.enumerated() {
            if case .double = entry.key { throw .unsupportedKey(entry.key.typeName) }
            guard let key = MapKey(entry.key) else { throw .unsupportedKey(entry.key.typeName) }
            let before =
                isWalked
                ? entries[..<place].firstIndex { MapKey($0.key) == key } : places.updateValue(place, forKey: key)
            guard before == nil else {
                throw .repeatedKey(entry.key.excerpt)
            }
        }
        self.entries = entries
        self.places = places
    }

    /// A map of keys and values in turn.
    convenience init(pairs: [ExpressionValue]) throws(ExpressionFault) {
        try self.init(stride(from: 0, to: pairs.count, by: 2).map { Entry(pairs[$0], pairs[$0 + 1]) })
    }

    /// The value of a key, nil when there is none; a double finds the integer key that it is exactly.
    public subscript(key: ExpressionValue) -> ExpressionValue? {
        place(of: key).map { entries[$0].value }
    }

    func hasKey(_ key: ExpressionValue) -> Bool {
        place(of: key) != nil
    }

    private func place(of key: ExpressionValue) -> Int? {
        guard let key = MapKey(key) else { return nil }
        return entries.count <= Self.walkedCount ? entries.firstIndex { MapKey($0.key) == key } : places[key]
    }

    func hasSameEntries(as other: ExpressionMap) -> Bool {
        entries.count == other.entries.count
            && entries.allSatisfy { entry in
                guard let place = other.place(of: entry.key) else { return false }
                return other.entries[place].key == entry.key && other.entries[place].value == entry.value
            }
    }
}

/// A map key in the one form in which equal keys are equal: 1, 1u and 1.0 find the same entry.
enum MapKey: Sendable, Hashable {
    case bool(Bool)
    case integer(Int64)
    /// A uint above the largest int.
    case large(UInt64)
    case string(CodePoints)

    /// Nil for a value that is equal to no key.
    init?(_ value: ExpressionValue) {
        switch value {
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .integer(value)
        case .uint(let value): self = Int64(exactly: value).map { .integer($0) } ?? .large(value)
        case .double(let value):
            if let integer = Int64(exactly: value) {
                self = .integer(integer)
            } else if let integer = UInt64(exactly: value) {
                self = .large(integer)
            } else {
                return nil
            }
        case .string(let value): self = .string(CodePoints(value))
        default: return nil
        }
    }
}
