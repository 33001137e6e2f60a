/// The convex outline of places in a picture (Andrew's monotone chain).
enum Outline {
    /// The corners in order, each once; as they are where there are fewer than three.
    static func around(_ places: [Symbol.Point]) -> [Symbol.Point] {
        let sorted = Set(places).sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        guard sorted.count > 2 else { return sorted }
        return Array(half(sorted).dropLast() + half(sorted.reversed()).dropLast())
    }

    private static func half(_ places: [Symbol.Point]) -> [Symbol.Point] {
        var corners: [Symbol.Point] = []
        for place in places {
            while corners.count >= 2, turn(corners[corners.count - 2], corners[corners.count - 1], place) <= 0 {
                corners.removeLast()
            }
            corners.append(place)
        }
        return corners
    }

    /// Above zero where the way from `first` over `second` to `third` turns left.
    private static func turn(_ first: Symbol.Point, _ second: Symbol.Point, _ third: Symbol.Point) -> Int64 {
        let (x, y) = (Int64(second.x) - Int64(first.x), Int64(second.y) - Int64(first.y))
        return x * (Int64(third.y) - Int64(first.y)) - y * (Int64(third.x) - Int64(first.x))
    }
}
