/// Equality and order of values (langdef.md, "Equality" and "Ordering").
extension ExpressionValue {
    enum Order {
        case less, equal, greater
        /// One of the two is not a number.
        case unordered
    }

    /// The language's `==`: numbers are equal across types, other values only within their type. Never an error.
    static func equals(
        _ left: ExpressionValue, _ right: ExpressionValue, meter: inout Meter
    ) throws(ExpressionFault) -> Bool {
        switch (left, right) {
        case (.int(let left), .int(let right)): return left == right
        case (.string(let left), .string(let right)):
            try meter.charge(bytes: min(left.utf8.count, right.utf8.count))
            return left.hasSameCodePoints(as: right)
        case (.bool(let left), .bool(let right)): return left == right
        case (.uint(let left), .uint(let right)): return left == right
        case (.double(let left), .double(let right)): return left == right
        case (.null, .null): return true
        case (.bytes(let left), .bytes(let right)):
            try meter.charge(bytes: min(left.count, right.count))
            return left == right
        case (.list(let left), .list(let right)):
            return try sameElements(left.elements, right.elements, meter: &meter)
        case (.map(let left), .map(let right)): return try sameEntries(left, right, meter: &meter)
        case (.record(let left), .record(let right)): return try sameFields(left, right, meter: &meter)
        case (.timestamp(let left), .timestamp(let right)): return left == right
        case (.duration(let left), .duration(let right)): return left == right
        case (.type(let left), .type(let right)): return left.hasSameCodePoints(as: right)
        case (.optional(let left), .optional(let right)):
            guard let left, let right else { return left == nil && right == nil }
            return try equals(left, right, meter: &meter)
        default: return order(ofNumbers: left, right) == .equal
        }
    }

    /// The order of two values, nil when their types have none.
    static func order(
        _ left: ExpressionValue, _ right: ExpressionValue, meter: inout Meter
    ) throws(ExpressionFault) -> Order? {
        switch (left, right) {
        case (.int(let left), .int(let right)): return Order(left, right)
        case (.double(let left), .double(let right)): return Order(left, right)
        case (.uint(let left), .uint(let right)): return Order(left, right)
        case (.string(let left), .string(let right)):
            try meter.charge(bytes: min(left.utf8.count, right.utf8.count))
            return left.precedes(right) ? .less : right.precedes(left) ? .greater : .equal
        case (.bytes(let left), .bytes(let right)):
            try meter.charge(bytes: min(left.count, right.count))
            return left.lexicographicallyPrecedes(right)
                ? .less : right.lexicographicallyPrecedes(left) ? .greater : .equal
        case (.bool(let left), .bool(let right)): return Order(left ? 1 : 0, right ? 1 : 0)
        case (.timestamp(let left), .timestamp(let right)): return Order(left, right)
        case (.duration(let left), .duration(let right)): return Order(left, right)
        default: return order(ofNumbers: left, right)
        }
    }

    /// Numbers of different types, compared as if on one number line.
    private static func order(ofNumbers left: ExpressionValue, _ right: ExpressionValue) -> Order? {
        switch (left, right) {
        case (.int(let left), .uint(let right)): left < 0 ? .less : Order(UInt64(left), right)
        case (.uint(let left), .int(let right)): right < 0 ? .greater : Order(left, UInt64(right))
        case (.int(let left), .double(let right)): Order(left, against: right)
        case (.uint(let left), .double(let right)): Order(left, against: right)
        case (.double(let left), .int(let right)): Order(right, against: left).reversed
        case (.double(let left), .uint(let right)): Order(right, against: left).reversed
        default: nil
        }
    }

    private static func sameElements(
        _ left: [ExpressionValue], _ right: [ExpressionValue], meter: inout Meter
    ) throws(ExpressionFault) -> Bool {
        guard left.count == right.count else { return false }
        for index in left.indices {
            try meter.charge()
            guard try equals(left[index], right[index], meter: &meter) else { return false }
        }
        return true
    }

    private static func sameEntries(
        _ left: ExpressionMap, _ right: ExpressionMap, meter: inout Meter
    ) throws(ExpressionFault) -> Bool {
        guard left.entries.count == right.entries.count else { return false }
        for entry in left.entries {
            try meter.charge()
            guard let other = right[entry.key], try equals(entry.value, other, meter: &meter) else { return false }
        }
        return true
    }

    private static func sameFields(
        _ left: ExpressionRecord, _ right: ExpressionRecord, meter: inout Meter
    ) throws(ExpressionFault) -> Bool {
        guard left.type == right.type else { return false }
        for index in left.values.indices {
            try meter.charge()
            switch (left.values[index], right.values[index]) {
            case (nil, nil): continue
            case (let left?, let right?):
                guard try equals(left, right, meter: &meter) else { return false }
            default: return false
            }
        }
        return true
    }
}

extension ExpressionValue.Order {
    @inline(__always)
    init<T: Comparable>(_ left: T, _ right: T) {
        self = left < right ? .less : left == right ? .equal : left > right ? .greater : .unordered
    }

    /// An integer against a double. Beyond 2^53 the integer is rounded first, as the conformance suite has it:
    /// 9223372036854775807 is not less than 9223372036854775808.0.
    init<T: FixedWidthInteger>(_ integer: T, against double: Double) {
        self = Self(Double(integer), double)
    }

    var reversed: Self {
        switch self {
        case .less: .greater
        case .greater: .less
        case .equal, .unordered: self
        }
    }
}
