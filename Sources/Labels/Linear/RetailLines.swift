/// EAN and UPC in the widths of one scan line (ISO/IEC 15420 clause on the reference decode algorithm).
enum RetailLines {
    private static let limit: Float = 0.9

    static func read(_ widths: [Float], isTurned: Bool) -> [HardRead] {
        var found: [HardRead] = []
        for first in stride(from: 0, through: widths.count - 33, by: 2) {
            let guardWidth = widths[first] + widths[first + 1] + widths[first + 2]
            let module = guardWidth / 3
            guard HardWords.isQuiet(widths, first - 1, 4.5 * module) else { continue }
            for (symbology, count, modules) in [
                (Symbology.ean13, 59, Float(95)), (.ean8, 43, 67), (.upce, 33, 51),
            ] where first + count <= widths.count {
                // A turned EAN-13 or EAN-8 reads the same in neither direction; a turned UPC-E has its guards wrong.
                let whole = widths[first..<first + count].reduce(0, +) / modules
                guard abs(whole - module) < 0.45 * whole, HardWords.isQuiet(widths, first + count, 4.5 * whole),
                    let read = read(widths, first, count, whole, symbology)
                else { continue }
                found.append(read)
                return found
            }
        }
        return found
    }

    private static func read(
        _ widths: [Float], _ first: Int, _ count: Int, _ module: Float, _ symbology: Symbology
    ) -> HardRead? {
        func isGuard(_ place: Int, _ elements: Int) -> Bool {
            (0..<elements - 1).allSatisfy {
                abs(widths[place + $0] + widths[place + $0 + 1] - 2 * module) < 1.1 * module
            }
        }
        var worst: Float = 1
        var before: Float?
        func digits(_ place: Int, _ count: Int, isRight: Bool) -> ([Int], Int)? {
            var digits: [Int] = []
            var parity = 0
            for at in 0..<count {
                guard let word = word(widths, place + 4 * at, isRight: isRight, module) else { return nil }
                // Perspective changes the scale slowly.
                let whole = widths[place + 4 * at..<place + 4 * at + 4].reduce(0, +)
                if let before, whole > 1.25 * before || whole < 0.8 * before { return nil }
                before = whole
                digits.append(word.digit)
                parity = 2 * parity + (word.isMirrored ? 1 : 0)
                worst = min(worst, word.room)
            }
            return (digits, parity)
        }
        let edges = first..<first + count
        switch symbology {
        case .ean13:
            guard isGuard(first, 3), isGuard(first + 27, 5), isGuard(first + 56, 3),
                let (left, parity) = digits(first + 3, 6, isRight: false),
                let (right, _) = digits(first + 32, 6, isRight: true),
                let thirteen = RetailWords.ean13(left, parity: parity, right)
            else { return nil }
            let named = RetailWords.named(thirteen)
            return HardRead(symbology: named.symbology, bytes: named.bytes, edges: edges, decodability: worst)
        case .ean8:
            guard isGuard(first, 3), isGuard(first + 19, 5), isGuard(first + 40, 3),
                let (left, parity) = digits(first + 3, 4, isRight: false), parity == 0,
                let (right, _) = digits(first + 24, 4, isRight: true),
                let eight = RetailWords.checked(left + right)
            else { return nil }
            return HardRead(symbology: .ean8, bytes: eight, edges: edges, decodability: worst)
        default:
            guard isGuard(first, 3), isGuard(first + 27, 6), let (six, parity) = digits(first + 3, 6, isRight: false),
                let eight = RetailWords.upce(six, parity: parity)
            else { return nil }
            return HardRead(symbology: .upce, bytes: eight, edges: edges, decodability: worst)
        }
    }

    /// The nearest digit of four elements. On the left it may be mirrored.
    private static func word(
        _ widths: [Float], _ place: Int, isRight: Bool, _ module: Float
    ) -> (digit: Int, isMirrored: Bool, room: Float)? {
        let total = widths[place..<place + 4].reduce(0, +)
        guard abs(total - 7 * module) < 2.8 * module else { return nil }
        let element = (0..<4).map { widths[place + $0] * 7 / total }
        let similar = [element[0] + element[1], element[1] + element[2]]
        var (best, isMirrored, least, next) = (-1, false, Float.infinity, Float.infinity)
        for (digit, pattern) in RetailWords.digits.enumerated() {
            for mirrored in isRight ? [false] : [false, true] {
                let word = (mirrored ? pattern.reversed() : pattern).map { Float($0) }
                let offs = [similar[0] - word[0] - word[1], similar[1] - word[1] - word[2]]
                // 1 and 7, 2 and 8 have the same similar edges: there the bars decide.
                let bars =
                    isRight ? element[0] + element[2] - word[0] - word[2] : element[1] + element[3] - word[1] - word[3]
                let single = element[0] - word[0]
                let sum = offs[0] * offs[0] + offs[1] * offs[1] + 0.4 * bars * bars + 0.1 * single * single
                if sum < least {
                    (best, isMirrored, least, next) = (digit, mirrored, sum, least)
                } else if sum < next {
                    next = sum
                }
            }
        }
        guard least < limit, next - least > 0.1 else { return nil }
        return (best, isMirrored, max(0, 1 - least.squareRoot()))
    }
}
