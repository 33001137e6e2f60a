import Foundation

/// Finds places where much changes, whichever way: bars that white lines cut into pieces, and strips that are hardly higher than
/// their bars are wide, show no common direction block by block.
enum BusyRegions {
    /// The regions of a field, the strongest first, each with the directions that may lie across its bars.
    static func find(_ field: SlopeField, scale: Double, limit: Int) -> [BarRegion] {
        let count = field.columns * field.rows
        let noise = field.noise
        var strongest: Float = 0
        for place in 0..<count { strongest = max(strongest, field.sums[3 * place] + field.sums[3 * place + 2]) }
        let threshold = max(6, 3 * noise, 0.1 * strongest)
        var isTaken = (0..<count).map { field.sums[3 * $0] + field.sums[3 * $0 + 2] < threshold }
        var regions: [BarRegion] = []
        var stack: [Int] = []
        for first in 0..<count where !isTaken[first] {
            var members: [Int] = []
            stack.append(first)
            isTaken[first] = true
            while let place = stack.popLast() {
                members.append(place)
                let (row, column) = (place / field.columns, place % field.columns)
                for y in max(0, row - 1)...min(field.rows - 1, row + 1) {
                    for x in max(0, column - 1)...min(field.columns - 1, column + 1)
                    where !isTaken[y * field.columns + x] {
                        isTaken[y * field.columns + x] = true
                        stack.append(y * field.columns + x)
                    }
                }
            }
            guard members.count >= 3 else { continue }
            regions += directions(members, field).map { box(members, field, scale, $0) }
        }
        return Array(regions.sorted { $0.strength > $1.strength }.prefix(limit))
    }

    /// The way that the slopes run, the one across it, and the way that a long strip itself runs.
    private static func directions(_ members: [Int], _ field: SlopeField) -> [Double] {
        var (xx, xy, yy) = (0.0, 0.0, 0.0)
        var (x, y, spreadXX, spreadXY, spreadYY) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for place in members {
            xx += Double(field.sums[3 * place])
            xy += Double(field.sums[3 * place + 1])
            yy += Double(field.sums[3 * place + 2])
            let (column, row) = (Double(place % field.columns), Double(place / field.columns))
            x += column
            y += row
            spreadXX += column * column
            spreadXY += column * row
            spreadYY += row * row
        }
        let slopes = 0.5 * atan2(2 * xy, xx - yy)
        var found = [slopes, slopes + .pi / 2]
        let count = Double(members.count)
        spreadXX = spreadXX / count - x * x / count / count
        spreadXY = spreadXY / count - x * y / count / count
        spreadYY = spreadYY / count - y * y / count / count
        let difference = hypot(spreadXX - spreadYY, 2 * spreadXY)
        let (long, short) = (spreadXX + spreadYY + difference, spreadXX + spreadYY - difference)
        if long > 6 * max(short, 0.1) {
            let strip = 0.5 * atan2(2 * spreadXY, spreadXX - spreadYY)
            found.insert(strip, at: 0)
        }
        return found
    }

    private static func box(_ members: [Int], _ field: SlopeField, _ scale: Double, _ angle: Double) -> BarRegion {
        let (alongX, alongY) = (cos(angle), sin(angle))
        let side = Double(field.block) * scale
        var (low, high, top, bottom) = (Double.infinity, -Double.infinity, Double.infinity, -Double.infinity)
        var strength = 0.0
        for place in members {
            let x = (Double(place % field.columns) + 0.5) * side
            let y = (Double(place / field.columns) + 0.5) * side
            let (across, down) = (x * alongX + y * alongY, y * alongX - x * alongY)
            (low, high) = (min(low, across), max(high, across))
            (top, bottom) = (min(top, down), max(bottom, down))
            strength += Double(field.sums[3 * place] + field.sums[3 * place + 2])
        }
        let (across, down) = ((low + high) / 2, (top + bottom) / 2)
        return BarRegion(
            x: across * alongX - down * alongY, y: across * alongY + down * alongX, alongX: alongX, alongY: alongY,
            halfLength: (high - low) / 2 + side / 2, halfHeight: (bottom - top) / 2 + side / 2,
            strength: strength * side)
    }
}
