/// How the sheet is lit: the levels of its white and black squares, 0 to 255.
public struct LightMeasure: Sendable, Hashable {
    /// The median of the white squares, and of the black ones.
    public let white: Double
    public let black: Double
    /// The darkest white squares against the lightest (their 5th and 95th hundredths), 0 to 1.
    public let evenness: Double
    /// Of the white squares' pixels, those that are as light as can be, 0 to 1.
    public let saturated: Double
    /// Standard deviation of a white square's pixels from one to the next, in grey levels.
    public let noise: Double

    public init(white: Double, black: Double, evenness: Double, saturated: Double, noise: Double) {
        self.white = white
        self.black = black
        self.evenness = evenness
        self.saturated = saturated
        self.noise = noise
    }

    /// A pixel as light as this is taken for one that is as light as can be: image files round.
    static let saturation: UInt8 = 253

    /// Measures a target's squares; nil where too few are whole.
    init?(_ target: TargetFinder.Found, in image: GreyImage) {
        var (whites, blacks, noises): ([Double], [Double], [Double]) = ([], [], [])
        var (pixels, full) = (0, 0)
        for index in target.corners.places.keys {
            guard let square = SquareSample(index, target, in: image) else { continue }
            if square.isBlack {
                blacks.append(square.level)
            } else {
                whites.append(square.level)
                noises.append(square.variance)
                pixels += square.pixels
                full += square.saturated
            }
        }
        guard whites.count >= 4, blacks.count >= 4 else { return nil }
        whites.sort()
        blacks.sort()
        noises.sort()
        self.init(
            white: whites[whites.count / 2], black: blacks[blacks.count / 2],
            evenness: whites[whites.count / 20] / max(1, whites[whites.count - 1 - whites.count / 20]),
            saturated: Double(full) / Double(max(1, pixels)), noise: noises[noises.count / 2].squareRoot())
    }
}

/// The pixels near the corners of one square, clear of its dot and its edges.
struct SquareSample {
    let isBlack: Bool
    let level: Double
    /// Half the mean square of the difference between neighbours.
    let variance: Double
    let pixels: Int
    let saturated: Int

    /// - Parameter index: the square's upper left corner on the board.
    init?(_ index: LatticeIndex, _ target: TargetFinder.Found, in image: GreyImage) {
        let places = target.corners.places
        guard let a = places[index], let b = places[index.neighbour(0)], let c = places[index.neighbour(1)],
            let d = places[LatticeIndex(index.i + 1, index.j + 1)],
            let map = Homography(from: [Place(0, 0), Place(1, 0), Place(0, 1), Place(1, 1)], to: [a, b, c, d])
        else { return nil }
        let side = [a.distance(to: b), a.distance(to: c), d.distance(to: b), d.distance(to: c)].min() ?? 0
        // As many pixels each way as are clear of everything.
        let reach = Int(0.07 * side)
        guard side >= 8 else { return nil }
        var (sum, square, count, pairs, full) = (0, 0, 0, 0, 0)
        for (x, y) in [(0.22, 0.22), (0.78, 0.22), (0.22, 0.78), (0.78, 0.78)] {
            let middle = map.apply(Place(x, y))
            let edge = Double(reach + 1)
            guard middle.x >= edge, middle.y >= edge, middle.x < Double(image.width - 1) - edge,
                middle.y < Double(image.height - 1) - edge
            else { return nil }
            let (left, top) = (Int(middle.x.rounded()) - reach, Int(middle.y.rounded()) - reach)
            for row in top...top + 2 * reach {
                for column in left...left + 2 * reach {
                    let (here, next) = (
                        image.pixels[row * image.width + column], image.pixels[row * image.width + column + 1]
                    )
                    sum += Int(here)
                    count += 1
                    if here >= LightMeasure.saturation { full += 1 }
                    if column < left + 2 * reach || reach == 0 {
                        let difference = Int(here) - Int(next)
                        square += difference * difference
                        pairs += 1
                    }
                }
            }
        }
        isBlack = TargetSheet.isBlack(column: index.i, row: index.j)
        level = Double(sum) / Double(count)
        variance = Double(square) / Double(2 * max(1, pairs))
        pixels = count
        saturated = full
    }
}
