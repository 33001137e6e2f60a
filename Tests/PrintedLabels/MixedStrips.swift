import TestSupport

/// Strips with everything that can happen to them, several at a time: what a belt sees on a bad day.
public enum MixedStrips {
    /// Kinds as often as parcels have them, square codes more seldom.
    private static let kinds: [PrintedKind] = [
        .s10, .s10, .s10, .code128, .code128, .gs1_128, .gs1_128, .itf14, .itf14, .code39, .code39, .ean13, .codabar,
        .upce, .qrcode, .datamatrix, .pdf417, .aztec,
    ]

    public static func shot(_ dice: inout SeededDice) -> Specimen? {
        var strip = Strip(kinds[dice.below(kinds.count)])
        print(on: &strip, &dice)
        harm(&strip, &dice)
        look(at: &strip, &dice)
        return strip.shot(&dice)
    }

    private static func print(on strip: inout Strip, _ dice: inout SeededDice) {
        strip.printer = Printer(
            dotsPerMillimetre: dice.happens(60) ? 8 : 11.8, gain_dots: dice.within(-0.25...0.5))
        if strip.kind.isLinear {
            // A third is scaled by the printer's driver: its bars fall between the dots.
            strip.module_mm = dice.happens(33) ? dice.within(0.25...0.5) : Double(2 + dice.below(3)) / 8
            strip.height_mm = dice.within(6...20)
        }
    }

    private static func harm(_ strip: inout Strip, _ dice: inout SeededDice) {
        for _ in 0..<dice.below(3) {
            switch dice.below(8) {
            case 0: strip.defects.append(.deadDots(share: dice.within(0...0.6), acrossBars: true))
            case 1: strip.defects.append(.deadDots(share: dice.within(0...0.1), acrossBars: false))
            case 2: strip.defects.append(.faded(dice.within(0.2...0.9)))
            case 3: strip.defects.append(.wrinkles(1 + dice.below(3)))
            case 4: strip.defects.append(.tornSide(dice.within(0...0.95)))
            case 5: strip.defects.append(.tornEnd(dice.within(0...8)))
            case 6: strip.defects.append(.creased(dice.within(-0.8...0.8)))
            default: strip.defects.append(.dirty(1 + dice.below(6)))
            }
        }
    }

    static func look(at strip: inout Strip, _ dice: inout SeededDice) {
        strip.pixelsPerModule = dice.within(0.8...2.6)
        let bar = strip.pixelsPerModule
        if dice.happens(40) { strip.camera.defocus_px = dice.within(0.1...0.8) * bar }
        if dice.happens(30) { strip.camera.motion_px = dice.within(0...2) * bar }
        strip.camera.contrast = dice.happens(60) ? dice.within(0.5...1) : dice.within(0.06...0.5)
        strip.camera.paper = dice.within(110...245)
        strip.camera.slope_x = dice.within(-0.5...0.5)
        strip.camera.slope_y = dice.within(-0.3...0.3)
        strip.camera.readNoise = dice.within(0.5...3)
        strip.camera.shotNoise = dice.within(1...5)
        strip.camera.ground = dice.within(0...0.9)
        strip.camera.groundAmplitude = dice.within(0...0.3)
        strip.camera.isJPEG = dice.happens(20)
        if dice.happens(20) {
            strip.camera.glares.append(
                Camera.Glare(
                    x: dice.within(0...1), y: dice.within(0...1), along: dice.within(0.1...0.6),
                    across: dice.within(0.02...0.15), turn_deg: dice.within(0...180), amount: dice.within(30...250)))
        }
        let turn: Double
        switch dice.below(3) {
        case 0: turn = Double(dice.below(4)) * 90 + dice.within(-3...3)
        case 1: turn = dice.within(-20...20)
        default: turn = dice.within(0...360)
        }
        let tilts = dice.happens(30) ? (dice.within(-0.15...0.15), dice.within(-0.15...0.15)) : (0, 0)
        strip.pose = Camera.Pose(turn_deg: turn, tilt_x: tilts.0, tilt_y: tilts.1)
    }
}
