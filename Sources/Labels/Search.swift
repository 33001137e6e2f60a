import Readings

/// One picture's views and what was seen in them so far.
struct Search {
    let image: GreyImage
    let effort: Effort
    let isOver: () -> Bool
    var isCutShort = false
    private var sightings: [Sighting] = []
    /// Parts of longer codes.
    private var fragments: [Sighting] = []
    private var views: [Symbol.Pass: [View]] = [:]

    init(image: GreyImage, effort: Effort, isOver: @escaping () -> Bool) {
        self.image = image
        self.effort = effort
        self.isOver = isOver
    }

    /// A view of the picture, and how its places lie in the picture.
    struct View {
        let image: GreyImage
        let pass: Symbol.Pass
        var multiplier: Int32 = 1
        var divisor: Int32 = 1
        /// Where its upper left corner lies.
        var x: Int32 = 0
        var y: Int32 = 0

        func placed(_ sighting: Sighting) -> Sighting {
            var placed = sighting
            placed.pass = pass
            placed.polygon = sighting.polygon.map {
                Symbol.Point(x: x + $0.x * multiplier / divisor, y: y + $0.y * multiplier / divisor)
            }
            return placed
        }
    }

    /// None where the picture is too small or too large for it.
    mutating func views(_ pass: Symbol.Pass) -> [View] {
        if let made = views[pass] { return made }
        let made: [View] =
            switch pass {
            case .whole: [View(image: image, pass: pass)]
            case .part:
                MatrixPlaces.find(image).compactMap { place in
                    image.part(x: place.x, y: place.y, width: place.width, height: place.height).map {
                        View(image: $0, pass: pass, x: Int32(max(0, place.x)), y: Int32(max(0, place.y)))
                    }
                }
            case .halved: image.halved.map { [View(image: $0, pass: pass, multiplier: 2)] } ?? []
            case .doubled: image.doubled.map { [View(image: $0, pass: pass, divisor: 2)] } ?? []
            case .inverted: [View(image: image.inverted, pass: pass)]
            case .sharpened: [View(image: image.sharpened, pass: pass)]
            }
        views[pass] = made
        return made
    }

    mutating func take(_ seen: [Sighting]) {
        for sighting in seen {
            if isWhole(sighting) { sightings.append(sighting) } else { fragments.append(sighting) }
        }
    }

    /// Whether a sighting is a whole code: interleaved 2 of 5 has its quiet zones, or our own reader has seen to it.
    private func isWhole(_ sighting: Sighting) -> Bool {
        guard sighting.symbology == .itf, sighting.decoder != .parcelgate else { return true }
        guard let box = OrientedBox(around: sighting.polygon) else { return false }
        // Start and stop, and for each pair of digits six narrow and four wide elements, two and a half times as wide.
        let modules = 9 + Double(sighting.bytes.count) * 8
        return QuietZone.isThere(around: box, modules: modules, in: image)
    }

    /// Whether a step has nothing to find any more.
    func isDone(_ step: Schedule.Step) -> Bool { step.isLast && !Agreement(sightings).symbols.isEmpty }

    /// Outlines of symbols that need no further witness.
    var explained: [[Symbol.Point]] {
        Agreement(sightings).symbols.filter { $0.symbology.proof == .corrected || $0.evidence.decoders.count > 1 }
            .map(\.polygon)
    }

    var result: Decoded {
        let agreed = Agreement(sightings)
        return Decoded(
            width: image.width, height: image.height,
            symbols: Array(agreed.symbols.prefix(Symbol.countLimit)),
            refused: Array((agreed.refused + Fragments.refused(fragments, beside: agreed)).prefix(Symbol.countLimit)),
            isCutShort: isCutShort)
    }
}
