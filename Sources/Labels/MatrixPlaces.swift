/// Where in a large picture matrix codes may be: places with steep slopes in both directions. A label covers a small part of a
/// belt's frame, and a reader of matrix codes costs by the pixel.
enum MatrixPlaces {
    struct Place: Sendable, Hashable {
        let x: Int
        let y: Int
        let width: Int
        let height: Int
    }

    /// Least mean square of the slopes in each direction, in squared greys: one edge of 40 greys across a block.
    private static let leastEnergy: Float = 50
    /// The stronger direction's share of the weaker one: bars of linear codes have ten times it, PDF417 up to five.
    private static let evenness: Float = 6
    /// Places with more pixels are rather textures: what stands out of them is looked for.
    private static let largePlace = 1 << 18
    /// Beyond this energy nothing more stands out.
    private static let mostEnergy: Float = 3_200
    /// What is much fainter than the strongest place is rather a texture: a code with a third of another's contrast has a tenth.
    private static let leastShare: Float = 0.08
    static let limit = 8

    /// Those with the steepest slopes first, each with room for its quiet zone.
    static func find(_ field: SlopeField) -> [Place] {
        var groups: [Group] = []
        find(field, among: Array(0..<field.columns * field.rows), leastEnergy, &groups)
        groups.sort { $0.energy > $1.energy }
        let least = leastShare * (groups.first?.energy ?? 0)
        return groups.prefix(limit).prefix { $0.energy >= least }.map(\.place)
    }

    private static func find(_ field: SlopeField, among blocks: [Int], _ energy: Float, _ groups: inout [Group]) {
        var isDense = [Bool](repeating: false, count: field.columns * field.rows)
        for block in blocks {
            let (across, down) = (field.sums[3 * block], field.sums[3 * block + 2])
            let (weak, strong) = (min(across, down), max(across, down))
            isDense[block] = weak > energy && strong < evenness * weak
        }
        for first in blocks where isDense[first] {
            let group = group(from: first, field, &isDense)
            guard group.blocks.count >= 4 else { continue }
            if energy < mostEnergy, group.pixels > largePlace || !group.isSolid {
                find(field, among: group.blocks, 4 * energy, &groups)
            } else if group.isSolid {
                groups.append(group)
            }
        }
    }

    /// Dense blocks that hang together.
    private struct Group {
        /// Side of a block in pixels.
        let side: Int
        var blocks: [Int] = []
        var left = Int.max
        var right = 0
        var top = Int.max
        var bottom = 0
        /// Mean square of the slopes in the weaker direction, summed up.
        var sum: Float = 0

        private var wide: Int { right - left + 1 }
        private var high: Int { bottom - top + 1 }
        var pixels: Int { wide * high * side * side }
        var energy: Float { sum / Float(blocks.count) }

        /// A line of text is a block or two high; the smallest code on a label is 8 mm or 30 pixels wide.
        var isSolid: Bool { min(wide, high) >= 2 && 3 * blocks.count > wide * high }

        var place: Place {
            let room = side + side / 2
            return Place(
                x: left * side - room, y: top * side - room, width: wide * side + 2 * room,
                height: high * side + 2 * room)
        }
    }

    /// The dense blocks that hang together with one, taken out; a gap of one block does not part them.
    private static func group(from first: Int, _ field: SlopeField, _ isDense: inout [Bool]) -> Group {
        var group = Group(side: field.block)
        var stack = [first]
        isDense[first] = false
        while let next = stack.popLast() {
            group.blocks.append(next)
            group.sum += min(field.sums[3 * next], field.sums[3 * next + 2])
            let (row, column) = (next / field.columns, next % field.columns)
            (group.left, group.right) = (min(group.left, column), max(group.right, column))
            (group.top, group.bottom) = (min(group.top, row), max(group.bottom, row))
            for y in max(0, row - 2)...min(field.rows - 1, row + 2) {
                for x in max(0, column - 2)...min(field.columns - 1, column + 2) {
                    let other = y * field.columns + x
                    guard isDense[other] else { continue }
                    isDense[other] = false
                    stack.append(other)
                }
            }
        }
        return group
    }
}
