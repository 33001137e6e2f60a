/// The extension `sets`: lists as sets, whatever stands in them how often.
enum SetFunctions {
    static let overloads: [String: [Overload]] = [
        "sets.contains": [
            of { (list, other, meter) throws(ExpressionFault) in try holdsAll(list, other, &meter) }
        ],
        "sets.equivalent": [
            of { (list, other, meter) throws(ExpressionFault) in
                guard try holdsAll(list, other, &meter) else { return false }
                return try holdsAll(other, list, &meter)
            }
        ],
        "sets.intersects": [
            of { (list, other, meter) throws(ExpressionFault) in
                for element in other.elements where try holds(list, element, &meter) { return true }
                return false
            }
        ],
    ]

    private static func of(
        _ holds: @escaping @Sendable (ExpressionList, ExpressionList, inout Meter) throws(ExpressionFault) -> Bool
    ) -> Overload {
        let element = ExpressionType.parameter("T")
        return .extended([.list(element), .list(element)], .bool) { (arguments, meter) throws(ExpressionFault) in
            guard case .list(let list) = arguments[0], case .list(let other) = arguments[1] else {
                throw ExpressionValue.noOverload("sets", arguments[0], arguments[1])
            }
            // A walk over one list for each of the other's elements is long where both are.
            guard list.elements.count * other.elements.count > indexedFrom else {
                return .bool(try holds(list, other, &meter))
            }
            try meter.charge(list.elements.count + other.elements.count)
            return .bool(
                try holds(ExpressionList(indexing: list.elements), ExpressionList(indexing: other.elements), &meter))
        }
    }

    private static let indexedFrom = 64

    private static func holdsAll(
        _ list: ExpressionList, _ others: ExpressionList, _ meter: inout Meter
    ) throws(ExpressionFault) -> Bool {
        for element in others.elements where try !holds(list, element, &meter) { return false }
        return true
    }

    private static func holds(
        _ list: ExpressionList, _ element: ExpressionValue, _ meter: inout Meter
    ) throws(ExpressionFault) -> Bool {
        try Test.member.holds(element, .list(list), meter: &meter)
    }
}
