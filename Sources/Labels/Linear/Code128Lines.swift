/// Code 128 in the widths of one scan line: by the distances of similar edges, which ink spread does not change
/// (ISO/IEC 15417 annex on the reference decode algorithm).
enum Code128Lines {
    private struct Word {
        /// Distances of similar edges: first bar to second bar, first space to second space and so on.
        let similar: [Float]
        let widths: [Float]
    }
    private static let words: [Word] = Code128Words.patterns.map { pattern in
        let widths = pattern.map { Float($0) }
        return Word(similar: zip(widths, widths.dropFirst()).prefix(4).map { $0 + $1 }, widths: widths)
    }
    /// A word's distance from its modules, in squared modules, beyond which it is none.
    private static let limit: Float = 1.1

    static func read(_ widths: [Float]) -> [HardRead] {
        var found: [HardRead] = []
        var place = 0
        while place + 19 <= widths.count {
            if let read = read(widths, from: place) {
                found.append(read)
                place = read.edges.upperBound
                if place & 1 == 1 { place += 1 }
            } else {
                place += 2
            }
        }
        return found
    }

    private static func read(_ widths: [Float], from first: Int) -> HardRead? {
        let total = widths[first..<first + 6].reduce(0, +)
        let module = total / 11
        // The start of all sets: a bar of two modules, a space and a bar of one.
        guard abs(widths[first] + widths[first + 1] - 3 * module) < module,
            abs(widths[first + 1] + widths[first + 2] - 2 * module) < module,
            HardWords.isQuiet(widths, first - 1, 4.5 * module)
        else { return nil }
        var values: [Int] = []
        var place = first
        var worst: Float = 1
        var before = total
        while place + 7 <= widths.count {
            let whole = widths[place..<place + 6].reduce(0, +)
            guard whole > 0.75 * before, whole < 1.33 * before else { return nil }
            if values.count >= 2, let stop = distance(widths, place, Code128Words.stop, of: 13) {
                guard HardWords.isQuiet(widths, place + 7, 4.5 * whole / 11), Code128Words.holds(values),
                    let text = Code128Words.text(values.dropLast())
                else { return nil }
                return HardRead(
                    symbology: .code128, isGS1: text.isGS1, bytes: text.bytes, edges: first..<place + 7,
                    decodability: min(worst, stop))
            }
            guard let (value, room) = value(widths, place, isStart: values.isEmpty) else { return nil }
            values.append(value)
            worst = min(worst, room)
            before = whole
            place += 6
            if values.count > 130 { return nil }
        }
        return nil
    }

    /// The nearest word, and how clear the choice is.
    private static func value(_ widths: [Float], _ place: Int, isStart: Bool) -> (Int, Float)? {
        let scale = 11 / widths[place..<place + 6].reduce(0, +)
        let element = (0..<6).map { widths[place + $0] * scale }
        let similar = (0..<4).map { element[$0] + element[$0 + 1] }
        var (best, least, next) = (-1, Float.infinity, Float.infinity)
        for value in isStart ? 103..<106 : 0..<103 {
            let word = words[value]
            var sum: Float = 0
            for at in 0..<4 {
                let off = similar[at] - word.similar[at]
                sum += off * off
            }
            // Bars against spaces tell the few words apart whose similar edges are alike.
            let bars = element[0] + element[2] + element[4] - word.widths[0] - word.widths[2] - word.widths[4]
            sum += 0.15 * bars * bars
            if sum < least { (best, least, next) = (value, sum, least) } else if sum < next { next = sum }
        }
        guard least < limit, next - least > 0.12 else { return nil }
        let worst = (0..<4).map { abs(similar[$0] - words[best].similar[$0]) }.max() ?? 1
        return (best, max(0, 1 - 2 * worst))
    }

    /// The tolerance that is left if the widths are this pattern; nil if they are not.
    private static func distance(_ widths: [Float], _ place: Int, _ pattern: [UInt8], of modules: Float) -> Float? {
        let scale = modules / widths[place..<place + pattern.count].reduce(0, +)
        var worst: Float = 0
        for at in 0..<pattern.count - 1 {
            let off = (widths[place + at] + widths[place + at + 1]) * scale - Float(pattern[at] + pattern[at + 1])
            worst = max(worst, abs(off))
        }
        return worst < 0.65 ? max(0, 1 - 2 * worst) : nil
    }
}
