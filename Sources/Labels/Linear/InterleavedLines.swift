/// ITF in the widths of one scan line (ISO/IEC 16390). A piece of one reads as a shorter one: the whole line must be the code,
/// with quiet zones on both sides, and six digits are the least.
enum InterleavedLines {
    static let leastDigits = 6

    static func read(_ widths: [Float]) -> [HardRead] {
        // Four narrow elements, ten for each pair, three at the stop.
        guard widths.count >= 7 + 5 * leastDigits, (widths.count - 7) % 10 == 0 else { return [] }
        let narrow = widths.prefix(4).reduce(0, +) / 4
        let stop = Array(widths.suffix(3))
        // What is narrow at the stop, where perspective makes it another: by the last pair, 14 to 18 narrow ones wide.
        let last = widths.suffix(13).prefix(10).reduce(0, +) / 15.5
        guard widths.prefix(4).allSatisfy({ $0 < 1.6 * narrow && $0 > 0.45 * narrow }), stop[0] > 1.5 * last,
            stop[0] < 4.2 * last, stop[0] > 1.4 * max(stop[1], stop[2]),
            stop.dropFirst().allSatisfy({ $0 < 1.7 * last && $0 > 0.4 * last })
        else { return [] }
        var bytes: [UInt8] = []
        var worst: Float = 1
        var before = 15.5 * narrow
        for place in stride(from: 4, to: widths.count - 3, by: 10) {
            for side in 0..<2 {
                let five = (0..<5).map { widths[place + 2 * $0 + side] }
                guard let (bits, room) = TwoWidths.decide(five, wideCounts: 2...2),
                    let digit = TwoWidthWords.interleaved.firstIndex(of: bits)
                else { return [] }
                bytes.append(0x30 + UInt8(digit))
                worst = min(worst, room)
            }
            let pair = widths[place..<place + 10].reduce(0, +)
            guard pair > 0.7 * before, pair < 1.4 * before else { return [] }
            before = pair
        }
        return [HardRead(symbology: .itf, bytes: bytes, edges: 0..<widths.count, decodability: worst)]
    }
}

/// Decides which of some elements are wide.
enum TwoWidths {
    /// The wide ones as bits, the first highest, and how clear the choice is; nil where no count of wide ones splits them.
    static func decide(_ widths: [Float], wideCounts: ClosedRange<Int>) -> (bits: Int, room: Float)? {
        let sorted = widths.sorted()
        var best: (threshold: Float, room: Float)?
        for count in wideCounts where count > 0 && count < widths.count {
            let (below, above) = (sorted[widths.count - count - 1], sorted[widths.count - count])
            // Between 1.8 and 3.4 in print; measured ones spread.
            guard above > 1.35 * below, sorted[0] > 0.35 * below, sorted[widths.count - 1] < 2.2 * above else {
                continue
            }
            let room = (above - below) / (above + below) * 2
            if room > best?.room ?? 0 { best = ((above + below) / 2, room) }
        }
        guard let best else { return nil }
        return (TwoWidthWords.bits(widths.map { $0 > best.threshold }), min(1, best.room))
    }
}
