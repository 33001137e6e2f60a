/// How a fit is bettered when its words are known, or believed to be.
extension SoftFit {
    /// How dark each sample is if these are the words: 0 to 1.
    func rendered(_ chosen: [Int]) -> [Float] {
        var dark = [Float](repeating: 0, count: profile.values.count)
        let edge = spread.edge()
        let middle = Float(edge.count / 2)
        let perSample = Float(PointSpread.stepsPerSample)
        let reach = middle / perSample
        func step(_ place: Float) -> Float {
            let at = place * perSample + middle
            guard at > 0 else { return 0 }
            let low = Int(at)
            guard low < edge.count - 1 else { return 1 }
            return edge[low] + (at - Float(low)) * (edge[low + 1] - edge[low])
        }
        for (place, layer) in grammar.layers.enumerated() {
            let start = places[place]
            let stretch = (places[place + 1] - start) / layer.width
            let bars = grammar.words[chosen[place]].bars
            for number in stride(from: 0, to: bars.count, by: 2) {
                let from = start + bars[number] * stretch - growth / 2
                let to = start + bars[number + 1] * stretch + growth / 2
                let first = max(0, Int((from - reach).rounded(.up)))
                let last = min(dark.count - 1, Int(to + reach))
                guard first <= last else { continue }
                for sample in first...last { dark[sample] += step(Float(sample) - from) - step(Float(sample) - to) }
            }
        }
        return dark
    }

    /// The squared distance between the profile and what the words make of it with the best levels, weighed as the search
    /// weighs it, over what the noise alone would give; and those levels.
    func misfit(_ chosen: [Int], _ weights: [Float]) -> (misfit: Float, levels: Levels) {
        let dark = rendered(chosen)
        // Least squares for light - dark * depth, a parabola each.
        var sums = NormalEquations(unknowns: 6)
        var expected = 0.0
        for sample in weights.indices where weights[sample] > 0 {
            let along = Double(along(Float(sample)))
            let darkness = Double(dark[sample])
            let weight = Double(weights[sample])
            sums.add(
                [1, along, along * along, -darkness, -darkness * along, -darkness * along * along],
                Double(profile.values[sample]), weight)
            let depth = levels.at(Float(along)).depth
            let model = SoftFit.modelNoise * depth
            expected += weight * Double(pixelNoise * pixelNoise / profile.counts[sample] + model * model)
        }
        // The bends are small, and where nothing speaks for them they are none.
        for (unknown, share) in [(1, 0.0005), (2, 0.002), (4, 0.002), (5, 0.005)] { sums.stiffen(unknown, share) }
        guard let found = sums.solved() else { return (.infinity, levels) }
        let known = found.unknowns.map { Float($0) }
        return (
            Float(max(0, found.rest) / max(1e-9, expected)),
            Levels(light: [known[0], known[1], known[2]], depth: [known[3], known[4], known[5]])
        )
    }

    /// Levels, smear and growth of bars that make the words fit best. Returns how well they fit.
    mutating func refine(_ chosen: [Int], rounds: Int) -> Float {
        let weights = measured().weights
        var (best, found) = misfit(chosen, weights)
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
                let (misfit, levels) = trial.misfit(chosen, weights)
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
