import Glibc

/// A node of a lattice, counted from any of its nodes.
struct LatticeIndex: Hashable {
    var i: Int
    var j: Int

    init(_ i: Int, _ j: Int) {
        self.i = i
        self.j = j
    }

    /// The neighbour in one of the four directions: 0 along i, 1 along j, then back.
    func neighbour(_ direction: Int) -> LatticeIndex {
        switch direction & 3 {
        case 0: LatticeIndex(i + 1, j)
        case 1: LatticeIndex(i, j + 1)
        case 2: LatticeIndex(i - 1, j)
        default: LatticeIndex(i, j - 1)
        }
    }
}

/// Saddles that are joined by the edges of squares.
struct Lattice {
    var places: [LatticeIndex: Place]

    /// The lattices in a picture, the largest first. j turns from i as y turns from x.
    static func lattices(of saddles: [Saddle]) -> [Lattice] {
        let links = links(saddles)
        var seen = [Bool](repeating: false, count: saddles.count)
        var found: [Lattice] = []
        for start in saddles.indices where !seen[start] {
            var nodes: [LatticeIndex: Int] = [LatticeIndex(0, 0): start]
            var queue = [(saddle: start, index: LatticeIndex(0, 0), first: 0)]
            seen[start] = true
            var head = 0
            while head < queue.count {
                let (saddle, index, first) = queue[head]
                head += 1
                for direction in 0..<4 {
                    guard let link = links[saddle][(first + direction) & 3], !seen[link.saddle] else { continue }
                    let neighbour = index.neighbour(direction)
                    // Two saddles for one node: whoever came first stays, and the check of shape judges it.
                    guard nodes[neighbour] == nil else { continue }
                    seen[link.saddle] = true
                    nodes[neighbour] = link.saddle
                    queue.append((link.saddle, neighbour, (link.arm + 2 - direction) & 3))
                }
            }
            guard nodes.count >= 9 else { continue }
            found.append(Lattice(places: nodes.mapValues { saddles[$0].place }).withoutMisfits)
        }
        return found.filter { $0.places.count >= 9 }.sorted { $0.places.count > $1.places.count }
    }

    private struct Link {
        let saddle: Int
        /// The arm of that saddle which comes back.
        let arm: Int
    }

    /// For each arm of each saddle the next one, where both have chosen each other.
    private static func links(_ saddles: [Saddle]) -> [[Link?]] {
        var chosen: [[Link?]] = saddles.map { _ in [nil, nil, nil, nil] }
        let cells = Cells(saddles.map(\.place))
        for (number, saddle) in saddles.enumerated() {
            let near = cells.near(saddle.place)
            for (arm, edge) in saddle.arms.enumerated() {
                let way = Place(cos(edge.angle), sin(edge.angle))
                var best = Double.infinity
                for other in near where other != number {
                    let step = saddles[other].place - saddle.place
                    let distance = step.length
                    guard distance > 5, distance < best, step.dot(way) > 0.95 * distance else { continue }
                    guard let back = returning(saddles[other], along: Place(-step.x, -step.y)),
                        saddles[other].arms[back].isDarkBehind != edge.isDarkBehind,
                        isParallel(saddle, arm, saddles[other], back)
                    else { continue }
                    best = distance
                    chosen[number][arm] = Link(saddle: other, arm: back)
                }
            }
        }
        return chosen.enumerated().map { number, links in
            links.enumerated().map { arm, link in
                guard let link, let back = chosen[link.saddle][link.arm], back.saddle == number, back.arm == arm
                else { return nil }
                return link
            }
        }
    }

    /// Whether the edges of two saddles go the same ways, as those of neighbours do. Two dots of unlike squares make a saddle between
    /// them, half way along the squares' common edge; its edges go askew.
    private static func isParallel(_ one: Saddle, _ arm: Int, _ other: Saddle, _ back: Int) -> Bool {
        (0..<4).allSatisfy { turn in
            let (a, b) = (one.arms[(arm + turn) & 3].angle, other.arms[(back + 2 + turn) & 3].angle)
            return cos(a - b) > 0.94
        }
    }

    private static func returning(_ saddle: Saddle, along way: Place) -> Int? {
        let length = way.length
        return saddle.arms.indices.first { arm in
            let angle = saddle.arms[arm].angle
            return way.dot(Place(cos(angle), sin(angle))) > 0.9 * length
        }
    }

    /// Without nodes that do not lie between their neighbours.
    private var withoutMisfits: Lattice {
        var kept = places
        for (index, place) in places {
            for direction in 0..<2 {
                guard let one = places[index.neighbour(direction)], let other = places[index.neighbour(direction + 2)]
                else { continue }
                let middle = 0.5 * (one + other)
                if place.distance(to: middle) > 0.2 * one.distance(to: other) { kept[index] = nil }
            }
        }
        return Lattice(places: kept)
    }

    /// The distance to the nearest neighbour; nil for a node without one.
    func spacing(at index: LatticeIndex) -> Double? {
        guard let place = places[index] else { return nil }
        return (0..<4).compactMap { places[index.neighbour($0)]?.distance(to: place) }.min()
    }

    /// The map from indices to places by the nodes that are nearest to one.
    func map(near index: LatticeIndex, nodes: Int = 16) -> Homography? {
        let near = places.map { other, place in
            (distance: max(abs(other.i - index.i), abs(other.j - index.j)), index: other, place: place)
        }
        .sorted { ($0.distance, $0.index.i, $0.index.j) < ($1.distance, $1.index.i, $1.index.j) }.prefix(nodes)
        return Homography(
            from: near.map { Place(Double($0.index.i - index.i), Double($0.index.j - index.j)) },
            to: near.map(\.place))
    }
}

/// Places by the cells of a grid, for finding those nearby.
private struct Cells {
    private static let side = 96.0
    private var cells: [LatticeIndex: [Int]] = [:]

    init(_ places: [Place]) {
        for (number, place) in places.enumerated() { cells[Self.cell(place), default: []].append(number) }
    }

    private static func cell(_ place: Place) -> LatticeIndex {
        LatticeIndex(Int(place.x / side), Int(place.y / side))
    }

    /// All within a cell's side at least.
    func near(_ place: Place) -> [Int] {
        let cell = Self.cell(place)
        return (-1...1).flatMap { j in (-1...1).flatMap { i in cells[LatticeIndex(cell.i + i, cell.j + j)] ?? [] } }
    }
}
