/// What the squares of a lattice show, and which part of which sheet they are.
struct TargetCode {
    struct Square {
        /// Its corner with the smallest indices.
        let index: LatticeIndex
        let isBlack: Bool
        let hasDot: Bool
    }

    /// Where a lattice lies on a sheet: node (i, j) is the corner `first` + i·`along` + j·`down` of the board.
    struct Placement {
        let sheet: TargetSheet
        let first: LatticeIndex
        let along: LatticeIndex
        let down: LatticeIndex

        func corner(_ index: LatticeIndex) -> LatticeIndex {
            LatticeIndex(
                first.i + index.i * along.i + index.j * down.i, first.j + index.i * along.j + index.j * down.j)
        }

        /// Whether the board is seen in a mirror.
        var isMirrored: Bool { along.i * down.j - along.j * down.i < 0 }
    }

    /// Fewer squares do not tell the part from any other with certainty.
    static let needed = 12

    let squares: [Square]

    /// Looks at all squares whose four corners are nodes.
    init(_ lattice: Lattice, in field: GreyField) {
        squares = lattice.places.keys.compactMap { index in
            guard let a = lattice.places[index], let b = lattice.places[LatticeIndex(index.i + 1, index.j)],
                let c = lattice.places[LatticeIndex(index.i, index.j + 1)],
                let d = lattice.places[LatticeIndex(index.i + 1, index.j + 1)]
            else { return nil }
            return Self.square(index, a, b, c, d, in: field)
        }
    }

    /// - Parameters: the corners: `a` to `b` along i, `a` to `c` along j.
    private static func square(
        _ index: LatticeIndex, _ a: Place, _ b: Place, _ c: Place, _ d: Place, in field: GreyField
    ) -> Square? {
        let map = Homography(from: [Place(0, 0), Place(1, 0), Place(0, 1), Place(1, 1)], to: [a, b, c, d])
        guard let map else { return nil }
        func level(_ places: [(Double, Double)]) -> Float? {
            let values = places.compactMap { field.value(at: map.apply(Place($0.0, $0.1))) }
            guard values.count == places.count else { return nil }
            return values.reduce(0, +) / Float(values.count)
        }
        // Inside the square near its corners, outside across its sides, and in its middle.
        guard let own = level([(0.22, 0.22), (0.78, 0.22), (0.22, 0.78), (0.78, 0.78)]),
            let other = level([(-0.22, 0.22), (1.22, 0.22), (-0.22, 0.78), (1.22, 0.78)]),
            let middle = level([(0.5, 0.5), (0.45, 0.5), (0.55, 0.5), (0.5, 0.45), (0.5, 0.55)])
        else { return nil }
        let step = other - own
        guard abs(step) > SaddleFinder.contrast else { return nil }
        let part = (middle - own) / step
        // Between the two is no answer.
        guard part < 0.3 || part > 0.45 else { return nil }
        return Square(index: index, isBlack: step > 0, hasDot: part > 0.45)
    }

    /// The only placement that fits.
    /// - Returns: nil where none does, or where another one fits nearly as well.
    var placement: Placement? {
        guard squares.count >= Self.needed else { return nil }
        var best: (wrong: Int, placement: Placement)?
        var second = Int.max
        for sheet in TargetSheet.allCases {
            for placement in placements(on: sheet) {
                guard let wrong = wrong(placement, below: second) else { continue }
                if let found = best, wrong >= found.wrong {
                    second = wrong
                } else {
                    second = best?.wrong ?? second
                    best = (wrong, placement)
                }
            }
        }
        guard let best, best.wrong * 10 <= squares.count, second - best.wrong >= max(2, squares.count / 8) else {
            return nil
        }
        return best.placement
    }

    /// Everywhere on a sheet, turned and mirrored.
    private func placements(on sheet: TargetSheet) -> [Placement] {
        let turns = [(1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)]
        let mirrors = [(-1, 0, 0, 1), (0, 1, 1, 0), (1, 0, 0, -1), (0, -1, -1, 0)]
        return (turns + mirrors).flatMap { turn in
            let (along, down) = (LatticeIndex(turn.0, turn.1), LatticeIndex(turn.2, turn.3))
            let zero = Placement(sheet: sheet, first: LatticeIndex(0, 0), along: along, down: down)
            let places = squares.map { Self.square($0.index, zero) }
            let (left, right) = (places.map(\.i).min() ?? 0, places.map(\.i).max() ?? 0)
            let (top, bottom) = (places.map(\.j).min() ?? 0, places.map(\.j).max() ?? 0)
            let (columns, rows) = (sheet.columns - (right - left), sheet.rows - (bottom - top))
            guard columns > 0, rows > 0 else { return [Placement]() }
            return (0..<columns).flatMap { column in
                (0..<rows).map { row in
                    Placement(
                        sheet: sheet, first: LatticeIndex(column - left, row - top), along: along, down: down)
                }
            }
        }
    }

    /// The square of the board that a square of the lattice is.
    private static func square(_ index: LatticeIndex, _ placement: Placement) -> LatticeIndex {
        let one = placement.corner(index)
        let other = placement.corner(LatticeIndex(index.i + 1, index.j + 1))
        return LatticeIndex(min(one.i, other.i), min(one.j, other.j))
    }

    /// How many dots are other than they should be; nil from `limit` on, or where a colour is.
    private func wrong(_ placement: Placement, below limit: Int) -> Int? {
        var wrong = 0
        for square in squares {
            let place = Self.square(square.index, placement)
            guard TargetSheet.isBlack(column: place.i, row: place.j) == square.isBlack else { return nil }
            if placement.sheet.hasDot(column: place.i, row: place.j) != square.hasDot { wrong += 1 }
            guard wrong < limit else { return nil }
        }
        return wrong
    }
}
