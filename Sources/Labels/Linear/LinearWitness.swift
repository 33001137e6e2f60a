import Readings

/// A second look, of our own, at a place where another reader saw an EAN or UPC that nobody else did.
///
/// It is told the place and the symbology, never the data: what it says of the data is its own. What it sees is less than
/// `LinearReader` demands before it says anything alone; it is worth something only where it is equal to what another reader said.
struct LinearWitness {
    let image: GreyImage
    let effort: Effort
    let isOver: () -> Bool

    /// Least difference to the next likely digits, in nats: a guess among equals is no word.
    private static let leastMargin: Float = 2
    /// How much of what was measured the digits must explain.
    private static let leastExplained: Float = 0.7
    /// Modules by which another reader's ends may be off.
    private static let shifts: [Float] = [0, -1.5, 1.5]

    /// The likeliest digits at a place; nil where looks at different parts of the bars do not say the same, or where nothing fits.
    /// - Parameter box: where the other reader saw the bars, its longer side across them.
    func look(at box: OrientedBox, for symbology: Symbology) -> LinearRead? {
        let grammars = Self.grammars(symbology)
        guard !grammars.isEmpty, box.halfLength > 12 else { return nil }
        var best: (read: SoftReader.Read, stack: LineStack)?
        for strip in Self.strips(box).prefix(effort == .belt ? 1 : 5) {
            if isOver() { return nil }
            let reach = max(24, 0.3 * strip.halfLength)
            guard var stack = LineStack(image, strip, reach: reach, lineLimit: 32) else { continue }
            stack.align(range: 0.12, isFine: true)
            stack.weigh()
            guard let read = read(stack, grammars) else { continue }
            if let known = best?.read, known.bytes != read.bytes {
                // What fits worse by far says nothing.
                if read.explained < known.explained - 0.1 { continue }
                guard known.explained < read.explained - 0.1 else { return nil }
                best = (read, stack)
            } else if read.explained > best?.read.explained ?? 0 {
                best = (read, stack)
            }
        }
        guard let (read, stack) = best else { return nil }
        return LinearRead(
            symbology: read.symbology, isGS1: false, bytes: read.bytes,
            polygon: stack.polygon(Double(read.first), Double(read.last)), lines: 0, witness: read.witness,
            quality: nil)
    }

    private static func grammars(_ symbology: Symbology) -> [SoftGrammar] {
        switch symbology {
        case .ean13, .upca: [.ean13]
        case .ean8: [.ean8]
        case .upce: SoftGrammar.upce
        default: []
        }
    }

    /// The whole of the bars, and four parts of it from top to bottom: glare, folds and perspective spoil one and leave another.
    private static func strips(_ box: OrientedBox) -> [BarRegion] {
        let whole = BarRegion(
            x: box.centerX, y: box.centerY, alongX: box.alongX, alongY: box.alongY, halfLength: box.halfLength,
            halfHeight: max(2, box.halfBreadth), strength: 1)
        guard box.halfBreadth > 6 else { return [whole] }
        let parts = [-0.75, -0.25, 0.25, 0.75].map { place in
            var part = whole
            (part.x, part.y) = whole.point(0, place * box.halfBreadth)
            part.halfHeight = max(2, box.halfBreadth / 4)
            return part
        }
        return [whole] + parts
    }

    private func read(_ stack: LineStack, _ grammars: [SoftGrammar]) -> SoftReader.Read? {
        let profile = BarProfile(image, stack)
        let bins = profile.binsPerPixel
        let middle = Float(stack.samples / 2)
        let half = Float(stack.region.halfLength)
        let reader = SoftReader(effort: effort, isOver: isOver)
        var best: SoftReader.Read?
        let seen = middle - half...middle + half
        var ends = [seen]
        let lines = max(1, stack.weights.reduce(0, +))
        let elements = Elements(
            stack.mean, hysteresis: 0.03, least: max(1, 4 * (profile.noise ?? 4) / lines.squareRoot()))
        for segment in elements.segments() {
            let (first, last) = (elements.edges[segment.lowerBound], elements.edges[segment.upperBound - 1])
            guard abs(first - seen.lowerBound) < 0.15 * half, abs(last - seen.upperBound) < 0.15 * half else {
                continue
            }
            ends.insert(first...last, at: 0)
        }
        let shifts = effort == .belt ? Self.shifts.prefix(1) : Self.shifts[...]
        for end in ends.prefix(effort == .belt ? 2 : 3) {
            let module = (end.upperBound - end.lowerBound) / grammars[0].width
            for left in shifts {
                for right in shifts {
                    if isOver() { return nil }
                    let first = end.lowerBound + left * module
                    let last = end.upperBound + right * module
                    guard let read = reader.read(profile, first: first * bins, last: last * bins, as: grammars) else {
                        continue
                    }
                    guard read.explained < 0.9 || read.margin < Self.leastMargin else { return placed(read, bins) }
                    if read.explained > best?.explained ?? 0 { best = read }
                }
            }
        }
        guard let best, best.margin >= Self.leastMargin, best.explained >= Self.leastExplained else { return nil }
        return placed(best, bins)
    }

    /// Its ends in samples of the stack.
    private func placed(_ read: SoftReader.Read, _ bins: Float) -> SoftReader.Read {
        var placed = read
        (placed.first, placed.last) = (read.first / bins, read.last / bins)
        return placed
    }
}
