/// A corner of the board where four squares meet, and where a picture shows it.
public struct TargetCorner: Sendable, Hashable {
    /// Counted from the board's upper left corner: 1 to one less than its squares.
    public let column: Int
    public let row: Int
    /// In pixels; the first pixel's middle is (0, 0).
    public let place: Place

    public init(column: Int, row: Int, place: Place) {
        self.column = column
        self.row = row
        self.place = place
    }

    /// On the sheet, in mm.
    public func onSheet(_ sheet: TargetSheet) -> Place {
        Place(Double(column * sheet.square_mm), Double(row * sheet.square_mm))
    }
}

/// Why no target was found.
public enum TargetFault: UInt8, Error, Sendable, Hashable, CaseIterable {
    /// No chessboard at all: not in the picture, too dark, too blurred, or too small.
    case noBoard = 1
    /// A chessboard of which too little can be seen.
    case tooLittle
    /// A chessboard whose dots say no place on the sheet: another board, or dots that cannot be told.
    case noCode
    /// It is seen in a mirror, or the camera turns pictures over.
    case mirrored
    /// It is seen and told, but its edges are too wide, or too short, to be measured.
    case tooBlurred

    /// As the catalogue has it under `camera.fault.`.
    public var name: String {
        switch self {
        case .noBoard: "no-board"
        case .tooLittle: "too-little"
        case .noCode: "no-code"
        case .mirrored: "mirrored"
        case .tooBlurred: "too-blurred"
        }
    }
}

/// Finds the printed sheet in a picture. Nothing is guessed: which corner is which is read from the dots.
enum TargetFinder {
    /// Fewer corners determine nothing well.
    static let needed = 12
    /// Pictures are made smaller to about so many pixels a side to begin with.
    private static let smallest = 400
    /// Pixels of the largest picture that is searched as a whole; corners are refined in any.
    private static let largest = 16 << 20

    struct Found {
        let sheet: TargetSheet
        /// By column and row of the board.
        var corners: Lattice
    }

    static func find(in image: GreyImage) throws(TargetFault) -> Found {
        var found: Found?
        var fault = TargetFault.noBoard
        for (level, small) in pyramid(image).enumerated().reversed() where small.pixels.count <= largest {
            do throws(TargetFault) {
                let next = try look(in: small, scale: Double(1 << level))
                if let best = found, next.corners.places.count * 20 <= best.corners.places.count * 21 { break }
                found = next
            } catch {
                if found != nil { break }
                if error.rawValue > fault.rawValue { fault = error }
            }
        }
        guard let found else { throw fault }
        let whole = extended(refined(found, in: image), in: image)
        guard whole.corners.places.count >= needed, Homography(whole) != nil else {
            // Many were seen in a smaller picture, and are nowhere in this one.
            throw whole.corners.places.count * 4 < found.corners.places.count ? .tooBlurred : .tooLittle
        }
        return whole
    }

    /// The picture, then each time half as wide and high.
    private static func pyramid(_ image: GreyImage) -> [GreyImage] {
        var levels = [image]
        while let last = levels.last, max(last.width, last.height) > smallest, let half = last.halved {
            levels.append(half)
        }
        return levels
    }

    private static func look(in image: GreyImage, scale: Double) throws(TargetFault) -> Found {
        let field = GreyField(image)
        let lattices = Lattice.lattices(of: SaddleFinder.saddles(in: field)).prefix(6)
        guard !lattices.isEmpty else { throw .noBoard }
        var fault = TargetFault.tooLittle
        var found: Found?
        for lattice in lattices {
            let code = TargetCode(lattice, in: field)
            guard code.squares.count >= TargetCode.needed else { continue }
            guard let placement = code.placement else {
                if fault != .mirrored { fault = .noCode }
                continue
            }
            guard !placement.isMirrored else {
                fault = .mirrored
                continue
            }
            // A part of the same board that something lies across joins the first; another sheet does not.
            guard found.map({ $0.sheet == placement.sheet }) ?? true else { continue }
            var corners = found?.corners.places ?? [:]
            for (index, place) in lattice.places where corners[placement.corner(index)] == nil {
                corners[placement.corner(index)] = scale * (place + Place(0.5, 0.5)) - Place(0.5, 0.5)
            }
            found = Found(sheet: placement.sheet, corners: Lattice(places: corners))
        }
        guard let found else { throw fault }
        return found
    }

    private static func refined(_ found: Found, in image: GreyImage) -> Found {
        var sharp: [LatticeIndex: Place] = [:]
        for (index, place) in found.corners.places where found.sheet.hasCorner(index) {
            guard let spacing = found.corners.spacing(at: index),
                let better = CornerRefinement.refined(place, radius: radius(spacing), in: image)
            else { continue }
            sharp[index] = better
        }
        return Found(sheet: found.sheet, corners: Lattice(places: sharp))
    }

    /// Wide enough for blurred edges, and clear of dots and other corners.
    private static func radius(_ spacing: Double) -> Double { max(3, min(14, 0.35 * spacing)) }

    /// With the corners that the neighbours foretell, and without those that the squares around them gainsay.
    private static func extended(_ found: Found, in image: GreyImage) -> Found {
        var whole = found
        for _ in 0..<6 {
            var added: [LatticeIndex: Place] = [:]
            for index in whole.missingNeighbours {
                guard let map = whole.corners.map(near: index, nodes: 12) else { continue }
                let foretold = map.apply(Place(0, 0))
                let spacing =
                    (0..<4).map { direction in
                        let step = LatticeIndex(0, 0).neighbour(direction)
                        return map.apply(Place(Double(step.i), Double(step.j))).distance(to: foretold)
                    }.min() ?? 0
                guard spacing >= 6, let place = CornerRefinement.refined(foretold, radius: radius(spacing), in: image),
                    place.distance(to: foretold) < 0.15 * spacing
                else { continue }
                added[index] = place
            }
            guard !added.isEmpty else { break }
            whole.corners.places.merge(added) { old, _ in old }
            whole = verified(whole, in: image)
        }
        return verified(whole, in: image)
    }

    private static func verified(_ found: Found, in image: GreyImage) -> Found {
        let kept = found.corners.places.filter { index, place in
            guard let map = found.corners.map(near: index, nodes: 12) else { return false }
            let levels = [(-0.25, -0.25), (0.25, 0.25), (0.25, -0.25), (-0.25, 0.25)].compactMap { x, y in
                image.level(at: place + map.apply(Place(x, y)) - map.apply(Place(0, 0)))
            }
            guard levels.count == 4 else { return false }
            let isBlack = TargetSheet.isBlack(column: index.i - 1, row: index.j - 1)
            let (one, other) = (Array(levels[0..<2]), Array(levels[2..<4]))
            let (dark, light) = isBlack ? (one, other) : (other, one)
            return (light.min() ?? 0) - (dark.max() ?? 255) > Double(SaddleFinder.contrast) / 2
                && place.distance(to: map.apply(Place(0, 0))) < 0.15 * map.apply(Place(1, 1)).distance(to: place)
        }
        return Found(sheet: found.sheet, corners: Lattice(places: kept))
    }
}

extension TargetFinder.Found {
    fileprivate var missingNeighbours: Set<LatticeIndex> {
        Set(corners.places.keys.flatMap { index in (0..<4).map { index.neighbour($0) } }).filter {
            corners.places[$0] == nil && sheet.hasCorner($0)
        }
    }

    /// The map from the sheet to the picture.
    var homography: Homography? { Homography(self) }
}

extension Homography {
    fileprivate init?(_ found: TargetFinder.Found) {
        let corners = found.corners.places
        let size = Double(found.sheet.square_mm)
        self.init(
            from: corners.map { Place(size * Double($0.key.i), size * Double($0.key.j)) }, to: corners.map(\.value))
    }
}

extension TargetSheet {
    func hasCorner(_ index: LatticeIndex) -> Bool { (1..<columns).contains(index.i) && (1..<rows).contains(index.j) }
}

extension GreyImage {
    /// The mean of the 3 × 3 pixels around a place; nil at the border and outside.
    func level(at place: Place) -> Double? {
        guard place.x >= 1, place.y >= 1, place.x < Double(width - 2), place.y < Double(height - 2) else { return nil }
        let (x, y) = (Int(place.x.rounded()), Int(place.y.rounded()))
        var sum = 0
        for row in y - 1...y + 1 { for column in x - 1...x + 1 { sum += Int(pixels[row * width + column]) } }
        return Double(sum) / 9
    }
}
