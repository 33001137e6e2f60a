import Parcels
import Readings

/// One picture's views and what was seen in them so far.
struct Search {
    let image: GreyImage
    let effort: Effort
    private let wholeness: Wholeness
    let isOver: () -> Bool
    var isCutShort = false
    private var sightings: [Sighting] = []
    private var fragments: [Fragment] = []
    private var views: [Symbol.Pass: [View]] = [:]
    private var bars: [BarRegion]?
    private var taken: Set<Schedule.Step> = []
    /// Slopes of a large picture's larger blocks: bars and matrix codes are both looked for in them.
    private lazy var coarse = SlopeField.coarse(image)

    init(
        image: GreyImage, effort: Effort, interleaved: InterleavedLengths = .any, isOver: @escaping () -> Bool
    ) {
        self.image = image
        self.effort = effort
        wholeness = Wholeness(image: image, interleaved: interleaved)
        self.isOver = isOver
    }

    /// A view of the picture, and how its places lie in the picture.
    struct View {
        var image: GreyImage
        let pass: Symbol.Pass
        var place = Placement()

        func placed(_ sighting: Sighting) -> Sighting {
            var placed = sighting
            placed.pass = pass
            placed.polygon = sighting.polygon.map(place.point)
            return placed
        }
    }

    /// What a step looks at.
    mutating func views(_ step: Schedule.Step) -> [View] {
        if case .again(let formats, _) = step.reader { return seenOnce(formats, step.pass) }
        return views(step.pass)
    }

    /// None where the picture is too small or too large for it.
    private mutating func views(_ pass: Symbol.Pass) -> [View] {
        if let made = views[pass] { return made }
        let made: [View] =
            switch pass {
            case .whole: [View(image: image, pass: pass)]
            case .part: (coarse.map { MatrixPlaces.find($0) } ?? []).compactMap { cut($0, pass) }
            case .bars:
                unreadBars().compactMap { region in
                    BarStrip.cut(region, from: image).map { View(image: $0.image, pass: pass, place: $0.place) }
                }
            case .halved: image.halved.map { [View(image: $0, pass: pass, place: .scaled(2))] } ?? []
            case .doubled: image.doubled.map { [View(image: $0, pass: pass, place: .scaled(0.5))] } ?? []
            case .inverted: [View(image: image.inverted, pass: pass)]
            case .sharpened: [View(image: image.sharpened, pass: pass)]
            case .softened: [View(image: image.softened, pass: pass)]
            }
        views[pass] = made
        return made
    }

    /// Where bars may be, looked for once.
    mutating func barPlaces() -> [BarRegion] {
        if let bars { return bars }
        let found = BarPlaces(image: image, effort: effort, coarse: coarse, isOver: isOver).find()
        bars = found
        return found
    }

    /// Where the most promising bars lie that nobody has read beyond doubt.
    private mutating func unreadBars() -> [BarRegion] {
        let read = explained.compactMap { OrientedBox(around: $0)?.grown(by: 0.1) }
        let places = barPlaces().filter { region in !read.contains { $0.contains(region.x, region.y) } }
        return Array(places.prefix(Self.barLimit))
    }

    /// Whether the bars in whose middle a view lies were read meanwhile.
    func isExplained(_ view: View) -> Bool {
        guard view.pass == .bars else { return false }
        let middle = view.place.point(
            Symbol.Point(x: Int32(view.image.width / 2), y: Int32(view.image.height / 2)))
        let (x, y) = (Double(middle.x), Double(middle.y))
        return explained.contains { OrientedBox(around: $0)?.grown(by: 0.1).contains(x, y) ?? false }
    }

    /// A part of the picture; nil where it lies outside.
    private func cut(_ place: MatrixPlaces.Place, _ pass: Symbol.Pass) -> View? {
        image.part(x: place.x, y: place.y, width: place.width, height: place.height).map {
            View(image: $0, pass: pass, place: Placement(x: Double(max(0, place.x)), y: Double(max(0, place.y))))
        }
    }

    private static let barLimit = 2

    mutating func take(_ seen: [Sighting]) {
        for sighting in seen {
            if let doubt = wholeness.doubt(of: sighting) {
                fragments.append(Fragment(sighting: sighting, doubt: doubt))
            } else {
                sightings.append(sighting)
            }
        }
    }

    /// Whether a step is to be taken; each is taken once.
    mutating func needs(_ step: Schedule.Step) -> Bool {
        guard !taken.contains(step) else { return false }
        let isNeeded = isNeeded(step.need)
        if isNeeded { taken.insert(step) }
        return isNeeded
    }

    private func isNeeded(_ need: Schedule.Need) -> Bool {
        switch need {
        case .always: true
        case .ifNothing: Agreement(sightings).symbols.isEmpty
        case .ifSomething: !Agreement(sightings).symbols.isEmpty
        }
    }

    /// Outlines of symbols that need no further witness. At the belt a check over all of the data is enough.
    var explained: [[Symbol.Point]] {
        Agreement(sightings).symbols
            .filter {
                $0.symbology.proof >= (effort == .belt ? .strong : .corrected) || $0.evidence.decoders.count > 1
            }
            .map(\.polygon)
    }

    /// What zbar or zxing-cpp alone saw of codes whose check proves little, each place once or twice.
    var lone: [Sighting] {
        Agreement(sightings).refused
            .filter { $0.doubt == .oneWitness && $0.symbology.proof == .weak && !$0.decoders.contains(.parcelgate) }
            .prefix(Self.loneLimit)
            .flatMap { refused in
                sightings.filter { $0.symbology == refused.symbology && $0.bytes == refused.bytes }
                    .prefix(effort == .belt ? 1 : 2)
            }
    }

    private static let loneLimit = 4

    /// The places where zxing-cpp alone saw such codes, changed for another look at them.
    private func seenOnce(_ formats: ZXingScanner.Formats, _ pass: Symbol.Pass) -> [View] {
        let symbologies: Set<Symbology> = formats == .databar ? [.databar, .databarExpanded] : [.codabar, .code39]
        return Agreement(sightings).refused
            .filter { $0.doubt == .oneWitness && $0.decoders == [.zxing] && symbologies.contains($0.symbology) }
            .prefix(Self.loneLimit)
            .compactMap { seen in
                let (x, y) = (seen.polygon.map { Int($0.x) }, seen.polygon.map { Int($0.y) })
                guard let left = x.min(), let right = x.max(), let top = y.min(), let bottom = y.max() else {
                    return nil
                }
                let room = 24 + (right - left + bottom - top) / 8
                let place = MatrixPlaces.Place(
                    x: left - room, y: top - room, width: right - left + 2 * room, height: bottom - top + 2 * room)
                guard var view = cut(place, pass) else { return nil }
                if pass == .sharpened { view.image = view.image.sharpened }
                if pass == .doubled, let doubled = view.image.doubled {
                    view.image = doubled
                    (view.place.rightX, view.place.downY) = (0.5, 0.5)
                }
                return view
            }
    }

    /// Where linear codes lie whose print nobody has measured.
    var unmeasured: [BarRegion] {
        Agreement(sightings).symbols.filter { $0.symbology.isLinear && $0.evidence.quality == nil }
            .prefix(Self.measureLimit)
            .compactMap { symbol in
                guard
                    let box = OrientedBox(readAlong: symbol.polygon) ?? OrientedBox(around: symbol.polygon),
                    box.halfLength >= 12
                else { return nil }
                return BarRegion(box)
            }
    }

    private static let measureLimit = 8

    var result: Decoded {
        let agreed = Agreement(sightings)
        return Decoded(
            width: image.width, height: image.height,
            symbols: Array(agreed.symbols.prefix(Symbol.countLimit)),
            refused: Array((agreed.refused + Fragment.refused(fragments, beside: agreed)).prefix(Symbol.countLimit)),
            isCutShort: isCutShort)
    }
}
