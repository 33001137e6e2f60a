/// A list of values, with an index of its members where it will be asked for them often.
///
/// A bulletin's thousands of telephone numbers are built once `indexed`; `receiver.phone in bulletin.phones` is then
/// one look-up instead of a walk.
public struct ExpressionList: Sendable {
    public let elements: [ExpressionValue]
    private let index: MemberIndex?

    public init(_ elements: [ExpressionValue]) {
        self.elements = elements
        index = nil
    }

    /// A list whose membership test takes constant time, if all its elements are bool, int, uint or string.
    public init(indexing elements: [ExpressionValue]) {
        self.elements = elements
        index = MemberIndex(elements)
    }

    /// Whether `value` is an element by the index alone, nil when only a walk over the elements can tell.
    func indexedMembership(of value: ExpressionValue) -> Bool? {
        guard let index else { return nil }
        // A double is equal to integers that it does not hold exactly, which no hash can follow.
        if case .double = value { return nil }
        guard let key = MapKey(value) else { return false }
        return index.keys.contains(key)
    }
}

private final class MemberIndex: Sendable {
    let keys: Set<MapKey>

    init?(_ elements: [ExpressionValue]) {
        var keys = Set<MapKey>(minimumCapacity: elements.count)
        for element in elements {
            if case .double = element { return nil }
            guard let key = MapKey(element) else { return nil }
            keys.insert(key)
        }
        self.keys = keys
    }
}
