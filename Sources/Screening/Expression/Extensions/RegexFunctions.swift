/// The extension `regex`: parts of a text by patterns of RE2's syntax, found in linear time.
enum RegexFunctions {
    static let overloads: [String: [Overload]] = [
        "regex.extract": [
            .extended([.string, .string], .optional(.string)) { (arguments, meter) throws(ExpressionFault) in
                let (bytes, pattern, group) = try parts(arguments, "regex.extract", &meter)
                guard let found = try pattern.find(in: bytes, from: 0, meter: &meter), let place = found[group] else {
                    return .optional(nil)
                }
                return .optional(text(bytes[place]))
            }
        ],
        "regex.extractAll": [
            .extended([.string, .string], .list(.string)) { (arguments, meter) throws(ExpressionFault) in
                let (bytes, pattern, group) = try parts(arguments, "regex.extractAll", &meter)
                var all: [ExpressionValue] = []
                try each(pattern, bytes, &meter) { found, _ in
                    if let place = found[group] { all.append(text(bytes[place])) }
                    return true
                }
                return .list(ExpressionList(all))
            }
        ],
        "regex.replace": [
            .extended([.string, .string, .string], .string, replace),
            .extended([.string, .string, .string, .int], .string, replace),
        ],
    ]

    private static func text(_ bytes: some Collection<UInt8>) -> ExpressionValue {
        .string(String(decoding: bytes, as: UTF8.self))
    }

    /// A text, a pattern, and the group that is wanted: the only one, or the whole match where there is none.
    private static func parts(
        _ arguments: [ExpressionValue], _ function: String, _ meter: inout Meter
    ) throws(ExpressionFault) -> (bytes: [UInt8], pattern: WeighedPattern, group: Int) {
        let subject = try StringFunctions.text(arguments[0], function, &meter)
        let pattern = try WeighedPattern.compiling(
            try StringFunctions.text(arguments[1], function, &meter), meter: &meter)
        guard pattern.groupCount <= 1 else { throw .badPattern(reason: "\(function) takes one group at the most") }
        return (Array(subject.utf8), pattern, pattern.groupCount)
    }

    /// All matches from the left that do not overlap, until `take` says that it has enough.
    private static func each(
        _ pattern: WeighedPattern, _ bytes: [UInt8], _ meter: inout Meter,
        _ take: ([Range<Int>?], inout Meter) throws(ExpressionFault) -> Bool
    ) throws(ExpressionFault) {
        var place = 0
        while place <= bytes.count, let found = try pattern.find(in: bytes, from: place, meter: &meter),
            let whole = found[0]
        {
            guard try take(found, &meter) else { return }
            place = whole.upperBound
            guard whole.isEmpty else { continue }
            // Behind an empty match the next character is stepped over.
            repeat { place += 1 } while place < bytes.count && bytes[place] & 0xC0 == 0x80
        }
    }

    /// All matches, or so many from the left, replaced; `\\1` to `\\9` in the replacement are the match's groups, `\\0` is all of it.
    @Sendable private static func replace(
        _ arguments: [ExpressionValue], _ meter: inout Meter
    ) throws(ExpressionFault) -> ExpressionValue {
        let bytes = Array(try StringFunctions.text(arguments[0], "regex.replace", &meter).utf8)
        let pattern = try WeighedPattern.compiling(
            try StringFunctions.text(arguments[1], "regex.replace", &meter), meter: &meter)
        let pieces = try pieces(try StringFunctions.text(arguments[2], "regex.replace", &meter), pattern)
        var left = Int64(-1)
        if arguments.count > 3, case .int(let count) = arguments[3] { left = count }
        guard left != 0 else { return arguments[0] }
        var made: [UInt8] = []
        var place = 0
        try each(pattern, bytes, &meter) { (found, meter) throws(ExpressionFault) in
            let before = made.count
            guard let whole = found[0] else { return true }
            made += bytes[place..<whole.lowerBound]
            for piece in pieces {
                switch piece {
                case .text(let text): made += text
                case .group(let group): if let part = found[group] { made += bytes[part] }
                }
            }
            place = whole.upperBound
            try meter.charge(1 + (made.count - before) >> 6)
            left -= 1
            return left != 0
        }
        return text(made + bytes[place...])
    }

    private enum Piece {
        case text([UInt8])
        case group(Int)
    }

    private static func pieces(
        _ replacement: String, _ pattern: WeighedPattern
    ) throws(ExpressionFault) -> [Piece] {
        var pieces: [Piece] = []
        var rest = Array(replacement.utf8)[...]
        var plain: [UInt8] = []
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                plain.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "\\"): plain.append(byte)
            case let digit? where digit.isDigit:
                let group = Int(digit - 48)
                guard group <= pattern.groupCount else {
                    throw .badPattern(reason: "the replacement names group \(group) of \(pattern.groupCount)")
                }
                pieces += [.text(plain), .group(group)]
                plain = []
            default: throw .badPattern(reason: "a backslash in the replacement is followed by a digit or a backslash")
            }
        }
        return pieces + [.text(plain)]
    }
}
