/// Code 39 and Codabar in the widths of one scan line: characters with a gap between them. Neither has a check of its own: the
/// whole line must be the code.
enum CharacterLines {
    static func read(_ widths: [Float]) -> [HardRead] { [code39(widths), codabar(widths)].compactMap { $0 } }

    private static func code39(_ widths: [Float]) -> HardRead? {
        guard widths.count >= 29, (widths.count - 9) % 10 == 0 else { return nil }
        guard
            let (bytes, room) = characters(
                widths, elements: 9,
                read: { nine in
                    let bars = stride(from: 0, to: 9, by: 2).map { nine[$0] }
                    let spaces = stride(from: 1, to: 9, by: 2).map { nine[$0] }
                    // Three of nine are wide; bars and spaces are compared together, then the word must exist.
                    guard let (bits, room) = TwoWidths.decide(nine, wideCounts: 3...3) ?? apart(bars, spaces) else {
                        return nil
                    }
                    return TwoWidthWords.code39.first { $0.bits == bits }.map { ($0.byte, room) }
                })
        else { return nil }
        guard bytes.count >= 3, bytes.first == Code39Drawing.asterisk, bytes.last == Code39Drawing.asterisk else {
            return nil
        }
        let text = Array(bytes.dropFirst().dropLast())
        guard !text.contains(Code39Drawing.asterisk) else { return nil }
        return HardRead(symbology: .code39, bytes: text, edges: 0..<widths.count, decodability: room)
    }

    /// Two wide bars and one wide space, decided apart: ink spread makes narrow bars wide.
    private static func apart(_ bars: [Float], _ spaces: [Float]) -> (bits: Int, room: Float)? {
        guard let (wideBars, one) = TwoWidths.decide(bars, wideCounts: 2...2),
            let (wideSpaces, other) = TwoWidths.decide(spaces, wideCounts: 1...1)
        else { return nil }
        var bits = 0
        for place in 0..<9 {
            let isWide = place & 1 == 0 ? wideBars >> (4 - place / 2) & 1 : wideSpaces >> (3 - place / 2) & 1
            bits = 2 * bits + isWide
        }
        return (bits, min(one, other))
    }

    private static func codabar(_ widths: [Float]) -> HardRead? {
        guard widths.count >= 31, (widths.count - 7) % 8 == 0 else { return nil }
        guard
            let (bytes, room) = characters(
                widths, elements: 7,
                read: { seven in
                    guard let (bits, room) = TwoWidths.decide(seven, wideCounts: 2...3) else { return nil }
                    return TwoWidthWords.codabar.first { $0.bits == bits }.map { ($0.byte, room) }
                })
        else { return nil }
        let letters = UInt8(ascii: "A")...UInt8(ascii: "D")
        guard bytes.count >= 4, let first = bytes.first, let last = bytes.last, letters.contains(first),
            letters.contains(last), !bytes.dropFirst().dropLast().contains(where: letters.contains)
        else { return nil }
        return HardRead(symbology: .codabar, bytes: bytes, edges: 0..<widths.count, decodability: room)
    }

    private static func characters(
        _ widths: [Float], elements: Int, read: ([Float]) -> (UInt8, Float)?
    ) -> ([UInt8], Float)? {
        var bytes: [UInt8] = []
        var worst: Float = 1
        var before: Float?
        for place in stride(from: 0, to: widths.count, by: elements + 1) {
            let character = Array(widths[place..<place + elements])
            let whole = character.reduce(0, +)
            if let before, whole > 1.5 * before || whole < 0.66 * before { return nil }
            // A gap is at most as wide as a few narrow elements.
            if place > 0, widths[place - 1] > 0.45 * whole { return nil }
            guard let (byte, room) = read(character) else { return nil }
            bytes.append(byte)
            worst = min(worst, room)
            before = whole
        }
        return (bytes, worst)
    }
}
