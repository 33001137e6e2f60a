/// The extension `strings`. Places in a text are counted in code points, from 0.
enum StringFunctions {
    static let overloads: [String: [Overload]] = [
        "charAt": [member([.int], .string, charAt)],
        "indexOf": [member([.string], .int, indexOf), member([.string, .int], .int, indexOf)],
        "lastIndexOf": [member([.string], .int, lastIndexOf), member([.string, .int], .int, lastIndexOf)],
        "lowerAscii": [
            member([], .string) { text, _, _ in .string(mapASCII(text) { (65...90).contains($0) ? $0 + 32 : $0 }) }
        ],
        "upperAscii": [
            member([], .string) { text, _, _ in .string(mapASCII(text) { (97...122).contains($0) ? $0 - 32 : $0 }) }
        ],
        "replace": [
            member([.string, .string], .string, replace), member([.string, .string, .int], .string, replace),
        ],
        "split": [
            member([.string], .list(.string), split), member([.string, .int], .list(.string), split),
        ],
        "substring": [member([.int], .string, substring), member([.int, .int], .string, substring)],
        "trim": [member([], .string) { text, _, _ in .string(trimmed(text)) }],
        "reverse": [
            member([], .string) { text, _, _ in
                .string(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
            }
        ] + ListFunctions.reverse,
        "join": [
            .extended([.list(.string)], .string, isMember: true, join),
            .extended([.list(.string), .string], .string, isMember: true, join),
        ],
        "strings.quote": [
            .extended([.string], .string) { (arguments, meter) throws(ExpressionFault) in
                .string(quoted(try text(arguments[0], "strings.quote", &meter)))
            }
        ],
        "format": [
            .extended([.string, .list(.dyn)], .string, isMember: true) { (arguments, meter) throws(ExpressionFault) in
                guard case .list(let values) = arguments[1] else {
                    throw ExpressionValue.noOverload("format", arguments[0], arguments[1])
                }
                let clauses = try text(arguments[0], "format", &meter)
                return .string(try StringFormat.text(clauses, values.elements, &meter))
            }
        ],
    ]

    private typealias OnText =
        @Sendable (String, [ExpressionValue], inout Meter) throws(ExpressionFault) -> ExpressionValue

    /// A member function of a text; its work sees the arguments behind it.
    private static func member(
        _ parameters: [ExpressionType], _ result: ExpressionType, _ work: @escaping OnText
    ) -> Overload {
        .extended([.string] + parameters, result, isMember: true) { (arguments, meter) throws(ExpressionFault) in
            let text = try text(arguments[0], "a text's function", &meter)
            return try work(text, Array(arguments.dropFirst()), &meter)
        }
    }

    // MARK: Arguments

    static func text(
        _ value: ExpressionValue, _ function: String, _ meter: inout Meter
    ) throws(ExpressionFault) -> String {
        guard case .string(let text) = value else { throw .noSuchOverload(of: function, found: [value.typeName]) }
        // Each code point is looked at by itself: more work than reading bytes.
        try meter.charge(1 + text.utf8.count >> 3)
        return text
    }

    private static func text(
        _ arguments: [ExpressionValue], _ place: Int, _ meter: inout Meter
    ) throws(ExpressionFault) -> [Unicode.Scalar] {
        Array(try text(arguments[place], "a text's function", &meter).unicodeScalars)
    }

    private static func whole(_ value: ExpressionValue) throws(ExpressionFault) -> Int {
        guard case .int(let number) = value, let whole = Int(exactly: number) else {
            throw .noSuchOverload(of: "a text's function", found: [value.typeName])
        }
        return whole
    }

    /// A place from 0 to `count`, the end.
    private static func place(_ value: ExpressionValue, _ count: Int) throws(ExpressionFault) -> Int {
        let place = try whole(value)
        guard (0...count).contains(place) else {
            throw .outOfRange("index \(place) of a text of \(count) characters")
        }
        return place
    }

    private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> ExpressionValue {
        .string(String(String.UnicodeScalarView(scalars)))
    }

    // MARK: Parts

    @Sendable private static func charAt(
        _ text: String, _ arguments: [ExpressionValue], _ meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue {
        let scalars = Array(text.unicodeScalars)
        let place = try place(arguments[0], scalars.count)
        return self.text(scalars[place..<min(place + 1, scalars.count)])
    }

    @Sendable private static func substring(
        _ text: String, _ arguments: [ExpressionValue], _ meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue {
        let scalars = Array(text.unicodeScalars)
        let first = try place(arguments[0], scalars.count)
        let end = arguments.count > 1 ? try place(arguments[1], scalars.count) : scalars.count
        guard first <= end else { throw .outOfRange("a part from \(first) to \(end)") }
        return self.text(scalars[first..<end])
    }

    static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    private static func mapASCII(_ text: String, _ change: (UInt8) -> UInt8) -> String {
        String(decoding: text.utf8.map(change), as: UTF8.self)
    }

    // MARK: Finding

    @Sendable private static func indexOf(
        _ text: String, _ arguments: [ExpressionValue], _ meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue {
        let scalars = Array(text.unicodeScalars)
        let sought = try self.text(arguments, 0, &meter)
        let first = arguments.count > 1 ? try place(arguments[1], scalars.count) : 0
        return .int(Int64(try find(sought, in: scalars, from: first, &meter) ?? -1))
    }

    @Sendable private static func lastIndexOf(
        _ text: String, _ arguments: [ExpressionValue], _ meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue {
        let scalars = Array(text.unicodeScalars)
        let sought = try self.text(arguments, 0, &meter)
        let last = arguments.count > 1 ? try place(arguments[1], scalars.count) : scalars.count
        guard sought.count <= scalars.count else { return -1 }
        for place in (0...min(last, scalars.count - sought.count)).reversed() {
            try meter.charge()
            if try isAt(place, sought, scalars, &meter) { return .int(Int64(place)) }
        }
        return -1
    }

    private static func find(
        _ sought: [Unicode.Scalar], in scalars: [Unicode.Scalar], from first: Int, _ meter: inout Meter
    ) throws(ExpressionFault) -> Int? {
        guard first + sought.count <= scalars.count else { return nil }
        for place in first...scalars.count - sought.count where try isAt(place, sought, scalars, &meter) {
            return place
        }
        return nil
    }

    /// Every eight characters that are the same cost a step: a search that nearly finds everywhere is a slow one.
    private static func isAt(
        _ place: Int, _ sought: [Unicode.Scalar], _ scalars: [Unicode.Scalar], _ meter: inout Meter
    ) throws(ExpressionFault) -> Bool {
        for offset in sought.indices {
            guard scalars[place + offset] == sought[offset] else { return false }
            if offset & 7 == 7 { try meter.charge() }
        }
        return true
    }

    // MARK: Making

    /// All occurrences, or so many from the left; an empty text occurs before each character and at the end.
    @Sendable private static func replace(
        _ text: String, _ arguments: [ExpressionValue], _ meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue {
        let scalars = Array(text.unicodeScalars)
        let old = try self.text(arguments, 0, &meter)
        let new = try self.text(arguments, 1, &meter)
        var left = arguments.count > 2 ? try whole(arguments[2]) : -1
        var made: [Unicode.Scalar] = []
        var place = 0
        while left != 0, let next = try find(old, in: scalars, from: place, &meter) {
            try meter.charge(1 + (next - place + new.count) >> 3)
            made += scalars[place..<next]
            made += new
            place = next + old.count
            if old.isEmpty {
                guard place < scalars.count else { return self.text(made) }
                made.append(scalars[place])
                place += 1
            }
            left -= 1
        }
        return self.text(made + scalars[place...])
    }

    /// Between occurrences of a separator, at most so many parts; an empty one parts all characters.
    @Sendable private static func split(
        _ text: String, _ arguments: [ExpressionValue], _ meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue {
        let scalars = Array(text.unicodeScalars)
        let separator = try self.text(arguments, 0, &meter)
        let limit = arguments.count > 1 ? try whole(arguments[1]) : -1
        guard limit != 0 else { return .list(ExpressionList([])) }
        var parts: [ExpressionValue] = []
        var place = 0
        while limit < 0 || parts.count < limit - 1 {
            try meter.charge()
            let next: Int?
            if separator.isEmpty {
                next = place + 1 < scalars.count ? place + 1 : nil
            } else {
                next = try find(separator, in: scalars, from: place, &meter)
            }
            guard let next else { break }
            parts.append(self.text(scalars[place..<next]))
            place = next + separator.count
        }
        if !(separator.isEmpty && scalars.isEmpty) { parts.append(self.text(scalars[place...])) }
        return .list(ExpressionList(parts))
    }

    @Sendable private static func join(
        _ arguments: [ExpressionValue], _ meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue {
        guard case .list(let list) = arguments[0] else {
            throw .noSuchOverload(of: "join", found: [arguments[0].typeName])
        }
        let separator = arguments.count > 1 ? try text(arguments[1], "join", &meter) : ""
        var joined = ""
        for (place, element) in list.elements.enumerated() {
            try meter.charge(1 + separator.utf8.count >> 3)
            if place > 0 { joined += separator }
            joined += try text(element, "join", &meter)
        }
        return .string(joined)
    }

    /// The text between double quotes, with the escapes that a literal would need.
    static func quoted(_ text: String) -> String {
        let escapes: [Unicode.Scalar: String] = [
            "\u{07}": "\\a", "\u{08}": "\\b", "\u{0C}": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u{0B}": "\\v",
            "\\": "\\\\", "\"": "\\\"",
        ]
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if let escape = escapes[scalar] { quoted += escape } else { quoted.unicodeScalars.append(scalar) }
        }
        return quoted + "\""
    }
}
