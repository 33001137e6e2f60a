/// Code 128 (ISO/IEC 15417) and GS1-128.
public enum Code128Drawing {
    /// What a symbol holds.
    public enum Element: Sendable, Hashable {
        /// A byte from 0 to 127.
        case byte(UInt8)
        /// Function 1: the first marks GS1-128, one between two fields of variable length parts them; a scanner sends it as GS.
        case function1
    }

    /// A symbol for bytes from 0 to 127; nil for other bytes, for none and for more than 120.
    public static func symbol(_ bytes: [UInt8]) -> BarSymbol? { symbol(of: bytes.map { .byte($0) }) }

    /// GS1-128: the elements of a GS1 element string, in which GS (0x1D) ends a field of variable length.
    public static func gs1(_ bytes: [UInt8]) -> BarSymbol? {
        symbol(of: [.function1] + bytes.map { $0 == 0x1D ? .function1 : .byte($0) })
    }

    /// The shortest symbol for these elements.
    public static func symbol(of elements: [Element]) -> BarSymbol? {
        guard let values = values(elements) else { return nil }
        // The check weighs the start with 1 and each value with its place (modulo 103).
        let sum = values.enumerated().reduce(0) { $0 + max(1, $1.offset) * $1.element }
        let patterns = (values + [sum % 103]).map { Self.patterns[$0] } + [stop]
        return BarSymbol(patterns.flatMap { BarSymbol.widths($0) })
    }

    // MARK: Code sets

    private enum CodeSet: Int, CaseIterable {
        case a, b, c

        var start: Int { 103 + rawValue }
        /// The value that turns to this set, from either of the others.
        var turn: Int { 101 - rawValue }

        /// The value of a byte in set A or B; nil where the set lacks it.
        func value(_ byte: UInt8) -> Int? {
            switch (self, byte) {
            case (.a, 0..<32): Int(byte) + 64
            case (.a, 32..<96), (.b, 32..<128): Int(byte) - 32
            default: nil
            }
        }
    }

    private static let function1 = 102
    private static let shift = 98

    /// One way to go on: its values, how many elements they take, and how many values all the rest needs.
    private struct Step {
        var values: [Int]
        var taken: Int
        var next: CodeSet
        var cost: Int
    }

    /// The start and the values of the shortest encoding, without the check. From the end, the best step for every place and set.
    static func values(_ elements: [Element]) -> [Int]? {
        guard (1...120).contains(elements.count) else { return nil }
        var steps = [[Step?]](repeating: [nil, nil, nil], count: elements.count)
        func cost(_ place: Int, _ set: CodeSet) -> Int? {
            place == elements.count ? 0 : steps[place][set.rawValue]?.cost
        }
        for place in elements.indices.reversed() {
            for set in CodeSet.allCases {
                for (values, taken) in ways(elements[place...], set) {
                    guard let rest = cost(place + taken, set) else { continue }
                    let step = Step(values: values, taken: taken, next: set, cost: values.count + rest)
                    if step.cost < steps[place][set.rawValue]?.cost ?? .max { steps[place][set.rawValue] = step }
                }
            }
            let direct = steps[place]
            for set in CodeSet.allCases {
                for other in CodeSet.allCases where other != set {
                    guard let rest = direct[other.rawValue]?.cost, rest + 1 < steps[place][set.rawValue]?.cost ?? .max
                    else { continue }
                    steps[place][set.rawValue] = Step(values: [other.turn], taken: 0, next: other, cost: rest + 1)
                }
            }
        }
        let starts = CodeSet.allCases.compactMap { set in cost(0, set).map { (set: set, cost: $0) } }
        guard var set = starts.min(by: { $0.cost < $1.cost })?.set else { return nil }
        var found = [set.start]
        var place = 0
        while place < elements.count {
            guard let step = steps[place][set.rawValue] else { return nil }
            found += step.values
            place += step.taken
            set = step.next
        }
        return found
    }

    /// The values that take the next elements without leaving a set, and how many they take.
    private static func ways(_ rest: ArraySlice<Element>, _ set: CodeSet) -> [(values: [Int], taken: Int)] {
        switch (rest.first, set) {
        case (nil, _): []
        case (.function1, _): [([function1], 1)]
        case (.byte(let first), .c):
            if case .byte(let second)? = rest.dropFirst().first, (0x30...0x39).contains(first),
                (0x30...0x39).contains(second)
            {
                [([Int(first - 0x30) * 10 + Int(second - 0x30)], 2)]
            } else {
                []
            }
        case (.byte(let byte), _):
            if let value = set.value(byte) {
                [([value], 1)]
            } else if let value = (set == .a ? CodeSet.b : .a).value(byte) {
                [([shift, value], 1)]
            } else {
                []
            }
        }
    }

    static let stop = "2331112"

    /// Bars and spaces of the values 0 to 105, the starts of sets A, B and C last.
    static let patterns = """
        212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222
        123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321
        232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121
        313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224
        111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111
        111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113
        114311 411113 411311 113141 114131 311141 411131 211412 211214 211232
        """.split(whereSeparator: \.isWhitespace).map { String($0) }
}
