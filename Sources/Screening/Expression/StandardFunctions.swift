/// The standard environment's operators and functions with their signatures (langdef.md, "Standard Definitions").
enum StandardFunctions {
    static let overloads: [String: [Overload]] = [
        "==": [Overload([a, a], .bool, .test(.equal))],
        "!=": [Overload([a, a], .bool, .test(.notEqual))],
        "<": ordered(.less), "<=": ordered(.lessOrEqual), ">": ordered(.greater), ">=": ordered(.greaterOrEqual),
        "in": [
            Overload([a, .list(a)], .bool, .test(.member)), Overload([a, .map(a, b)], .bool, .test(.member)),
        ],
        "[]": [
            Overload([.list(a), .int], a, .binary(.index)), Overload([.map(a, b), a], b, .binary(.index)),
            Overload([.optional(.list(a)), .int], .optional(a), .binary(.index)),
            Overload([.optional(.map(a, b)), a], .optional(b), .binary(.index)),
        ],
        "[?]": [
            Overload([.list(a), .int], .optional(a), .binary(.optionalIndex)),
            Overload([.map(a, b), a], .optional(b), .binary(.optionalIndex)),
            Overload([.optional(.list(a)), .int], .optional(a), .binary(.optionalIndex)),
            Overload([.optional(.map(a, b)), a], .optional(b), .binary(.optionalIndex)),
        ],
        "+": [
            Overload([.int, .int], .int, .binary(.add)), Overload([.uint, .uint], .uint, .binary(.add)),
            Overload([.double, .double], .double, .binary(.add)),
            Overload([.string, .string], .string, .binary(.add)),
            Overload([.bytes, .bytes], .bytes, .binary(.add)),
            Overload([.list(a), .list(a)], .list(a), .binary(.add)),
            Overload([.timestamp, .duration], .timestamp, .binary(.add)),
            Overload([.duration, .timestamp], .timestamp, .binary(.add)),
            Overload([.duration, .duration], .duration, .binary(.add)),
        ],
        "-": [
            Overload([.int, .int], .int, .binary(.subtract)), Overload([.uint, .uint], .uint, .binary(.subtract)),
            Overload([.double, .double], .double, .binary(.subtract)),
            Overload([.timestamp, .timestamp], .duration, .binary(.subtract)),
            Overload([.timestamp, .duration], .timestamp, .binary(.subtract)),
            Overload([.duration, .duration], .duration, .binary(.subtract)),
        ],
        "*": [.int, .uint, .double].map { Overload([$0, $0], $0, .binary(.multiply)) },
        "/": [.int, .uint, .double].map { Overload([$0, $0], $0, .binary(.divide)) },
        "%": [.int, .uint].map { Overload([$0, $0], $0, .binary(.remainder)) },
        "-_": [.int, .double].map { Overload([$0], $0, .unary(.negate)) },
        "!": [Overload([.bool], .bool, .unary(.not))],
        "size": [.string, .bytes, .list(a), .map(a, b)].flatMap { sized in
            [
                Overload([sized], .int, .unary(.size)), Overload([sized], .int, isMember: true, .unary(.size)),
            ]
        },
        "contains": [Overload([.string, .string], .bool, isMember: true, .test(.contains))],
        "startsWith": [Overload([.string, .string], .bool, isMember: true, .test(.startsWith))],
        "endsWith": [Overload([.string, .string], .bool, isMember: true, .test(.endsWith))],
        "matches": [
            Overload([.string, .string], .bool, .test(.matches)),
            Overload([.string, .string], .bool, isMember: true, .test(.matches)),
        ],
        "int": conversions(to: .int, .int, from: [.int, .uint, .double, .string, .timestamp]),
        "uint": conversions(to: .uint, .uint, from: [.uint, .int, .double, .string]),
        "double": conversions(to: .double, .double, from: [.double, .int, .uint, .string]),
        "string": conversions(
            to: .string, .string, from: [.string, .bool, .int, .uint, .double, .bytes, .timestamp, .duration]),
        "bytes": conversions(to: .bytes, .bytes, from: [.bytes, .string]),
        "bool": conversions(to: .bool, .bool, from: [.bool, .string]),
        "timestamp": conversions(to: .timestamp, .timestamp, from: [.timestamp, .string, .int]),
        "duration": conversions(to: .duration, .duration, from: [.duration, .string]),
        "type": [Overload([a], .type(a), .unary(.type))],
        "dyn": [Overload([a], .dyn, .unary(.dyn))],
        "getFullYear": parts(.fullYear), "getMonth": parts(.month), "getDate": parts(.date),
        "getDayOfMonth": parts(.dayOfMonth), "getDayOfWeek": parts(.dayOfWeek), "getDayOfYear": parts(.dayOfYear),
        "getHours": parts(.hours, ofDurations: true), "getMinutes": parts(.minutes, ofDurations: true),
        "getSeconds": parts(.seconds, ofDurations: true),
        "getMilliseconds": parts(.milliseconds, ofDurations: true),
    ]

    /// The names that denote types as values.
    static let typeNames: [String: ExpressionType] = [
        "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string, "bytes": .bytes,
        "list": .list(.dyn), "map": .map(.dyn, .dyn), "null_type": .null, "type": .type(.dyn),
        ExpressionType.optionalName: .optional(.dyn),
        "google.protobuf.Timestamp": .timestamp, "google.protobuf.Duration": .duration,
    ]

    private static let a = ExpressionType.parameter("A")
    private static let b = ExpressionType.parameter("B")

    private static func ordered(_ test: Test) -> [Overload] {
        let types: [ExpressionType] = [.bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration]
        return types.map { Overload([$0, $0], .bool, .test(test)) }
    }

    private static func conversions(
        to result: ExpressionType, _ conversion: Conversion, from types: [ExpressionType]
    ) -> [Overload] {
        types.map { Overload([$0], result, .unary(.convert(conversion))) }
    }

    private static func parts(_ part: TimePart, ofDurations: Bool = false) -> [Overload] {
        let ofTimestamps = [
            Overload([.timestamp], .int, isMember: true, .unary(.timePart(part))),
            Overload([.timestamp, .string], .int, isMember: true, .binary(.timePart(part))),
        ]
        guard ofDurations else { return ofTimestamps }
        return ofTimestamps + [Overload([.duration], .int, isMember: true, .unary(.timePart(part)))]
    }
}
