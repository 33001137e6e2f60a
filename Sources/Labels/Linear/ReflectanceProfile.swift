/// One scan line through a code, measured in the terms of ISO/IEC 15416 (clause 5.4). Its reflectances are the camera's greys:
/// percent of the greatest grey, not of a calibrated white.
struct ReflectanceProfile {
    /// Greatest grey.
    private static let full: Float = 255
    /// Modules of each quiet zone that are looked at.
    private static let quietModules: Float = 5

    /// Greys of an element that speak for it: the lightest of a space, the darkest of a bar.
    private let elements: [Float]
    private let light: Float
    private let dark: Float
    /// The greatest difference between a peak and a valley within one element.
    private let unevenness: Float

    /// Nil where an element has no sample, or nothing is seen.
    /// - Parameters:
    ///   - line: greys, a pixel apart; below 0 where the picture ends.
    ///   - edges: where the code's bars begin and end, in the line's indices, the first bar's beginning first.
    init?(_ line: [Float], edges: ArraySlice<Float>) {
        guard let first = edges.first, let last = edges.last, edges.count >= 4, last > first else { return nil }
        // Bars and spaces of all symbologies are 1.6 to 1.8 modules wide.
        let quiet = Self.quietModules * (last - first) / Float(edges.count - 1) / 1.7
        let places = [first - quiet] + edges + [last + quiet]
        var elements: [Float] = []
        var (light, dark, unevenness) = (-Float.infinity, Float.infinity, Float(0))
        for (place, (from, to)) in zip(places, places.dropFirst()).enumerated() {
            let low = max(line.startIndex, Int(from.rounded(.up)))
            let high = min(line.endIndex - 1, Int(to.rounded(.down)))
            let isSpace = place & 1 == 0
            let isQuiet = place == 0 || place == places.count - 2
            // An element narrower than a pixel lies between two samples: the nearest stands for it.
            let samples =
                low <= high
                ? line[low...high]
                : line[max(line.startIndex, min(line.endIndex - 1, Int((from + to) / 2)))...].prefix(1)
            let known = samples.filter { $0 >= 0 }
            guard let most = known.max(), let least = known.min() else {
                if isQuiet { continue }
                return nil
            }
            elements.append(isSpace ? most : least)
            light = max(light, most)
            dark = min(dark, least)
            if !isQuiet { unevenness = max(unevenness, Self.unevenness(known, isSpace: isSpace)) }
        }
        guard light > dark, elements.count >= 3 else { return nil }
        self.elements = elements
        self.light = light
        self.dark = dark
        self.unevenness = unevenness
    }

    /// The highest peak less the lowest valley inside an element; 0 where it falls and rises once, as it should.
    private static func unevenness(_ values: [Float], isSpace: Bool) -> Float {
        guard values.count > 2 else { return 0 }
        // A space is measured upside down.
        let values = isSpace ? values.map { -$0 } : values
        var right = values
        for place in values.indices.dropLast().reversed() { right[place] = min(values[place], right[place + 1]) }
        var left = values[0]
        var most: Float = 0
        for place in values.indices.dropFirst().dropLast() {
            if values[place] > left, values[place] > right[place + 1] {
                most = max(most, values[place] - min(left, right[place + 1]))
            }
            left = min(left, values[place])
        }
        return most
    }

    /// - Parameter decodability: how much of the tolerance the widths leave, 0 to 1.
    func quality(decodability: Float) -> PrintQuality {
        let contrast = light - dark
        let edge = zip(elements, elements.dropFirst()).map { abs($0 - $1) }.min() ?? 0
        return PrintQuality(
            contrast: Self.percent(contrast / Self.full), edgeContrast: Self.percent(edge / Self.full),
            modulation: Self.percent(edge / contrast), defects: Self.percent(unevenness / contrast),
            decodability: Self.percent(decodability))
    }

    private static func percent(_ share: Float) -> UInt8 { UInt8(max(0, min(100, (100 * share).rounded(.down)))) }

    /// What several lines across one code come to: the median of each parameter.
    static func median(_ lines: [PrintQuality]) -> PrintQuality? {
        guard !lines.isEmpty else { return nil }
        func middle(_ parameter: (PrintQuality) -> UInt8) -> UInt8 { lines.map(parameter).sorted()[lines.count / 2] }
        return PrintQuality(
            contrast: middle(\.contrast), edgeContrast: middle(\.edgeContrast), modulation: middle(\.modulation),
            defects: middle(\.defects), decodability: middle(\.decodability))
    }
}
