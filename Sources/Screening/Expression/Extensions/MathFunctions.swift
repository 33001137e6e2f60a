/// The mathematics of the extension `math`: extremes, rounding, signs and bits.
enum MathFunctions {
    static let overloads: [String: [Overload]] = [
        "math.greatest": extremes(.greater), "math.least": extremes(.less),
        "math.ceil": onDouble { $0.rounded(.up) }, "math.floor": onDouble { $0.rounded(.down) },
        // Halves go away from zero.
        "math.round": onDouble { $0.rounded(.toNearestOrAwayFromZero) },
        "math.trunc": onDouble { $0.rounded(.towardZero) },
        "math.isNaN": ofDouble { $0.isNaN }, "math.isInf": ofDouble { $0.isInfinite },
        "math.isFinite": ofDouble { $0.isFinite },
        "math.sqrt": numbers.map { Overload.extended([$0], .double, squareRoot) },
        "math.abs": numbers.map { Overload.extended([$0], $0, absolute) },
        "math.sign": numbers.map { Overload.extended([$0], $0, sign) },
        "math.bitAnd": bits { $0 & $1 }, "math.bitOr": bits { $0 | $1 }, "math.bitXor": bits { $0 ^ $1 },
        "math.bitNot": [ExpressionType.int, .uint].map { Overload.extended([$0], $0, complement) },
        "math.bitShiftLeft": shifts { $0 << $1 }, "math.bitShiftRight": shifts { $0 >> $1 },
    ]

    private static let numbers: [ExpressionType] = [.int, .uint, .double]

    // MARK: Extremes

    /// One number, two of any types, or a list of them; the parser makes a list of more than two.
    private static func extremes(_ wanted: ExpressionValue.Order) -> [Overload] {
        let one = numbers.map { type in Overload.extended([type], type) { arguments, _ in arguments[0] } }
        let two = numbers.flatMap { left in
            numbers.map { right in
                Overload.extended([left, right], left == right ? left : .dyn) {
                    (arguments, meter) throws(ExpressionFault) in try extreme(arguments, wanted, &meter)
                }
            }
        }
        let lists = numbers.map { element in
            Overload.extended([.list(element)], element) { (arguments, meter) throws(ExpressionFault) in
                guard case .list(let list) = arguments[0] else { throw noNumber(arguments[0], wanted) }
                return try extreme(list.elements, wanted, &meter)
            }
        }
        return one + two + lists
    }

    /// The first of those that no other exceeds; of equal ones the first.
    private static func extreme(
        _ values: [ExpressionValue], _ wanted: ExpressionValue.Order, _ meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue {
        guard var best = values.first else { throw .outOfRange("\(name(wanted)) of an empty list") }
        guard best.isNumber else { throw noNumber(best, wanted) }
        try meter.charge(values.count)
        for value in values.dropFirst() {
            guard value.isNumber else { throw noNumber(value, wanted) }
            if try ExpressionValue.order(value, best, meter: &meter) == wanted { best = value }
        }
        return best
    }

    private static func name(_ wanted: ExpressionValue.Order) -> String {
        wanted == .greater ? "math.greatest" : "math.least"
    }

    private static func noNumber(_ value: ExpressionValue, _ wanted: ExpressionValue.Order) -> ExpressionFault {
        .noSuchOverload(of: name(wanted), found: [value.typeName])
    }

    // MARK: Numbers

    private static func onDouble(_ change: @escaping @Sendable (Double) -> Double) -> [Overload] {
        [
            .extended([.double], .double) { (arguments, _) throws(ExpressionFault) in
                .double(change(try double(arguments[0])))
            }
        ]
    }

    private static func ofDouble(_ holds: @escaping @Sendable (Double) -> Bool) -> [Overload] {
        [
            .extended([.double], .bool) { (arguments, _) throws(ExpressionFault) in
                .bool(holds(try double(arguments[0])))
            }
        ]
    }

    private static func double(_ value: ExpressionValue) throws(ExpressionFault) -> Double {
        guard case .double(let number) = value else { throw .noSuchOverload(of: "math", found: [value.typeName]) }
        return number
    }

    @Sendable private static func squareRoot(
        _ arguments: [ExpressionValue], _ meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue {
        switch arguments[0] {
        case .int(let value): .double(Double(value).squareRoot())
        case .uint(let value): .double(Double(value).squareRoot())
        case .double(let value): .double(value.squareRoot())
        case let other: throw .noSuchOverload(of: "math.sqrt", found: [other.typeName])
        }
    }

    @Sendable private static func absolute(
        _ arguments: [ExpressionValue], _ meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue {
        switch arguments[0] {
        case .int(Int64.min): throw .overflow("math.abs")
        case .int(let value): .int(abs(value))
        case .uint(let value): .uint(value)
        case .double(let value): .double(abs(value))
        case let other: throw .noSuchOverload(of: "math.abs", found: [other.typeName])
        }
    }

    @Sendable private static func sign(
        _ arguments: [ExpressionValue], _ meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue {
        switch arguments[0] {
        case .int(let value): .int(value.signum())
        case .uint(let value): .uint(value == 0 ? 0 : 1)
        case .double(let value): .double(value.isNaN ? value : value > 0 ? 1 : value < 0 ? -1 : 0)
        case let other: throw .noSuchOverload(of: "math.sign", found: [other.typeName])
        }
    }

    // MARK: Bits

    private static func bits(_ join: @escaping @Sendable (UInt64, UInt64) -> UInt64) -> [Overload] {
        [ExpressionType.int, .uint].map { type in
            .extended([type, type], type) { (arguments, _) throws(ExpressionFault) in
                switch (arguments[0], arguments[1]) {
                case (.int(let left), .int(let right)):
                    return .int(Int64(bitPattern: join(UInt64(bitPattern: left), UInt64(bitPattern: right))))
                case (.uint(let left), .uint(let right)): return .uint(join(left, right))
                case (let left, let right): throw ExpressionValue.noOverload("math.bit", left, right)
                }
            }
        }
    }

    @Sendable private static func complement(
        _ arguments: [ExpressionValue], _ meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue {
        switch arguments[0] {
        case .int(let value): .int(~value)
        case .uint(let value): .uint(~value)
        case let other: throw .noSuchOverload(of: "math.bitNot", found: [other.typeName])
        }
    }

    /// Shifts move the bits of an int as those of a uint: zeros come in from either side.
    private static func shifts(_ shift: @escaping @Sendable (UInt64, Int64) -> UInt64) -> [Overload] {
        [ExpressionType.int, .uint].map { type in
            .extended([type, .int], type) { (arguments, _) throws(ExpressionFault) in
                guard case .int(let places) = arguments[1] else {
                    throw ExpressionValue.noOverload("math.bitShift", arguments[0], arguments[1])
                }
                guard places >= 0 else { throw .outOfRange("a shift by \(places) places") }
                switch arguments[0] {
                case .int(let value): return .int(Int64(bitPattern: shift(UInt64(bitPattern: value), places)))
                case .uint(let value): return .uint(shift(value, places))
                default: throw ExpressionValue.noOverload("math.bitShift", arguments[0], arguments[1])
                }
            }
        }
    }
}

extension ExpressionValue {
    var isNumber: Bool {
        switch self {
        case .int, .uint, .double: true
        default: false
        }
    }
}
