/// What every picture of a camera is watched for, in few numbers: how light it is and where, and how sharp its edges are. It looks
/// at a part of the picture only, so that it costs next to nothing beside the reading of labels.
public struct FrameStatistics: Sendable, Hashable {
    /// Parts of the picture each way.
    public static let tiles = 8
    /// Strips of the picture each way.
    public static let strips = 128
    /// Smaller pictures are no camera's.
    public static let side = 64

    public let width: Int
    public let height: Int
    /// The mean level of each part, row after row.
    public let levels: [UInt8]
    /// The mean level of each strip, from left to right.
    public let columns: [UInt8]
    /// From top to bottom.
    public let rows: [UInt8]
    /// The level that a hundredth of the picture lies above, and the one that a hundredth lies below.
    public let white: UInt8
    public let black: UInt8
    /// Pixels that are as light as can be, in thousandths.
    public let saturated_permille: Int
    /// From 10 to 90 % of the rise of the sharper edges (their lower quartile), in hundredths of a pixel: of edges that stand
    /// across the picture's rows, and across its columns. Zero without edges.
    public let spreadAlongRows_percent: Int
    public let spreadAlongColumns_percent: Int
    /// Edges that were measured.
    public let edgesAlongRows: Int
    public let edgesAlongColumns: Int

    /// Measures a picture; nil for one that is too small.
    public init?(_ image: GreyImage) {
        guard image.width >= Self.side, image.height >= Self.side else { return nil }
        width = image.width
        height = image.height
        var counts = LevelCounts(image)
        counts.take(image)
        levels = counts.tileLevels
        columns = counts.columnLevels
        rows = counts.rowLevels
        (white, black) = (counts.level(above: 100), counts.level(below: 100))
        saturated_permille = counts.saturated_permille
        let across = EdgeWidths(image, alongRows: true)
        let down = EdgeWidths(image, alongRows: false)
        (spreadAlongRows_percent, edgesAlongRows) = (across.spread_percent, across.count)
        (spreadAlongColumns_percent, edgesAlongColumns) = (down.spread_percent, down.count)
    }
}

/// Sums of levels over a part of a picture's pixels.
private struct LevelCounts {
    private let stepX: Int
    private let stepY: Int
    private var histogram = [Int](repeating: 0, count: 256)
    private var columns = [Sum](repeating: Sum(), count: FrameStatistics.strips)
    private var rows = [Sum](repeating: Sum(), count: FrameStatistics.strips)
    private var tiles = [Sum](repeating: Sum(), count: FrameStatistics.tiles * FrameStatistics.tiles)
    private var total = 0

    private struct Sum {
        var levels = 0
        var count = 0

        mutating func add(_ level: Int) {
            levels += level
            count += 1
        }
    }

    /// About 256 pixels of 128 rows are looked at.
    init(_ image: GreyImage) {
        stepX = max(1, image.width / 256)
        stepY = max(1, image.height / 128)
    }

    mutating func take(_ image: GreyImage) {
        let places = stride(from: stepX / 2, to: image.width, by: stepX).map { x in
            (x: x, strip: x * FrameStatistics.strips / image.width, tile: x * FrameStatistics.tiles / image.width)
        }
        for y in stride(from: stepY / 2, to: image.height, by: stepY) {
            let start = y * image.width
            let tileRow = y * FrameStatistics.tiles / image.height * FrameStatistics.tiles
            var rowSum = 0
            for place in places {
                let level = Int(image.pixels[start + place.x])
                histogram[level] += 1
                columns[place.strip].add(level)
                tiles[tileRow + place.tile].add(level)
                rowSum += level
            }
            let strip = y * FrameStatistics.strips / image.height
            rows[strip].levels += rowSum
            rows[strip].count += places.count
            total += places.count
        }
    }

    private static func means(_ sums: [Sum]) -> [UInt8] {
        var last: UInt8 = 0
        // A strip between two pixels that were looked at is as the one before it.
        return sums.map { sum in
            if sum.count > 0 { last = UInt8((sum.levels + sum.count / 2) / sum.count) }
            return last
        }
    }

    var tileLevels: [UInt8] { Self.means(tiles) }
    var columnLevels: [UInt8] { Self.means(columns) }
    var rowLevels: [UInt8] { Self.means(rows) }

    func level(above part: Int) -> UInt8 {
        var left = total / part
        for level in (0...255).reversed() {
            left -= histogram[level]
            if left < 0 { return UInt8(level) }
        }
        return 0
    }

    func level(below part: Int) -> UInt8 {
        var left = total / part
        for level in 0...255 {
            left -= histogram[level]
            if left < 0 { return UInt8(level) }
        }
        return 255
    }

    var saturated_permille: Int {
        histogram[Int(LightMeasure.saturation)...].reduce(0, +) * 1_000 / max(1, total)
    }
}
