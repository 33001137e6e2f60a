/// A built-in function of two values that answers yes or no.
enum Test: UInt8, Sendable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, member, contains, startsWith, endsWith, matches

    /// The name by which faults call it.
    var name: String {
        switch self {
        case .equal: "=="
        case .notEqual: "!="
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        case .member: "in"
        case .contains, .startsWith, .endsWith, .matches: "\(self)"
        }
    }

    func holds(
        _ left: ExpressionValue, _ right: ExpressionValue, meter: inout Meter
    ) throws(ExpressionFault) -> Bool {
        switch self {
        case .equal: return try ExpressionValue.equals(left, right, meter: &meter)
        case .notEqual: return try !ExpressionValue.equals(left, right, meter: &meter)
        case .less: return try order(left, right, &meter) == .less
        case .greater: return try order(left, right, &meter) == .greater
        case .lessOrEqual:
            let order = try order(left, right, &meter)
            return order == .less || order == .equal
        case .greaterOrEqual:
            let order = try order(left, right, &meter)
            return order == .greater || order == .equal
        case .member: return try isMember(left, of: right, &meter)
        case .contains, .startsWith, .endsWith, .matches: return try text(left, right, &meter)
        }
    }

    private func order(
        _ left: ExpressionValue, _ right: ExpressionValue, _ meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue.Order {
        guard let order = try ExpressionValue.order(left, right, meter: &meter) else {
            throw ExpressionValue.noOverload(name, left, right)
        }
        return order
    }

    private func isMember(
        _ value: ExpressionValue, of container: ExpressionValue, _ meter: inout Meter
    ) throws(ExpressionFault) -> Bool {
        switch container {
        case .list(let list):
            try meter.charge(forHashing: value)
            if let answer = list.indexedMembership(of: value) { return answer }
            for element in list.elements {
                try meter.charge()
                if try ExpressionValue.equals(value, element, meter: &meter) { return true }
            }
            return false
        case .map(let map):
            try meter.charge(forHashing: value)
            return map.hasKey(value)
        default: throw ExpressionValue.noOverload(name, value, container)
        }
    }

    private func text(
        _ left: ExpressionValue, _ right: ExpressionValue, _ meter: inout Meter
    ) throws(ExpressionFault) -> Bool {
        guard case .string(let text) = left, case .string(let sought) = right else {
            throw ExpressionValue.noOverload(name, left, right)
        }
        try meter.charge(bytes: text.utf8.count + sought.utf8.count)
        switch self {
        case .contains: return text.containsCodePoints(of: sought)
        case .startsWith: return text.hasCodePointPrefix(sought)
        case .endsWith: return text.hasCodePointSuffix(sought)
        default: return try WeighedPattern.compiling(sought, meter: &meter).isFound(in: text, meter: &meter)
        }
    }
}

/// A built-in function of two values.
enum BinaryFunction: Sendable, Hashable {
    case add, subtract, multiply, divide, remainder, index, optionalIndex
    case timePart(TimePart)

    func apply(
        _ left: ExpressionValue, _ right: ExpressionValue, meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue {
        switch self {
        case .add: return try ExpressionValue.add(left, right, meter: &meter)
        case .subtract: return try ExpressionValue.subtract(left, right)
        case .multiply: return try ExpressionValue.multiply(left, right)
        case .divide: return try ExpressionValue.divide(left, right)
        case .remainder: return try ExpressionValue.remainder(left, right)
        case .index: return try ExpressionValue.element(of: left, at: right, meter: &meter)
        case .optionalIndex: return try ExpressionValue.optionalElement(of: left, at: right, meter: &meter)
        case .timePart(let part): return try part.of(left, zone: right)
        }
    }
}

/// A built-in function of one value.
enum UnaryFunction: Sendable, Hashable {
    case not, negate, size, type
    /// `dyn()`: a word to the checker that does nothing during evaluation.
    case dyn
    case convert(Conversion)
    case timePart(TimePart)

    func apply(_ value: ExpressionValue, meter: inout Meter) throws(ExpressionFault) -> ExpressionValue {
        switch self {
        case .not:
            guard case .bool(let value) = value else { throw .noSuchOverload(of: "!", found: [value.typeName]) }
            return .bool(!value)
        case .negate: return try ExpressionValue.negate(value)
        case .size: return .int(Int64(try ExpressionValue.size(of: value, meter: &meter)))
        case .type: return .type(value.typeName)
        case .dyn: return value
        case .convert(let conversion): return try conversion.convert(value, meter: &meter)
        case .timePart(let part): return try part.of(value)
        }
    }
}

extension ExpressionValue {
    fileprivate static func size(of value: ExpressionValue, meter: inout Meter) throws(ExpressionFault) -> Int {
        switch value {
        case .string(let text):
            try meter.charge(bytes: text.utf8.count)
            return text.codePointCount
        case .bytes(let bytes): return bytes.count
        case .list(let list): return list.elements.count
        case .map(let map): return map.entries.count
        default: throw .noSuchOverload(of: "size", found: [value.typeName])
        }
    }

    /// `list[index]` and `map[key]`. A list also takes a uint or a whole double, as numbers are on one number line.
    fileprivate static func element(
        of container: ExpressionValue, at index: ExpressionValue, meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue {
        switch container {
        case .list(let list):
            guard let place = wholeNumber(index) else { throw noOverload("[]", container, index) }
            guard let place, list.elements.indices.contains(place) else {
                throw .indexOutOfBounds(index: index.excerpt, count: list.elements.count)
            }
            return list.elements[place]
        case .map(let map):
            try meter.charge(forHashing: index)
            guard let value = map[index] else { throw .noSuchKey(index.excerpt) }
            return value
        // What an optional value holds is looked into optionally.
        case .optional: return try optionalElement(of: container, at: index, meter: &meter)
        default: throw noOverload("[]", container, index)
        }
    }

    /// `list[?index]` and `map[?key]`: empty where there is no such element, and where the container itself is missing.
    fileprivate static func optionalElement(
        of container: ExpressionValue, at index: ExpressionValue, meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue {
        switch container {
        case .list(let list):
            guard let place = wholeNumber(index) else { throw noOverload("[?]", container, index) }
            guard let place, list.elements.indices.contains(place) else { return .optional(nil) }
            return .optional(list.elements[place])
        case .map(let map):
            try meter.charge(forHashing: index)
            return .optional(map[index])
        case .optional(let held):
            guard let held else { return container }
            return try optionalElement(of: held, at: index, meter: &meter)
        default: throw noOverload("[?]", container, index)
        }
    }

    /// Nil for what is no number, nil inside for a number that is no index of any list.
    private static func wholeNumber(_ value: ExpressionValue) -> Int?? {
        switch value {
        case .int(let value): .some(Int(exactly: value))
        case .uint(let value): .some(Int(exactly: value))
        case .double(let value): .some(Int(exactly: value))
        default: nil
        }
    }
}
