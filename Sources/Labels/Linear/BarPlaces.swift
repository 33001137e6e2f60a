import Readings

/// Where in a picture bars may be, looked for at several scales.
struct BarPlaces {
    let image: GreyImage
    let effort: Effort
    /// The picture's slopes in coarse blocks, where they are known already.
    var coarse: SlopeField?
    let isOver: () -> Bool

    /// The most promising first.
    func find() -> [BarRegion] {
        let isLarge = image.pixels.count > 1 << 19
        // A line stack takes some milliseconds: a belt's frame has hundreds of places with slopes, the strongest are bars.
        let limit = effort == .belt ? 12 : effort == .normal ? isLarge ? 6 : 24 : 48
        var regions: [BarRegion] = []
        var busy: [BarRegion] = []
        if min(image.width, image.height) < 24 || (effort != .belt && image.pixels.count < 1 << 16) {
            regions += whole()
        }
        var level: GreyImage? = image
        var scale = 1.0
        for step in 0..<4 {
            guard let picture = level, min(picture.width, picture.height) > 8 else { break }
            if effort == .belt && isLarge && step == 1 {
                level = picture.halved
                scale *= 2
                continue
            }
            if var field = field(picture, isCoarse: effort == .belt && isLarge, isFirst: step == 0) {
                if effort != .belt {
                    regions += BarRegions.find(field, scale: scale, limit: limit, joining: .beside)
                    busy += BusyRegions.find(field, scale: scale, limit: limit / 4)
                }
                if effort == .hard {
                    regions += BarRegions.find(field, scale: scale, limit: limit, joining: .above)
                }
                field.smooth()
                regions += BarRegions.find(
                    field, scale: scale, limit: limit, joining: effort == .belt ? .above : .beside)
            }
            if isOver() { break }
            level = picture.halved
            scale *= 2
        }
        regions.sort { $0.strength > $1.strength }
        busy.sort { $0.strength > $1.strength }
        var kept: [BarRegion] = []
        for region in Self.mixed(regions, busy) where !kept.contains(where: { Self.isSame($0, region) }) {
            guard region.halfLength > 8 else { continue }
            kept.append(region)
            if kept.count >= 2 * limit { break }
        }
        return effort == .belt ? bars(in: kept, limit: limit) : kept
    }

    private func field(_ picture: GreyImage, isCoarse: Bool, isFirst: Bool) -> SlopeField? {
        if isCoarse, isFirst { return coarse ?? SlopeField.coarse(picture) }
        return SlopeField(picture, block: 8, rowStep: effort == .belt ? SlopeField.coarseRowStep : 1)
    }

    /// The parts of places that are bars indeed.
    private func bars(in places: [BarRegion], limit: Int) -> [BarRegion] {
        var bars: [BarRegion] = []
        for place in places {
            if isOver() || bars.count >= limit { break }
            for part in BarLikeness.parts(place, in: image) where !bars.contains(where: { Self.isSame($0, part) }) {
                bars.append(part)
            }
        }
        return bars
    }

    /// Two of the first for one of the second.
    private static func mixed(_ one: [BarRegion], _ other: [BarRegion]) -> [BarRegion] {
        var mixed: [BarRegion] = []
        var (left, right) = (one[...], other[...])
        while !left.isEmpty || !right.isEmpty {
            mixed += left.prefix(2)
            left = left.dropFirst(2)
            mixed += right.prefix(1)
            right = right.dropFirst(1)
        }
        return mixed
    }

    /// The picture itself, along its rows and along its columns: pictures too small for blocks, or cut close.
    private func whole() -> [BarRegion] {
        let (x, y) = (Double(image.width - 1) / 2, Double(image.height - 1) / 2)
        let (across, down) = (Double(image.width) / 2, Double(image.height) / 2)
        return [
            BarRegion(x: x, y: y, alongX: 1, alongY: 0, halfLength: across, halfHeight: down, strength: 1),
            BarRegion(x: x, y: y, alongX: 0, alongY: 1, halfLength: down, halfHeight: across, strength: 0),
        ]
    }

    private static func isSame(_ one: BarRegion, _ other: BarRegion) -> Bool {
        let cosine = abs(one.alongX * other.alongX + one.alongY * other.alongY)
        guard cosine > 0.985 else { return false }
        let (across, down) = one.place(other.x, other.y)
        return abs(across) < 0.2 * one.halfLength && abs(down) < 0.3 * one.halfHeight
            && abs(one.halfLength - other.halfLength) < 0.2 * one.halfLength
            && other.halfHeight < 1.3 * one.halfHeight && other.halfHeight > 0.5 * one.halfHeight
    }
}
