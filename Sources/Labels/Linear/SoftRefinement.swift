import CLinear

/// How a fit is bettered when its words are known, or believed to be.
extension SoftFit {
    /// Where each bar of some words begins and ends, in samples.
    private func bars(_ chosen: [Int]) -> [Float] {
        var edges: [Float] = []
        for (place, layer) in grammar.layers.enumerated() {
            let stretch = (places[place + 1] - places[place]) / layer.width
            for (number, edge) in grammar.words[chosen[place]].bars.enumerated() {
                edges.append(places[place] + edge * stretch + (number & 1 == 0 ? -growth / 2 : growth / 2))
            }
        }
        return edges
    }

    private func withBars<Result>(_ chosen: [Int], _ body: (inout clinear_bars) -> Result) -> Result {
        let edges = bars(chosen)
        let edge = spread.edge()
        return unsafe edges.withUnsafeBufferPointer { edges in
            unsafe edge.withUnsafeBufferPointer { edge in
                var bars = unsafe clinear_bars(
                    edges: edges.baseAddress, count: Int32(edges.count / 2), edge: edge.baseAddress,
                    edge_steps: Int32(edge.count), edge_per_sample: Int32(PointSpread.stepsPerSample))
                return unsafe body(&bars)
            }
        }
    }

    /// How dark each sample is if these are the words: 0 to 1.
    func rendered(_ chosen: [Int]) -> [Float] {
        var dark = [Float](repeating: 0, count: profile.values.count)
        unsafe withBars(chosen) { bars in unsafe clinear_render(&bars, Int32(dark.count), &dark) }
        return dark
    }

    /// The squared distance between the profile and what the words make of it with the best levels, weighed as the search
    /// weighs it, over what the noise alone would give; and those levels.
    func misfit(_ chosen: [Int], _ weights: [Float], expected: Float) -> (misfit: Float, levels: Levels) {
        var dark = [Float](repeating: 0, count: profile.values.count)
        var found = [Float](repeating: 0, count: 6)
        let square = unsafe withBars(chosen) { bars in
            unsafe clinear_fit(
                &bars, profile.values, weights, Int32(dark.count), places[0], places[places.count - 1], &dark, &found)
        }
        guard square >= 0 else { return (.infinity, levels) }
        return (
            square / max(1e-9, expected),
            Levels(light: [found[0], found[1], found[2]], depth: [found[3], found[4], found[5]])
        )
    }

    /// The weighed squares that noise alone gives.
    func expected(_ weights: [Float]) -> Float {
        var sum: Float = 0
        for sample in weights.indices where weights[sample] > 0 {
            let model = SoftFit.modelNoise * levels.at(along(Float(sample))).depth
            sum += weights[sample] * (pixelNoise * pixelNoise / profile.counts[sample] + model * model)
        }
        return sum
    }

    /// Levels, smear and growth of bars that make the words fit best. Returns how well they fit.
    mutating func refine(_ chosen: [Int], rounds: Int) -> Float {
        let weights = measured().weights
        let expected = expected(weights)
        var (best, found) = misfit(chosen, weights, expected: expected)
        levels = found
        let pixel = profile.binsPerPixel
        for round in 0..<rounds {
            let size: Float = round == 0 ? 1 : 0.5
            var trials: [(PointSpread, Float)] = []
            for change: Float in [-0.3, 0.3] {
                var wider = spread
                wider.sigma = max(0.1, spread.sigma * (1 + change * size))
                trials.append((wider, growth))
                var longer = spread
                longer.box = max(pixel, spread.box * (1 + change * size))
                trials.append((longer, growth))
                var other = spread
                other.box = max(pixel, spread.box * (1 + change * size))
                other.sigma = max(0.1, spread.sigma * (1 - change * size))
                trials.append((other, growth))
                let grown = growth + change * size * 0.5 * module
                if abs(grown) < 0.6 * module { trials.append((spread, grown)) }
            }
            for (spread, growth) in trials {
                var trial = self
                trial.spread = spread
                trial.growth = growth
                let (misfit, levels) = trial.misfit(chosen, weights, expected: expected)
                guard misfit < best, levels.depth[0] > 0 else { continue }
                best = misfit
                self.spread = spread
                self.growth = growth
                self.levels = levels
            }
        }
        return best
    }

    /// Moves the layers as a search found them to lie: a parabola through its offsets, so that no single word bends it.
    mutating func move(_ offsets: [Float]) {
        let count = offsets.count
        guard count > 2 else { return }
        let places = (0..<count).map { 2 * Double($0) / Double(count - 1) - 1 }
        // Orthogonal on equal steps, nearly: fitted in turn.
        var rest = offsets.map { Double($0) }
        var moved = [Double](repeating: 0, count: count)
        let mean = places.reduce(0) { $0 + $1 * $1 } / Double(count)
        for base in [places.map { _ in 1.0 }, places, places.map { $0 * $0 - mean }] {
            let own = base.reduce(0) { $0 + $1 * $1 }
            guard own > 1e-9 else { continue }
            let part = zip(base, rest).reduce(0) { $0 + $1.0 * $1.1 } / own
            for place in 0..<count {
                rest[place] -= part * base[place]
                moved[place] += part * base[place]
            }
        }
        for place in 0..<count { self.places[place] += Float(moved[place]) }
    }
}
