/// `text.format(values)` of the extension `strings`: `%s`, `%d`, `%f`, `%e`, `%b`, `%o`, `%x`, `%X` and `%%`; `%.3f` and `%.3e` with
/// so many digits behind the point, 6 without.
enum StringFormat {
    /// Digits behind the point at the most.
    private static let precisionLimit = 1_000

    static func text(
        _ clauses: String, _ values: [ExpressionValue], _ meter: inout Meter
    ) throws(ExpressionFault) -> String {
        var made = ""
        var rest = clauses.unicodeScalars[...]
        var next = 0
        while let scalar = rest.popFirst() {
            guard scalar == "%" else {
                made.unicodeScalars.append(scalar)
                continue
            }
            if rest.first == "%" {
                rest.removeFirst()
                made += "%"
                continue
            }
            let precision = try precision(&rest)
            guard let letter = rest.popFirst() else { throw .malformed(clauses.excerpt, as: "format: it ends with %") }
            guard next < values.count else { throw .indexOutOfBounds(index: "\(next)", count: values.count) }
            let piece = try piece(letter, precision, values[next], &meter)
            try meter.charge(1 + piece.utf8.count >> 3)
            made += piece
            next += 1
        }
        return made
    }

    private static func precision(
        _ rest: inout Substring.UnicodeScalarView
    ) throws(ExpressionFault) -> Int? {
        guard rest.first == "." else { return nil }
        rest.removeFirst()
        var digits = 0
        var count = 0
        while let digit = rest.first?.value, (48...57).contains(digit) {
            rest.removeFirst()
            digits = min(digits * 10 + Int(digit - 48), precisionLimit + 1)
            count += 1
        }
        guard count > 0, digits <= precisionLimit else { throw .outOfRange("a format's digits behind the point") }
        return digits
    }

    private static func piece(
        _ letter: Unicode.Scalar, _ precision: Int?, _ value: ExpressionValue, _ meter: inout Meter
    ) throws(ExpressionFault) -> String {
        switch letter {
        case "s": return try shown(value, &meter)
        case "d": return try decimal(value)
        case "f", "e":
            let number = try number(value, letter)
            // Digits beyond the double's own are counted out one by one.
            let size = number.isNormal ? abs(Int(number.exponent)) : 1_074
            try meter.charge(1 + (precision ?? 6) >> 3 + size * size >> 4)
            return DecimalText.of(number, digits: precision ?? 6, isScientific: letter == "e")
        case "b": return try binary(value)
        case "o": return try radix(value, 8, letter)
        case "x": return try hexadecimal(value, &meter)
        case "X": return try hexadecimal(value, &meter).uppercased()
        default: throw .malformed("%\(letter)", as: "format clause; expected %s %d %f %e %b %o %x or %X")
        }
    }

    private static func wrong(_ letter: Unicode.Scalar, _ value: ExpressionValue) -> ExpressionFault {
        .noSuchOverload(of: "%\(letter)", found: [value.typeName])
    }

    private static func decimal(_ value: ExpressionValue) throws(ExpressionFault) -> String {
        switch value {
        case .int(let number): return String(number)
        case .uint(let number): return String(number)
        case .double(let number) where !number.isFinite: return number.celText
        default: throw wrong("d", value)
        }
    }

    private static func number(_ value: ExpressionValue, _ letter: Unicode.Scalar) throws(ExpressionFault) -> Double {
        switch value {
        case .int(let number): return Double(number)
        case .uint(let number): return Double(number)
        case .double(let number): return number
        default: throw wrong(letter, value)
        }
    }

    private static func binary(_ value: ExpressionValue) throws(ExpressionFault) -> String {
        if case .bool(let value) = value { return value ? "1" : "0" }
        return try radix(value, 2, "b")
    }

    private static func radix(
        _ value: ExpressionValue, _ radix: Int, _ letter: Unicode.Scalar
    ) throws(ExpressionFault) -> String {
        switch value {
        case .int(let number): return String(number, radix: radix)
        case .uint(let number): return String(number, radix: radix)
        default: throw wrong(letter, value)
        }
    }

    private static func hexadecimal(_ value: ExpressionValue, _ meter: inout Meter) throws(ExpressionFault) -> String {
        switch value {
        case .string(let text): return try hexadecimal(Array(text.utf8), &meter)
        case .bytes(let bytes): return try hexadecimal(bytes, &meter)
        default: return try radix(value, 16, "x")
        }
    }

    private static func hexadecimal(_ bytes: [UInt8], _ meter: inout Meter) throws(ExpressionFault) -> String {
        try meter.charge(bytes.count >> 3)
        return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    // MARK: Any value

    /// A value as `%s` shows it: texts without quotes, maps in the order of their keys' texts.
    private static func shown(_ value: ExpressionValue, _ meter: inout Meter) throws(ExpressionFault) -> String {
        try meter.charge()
        switch value {
        case .string(let text):
            try meter.charge(bytes: text.utf8.count)
            return text
        case .bytes(let bytes):
            try meter.charge(bytes: bytes.count)
            return String(decoding: bytes, as: UTF8.self)
        case .uint(let number): return String(number)
        case .timestamp(let timestamp): return timestamp.description
        case .duration(let nanoseconds): return ExpressionDuration.text(nanoseconds)
        case .list(let list):
            var parts: [String] = []
            for element in list.elements { parts.append(try shown(element, &meter)) }
            return "[" + parts.joined(separator: ", ") + "]"
        case .map(let map):
            var parts: [(key: String, value: String)] = []
            for entry in map.entries { parts.append((try shown(entry.key, &meter), try shown(entry.value, &meter))) }
            parts.sort { $0.key.precedes($1.key) }
            return "{" + parts.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
        case .null, .bool, .int, .double, .type: return value.description
        default: throw wrong("s", value)
        }
    }
}
