/// Where in a large picture matrix codes may be: places with steep slopes in both directions. A label covers a small part of a
/// belt's frame, and a reader of matrix codes costs by the pixel.
enum MatrixPlaces {
    struct Place: Sendable, Hashable {
        let x: Int
        let y: Int
        let width: Int
        let height: Int
    }

    private static let block = 16
    /// Least mean square of the slopes in each direction, in squared greys: one edge of 40 greys across a block.
    private static let leastEnergy: Float = 50
    /// The stronger direction's share of the weaker one: bars of linear codes have ten times it, PDF417 up to five.
    private static let evenness: Float = 6
    static let limit = 8

    /// The largest first, each with room for its quiet zone.
    static func find(_ image: GreyImage) -> [Place] {
        guard let field = SlopeField(image, block: block, rowStep: 2) else { return [] }
        var isDense = [Bool](repeating: false, count: field.columns * field.rows)
        for place in isDense.indices {
            let (across, down) = (field.sums[3 * place], field.sums[3 * place + 2])
            let (weak, strong) = (min(across, down), max(across, down))
            isDense[place] = weak > leastEnergy && strong < evenness * weak
        }
        var places: [Place] = []
        var isTaken = [Bool](repeating: false, count: isDense.count)
        for first in isDense.indices where isDense[first] && !isTaken[first] {
            if let place = place(from: first, field, isDense, &isTaken) { places.append(place) }
        }
        places.sort { $0.width * $0.height > $1.width * $1.height }
        return Array(places.prefix(limit))
    }

    /// The dense blocks that hang together with one; a gap of one block does not part them.
    private static func place(
        from first: Int, _ field: SlopeField, _ isDense: [Bool], _ isTaken: inout [Bool]
    ) -> Place? {
        var (left, right, top, bottom) = (Int.max, 0, Int.max, 0)
        var count = 0
        var stack = [first]
        isTaken[first] = true
        while let next = stack.popLast() {
            let (row, column) = (next / field.columns, next % field.columns)
            (left, right) = (min(left, column), max(right, column))
            (top, bottom) = (min(top, row), max(bottom, row))
            count += 1
            for y in max(0, row - 2)...min(field.rows - 1, row + 2) {
                for x in max(0, column - 2)...min(field.columns - 1, column + 2) {
                    let other = y * field.columns + x
                    guard isDense[other], !isTaken[other] else { continue }
                    isTaken[other] = true
                    stack.append(other)
                }
            }
        }
        // A line of text is a block or two high; the smallest code on a label is 8 mm or 30 pixels wide.
        let (wide, high) = (right - left + 1, bottom - top + 1)
        guard min(wide, high) >= 2, count >= 4, 3 * count > wide * high else { return nil }
        let room = block + block / 2
        return Place(
            x: left * block - room, y: top * block - room, width: wide * block + 2 * room,
            height: high * block + 2 * room)
    }
}
