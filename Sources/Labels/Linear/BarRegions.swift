import Foundation

/// Finds places that look like bars: neighbouring blocks whose slopes all run the same way.
struct BarRegions {
    /// Least mean square of a slope, in squared greys: below it nothing is looked for.
    private static let leastEnergy: Float = 3
    /// How much of a block's slopes must run one way, and which pieces become one region.
    enum Pieces {
        /// Those beside one another: a wide space or a fold parts them.
        case beside
        /// Those one above the other, too: a white line parts them, and the blocks that it crosses run both ways.
        case above

        fileprivate var coherence: Float { self == .beside ? 0.55 : 0.45 }
    }
    /// Neighbours' directions may differ by this: the cosine of twice the angle (20°).
    private static let sameWay: Float = 0.77

    /// The regions of a field, the strongest first. `scale`: pixels of the picture for each pixel of the field's.
    static func find(_ field: SlopeField, scale: Double, limit: Int, joining pieces: Pieces) -> [BarRegion] {
        let count = field.columns * field.rows
        let noise = field.noise
        // Twice the direction as a vector, as long as the part of the energy that runs one way.
        var directionX = [Float](repeating: 0, count: count)
        var directionY = [Float](repeating: 0, count: count)
        var isBars = [Bool](repeating: false, count: count)
        for place in 0..<count {
            let (xx, xy, yy) = (field.sums[3 * place], field.sums[3 * place + 1], field.sums[3 * place + 2])
            let (x, y) = (xx - yy, 2 * xy)
            let one = (x * x + y * y).squareRoot()
            let energy = xx + yy
            guard one > leastEnergy, one > 0.6 * noise,
                one > pieces.coherence * (energy - min(0.8 * noise, 0.6 * energy))
            else { continue }
            isBars[place] = true
            directionX[place] = x / one
            directionY[place] = y / one
        }
        var regions: [BarRegion] = []
        var isTaken = [Bool](repeating: false, count: count)
        var stack: [Int] = []
        for first in 0..<count where isBars[first] && !isTaken[first] {
            var members: [Int] = []
            stack.append(first)
            isTaken[first] = true
            while let place = stack.popLast() {
                members.append(place)
                let (row, column) = (place / field.columns, place % field.columns)
                for y in max(0, row - 1)...min(field.rows - 1, row + 1) {
                    for x in max(0, column - 1)...min(field.columns - 1, column + 1) {
                        let other = y * field.columns + x
                        guard isBars[other], !isTaken[other],
                            directionX[place] * directionX[other] + directionY[place] * directionY[other] > sameWay
                        else { continue }
                        isTaken[other] = true
                        stack.append(other)
                    }
                }
            }
            guard members.count >= 2, let region = region(members, field, scale) else { continue }
            regions.append(region)
        }
        regions.sort { $0.strength > $1.strength }
        return Array(joined(Array(regions.prefix(4 * limit)), pieces).prefix(limit))
    }

    private static func region(_ members: [Int], _ field: SlopeField, _ scale: Double) -> BarRegion? {
        var (xx, xy, yy) = (0.0, 0.0, 0.0)
        for place in members {
            xx += Double(field.sums[3 * place])
            xy += Double(field.sums[3 * place + 1])
            yy += Double(field.sums[3 * place + 2])
        }
        let angle = 0.5 * atan2(2 * xy, xx - yy)
        let (alongX, alongY) = (cos(angle), sin(angle))
        var (low, high, top, bottom) = (Double.infinity, -Double.infinity, Double.infinity, -Double.infinity)
        let side = Double(field.block) * scale
        for place in members {
            let x = (Double(place % field.columns) + 0.5) * side
            let y = (Double(place / field.columns) + 0.5) * side
            let (across, down) = (x * alongX + y * alongY, y * alongX - x * alongY)
            (low, high) = (min(low, across), max(high, across))
            (top, bottom) = (min(top, down), max(bottom, down))
        }
        let (across, down) = ((low + high) / 2, (top + bottom) / 2)
        return BarRegion(
            x: across * alongX - down * alongY, y: across * alongY + down * alongX, alongX: alongX, alongY: alongY,
            halfLength: (high - low) / 2 + side / 2, halfHeight: (bottom - top) / 2 + side / 2,
            strength: (xx + yy) * side)
    }

    /// Pieces of one code become one region.
    private static func joined(_ regions: [BarRegion], _ pieces: Pieces) -> [BarRegion] {
        var regions = regions
        var changed = true
        while changed {
            changed = false
            search: for one in regions.indices {
                for other in regions.indices where other > one {
                    guard let both = join(regions[one], regions[other], pieces) else { continue }
                    regions[one] = both
                    regions.remove(at: other)
                    changed = true
                    break search
                }
            }
        }
        return regions.sorted { $0.strength > $1.strength }
    }

    private static func join(_ one: BarRegion, _ other: BarRegion, _ pieces: Pieces) -> BarRegion? {
        let cosine = abs(one.alongX * other.alongX + one.alongY * other.alongY)
        guard cosine > 0.98 else { return nil }
        let (across, down) = one.place(other.x, other.y)
        let gap = abs(across) - one.halfLength - other.halfLength
        let shared = min(one.halfHeight, down + other.halfHeight) - max(-one.halfHeight, down - other.halfHeight)
        let smaller = min(one.halfHeight, other.halfHeight)
        let isBeside =
            gap < 0.2 * max(one.halfLength, other.halfLength) && shared > smaller
            && max(one.halfHeight, other.halfHeight) < 3 * smaller
        let over = min(one.halfLength, across + other.halfLength) - max(-one.halfLength, across - other.halfLength)
        let shorter = min(one.halfLength, other.halfLength)
        let isAbove =
            pieces == .above && -shared < max(one.halfHeight, other.halfHeight) && over > 1.2 * shorter
            && 2 * shorter > max(one.halfLength, other.halfLength)
        guard isBeside || isAbove else { return nil }
        var both = one
        let (low, high) = (
            min(-one.halfLength, across - other.halfLength), max(one.halfLength, across + other.halfLength)
        )
        let (top, bottom) = (
            min(-one.halfHeight, down - other.halfHeight), max(one.halfHeight, down + other.halfHeight)
        )
        (both.x, both.y) = one.point((low + high) / 2, (top + bottom) / 2)
        both.halfLength = (high - low) / 2
        both.halfHeight = (bottom - top) / 2
        both.strength = one.strength + other.strength
        return both
    }
}
