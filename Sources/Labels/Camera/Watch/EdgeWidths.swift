/// How wide the rises from dark to light are along some lines of a picture. Only edges between two level stretches count: a bar that is
/// narrower than the blur has none.
struct EdgeWidths {
    /// Lines that are looked at.
    private static let lines = 24
    /// Edges are at least so high, in grey levels.
    private static let height = 40
    /// Edges that are wider than so many pixels are none.
    private static let reach = 24
    /// Level stretches beside an edge are so long.
    private static let rest = 3
    /// Fewer edges say nothing.
    static let needed = 12
    private static let limit = 4_096

    let count: Int
    /// The lower quartile of the rises from 10 to 90 %, in hundredths of a pixel; 0 for too few edges.
    let spread_percent: Int

    init(_ image: GreyImage, alongRows: Bool) {
        let (length, across) = alongRows ? (image.width, image.height) : (image.height, image.width)
        let step = max(1, across / Self.lines)
        var widths: [Int] = []
        var line = [Int16](repeating: 0, count: length)
        for place in stride(from: step / 2, to: across, by: step) {
            if alongRows {
                let start = place * image.width
                for x in 0..<length { line[x] = Int16(image.pixels[start + x]) }
            } else {
                var at = place
                for y in 0..<length {
                    line[y] = Int16(image.pixels[at])
                    at += image.width
                }
            }
            Self.measure(line, &widths)
            if widths.count >= Self.limit { break }
        }
        count = min(widths.count, Self.limit)
        guard count >= Self.needed else {
            spread_percent = 0
            return
        }
        widths.sort()
        spread_percent = widths[widths.count / 4]
    }

    private static func measure(_ line: [Int16], _ widths: inout [Int]) {
        let last = line.count - rest - 2
        var place = rest + 1
        while place < last {
            // The quick way over what is no edge.
            let step = Int(line[place + 1]) - Int(line[place - 1])
            guard step > 12 || step < -12 else {
                place += 1
                continue
            }
            let sign = step > 0 ? 1 : -1
            func rises(_ at: Int) -> Bool { sign * (Int(line[at + 1]) - Int(line[at])) > 2 }
            var (start, end) = (place, place)
            while start > rest, place - start < reach, rises(start - 1) { start -= 1 }
            while end < last, end - place < reach, rises(end) { end += 1 }
            defer { place = max(place + 1, end) }
            let (low, high) = (Int(line[start]), Int(line[end]))
            let rise = sign * (high - low)
            guard rise >= height, isLevel(line, start - rest, start, rise), isLevel(line, end, end + rest, rise) else {
                continue
            }
            let from = crossing(line, start, end, 10 * low + (high - low), sign)
            let to = crossing(line, start, end, 10 * low + 9 * (high - low), sign)
            if to > from { widths.append(to - from) }
        }
    }

    /// Whether a stretch stays within an eighth of the edge's rise.
    private static func isLevel(_ line: [Int16], _ from: Int, _ to: Int, _ rise: Int) -> Bool {
        var (low, high) = (line[from], line[from])
        for place in from...to {
            low = min(low, line[place])
            high = max(high, line[place])
        }
        return 8 * Int(high - low) <= rise
    }

    /// Where the line passes a level, which is given in tenths, in hundredths of a pixel.
    private static func crossing(_ line: [Int16], _ start: Int, _ end: Int, _ level: Int, _ sign: Int) -> Int {
        for place in start..<end {
            let (here, next) = (10 * Int(line[place]), 10 * Int(line[place + 1]))
            if sign * (next - level) >= 0, next != here { return 100 * place + 100 * (level - here) / (next - here) }
        }
        return 100 * end
    }
}
