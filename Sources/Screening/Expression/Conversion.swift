/// The type conversions `int()`, `uint()`, `double()`, `string()`, `bytes()`, `bool()`, `timestamp()` and `duration()`
/// (langdef.md, "Types and Conversions").
enum Conversion: UInt8, Sendable {
    case int, uint, double, string, bytes, bool, timestamp, duration

    func convert(_ value: ExpressionValue, meter: inout Meter) throws(ExpressionFault) -> ExpressionValue {
        // Reading a number or a date goes byte by byte.
        if case .string(let text) = value { try meter.charge(text.utf8.count >> 3) }
        let result: ExpressionValue?
        switch self {
        case .int: result = try Self.int(value)
        case .uint: result = try Self.uint(value)
        case .double: result = try Self.double(value)
        case .string: result = try Self.string(value, meter: &meter)
        case .bytes: result = try Self.bytes(value, meter: &meter)
        case .bool: result = try Self.bool(value)
        case .timestamp: result = try Self.timestamp(value)
        case .duration: result = try Self.duration(value)
        }
        guard let result else { throw .noSuchOverload(of: "\(self)", found: [value.typeName]) }
        return result
    }

    private static func int(_ value: ExpressionValue) throws(ExpressionFault) -> ExpressionValue? {
        switch value {
        case .int: return value
        case .uint(let value): return .int(try fitting(Int64(exactly: value), "\(value)u as int"))
        case .double(let value):
            // The specification excludes both ends of the range: a double near them is not exact.
            guard value > -0x1p63, value < 0x1p63 else { throw .outOfRange("\(value.celText) as int") }
            return .int(Int64(value))
        case .string(let text): return .int(try wellFormed(Int64(text), text, "int"))
        case .timestamp(let timestamp): return .int(timestamp.seconds)
        default: return nil
        }
    }

    private static func uint(_ value: ExpressionValue) throws(ExpressionFault) -> ExpressionValue? {
        switch value {
        case .uint: return value
        case .int(let value): return .uint(try fitting(UInt64(exactly: value), "\(value) as uint"))
        case .double(let value):
            guard value >= 0, value < 0x1p64 else { throw .outOfRange("\(value.celText) as uint") }
            return .uint(UInt64(value))
        case .string(let text):
            // Swift reads a sign here, CEL does not.
            let digits = text.utf8.first?.isDigit == true ? UInt64(text) : nil
            return .uint(try wellFormed(digits, text, "uint"))
        default: return nil
        }
    }

    private static func double(_ value: ExpressionValue) throws(ExpressionFault) -> ExpressionValue? {
        switch value {
        case .double: return value
        case .int(let value): return .double(Double(value))
        case .uint(let value): return .double(Double(value))
        case .string(let text):
            let number = try wellFormed(Double(text), text, "double")
            let isWritten = text.utf8.contains { $0 | 0x20 == UInt8(ascii: "n") }
            guard number.isFinite || isWritten else { throw .outOfRange("\(text.excerpt) as double") }
            return .double(number)
        default: return nil
        }
    }

    private static func string(
        _ value: ExpressionValue, meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue? {
        switch value {
        case .string: return value
        case .bool(let value): return .string(value ? "true" : "false")
        case .int(let value): return .string(String(value))
        case .uint(let value): return .string(String(value))
        case .double(let value): return .string(value.celText)
        case .bytes(let bytes):
            try meter.charge(bytes: bytes.count)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw .malformed(value.excerpt, as: "sequence of UTF-8")
            }
            return .string(text)
        case .timestamp(let timestamp): return .string(timestamp.description)
        case .duration(let nanoseconds): return .string(ExpressionDuration.text(nanoseconds))
        default: return nil
        }
    }

    private static func bytes(
        _ value: ExpressionValue, meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue? {
        switch value {
        case .bytes: return value
        case .string(let text):
            try meter.charge(bytes: text.utf8.count)
            return .bytes(Array(text.utf8))
        default: return nil
        }
    }

    private static func bool(_ value: ExpressionValue) throws(ExpressionFault) -> ExpressionValue? {
        switch value {
        case .bool: return value
        case .string(let text):
            switch text {
            case "true", "True", "TRUE", "t", "T", "1": return true
            case "false", "False", "FALSE", "f", "F", "0": return false
            default: throw .malformed(text.excerpt, as: "bool")
            }
        default: return nil
        }
    }

    private static func timestamp(_ value: ExpressionValue) throws(ExpressionFault) -> ExpressionValue? {
        switch value {
        case .timestamp: return value
        case .int(let seconds):
            return .timestamp(try fitting(ExpressionTimestamp(seconds: seconds), "\(seconds) as timestamp"))
        case .string(let text):
            return .timestamp(try wellFormed(ExpressionTimestamp(text: text), text, "timestamp of RFC 3339"))
        default: return nil
        }
    }

    private static func duration(_ value: ExpressionValue) throws(ExpressionFault) -> ExpressionValue? {
        switch value {
        case .duration: return value
        case .string(let text):
            return .duration(nanoseconds: try wellFormed(ExpressionDuration.nanoseconds(of: text), text, "duration"))
        default: return nil
        }
    }

    private static func fitting<T>(_ result: T?, _ what: String) throws(ExpressionFault) -> T {
        guard let result else { throw .outOfRange(what) }
        return result
    }

    private static func wellFormed<T>(_ result: T?, _ text: String, _ type: String) throws(ExpressionFault) -> T {
        guard let result else { throw .malformed(text.excerpt, as: type) }
        return result
    }
}

extension Double {
    /// The shortest decimal form that reads back as the same double, written as ECMA-262's Number::toString does:
    /// plain between 1e-6 and 1e21, with an exponent beyond.
    var celText: String {
        guard isFinite else { return isNaN ? "NaN" : self < 0 ? "-Infinity" : "Infinity" }
        let sign = self.sign == .minus ? "-" : ""
        guard self != 0 else { return sign + "0" }
        let parts = magnitude.description.split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = mantissa[0]
        let decimals = mantissa.count > 1 && mantissa[1] != "0" ? mantissa[1] : ""
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let leadingZeros = (whole + decimals).prefix { $0 == "0" }.count
        var digits = String((whole + decimals).dropFirst(leadingZeros))
        /// The decimal point stands after this many digits.
        let point = whole.count + exponent - leadingZeros
        while digits.last == "0" { digits.removeLast() }
        switch point {
        case digits.count...21: return sign + digits + String(repeating: "0", count: point - digits.count)
        case 1...21: return sign + digits.prefix(point) + "." + digits.dropFirst(point)
        case -5...0: return sign + "0." + String(repeating: "0", count: -point) + digits
        default:
            let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
            return sign + digits.prefix(1) + fraction + "e" + (point > 0 ? "+" : "-") + String(abs(point - 1))
        }
    }
}
