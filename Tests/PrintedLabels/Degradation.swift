import TestSupport

/// One way in which a label gets worse, everything else being good.
public enum Degradation: String, Sendable, Hashable, CaseIterable {
    case resolution
    case defocus
    case motion
    case contrast
    case rotation
    case deadDots = "dead-dots"
    case deadDotsAlong = "dead-dots-along"
    case tears
    case tornEnds = "torn-ends"
    case fading
    case wrinkles
    case creases
    case dirt
    case glare
    case perspective
    case scaling

    /// Those that the bench draws curves of.
    public static let curves: [Degradation] = [
        .resolution, .defocus, .motion, .contrast, .rotation, .deadDots, .deadDotsAlong, .tears,
    ]

    /// What a level is.
    public var unit: String {
        switch self {
        case .resolution: "pixels a narrow bar"
        case .defocus: "standard deviation of the lens's spot, in narrow bars"
        case .motion: "movement along the bars' row, in narrow bars"
        case .contrast: "% of full contrast"
        case .rotation: "°"
        case .deadDots: "% of the print head's dots, white lines through all bars"
        case .deadDotsAlong: "% of the print head's dots, white lines along the bars"
        case .tears: "% of the bars' height torn off"
        case .tornEnds: "mm torn off one end, the quiet zone not counted"
        case .fading: "% of the ink lacking at the palest place"
        case .wrinkles: "white strips across"
        case .creases: "mm shifted along a fold"
        case .dirt: "spots and strokes"
        case .glare: "grey levels at the spot's middle"
        case .perspective: "% larger at one end than in the middle"
        case .scaling: "µm a narrow bar, on a grid of 125 µm"
        }
    }

    public func levels(_ kind: PrintedKind) -> [Double] {
        switch self {
        case .resolution: [3, 2.5, 2, 1.8, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1, 0.9, 0.8]
        case .defocus: [0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.5]
        case .motion: [0, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3]
        case .contrast: [100, 70, 50, 35, 25, 20, 15, 10, 7, 5]
        case .rotation: [0, 2, 5, 10, 15, 20, 30, 45, 60, 70, 75, 80, 85, 88, 90, 135, 180, 225, 270, 315]
        case .deadDots: [0, 5, 10, 20, 30, 40, 50, 60, 70, 80]
        case .deadDotsAlong: [0, 0.25, 0.5, 1, 1.5, 2, 3, 5, 10]
        case .tornEnds: [0.2, 0.5, 1, 2]
        case .fading: [30, 60, 80, 90, 95]
        case .wrinkles: [1, 2, 4, 8]
        case .creases: [0.2, 0.4, 0.8, 1.2]
        case .dirt: [2, 5, 10, 20]
        case .glare: [50, 100, 200, 400]
        case .perspective: [5, 10, 15, 20]
        case .scaling: [260, 290, 310, 340]
        case .tears: kind.isLinear ? [0, 20, 40, 60, 70, 80, 85, 90, 93, 96] : [0, 3, 6, 9, 12, 15, 18, 22]
        }
    }

    /// A strip at a level. Beside what is varied all is as good as a good site has it: 2.2 pixels a narrow bar, sharp, still, level;
    /// but nothing is exact: with bars that fall on pixels just so, readers would read what they never read elsewhere.
    public func strip(_ kind: PrintedKind, _ level: Double, _ dice: inout SeededDice) -> Strip {
        var strip = Strip(kind)
        strip.pixelsPerModule = 2.2
        let (size, turn) = (dice.within(0.98...1.02), dice.within(-0.7...0.7))
        switch self {
        case .resolution: strip.pixelsPerModule = level
        case .defocus: strip.camera.defocus_px = max(0.3, level * strip.pixelsPerModule)
        case .motion: strip.camera.motion_px = level * strip.pixelsPerModule
        case .contrast: strip.camera.contrast = level / 100
        case .rotation: strip.pose.turn_deg = level
        case .deadDots: strip.defects = [.deadDots(share: level / 100, acrossBars: true)]
        case .deadDotsAlong: strip.defects = [.deadDots(share: level / 100, acrossBars: false)]
        case .tears: strip.defects = [.tornSide(level / 100)]
        case .tornEnds: strip.defects = [.tornEnd(level)]
        case .fading: strip.defects = [.faded(level / 100)]
        case .wrinkles: strip.defects = [.wrinkles(Int(level))]
        case .creases: strip.defects = [.creased(level)]
        case .dirt: strip.defects = [.dirty(Int(level))]
        case .glare:
            strip.camera.glares = [
                Camera.Glare(
                    x: dice.within(0.3...0.7), y: dice.within(0.3...0.7), along: 0.25, across: 0.06,
                    turn_deg: dice.within(0...180), amount: level)
            ]
        case .perspective: strip.pose = Camera.Pose(tilt_x: level / 100)
        case .scaling: strip.module_mm = level / 1000
        }
        strip.pixelsPerModule *= size
        strip.pose.turn_deg += turn
        return strip
    }
}
