import Foundation

/// How a sharp edge is smeared, in samples: by an aperture (motion, a pixel) and by what is near a Gaussian (focus, lens).
struct PointSpread: Sendable, Hashable {
    /// Width of the box.
    var box: Float
    /// Standard deviation of the Gaussian.
    var sigma: Float

    static let stepsPerSample = 16

    /// How far it reaches from an edge.
    var reach: Float { min(box / 2 + 3 * sigma + 0.2, 60) }

    /// How dark it is beside an edge into the dark, from `-reach` to `reach`: 0 to 1.
    func edge() -> [Float] {
        let half = Int((reach * Float(Self.stepsPerSample)).rounded(.up))
        let (box, sigma) = (Double(max(box, 0.05)), Double(max(sigma, 0.02)))
        return (-half...half).map { step in
            let place = Double(step) / Double(Self.stepsPerSample)
            let value = (Self.ramp((place + box / 2) / sigma) - Self.ramp((place - box / 2) / sigma)) * sigma / box
            return Float(min(1, max(0, value)))
        }
    }

    /// The integral of the Gaussian's distribution, from a table: every fit asks for it a thousand times.
    private static func ramp(_ place: Double) -> Double {
        if place >= 6 { return place }
        if place <= -6 { return 0 }
        let step = (place + 6) * 128
        let low = Int(step)
        return ramps[low] + (step - Double(low)) * (ramps[low + 1] - ramps[low])
    }

    private static let ramps: [Double] = (0...1537).map { step in
        let place = Double(step) / 128 - 6
        return place * 0.5 * erfc(-place / 2.0.squareRoot()) + exp(-place * place / 2) / (2 * Double.pi).squareRoot()
    }

    /// How dark the middle of a bar of this width becomes.
    func depth(_ width: Float) -> Float {
        let (box, sigma) = (Double(max(box, 0.05)), Double(max(sigma, 0.02)))
        let edge: (Double) -> Double = { place in
            (Self.ramp((place + box / 2) / sigma) - Self.ramp((place - box / 2) / sigma)) * sigma / box
        }
        return Float(max(0.1, edge(Double(width) / 2) - edge(-Double(width) / 2)))
    }
}
