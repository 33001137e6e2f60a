import Readings

/// Reads linear codes from pictures: Code 128, ITF, Code 39, EAN-13, EAN-8, UPC-A, UPC-E and Codabar, at any angle.
///
/// It looks for places whose slopes all run one way, lays scan lines across them, moves the lines so that their bars lie on
/// top of each other, and reads the lines, first each by itself, then all of them summed up.
public struct LinearReader: Sendable {
    public init() {}

    /// - Parameter isOver: asked every few milliseconds; when it says true, what was found so far is returned.
    public func read(_ image: GreyImage, effort: Effort, isOver: () -> Bool) -> [LinearRead] {
        withoutActuallyEscaping(isOver) { isOver in
            let places = BarPlaces(image: image, effort: effort, isOver: isOver).find()
            return read(image, effort: effort, places: places, explained: [], isOver: isOver)
        }
    }

    /// - Parameters:
    ///   - places: where bars may be, in the order in which they are looked at.
    ///   - explained: outlines of what others have read beyond doubt: it is not read again.
    func read(
        _ image: GreyImage, effort: Effort, places: [BarRegion], explained: [[Symbol.Point]], isOver: () -> Bool
    ) -> [LinearRead] {
        withoutActuallyEscaping(isOver) { isOver in
            var reading = LinearReading(
                image: image, effort: effort, places: places, explained: explained, isOver: isOver)
            reading.run()
            return reading.found
        }
    }
}

/// The reading of one picture.
struct LinearReading {
    let image: GreyImage
    let effort: Effort
    let places: [BarRegion]
    let explained: [[Symbol.Point]]
    let isOver: () -> Bool
    private(set) var found: [LinearRead] = []
    /// How many more pieces may be searched for words: each takes some tens of milliseconds.
    private var softLeft: Int

    init(
        image: GreyImage, effort: Effort, places: [BarRegion], explained: [[Symbol.Point]],
        isOver: @escaping () -> Bool
    ) {
        self.image = image
        self.effort = effort
        self.places = places
        self.explained = explained
        self.isOver = isOver
        softLeft = effort == .belt ? 0 : effort == .normal ? 3 : 24
    }

    private var lineLimit: Int { effort == .belt ? 12 : effort == .normal ? 32 : 64 }

    mutating func run() {
        for region in places {
            if isOver() { return }
            if found.contains(where: { Self.covers($0, region) }) { continue }
            if explained.contains(where: { Self.contains($0, region.x, region.y) }) { continue }
            read(region)
            if found.count >= Symbol.countLimit { return }
        }
    }

    /// Whether a region's centre lies in what was read already.
    private static func covers(_ read: LinearRead, _ region: BarRegion) -> Bool {
        contains(read.polygon, region.x, region.y)
    }

    static func contains(_ polygon: [Symbol.Point], _ x: Double, _ y: Double) -> Bool {
        guard polygon.count > 2 else { return false }
        var signs: Set<Bool> = []
        for (place, corner) in polygon.enumerated() {
            let next = polygon[(place + 1) % polygon.count]
            let turn =
                (Double(next.x) - Double(corner.x)) * (y - Double(corner.y)) - (Double(next.y) - Double(corner.y))
                * (x - Double(corner.x))
            signs.insert(turn > 0)
        }
        return signs.count == 1
    }

    // MARK: Reading

    private mutating func read(_ region: BarRegion) {
        let reach = max(24, 0.3 * region.halfLength)
        guard var stack = LineStack(image, region, reach: reach, lineLimit: lineLimit) else { return }
        // Each line votes by itself; how they lie on top of each other matters only where they are summed up.
        if effort != .belt {
            stack.align(range: 0.12, isFine: true)
            stack.weigh()
            stack.align(range: 0.02, isFine: true)
        } else {
            stack.sum(left: 0, right: 0)
        }
        let votes = LineVotes(stack, region: region, isQuick: effort == .belt)
        var isRead = false
        for candidate in votes.agreed {
            add(
                candidate.read, stack, candidate.first, candidate.last, lines: candidate.lines,
                range: candidate.range, quality: ReflectanceProfile.median(candidate.qualities))
            isRead = true
        }
        guard !isRead, !isOver(), softLeft > 0 else { return }
        readSoftly(stack)
    }

    private mutating func readSoftly(_ stack: LineStack) {
        let profile = BarProfile(image, stack)
        var tried: [ClosedRange<Float>] = []
        let reader = SoftReader(effort: effort, isOver: isOver)
        let lines = max(1, stack.weights.reduce(0, +))
        let least = max(1, 4 * (profile.noise ?? 4) / lines.squareRoot())
        for hysteresis: Float in effort == .hard ? [0.03, 0.12] : [0.03] {
            let elements = Elements(stack.mean, hysteresis: hysteresis, least: least)
            for segment in elements.segments() {
                if isOver() { return }
                let (first, last) = (elements.edges[segment.lowerBound], elements.edges[segment.upperBound - 1])
                let (from, to) = (stack.across(Double(first)), stack.across(Double(last)))
                guard from < stack.region.halfLength, to > -stack.region.halfLength,
                    segment.count >= (effort == .belt ? 28 : 12),
                    !tried.contains(where: { abs($0.lowerBound - first) < 2 && abs($0.upperBound - last) < 2 })
                else { continue }
                guard softLeft > 0 else { return }
                softLeft -= 1
                tried.append(first...last)
                let bins = profile.binsPerPixel
                let reads = reader.read(profile, first: first * bins, last: last * bins, elements: segment.count - 1)
                guard let best = SoftJudge.choose(reads) else { continue }
                guard
                    best.witness != .none
                        || stack.isQuiet(
                            before: best.first / bins, behind: best.last / bins, module: best.module / bins)
                else { continue }
                let read = HardRead(
                    symbology: best.symbology, isGS1: best.isGS1, bytes: best.bytes, edges: 0..<1, decodability: 0)
                add(read, stack, best.first / bins, best.last / bins, lines: 0, witness: best.witness)
                return
            }
        }
    }

    private mutating func add(
        _ read: HardRead, _ stack: LineStack, _ first: Float, _ last: Float, lines: Int,
        range: ClosedRange<Int>? = nil, witness: LinearRead.Witness? = nil, quality: PrintQuality? = nil
    ) {
        let checked: Bool =
            switch read.symbology {
            case .itf, .code39, .codabar: false
            default: true
            }
        let made = LinearRead(
            symbology: read.symbology, isGS1: read.isGS1, bytes: read.bytes,
            polygon: stack.polygon(Double(first), Double(last), range), lines: lines,
            witness: witness ?? (checked ? .held : .none), quality: quality)
        guard !found.contains(where: { $0.symbology == made.symbology && $0.bytes == made.bytes }) else { return }
        found.append(made)
    }
}
