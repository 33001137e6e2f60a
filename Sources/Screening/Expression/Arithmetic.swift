/// Arithmetic of values (langdef.md, "Arithmetic Operators" and "Overflow").
extension ExpressionValue {
    static func add(
        _ left: ExpressionValue, _ right: ExpressionValue, meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue {
        switch (left, right) {
        case (.int(let left), .int(let right)):
            return .int(try exact(left.addingReportingOverflow(right), "int + int"))
        case (.uint(let left), .uint(let right)):
            return .uint(try exact(left.addingReportingOverflow(right), "uint + uint"))
        case (.double(let left), .double(let right)): return .double(left + right)
        case (.string(let left), .string(let right)):
            try meter.charge(bytes: left.utf8.count + right.utf8.count)
            return .string(left + right)
        case (.bytes(let left), .bytes(let right)):
            try meter.charge(bytes: left.count + right.count)
            return .bytes(left + right)
        case (.list(let left), .list(let right)):
            try meter.charge(left.elements.count + right.elements.count)
            return .list(ExpressionList(left.elements + right.elements))
        case (.timestamp(let timestamp), .duration(let duration)),
            (.duration(let duration), .timestamp(let timestamp)):
            return .timestamp(try inRange(timestamp.advanced(by: duration), "timestamp + duration"))
        case (.duration(let left), .duration(let right)):
            return .duration(
                nanoseconds: try exact(left.addingReportingOverflow(right), "duration + duration"))
        default: throw noOverload("+", left, right)
        }
    }

    static func subtract(
        _ left: ExpressionValue, _ right: ExpressionValue
    ) throws(ExpressionFault) -> ExpressionValue {
        switch (left, right) {
        case (.int(let left), .int(let right)):
            return .int(try exact(left.subtractingReportingOverflow(right), "int - int"))
        case (.uint(let left), .uint(let right)):
            return .uint(try exact(left.subtractingReportingOverflow(right), "uint - uint"))
        case (.double(let left), .double(let right)): return .double(left - right)
        case (.timestamp(let left), .timestamp(let right)):
            return .duration(nanoseconds: try inRange(left.nanoseconds(since: right), "timestamp - timestamp"))
        case (.timestamp(let timestamp), .duration(let duration)):
            let (negated, overflow) = Int64(0).subtractingReportingOverflow(duration)
            // The least duration has no negation, but is still within the range of most timestamps.
            let moved = overflow ? timestamp.advanced(by: .max)?.advanced(by: 1) : timestamp.advanced(by: negated)
            return .timestamp(try inRange(moved, "timestamp - duration"))
        case (.duration(let left), .duration(let right)):
            return .duration(
                nanoseconds: try exact(left.subtractingReportingOverflow(right), "duration - duration"))
        default: throw noOverload("-", left, right)
        }
    }

    static func multiply(
        _ left: ExpressionValue, _ right: ExpressionValue
    ) throws(ExpressionFault) -> ExpressionValue {
        switch (left, right) {
        case (.int(let left), .int(let right)):
            return .int(try exact(left.multipliedReportingOverflow(by: right), "int * int"))
        case (.uint(let left), .uint(let right)):
            return .uint(try exact(left.multipliedReportingOverflow(by: right), "uint * uint"))
        case (.double(let left), .double(let right)): return .double(left * right)
        default: throw noOverload("*", left, right)
        }
    }

    static func divide(_ left: ExpressionValue, _ right: ExpressionValue) throws(ExpressionFault) -> ExpressionValue {
        switch (left, right) {
        case (.int(_), .int(0)), (.uint(_), .uint(0)): throw .divisionByZero
        case (.int(let left), .int(let right)):
            return .int(try exact(left.dividedReportingOverflow(by: right), "int / int"))
        case (.uint(let left), .uint(let right)): return .uint(left / right)
        case (.double(let left), .double(let right)): return .double(left / right)
        default: throw noOverload("/", left, right)
        }
    }

    static func remainder(
        _ left: ExpressionValue, _ right: ExpressionValue
    ) throws(ExpressionFault) -> ExpressionValue {
        switch (left, right) {
        case (.int(_), .int(0)), (.uint(_), .uint(0)): throw .divisionByZero
        case (.int(let left), .int(let right)):
            return .int(try exact(left.remainderReportingOverflow(dividingBy: right), "int % int"))
        case (.uint(let left), .uint(let right)): return .uint(left % right)
        default: throw noOverload("%", left, right)
        }
    }

    static func negate(_ value: ExpressionValue) throws(ExpressionFault) -> ExpressionValue {
        switch value {
        case .int(let value): return .int(try exact(Int64(0).subtractingReportingOverflow(value), "-int"))
        case .double(let value): return .double(-value)
        default: throw .noSuchOverload(of: "-", found: [value.typeName])
        }
    }

    static func noOverload(
        _ function: String, _ left: ExpressionValue, _ right: ExpressionValue
    ) -> ExpressionFault {
        .noSuchOverload(of: function, found: [left.typeName, right.typeName])
    }

    private static func exact<T>(
        _ result: (partialValue: T, overflow: Bool), _ operation: String
    ) throws(ExpressionFault) -> T {
        guard !result.overflow else { throw .overflow(operation) }
        return result.partialValue
    }

    private static func inRange<T>(_ result: T?, _ operation: String) throws(ExpressionFault) -> T {
        guard let result else { throw .overflow(operation) }
        return result
    }
}
