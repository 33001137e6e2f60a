import CLinear

/// One symbology's words laid over a profile: where they lie, how sharp the picture is, how light and dark; and the likeliest
/// words for it.
struct SoftFit {
    let grammar: SoftGrammar
    let profile: BarProfile
    var spread: PointSpread
    /// Samples a module, about.
    let module: Float
    /// Samples a module as far as is known before any symbology is tried: how samples are weighed depends on it alone, so that
    /// the costs of different grammars can be compared.
    let scale: Float
    /// Where each layer starts, and where the last one ends, in samples.
    var places: [Float]
    /// How much wider bars are printed than they should be, in samples.
    var growth: Float = 0
    var levels = Levels()
    /// Standard deviation of a sample's grey that no count of pixels makes smaller, over the depth: what the model lacks.
    static let modelNoise: Float = 0.04

    /// The light grey and how much darker the dark one is: each a parabola along the code, from -1 at its start to 1 at its end.
    struct Levels {
        var light: SIMD3<Float> = [255, 0, 0]
        var depth: SIMD3<Float> = [200, 0, 0]

        func at(_ along: Float) -> (light: Float, depth: Float) {
            let powers = SIMD3<Float>(1, along, along * along)
            return ((light * powers).sum(), max(3, (depth * powers).sum()))
        }
    }

    struct Result {
        /// A word for each layer: the likeliest, and the likeliest for which the check holds.
        var free: [Int]
        var valid: [Int]
        /// What they and the next best other ones cost, in nats.
        var freeCost: Float
        var validCost: Float
        var freeNext: Float
        var validNext: Float
        /// How much the best other word costs more in each layer.
        var margins: [Float]
        /// How far the boundaries lie from the places that were asked for, in samples.
        var offsets: [Float]
    }

    /// - Parameters:
    ///   - first: where the first bar starts, in samples.
    ///   - last: where the last bar ends.
    init(_ grammar: SoftGrammar, _ profile: BarProfile, first: Float, last: Float, scale: Float, spread: PointSpread) {
        self.grammar = grammar
        self.profile = profile
        self.spread = spread
        let module = (last - first) / grammar.width
        self.module = module
        self.scale = scale
        places = grammar.layers.map { first + $0.start * module } + [last]
    }

    /// Noise of one pixel in greys.
    var pixelNoise: Float { max(profile.noise ?? 4, 0.7) }

    /// Darkness and its weight for each sample.
    func measured() -> (darkness: [Float], weights: [Float]) {
        let count = profile.values.count
        let (first, last) = (places[0], places[places.count - 1])
        var darkness = [Float](repeating: 0, count: count)
        var weights = darkness
        let filled = Float(profile.counts.reduce(0) { $0 + ($1 > 0 ? 1 : 0) }) / Float(max(1, count))
        // Samples closer together than half a module err together.
        let together = max(1, 0.5 * scale * filled)
        let quiet = 5 * scale
        for sample in 0..<count where profile.counts[sample] > 0 {
            let place = Float(sample)
            guard place > first - quiet, place < last + quiet else { continue }
            let (light, depth) = levels.at(along(place))
            darkness[sample] = (light - profile.values[sample]) / depth
            let noise = pixelNoise / depth
            weights[sample] =
                1 / (noise * noise / profile.counts[sample] + Self.modelNoise * Self.modelNoise * together)
        }
        return (darkness, weights)
    }

    /// From -1 at the code's start to 1 at its end, and a little beyond.
    func along(_ place: Float) -> Float {
        let (first, last) = (places[0], places[places.count - 1])
        return min(1.2, max(-1.2, (2 * place - first - last) / max(1, last - first)))
    }

    // MARK: The search

    /// The likeliest words. `offsets`: odd, places of each boundary about its own, `offsetStep` modules apart.
    func search(offsets: Int, offsetStep: Float, isQuick: Bool, drift: Float = 1.5) -> Result? {
        let (darkness, weights) = measured()
        let edge = spread.edge()
        let half = growth / 2
        // Words that are alike within the smear's reach of a boundary make the same neighbour.
        let reach = (spread.box + 3 * spread.sigma) / module + 0.3
        var keys: [[Float]: Int32] = [:]
        func classOf(_ key: [Float]) -> Int32 {
            if let known = keys[key] { return known }
            let next = Int32(keys.count)
            keys[key] = next
            return next
        }
        let layerWidths = grammar.layers.reduce(into: [Int: Float]()) { widths, layer in
            for word in layer.words { widths[word] = layer.width }
        }
        var (heads, tails) = ([Int32](), [Int32]())
        for word in grammar.words {
            heads.append(classOf(word.bars.filter { $0 < reach }))
        }
        let headCount = keys.count
        keys = [:]
        for (place, word) in grammar.words.enumerated() {
            let end = layerWidths[place] ?? 0
            tails.append(classOf(word.bars.reversed().map { end - $0 }.filter { $0 < reach }))
        }
        let classes = max(headCount, keys.count)
        var words: [clinear_word] = []
        words.reserveCapacity(grammar.words.count)
        for (place, word) in grammar.words.enumerated() {
            var made = clinear_word()
            unsafe withUnsafeMutableBytes(of: &made.bars) { bytes in
                let bars = unsafe bytes.bindMemory(to: Float.self)
                for (edge, bar) in word.bars.enumerated() {
                    unsafe bars[edge] = bar * module + (edge & 1 == 0 ? -half : half)
                }
            }
            made.bar_count = Int32(word.bars.count / 2)
            made.head = heads[place]
            made.tail = tails[place]
            words.append(made)
        }
        var adds: [Int16] = []
        var layers: [clinear_layer] = []
        for (place, layer) in grammar.layers.enumerated() {
            layers.append(
                clinear_layer(
                    start: places[place], width: layer.width * module, first_word: Int32(layer.words.lowerBound),
                    word_count: Int32(layer.words.count), first_add: Int32(adds.count / 2)))
            adds += layer.adds.flatMap { [$0.low, $0.high] }
        }
        let accepts = grammar.accepts.map { $0 ? UInt8(1) : 0 }
        let count = layers.count
        var (free, valid) = ([Int32](repeating: 0, count: count), [Int32](repeating: 0, count: count))
        var costs = [Float](repeating: 0, count: 4)
        var moved = [Float](repeating: 0, count: count + 1)
        var margins = [Float](repeating: 0, count: count)
        let isFound = unsafe darkness.withUnsafeBufferPointer { darkness in
            unsafe weights.withUnsafeBufferPointer { weights in
                unsafe edge.withUnsafeBufferPointer { edge in
                    unsafe words.withUnsafeBufferPointer { words in
                        unsafe layers.withUnsafeBufferPointer { layers in
                            unsafe adds.withUnsafeBufferPointer { adds in
                                unsafe accepts.withUnsafeBufferPointer { accepts in
                                    var search = unsafe clinear_search(
                                        darkness: darkness.baseAddress, weights: weights.baseAddress,
                                        samples: Int32(darkness.count), edge: edge.baseAddress,
                                        edge_steps: Int32(edge.count),
                                        edge_per_sample: Int32(PointSpread.stepsPerSample),
                                        words: words.baseAddress, word_count: Int32(words.count),
                                        classes: Int32(classes),
                                        layers: layers.baseAddress, layer_count: Int32(count), adds: adds.baseAddress,
                                        modulus: Int32(grammar.modulus), highs: Int32(grammar.highs),
                                        accepts: accepts.baseAddress, offsets: Int32(offsets),
                                        offset_step: offsetStep * module, offset_cost: drift)
                                    let size = unsafe Int(clinear_room(&search))
                                    let room = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
                                    defer { unsafe room.deallocate() }
                                    return unsafe clinear_words(
                                        &search, isQuick ? 1 : 0, room, &free, &valid, &costs, &moved, &margins) != 0
                                }
                            }
                        }
                    }
                }
            }
        }
        guard isFound else { return nil }
        // The squares of the measured darkness themselves are no word's, but belong to the cost.
        let base = zip(darkness, weights).reduce(Float(0)) { $0 + 0.5 * $1.0 * $1.0 * $1.1 }
        return Result(
            free: free.map { Int($0) }, valid: valid.map { Int($0) }, freeCost: costs[0] + base,
            validCost: costs[1] + base, freeNext: costs[2] + base, validNext: costs[3] + base, margins: margins,
            offsets: moved)
    }

}
