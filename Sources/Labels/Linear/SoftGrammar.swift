/// A symbology of a given length as layers of words, one behind the other: what the soft reader searches through. All measures
/// are in modules.
struct SoftGrammar: Sendable {
    struct Word: Sendable {
        /// Where bars begin and end, from the word's start.
        let bars: [Float]
        /// What it stands for.
        let value: Int
    }
    struct Layer: Sendable {
        let start: Float
        let width: Float
        let words: Range<Int>
        /// What each word adds to the low and the high part of the check.
        let adds: [(low: Int16, high: Int16)]
    }
    let symbology: Symbology
    private(set) var words: [Word] = []
    private(set) var layers: [Layer] = []
    private(set) var width: Float = 0
    /// The check has a low part modulo `modulus` and a high part below `highs`; without a check there is one state.
    let modulus: Int
    let highs: Int
    let accepts: [Bool]
    /// The ratio of wide to narrow elements, where the symbology has such.
    let wide: Float

    private init(
        _ symbology: Symbology, modulus: Int = 1, highs: Int = 1, wide: Float = 0,
        accepts: (Int, Int) -> Bool = { _, _ in true }
    ) {
        self.symbology = symbology
        self.modulus = modulus
        self.highs = highs
        self.wide = wide
        self.accepts = (0..<modulus * highs).map { accepts($0 % modulus, $0 / modulus) }
    }

    var isChecked: Bool { modulus * highs > 1 }

    private mutating func addWords(_ patterns: [(widths: [Float], startsDark: Bool, value: Int)]) -> Range<Int> {
        let first = words.count
        for pattern in patterns {
            var bars: [Float] = []
            var place: Float = 0
            var isDark = pattern.startsDark
            for width in pattern.widths {
                if isDark { bars += [place, place + width] }
                place += width
                isDark.toggle()
            }
            words.append(Word(bars: bars, value: pattern.value))
        }
        return first..<words.count
    }

    private mutating func addLayer(_ words: Range<Int>, width: Float, add: (Int) -> (Int, Int) = { _ in (0, 0) }) {
        let adds = words.map { word in
            let (low, high) = add(self.words[word].value)
            return (low: Int16(low % modulus), high: Int16(high))
        }
        layers.append(Layer(start: self.width, width: width, words: words, adds: adds))
        self.width += width
    }

    // MARK: The symbologies

    /// - Parameter count: data characters, without start, check and stop.
    static func code128(_ count: Int) -> SoftGrammar {
        let modulus = Code128Words.checkModulus
        var made = SoftGrammar(.code128, modulus: modulus) { low, _ in low == 0 }
        let all = Code128Words.patterns.enumerated().map { (widths: $1.map { Float($0) }, startsDark: true, value: $0) }
        let data = made.addWords(Array(all[..<103]))
        let starts = made.addWords(Array(all[103...]))
        let stop = made.addWords([(Code128Words.stop.map { Float($0) }, true, 106)])
        made.addLayer(starts, width: 11) { ($0, 0) }
        for place in 0..<count { made.addLayer(data, width: 11) { ($0 * (place + 1), 0) } }
        made.addLayer(data, width: 11) { (modulus - $0, 0) }
        made.addLayer(stop, width: 13)
        return made
    }

    private static func digit(_ digit: Int, isMirrored: Bool = false) -> [Float] {
        let widths = RetailWords.digits[digit].map { Float($0) }
        return isMirrored ? widths.reversed() : widths
    }

    /// EAN-13 and UPC-A. The guards belong to the words beside them.
    static let ean13: SoftGrammar = {
        var made = SoftGrammar(.ean13, modulus: 10, highs: 64) { low, high in
            RetailWords.parities.firstIndex(of: high).map { (low + $0) % 10 == 0 } ?? false
        }
        made.addLeftHalf()
        let right = (0..<10).map { (widths: digit($0), startsDark: true, value: $0) }
        let inner = made.addWords(right)
        let last = made.addWords(right.map { ($0.widths + [1, 1, 1], true, $0.value) })
        for place in 0..<6 {
            made.addLayer(place < 5 ? inner : last, width: place < 5 ? 7 : 10) { ($0 * (place & 1 == 0 ? 3 : 1), 0) }
        }
        return made
    }()

    /// Six digits of sets A (value) and B (value + 10): weights 3 and 1 in turn, sets as bits of the high part.
    private mutating func addLeftHalf() {
        let left = (0..<20).map { value in
            (widths: Self.digit(value % 10, isMirrored: value > 9), startsDark: false, value: value)
        }
        let first = addWords(left.map { ([1, 1, 1] + $0.widths, true, $0.value) })
        let inner = addWords(left)
        let last = addWords(left.map { ($0.widths + [1, 1, 1, 1, 1], false, $0.value) })
        for place in 0..<6 {
            addLayer(place == 0 ? first : place == 5 ? last : inner, width: place == 0 ? 10 : place == 5 ? 12 : 7) {
                ($0 % 10 * (place & 1 == 0 ? 3 : 1), ($0 / 10) << (5 - place))
            }
        }
    }

    static let ean8: SoftGrammar = {
        var made = SoftGrammar(.ean8, modulus: 10) { low, _ in low == 0 }
        let left = (0..<10).map { (widths: digit($0), startsDark: false, value: $0) }
        let right = (0..<10).map { (widths: digit($0), startsDark: true, value: $0) }
        let parts = [
            made.addWords(left.map { ([1, 1, 1] + $0.widths, true, $0.value) }), made.addWords(left),
            made.addWords(left.map { ($0.widths + [1, 1, 1, 1, 1], false, $0.value) }), made.addWords(right),
            made.addWords(right.map { ($0.widths + [1, 1, 1], true, $0.value) }),
        ]
        for (place, part) in [0, 1, 1, 2, 3, 3, 3, 4].enumerated() {
            made.addLayer(parts[part], width: [10, 7, 12, 7, 10][part]) { ($0 * (place & 1 == 0 ? 3 : 1), 0) }
        }
        return made
    }()

    /// UPC-E four times: which digits the check weighs how depends on the last one (GS1 General Specifications 5.2.2.4).
    static let upce: [SoftGrammar] = [
        (0...2, [1, 3, 3, 1, 3, 1]), (3...3, [1, 3, 1, 1, 3, 0]), (4...4, [1, 3, 1, 3, 3, 0]),
        (5...9, [1, 3, 1, 3, 1, 3]),
    ].map { lastDigits, weights in
        var made = SoftGrammar(.upce, modulus: 10, highs: 64) { low, high in
            RetailWords.checkParities.firstIndex(of: high).map { (low + $0) % 10 == 0 } ?? false
        }
        let left = (0..<20).map { value in
            (widths: digit(value % 10, isMirrored: value > 9), startsDark: false, value: value)
        }
        let first = made.addWords(left.map { ([1, 1, 1] + $0.widths, true, $0.value) })
        let inner = made.addWords(left)
        let last = made.addWords(
            left.filter { lastDigits.contains($0.value % 10) }
                .map { ($0.widths + [1, 1, 1, 1, 1, 1], false, $0.value) })
        for place in 0..<6 {
            made.addLayer(place == 0 ? first : place == 5 ? last : inner, width: place == 0 ? 10 : place == 5 ? 13 : 7)
            {
                ($0 % 10 * weights[place], ($0 / 10) << (5 - place))
            }
        }
        return made
    }

    /// - Parameter wide: width of a wide element.
    static func interleaved(pairs: Int, wide: Float) -> SoftGrammar {
        var made = SoftGrammar(.itf, wide: wide)
        let all = (0..<100).map { pair -> (widths: [Float], startsDark: Bool, value: Int) in
            let (bars, spaces) = (TwoWidthWords.interleaved[pair / 10], TwoWidthWords.interleaved[pair % 10])
            let widths = (0..<10).map { place -> Float in
                (place & 1 == 0 ? bars : spaces) >> (4 - place / 2) & 1 == 1 ? wide : 1
            }
            return (widths, true, pair)
        }
        let first = made.addWords(all.map { ([1, 1, 1, 1] + $0.widths, true, $0.value) })
        let inner = made.addWords(all)
        let last = made.addWords(all.map { ($0.widths + [wide, 1, 1], true, $0.value) })
        for place in 0..<pairs {
            let own = 6 + 4 * wide
            if place == 0 {
                made.addLayer(first, width: own + 4)
            } else if place < pairs - 1 {
                made.addLayer(inner, width: own)
            } else {
                made.addLayer(last, width: own + wide + 2)
            }
        }
        return made
    }

    static func interleavedWidth(pairs: Int, wide: Float) -> Float { Float(pairs) * (6 + 4 * wide) + wide + 6 }

    /// - Parameter count: characters without the asterisks.
    static func code39(_ count: Int, wide: Float) -> SoftGrammar {
        var made = SoftGrammar(.code39, wide: wide)
        let all = TwoWidthWords.code39.map { word -> (widths: [Float], startsDark: Bool, value: Int) in
            ((0..<9).map { word.bits >> (8 - $0) & 1 == 1 ? wide : 1 }, true, Int(word.byte))
        }
        let data = made.addWords(all.filter { $0.value != Int(Code39Drawing.asterisk) })
        let ends = made.addWords(all.filter { $0.value == Int(Code39Drawing.asterisk) })
        let own = 6 + 3 * wide
        made.addLayer(ends, width: own + 1)
        for _ in 0..<count { made.addLayer(data, width: own + 1) }
        made.addLayer(ends, width: own)
        return made
    }

    static func code39Width(_ count: Int, wide: Float) -> Float { Float(count + 2) * (7 + 3 * wide) - 1 }

    // MARK: What words say

    /// The text of a word for each layer; nil where the symbology's rules do not hold. The check is assumed to be looked at
    /// in the search; it is looked at again.
    func text(_ chosen: [Int]) -> (symbology: Symbology, bytes: [UInt8], isGS1: Bool)? {
        let values = chosen.map { words[$0].value }
        switch symbology {
        case .code128:
            let inner = Array(values.dropLast())
            guard Code128Words.holds(inner), let text = Code128Words.text(inner.dropLast()) else { return nil }
            return (.code128, text.bytes, text.isGS1)
        case .ean13:
            let parity = values[..<6].reduce(0) { 2 * $0 + $1 / 10 }
            guard let bytes = RetailWords.ean13(values[..<6].map { $0 % 10 }, parity: parity, Array(values[6...]))
            else {
                return nil
            }
            let named = RetailWords.named(bytes)
            return (named.symbology, named.bytes, false)
        case .ean8: return RetailWords.checked(values).map { (.ean8, $0, false) }
        case .upce:
            let parity = values.reduce(0) { 2 * $0 + $1 / 10 }
            return RetailWords.upce(values.map { $0 % 10 }, parity: parity).map { (.upce, $0, false) }
        case .itf:
            return (.itf, values.flatMap { [0x30 + UInt8($0 / 10), 0x30 + UInt8($0 % 10)] }, false)
        default: return (symbology, values.dropFirst().dropLast().map { UInt8($0) }, false)
        }
    }
}
