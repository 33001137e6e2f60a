/// The words of Code 128 (ISO/IEC 15417): values 0 to 102, the three starts, and the stop.
enum Code128Words {
    /// Widths of bars and spaces in modules by value, 0 to 105; six of eleven modules in all.
    static let patterns: [[UInt8]] = Code128Drawing.patterns.map { BarSymbol.widths($0) }
    static let stop: [UInt8] = BarSymbol.widths(Code128Drawing.stop)

    static let startA = 103
    static let checkModulus = 103

    /// Whether the check holds. `values`: start, data, check.
    static func holds(_ values: [Int]) -> Bool {
        guard values.count >= 3, let check = values.last else { return false }
        let sum = values.dropLast().enumerated().reduce(0) { $0 + max(1, $1.offset) * $1.element }
        return sum % checkModulus == check
    }

    /// What start and data say, FNC1 as GS; the first FNC1 marks GS1-128 and says nothing. FNC2 and FNC3 speak to the reader.
    /// Nil where the values make no text.
    static func text(_ values: some Sequence<Int>) -> (bytes: [UInt8], isGS1: Bool)? {
        var bytes: [UInt8] = []
        var isGS1 = false
        // Sets A, B, C as 0, 1, 2.
        var set = 0
        var shifted: Int?
        var (isUpper, isUpperOnce) = (false, false)
        for (place, value) in values.enumerated() {
            if place == 0 {
                guard (startA...startA + 2).contains(value) else { return nil }
                set = value - startA
                continue
            }
            let now = shifted ?? set
            shifted = nil
            switch (value, now) {
            case (102, _):
                if place == 1 { isGS1 = true } else { bytes.append(0x1D) }
            case (0..<100, 2): bytes += [0x30 + UInt8(value / 10), 0x30 + UInt8(value % 10)]
            case (0..<96, _):
                let plain = now == 0 && value >= 64 ? UInt8(value - 64) : UInt8(value + 32)
                bytes.append(isUpper != isUpperOnce ? plain | 0x80 : plain)
                isUpperOnce = false
            case (98, 0), (98, 1): shifted = 1 - now
            case (99, _): set = 2
            case (100, 0), (100, 2): set = 1
            case (101, 1), (101, 2): set = 0
            case (101, 0), (100, 1):
                // FNC4: once for the next byte, twice until it comes twice again.
                if isUpperOnce { isUpper.toggle() }
                isUpperOnce.toggle()
            case (96, _), (97, _): break
            default: return nil
            }
        }
        guard !bytes.isEmpty, shifted == nil else { return nil }
        return (bytes, isGS1)
    }
}
