import Patterns

/// A regular expression with an estimate of its size, so that the budget pays for what a search may take.
///
/// RE2 is linear in the text, but each byte can cost as much as the compiled pattern is large: `[^a]{1000}` takes 13 ms
/// for 64 KiB, and compiling 340 times `\pL` takes 139 ms (measured).
struct WeighedPattern: Sendable {
    private let pattern: Pattern
    private let weight: Int

    /// - Throws: `PatternError` for what is not in RE2's syntax.
    init(_ text: String) throws(PatternError) {
        pattern = try Pattern(text)
        weight = Self.weight(of: text)
    }

    /// Compiles a pattern that only the evaluation knows, paid from its budget.
    static func compiling(_ text: String, meter: inout Meter) throws(ExpressionFault) -> WeighedPattern {
        guard text.utf8.count <= ExpressionLimits.dynamicPatternBytes else {
            throw .badPattern(reason: "longer than \(ExpressionLimits.dynamicPatternBytes) bytes")
        }
        try meter.charge(500 + weight(of: text))
        do throws(PatternError) {
            return try WeighedPattern(text)
        } catch {
            throw .badPattern(reason: error.reason)
        }
    }

    func isFound(in text: String, meter: inout Meter) throws(ExpressionFault) -> Bool {
        try charge(for: text.utf8.count, &meter)
        return pattern.isFound(in: text)
    }

    var groupCount: Int { pattern.groupCount }

    /// The first match at or behind a byte, with its groups (`Pattern.find`).
    func find(
        in bytes: [UInt8], from start: Int, meter: inout Meter
    ) throws(ExpressionFault) -> [Range<Int>?]? {
        try charge(for: bytes.count - start, &meter)
        return pattern.find(in: bytes, from: start)
    }

    private func charge(for bytes: Int, _ meter: inout Meter) throws(ExpressionFault) {
        try meter.charge(cost(ofBytes: bytes))
    }

    /// What searching so many bytes costs of a budget.
    func cost(ofBytes bytes: Int) -> Int { Self.product(bytes, 1 + weight >> 6) >> 6 }

    /// About how many states the compiled pattern has: one for a character, more for what stands for many characters,
    /// times the counts of repetitions.
    static func weight(of text: String) -> Int {
        var bytes = Substring(text).utf8
        /// Sizes of the groups that are open, and of the last piece, to which a repetition applies.
        var groups = [0]
        var last = 0
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "("):
                groups.append(0)
                last = 0
                continue
            case UInt8(ascii: ")"):
                guard groups.count > 1, let group = groups.popLast() else { continue }
                last = group
            case UInt8(ascii: "{"):
                // The piece is counted once already.
                last = product(last, repetitions(in: &bytes) - 1)
            case UInt8(ascii: "\\"):
                last = takesUnicodeClass(in: &bytes) ? unicodeClassWeight : 2
            case UInt8(ascii: "["): last = classWeight(in: &bytes)
            case UInt8(ascii: "."): last = anyCharacterWeight
            default: last = 2
            }
            groups[groups.count - 1] = sum(groups[groups.count - 1], last)
        }
        return groups.reduce(0, sum)
    }

    /// What a class of Unicode's weighs, by the time that it takes to compile.
    private static let unicodeClassWeight = 10_000

    /// What `.` or a class weighs: the forms that UTF-8 has for a range of characters.
    private static let anyCharacterWeight = 16

    /// Steps over what a backslash escapes; whether it was a class of Unicode's, `\pL` or `\p{Greek}`.
    private static func takesUnicodeClass(in bytes: inout Substring.UTF8View) -> Bool {
        guard let letter = bytes.popFirst(), letter | 0x20 == UInt8(ascii: "p") else { return false }
        if bytes.popFirst() == UInt8(ascii: "{") {
            while let byte = bytes.popFirst(), byte != UInt8(ascii: "}") {}
        }
        return true
    }

    /// The weight of `[…]`, the cursor after the opening bracket.
    private static func classWeight(in bytes: inout Substring.UTF8View) -> Int {
        var weight = anyCharacterWeight
        if bytes.first == UInt8(ascii: "^") { bytes = bytes.dropFirst() }
        // A closing bracket in first place is a member.
        if bytes.first == UInt8(ascii: "]") { bytes = bytes.dropFirst() }
        while let byte = bytes.popFirst(), byte != UInt8(ascii: "]") {
            guard byte == UInt8(ascii: "\\"), takesUnicodeClass(in: &bytes) else { continue }
            weight = sum(weight, unicodeClassWeight)
        }
        return weight
    }

    /// The larger count of `{3}` or `{3,5}`, the cursor after the brace; 1 for a brace that counts nothing.
    private static func repetitions(in bytes: inout Substring.UTF8View) -> Int {
        var largest = 1
        var number = 0
        while let byte = bytes.popFirst(), byte != UInt8(ascii: "}") {
            number = byte.isDigit ? sum(product(number, 10), Int(byte - UInt8(ascii: "0"))) : 0
            largest = max(largest, number)
        }
        return largest
    }

    private static func sum(_ left: Int, _ right: Int) -> Int { min(ceiling, left + right) }

    private static func product(_ left: Int, _ right: Int) -> Int {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow ? ceiling : min(ceiling, product)
    }

    /// Beyond any budget, and still safe to add up.
    private static let ceiling = Int.max >> 2
}
