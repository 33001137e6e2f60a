/// The extension `lists`: parts, order and distinct elements.
enum ListFunctions {
    static let overloads: [String: [Overload]] = [
        "slice": [
            member([.int, .int], .list(element)) { (list, arguments, meter) throws(ExpressionFault) in
                let (first, end) = (try place(arguments[0], list.count), try place(arguments[1], list.count))
                guard first <= end else { throw .outOfRange("a slice from \(first) to \(end)") }
                try meter.charge(end - first)
                return .list(ExpressionList(Array(list[first..<end])))
            }
        ],
        "flatten": [
            .extended([.list(.list(element))], .list(element), isMember: true) {
                (arguments, meter) throws(ExpressionFault) in
                .list(ExpressionList(try flattened(try elements(arguments[0], "flatten"), 1, &meter)))
            },
            .extended([.list(.dyn), .int], .list(.dyn), isMember: true) { (arguments, meter) throws(ExpressionFault) in
                guard case .int(let depth) = arguments[1], depth >= 0 else {
                    throw .outOfRange("a depth of \(arguments[1].excerpt)")
                }
                return .list(ExpressionList(try flattened(try elements(arguments[0], "flatten"), depth, &meter)))
            },
        ],
        "distinct": [
            member([], .list(element)) { (list, _, meter) throws(ExpressionFault) in
                .list(ExpressionList(try distinct(list, &meter)))
            }
        ],
        "sort": orderedTypes.map { type in
            .extended([.list(type)], .list(type), isMember: true) { (arguments, meter) throws(ExpressionFault) in
                let list = try elements(arguments[0], "sort")
                return .list(ExpressionList(try sorted(list, by: list, &meter)))
            }
        },
        // What `sortBy` becomes: the elements, and the keys by which they are ordered.
        "@sortByAssociatedKeys": orderedTypes.map { type in
            .extended([.list(element), .list(type)], .list(element), isMember: true) {
                (arguments, meter) throws(ExpressionFault) in
                let keys = try elements(arguments[1], "sortBy")
                return .list(ExpressionList(try sorted(try elements(arguments[0], "sortBy"), by: keys, &meter)))
            }
        },
        "lists.range": [
            .extended([.int], .list(.int)) { (arguments, meter) throws(ExpressionFault) in
                guard case .int(let count) = arguments[0], count >= 0, let count = Int(exactly: count) else {
                    throw .outOfRange("a range of \(arguments[0].excerpt) numbers")
                }
                try meter.charge(count)
                return .list(ExpressionList((0..<count).map { .int(Int64($0)) }))
            }
        ],
    ]

    /// `reverse` of a list; that of a text is one of the extension `strings`.
    static let reverse: [Overload] = [
        member([], .list(element)) { (list, _, meter) throws(ExpressionFault) in
            try meter.charge(list.count)
            return .list(ExpressionList(list.reversed()))
        }
    ]

    private static let element = ExpressionType.parameter("T")
    private static let orderedTypes: [ExpressionType] = [
        .int, .uint, .double, .bool, .string, .bytes, .timestamp, .duration,
    ]

    private typealias OnList =
        @Sendable ([ExpressionValue], [ExpressionValue], inout Meter) throws(ExpressionFault) -> ExpressionValue

    private static func member(
        _ parameters: [ExpressionType], _ result: ExpressionType, _ work: @escaping OnList
    ) -> Overload {
        .extended([.list(element)] + parameters, result, isMember: true) { (arguments, meter) throws(ExpressionFault) in
            try work(try elements(arguments[0], "a list's function"), Array(arguments.dropFirst()), &meter)
        }
    }

    static func elements(_ value: ExpressionValue, _ function: String) throws(ExpressionFault) -> [ExpressionValue] {
        guard case .list(let list) = value else { throw .noSuchOverload(of: function, found: [value.typeName]) }
        return list.elements
    }

    private static func place(_ value: ExpressionValue, _ count: Int) throws(ExpressionFault) -> Int {
        guard case .int(let number) = value, let place = Int(exactly: number), (0...count).contains(place) else {
            throw .indexOutOfBounds(index: value.excerpt, count: count)
        }
        return place
    }

    private static func flattened(
        _ list: [ExpressionValue], _ depth: Int64, _ meter: inout Meter
    ) throws(ExpressionFault) -> [ExpressionValue] {
        var flat: [ExpressionValue] = []
        for element in list {
            try meter.charge()
            if depth > 0, case .list(let inner) = element {
                flat += try flattened(inner.elements, depth - 1, &meter)
            } else {
                flat.append(element)
            }
        }
        return flat
    }

    /// Each value once, at its first place. Keys are looked up; other values are compared with all before.
    private static func distinct(
        _ list: [ExpressionValue], _ meter: inout Meter
    ) throws(ExpressionFault) -> [ExpressionValue] {
        var kept: [ExpressionValue] = []
        var keys: Set<MapKey> = []
        var others: [ExpressionValue] = []
        for element in list {
            try meter.charge(forHashing: element)
            try meter.charge()
            if let key = MapKey(element) {
                if keys.insert(key).inserted { kept.append(element) }
                continue
            }
            var isKnown = false
            for other in others {
                try meter.charge()
                if try ExpressionValue.equals(element, other, meter: &meter) {
                    isKnown = true
                    break
                }
            }
            guard !isKnown else { continue }
            others.append(element)
            kept.append(element)
        }
        return kept
    }

    /// Elements in the order of their keys, equal ones as they stood. All keys are of one type that has an order.
    private static func sorted(
        _ list: [ExpressionValue], by keys: [ExpressionValue], _ meter: inout Meter
    ) throws(ExpressionFault) -> [ExpressionValue] {
        guard keys.count == list.count else { throw .indexOutOfBounds(index: "\(keys.count)", count: list.count) }
        if let first = keys.first, let other = keys.first(where: { $0.typeName != first.typeName }) {
            throw ExpressionValue.noOverload("sort", first, other)
        }
        var order = Array(list.indices)
        var merged = order
        var width = 1
        while width < order.count {
            for start in stride(from: 0, to: order.count, by: 2 * width) {
                let (middle, end) = (min(start + width, order.count), min(start + 2 * width, order.count))
                var (left, right) = (start, middle)
                for place in start..<end {
                    try meter.charge()
                    let takesRight: Bool
                    if left == middle {
                        takesRight = true
                    } else if right == end {
                        takesRight = false
                    } else {
                        guard
                            let found = try ExpressionValue.order(keys[order[right]], keys[order[left]], meter: &meter)
                        else { throw ExpressionValue.noOverload("sort", keys[order[right]], keys[order[left]]) }
                        takesRight = found == .less
                    }
                    merged[place] = takesRight ? order[right] : order[left]
                    if takesRight { right += 1 } else { left += 1 }
                }
            }
            swap(&order, &merged)
            width *= 2
        }
        return order.map { list[$0] }
    }
}
