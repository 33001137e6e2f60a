import Foundation
import Readings

/// Reads a profile whose single widths are too blurred, faint or few to decide: it lays every word of every symbology that fits
/// the bars' extent over it, as the camera would have seen them, and takes the likeliest sequence, if no other comes near.
struct SoftReader {
    struct Read: Sendable {
        let symbology: Symbology
        let isGS1: Bool
        let bytes: [UInt8]
        let witness: LinearRead.Witness
        /// How much less likely the next best sequence that the symbology allows is, in nats.
        let margin: Float
        /// How much less likely the words are than those that ignore the check, in nats.
        let spent: Float
        /// Squared distance from the profile over what its noise gives.
        let misfit: Float
        /// Share of the profile's variance that the words explain, of what is no noise.
        let explained: Float
        /// In bins of the profile.
        var first: Float
        var last: Float
        let module: Float
        /// Of the whole description, for the comparison with other symbologies.
        let cost: Float
    }

    let effort: Effort
    let isOver: () -> Bool

    private struct Start {
        var fit: SoftFit
        var result: SoftFit.Result
        var cost: Float
        let isTurned: Bool
    }

    /// - Parameters:
    ///   - first: the bin where the first bar starts, about; `last` where the last one ends.
    ///   - elements: bars and spaces that were seen between them.
    func read(_ profile: BarProfile, first: Float, last: Float, elements: Int) -> [Read] {
        let extent = last - first
        guard extent > 20, elements >= 8 else { return [] }
        // Bars and spaces are 1.6 to 1.8 modules wide in all symbologies; where some are smeared into one, they look wider.
        guard let search = Search(profile, first: first, last: last, module: extent / Float(elements) / 1.7) else {
            return []
        }
        let grammars = Self.grammars(
            extent: search.far - search.near, estimate: search.scale,
            leastModule: 0.6 * profile.binsPerPixel / search.factor, effort)
        // What the count of the elements speaks for comes first; the rest is tried where that fails.
        let likely = grammars.filter { Self.elements($0) == elements }
        let reads = self.reads(likely, search)
        if effort == .belt || reads.contains(where: { $0.explained > 0.9 && SoftJudge.choose([$0]) != nil }) {
            return reads
        }
        return self.reads(grammars, search)
    }

    /// The likeliest words of grammars of one width for bars from one place to another.
    func read(_ profile: BarProfile, first: Float, last: Float, as grammars: [SoftGrammar]) -> Read? {
        guard let width = grammars.first?.width, last - first > 20,
            let search = Search(profile, first: first, last: last, module: (last - first) / width)
        else { return nil }
        return reads(grammars, search).min { $0.cost < $1.cost }
    }

    /// A piece of a profile to be searched, either way round.
    private struct Search {
        let part: BarProfile
        let turned: BarProfile
        /// Where the code starts and ends, in samples of the piece.
        let near: Float
        let far: Float
        let scale: Float
        /// The piece's first bin, and how many bins make a sample.
        let from: Float
        let factor: Float

        /// Nil where too little of the bars lies in the profile.
        init?(_ profile: BarProfile, first: Float, last: Float, module: Float) {
            let factor = max(1, Int(module / 4))
            // Room for the quiet zones.
            let from = max(0, Int(first - 8 * module))
            let to = min(profile.values.count, Int(last + 8 * module) + 2)
            guard to - from > 20 else { return nil }
            part = profile.part(from..<to, factor: factor)
            turned = part.turned
            near = (first - Float(from)) / Float(factor)
            far = (last - Float(from)) / Float(factor)
            scale = module / Float(factor)
            self.from = Float(from)
            self.factor = Float(factor)
        }
    }

    /// Bars and spaces of a grammar's symbols.
    private static func elements(_ grammar: SoftGrammar) -> Int {
        let layers = grammar.layers.count
        return switch grammar.symbology {
        case .ean13: 59
        case .ean8: 43
        case .upce: 33
        case .code128: 6 * layers + 1
        case .itf: 10 * layers + 7
        default: 10 * layers - 1
        }
    }

    private func reads(_ grammars: [SoftGrammar], _ search: Search) -> [Read] {
        let end = Float(search.part.values.count - 1)
        var starts: [Start] = []
        for grammar in grammars {
            for isTurned in [false, true] {
                if isOver() { break }
                let (from, to) = isTurned ? (end - search.far, end - search.near) : (search.near, search.far)
                let fit = SoftFit(
                    grammar, isTurned ? search.turned : search.part, first: from, last: to, scale: search.scale,
                    spread: PointSpread(box: search.part.binsPerPixel, sigma: 0))
                if let start = start(fit, isTurned, spreads(fit).prefix(1)) { starts.append(start) }
            }
        }
        starts = best(starts, effort == .hard ? 16 : effort == .normal ? 8 : 2)
        for (place, start) in starts.enumerated() {
            if isOver() { break }
            guard let other = self.start(start.fit, start.isTurned, spreads(start.fit).dropFirst()),
                other.cost < start.cost
            else { continue }
            starts[place] = other
        }
        starts = best(starts, effort == .hard ? 8 : effort == .normal ? 4 : 1)
        for place in starts.indices {
            if isOver() { break }
            better(&starts[place])
        }
        var reads: [Read] = []
        for start in best(starts, effort == .hard ? 4 : effort == .normal ? 2 : 1) {
            if isOver() { break }
            if let read = finished(start, from: search.from, factor: search.factor) { reads.append(read) }
        }
        return reads
    }

    private func best(_ starts: [Start], _ count: Int) -> [Start] {
        Array(starts.sorted { $0.cost < $1.cost }.prefix(count))
    }

    /// What may have this extent.
    private static func grammars(extent: Float, estimate: Float, leastModule: Float, _ effort: Effort) -> [SoftGrammar]
    {
        let least = max(leastModule, (effort == .hard ? 0.45 : 0.55) * estimate)
        let modules = extent / (1.35 * estimate)...extent / least
        var found: [SoftGrammar] = []
        if modules.contains(95) { found.append(.ean13) }
        if modules.contains(67) { found.append(.ean8) }
        if modules.contains(51) { found += SoftGrammar.upce }
        for count in 1...60 where modules.contains(Float(11 * count + 35)) { found.append(.code128(count)) }
        let ratios: [Float] = [2.1, 2.5, 2.95]
        for wide in ratios {
            for pairs in 3...20 where modules.contains(SoftGrammar.interleavedWidth(pairs: pairs, wide: wide)) {
                found.append(.interleaved(pairs: pairs, wide: wide))
            }
            for count in 1...30 where modules.contains(SoftGrammar.code39Width(count, wide: wide)) {
                found.append(.code39(count, wide: wide))
            }
        }
        return found
    }

    /// What the picture may be smeared by, the most usual first.
    private func spreads(_ fit: SoftFit) -> [PointSpread] {
        let (module, pixel) = (fit.module, fit.profile.binsPerPixel)
        let focus = effort == .belt ? [Float(0.35)] : effort == .normal ? [0.5, 0.2, 0.8] : [0.5, 0.2, 0.8, 1.2]
        let motion: [Float] = effort == .belt ? [] : effort == .normal ? [1.8] : [1.5, 2.2, 3]
        return focus.map { PointSpread(box: pixel, sigma: $0 * module) }
            + motion.filter { $0 * module > pixel }.map {
                PointSpread(box: $0 * module, sigma: (0.06 * module * module + pixel * pixel / 12).squareRoot())
            }
    }

    /// The likeliest words for the best of some smears.
    private func start(_ fit: SoftFit, _ isTurned: Bool, _ spreads: some Sequence<PointSpread>) -> Start? {
        var best: Start?
        for spread in spreads {
            var fit = fit
            fit.spread = spread
            guard
                let levels = Self.levels(
                    fit.profile, fit.places[0], fit.places[fit.places.count - 1], fit.module, spread)
            else { return nil }
            fit.levels = levels
            guard let result = fit.search(offsets: 5, offsetStep: 0.3, isQuick: true) else { continue }
            let cost = result.freeCost + Self.words(fit.grammar)
            if cost < best?.cost ?? .infinity { best = Start(fit: fit, result: result, cost: cost, isTurned: isTurned) }
        }
        return best
    }

    /// What it takes to say which words they are, in nats: so that longer codes are not preferred for fitting anything.
    private static func words(_ grammar: SoftGrammar) -> Float {
        grammar.layers.reduce(0) { $0 + log(Float($1.words.count)) }
    }

    /// Fits smear and levels to the words, and looks for the words again.
    private func better(_ start: inout Start) {
        var fit = start.fit
        fit.move(start.result.offsets)
        _ = fit.refine(start.result.free, rounds: 3)
        guard let result = fit.search(offsets: 7, offsetStep: 0.12, isQuick: true) else { return }
        let cost = result.freeCost + Self.words(fit.grammar)
        guard cost < start.cost else { return }
        start.fit = fit
        start.result = result
        start.cost = cost
    }

    /// The light and the dark greys of some parts of the code, a parabola through each; the smear leaves bars lighter than they
    /// are.
    private static func levels(
        _ profile: BarProfile, _ first: Float, _ last: Float, _ module: Float, _ spread: PointSpread
    ) -> SoftFit.Levels? {
        var (lights, darks) = (NormalEquations(unknowns: 3), NormalEquations(unknowns: 3))
        let parts = 8
        var known = 0
        for part in -1...parts {
            let length = (last - first) / Float(parts)
            let from = part < 0 ? first - 4 * module : first + Float(part) * length
            let to = part < 0 ? first : part == parts ? last + 4 * module : from + length
            let bins = max(0, Int(from))..<max(0, Int(from), min(profile.values.count, Int(to) + 1))
            let values = bins.filter { profile.counts[$0] > 0 }.map { profile.values[$0] }.sorted()
            guard values.count > 3 else { continue }
            let along = Double((from + to - first - last) / (last - first))
            let row = [1, along, along * along]
            lights.add(row, Double(values[values.count * 19 / 20]), 1)
            guard part >= 0, part < parts else { continue }
            darks.add(row, Double(values[values.count / 20]), 1)
            known += 1
        }
        guard known >= 4 else { return nil }
        for unknown in 1...2 {
            lights.stiffen(unknown, 0.02)
            darks.stiffen(unknown, 0.02)
        }
        guard let light = lights.solved()?.unknowns, let dark = darks.solved()?.unknowns else { return nil }
        let depth = spread.depth(3 * module)
        let levels = SoftFit.Levels(
            light: [Float(light[0]), Float(light[1]), Float(light[2])],
            depth: [
                Float(light[0] - dark[0]) / depth, Float(light[1] - dark[1]) / depth, Float(light[2] - dark[2]) / depth,
            ])
        return levels.depth[0] > 3 ? levels : nil
    }

    private func finished(_ start: Start, from: Float, factor: Float) -> Read? {
        var fit = start.fit
        var result = start.result
        let rounds = effort == .hard ? 2 : 1
        for round in 0..<rounds {
            fit.move(result.offsets)
            _ = fit.refine(result.free, rounds: effort == .belt ? 2 : 3)
            let isLast = round == rounds - 1
            guard
                let next = fit.search(
                    offsets: isLast ? 5 : 7, offsetStep: isLast ? 0.08 : 0.12, isQuick: !isLast, drift: isLast ? 1 : 1.5
                )
            else {
                return nil
            }
            result = next
            if isOver() { return nil }
        }
        guard let text = fit.grammar.text(result.valid) else { return nil }
        fit.move(result.offsets)
        let weights = fit.measured().weights
        let (misfit, levels) = fit.misfit(result.valid, weights, expected: fit.expected(weights))
        guard levels.depth[0] > 3 else { return nil }
        let alike = Self.explained(fit.profile, fit.rendered(result.valid), weights)
        let excess = (1 - alike) * max(0, 1 - 1 / max(misfit, 0.01))
        let explained = alike > 0 ? alike / (alike + excess) : 0
        let scale = max(1, misfit)
        var (first, last) = (fit.places[0], fit.places[fit.places.count - 1])
        if start.isTurned {
            let end = Float(fit.profile.values.count - 1)
            (first, last) = (end - last, end - first)
        }
        let isHeld = result.free == result.valid
        return Read(
            symbology: text.symbology, isGS1: text.isGS1, bytes: text.bytes,
            witness: !fit.grammar.isChecked ? .none : isHeld ? .held : .spent,
            margin: (result.validNext - result.validCost) / scale, spent: (result.validCost - result.freeCost) / scale,
            misfit: misfit, explained: explained, first: from + first * factor, last: from + last * factor,
            module: fit.module * factor, cost: result.validCost + Self.words(fit.grammar))
    }

    /// The squared correlation of profile and words.
    private static func explained(_ profile: BarProfile, _ dark: [Float], _ weights: [Float]) -> Float {
        var (count, x, y, xx, yy, xy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for sample in weights.indices where weights[sample] > 0 {
            let (one, other, weight) = (Double(dark[sample]), Double(profile.values[sample]), Double(weights[sample]))
            count += weight
            x += weight * one
            y += weight * other
            xx += weight * one * one
            yy += weight * other * other
            xy += weight * one * other
        }
        guard count > 0 else { return 0 }
        let (both, own, theirs) = (xy - x * y / count, xx - x * x / count, yy - y * y / count)
        return own > 0 && theirs > 0 && both < 0 ? Float(both * both / (own * theirs)) : 0
    }
}
