/// The extension for optional values: `map.?key`, `list[?0]` and what is done with them.
enum OptionalFunctions {
    static let overloads: [String: [Overload]] = [
        "optional.of": [.extended([a], .optional(a)) { arguments, _ in .optional(arguments[0]) }],
        "optional.ofNonZeroValue": [
            .extended([a], .optional(a)) { arguments, _ in
                arguments[0].isZero ? .optional(nil) : .optional(arguments[0])
            }
        ],
        "optional.none": [.extended([], .optional(a)) { _, _ in .optional(nil) }],
        "optional.unwrap": [.extended([.list(.optional(a))], .list(a), unwrapped)],
        "unwrapOpt": [.extended([.list(.optional(a))], .list(a), isMember: true, unwrapped)],
        "hasValue": [
            .extended([.optional(a)], .bool, isMember: true) { (arguments, _) throws(ExpressionFault) in
                .bool(try held(arguments[0], "hasValue") != nil)
            }
        ],
        "value": [
            .extended([.optional(a)], a, isMember: true) { (arguments, _) throws(ExpressionFault) in
                guard let held = try held(arguments[0], "value") else { throw .emptyOptional }
                return held
            }
        ],
        "or": [
            .extended([.optional(a), .optional(a)], .optional(a), isMember: true) {
                (arguments, _) throws(ExpressionFault) in
                try held(arguments[0], "or") == nil ? arguments[1] : arguments[0]
            }
        ],
        "orValue": [
            .extended([.optional(a), a], a, isMember: true) { (arguments, _) throws(ExpressionFault) in
                try held(arguments[0], "orValue") ?? arguments[1]
            }
        ],
        "first": [ofList { $0.first }], "last": [ofList { $0.last }],
    ]

    private static let a = ExpressionType.parameter("T")

    private static func held(_ value: ExpressionValue, _ function: String) throws(ExpressionFault) -> ExpressionValue? {
        guard case .optional(let held) = value else { throw .noSuchOverload(of: function, found: [value.typeName]) }
        return held
    }

    private static func ofList(
        _ choose: @escaping @Sendable ([ExpressionValue]) -> ExpressionValue?
    ) -> Overload {
        .extended([.list(a)], .optional(a), isMember: true) { (arguments, _) throws(ExpressionFault) in
            .optional(choose(try ListFunctions.elements(arguments[0], "first or last")))
        }
    }

    @Sendable private static func unwrapped(
        _ arguments: [ExpressionValue], _ meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue {
        var kept: [ExpressionValue] = []
        for element in try ListFunctions.elements(arguments[0], "optional.unwrap") {
            try meter.charge()
            if let held = try held(element, "optional.unwrap") { kept.append(held) }
        }
        return .list(ExpressionList(kept))
    }
}

extension ExpressionValue {
    /// Whether it is what its type begins with: nothing, 0, an empty text, list or map.
    fileprivate var isZero: Bool {
        switch self {
        case .null, .bool(false), .int(0), .uint(0), .duration(nanoseconds: 0), .optional(nil): true
        case .double(let number): number == 0
        case .string(let text): text.isEmpty
        case .bytes(let bytes): bytes.isEmpty
        case .list(let list): list.elements.isEmpty
        case .map(let map): map.entries.isEmpty
        default: false
        }
    }
}
