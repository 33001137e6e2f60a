/// ITF in the widths of one scan line (ISO/IEC 16390). A piece of one reads as a shorter one: the whole line must be the code,
/// with quiet zones on both sides, and six digits are the least.
enum InterleavedLines {
    static let leastDigits = 6

    static func read(_ widths: [Float]) -> [HardRead] {
        // Four narrow elements, ten for each pair, three at the stop.
        guard widths.count >= 7 + 5 * leastDigits, (widths.count - 7) % 10 == 0 else { return [] }
        let narrow = widths.prefix(4).reduce(0, +) / 4
        let stop = widths.suffix(3)
        let wide = stop[stop.startIndex]
        guard widths.prefix(4).allSatisfy({ $0 < 1.6 * narrow && $0 > 0.45 * narrow }), wide > 1.6 * narrow,
            wide < 4.2 * narrow, stop.dropFirst().allSatisfy({ $0 < 1.7 * narrow && $0 > 0.4 * narrow })
        else { return [] }
        var bytes: [UInt8] = []
        var worst: Float = 1
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
            guard pair > 11 * narrow, pair < 23 * narrow else { return [] }
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
