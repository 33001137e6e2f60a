import Labels
import TestSupport

/// Pictures in which nothing may be read.
public enum Distractor: String, Sendable, Hashable, CaseIterable {
    /// Lines of small and large letters.
    case text
    /// Parallel strokes, evenly and unevenly spaced, with gaps: what linear codes look like to a reader.
    case hatching
    /// Corrugated cardboard, cloth, chequers.
    case texture
    /// Overlapping soft shapes, wires and edges, as in X-ray pictures of parcels.
    case xray
    /// A part of a symbol: an end or both torn off or beyond the picture's edge.
    case fragment
    /// Bar codes of kinds that parcels do not bear and readers do not read.
    case foreign

    public func shot(_ dice: inout SeededDice) -> Specimen? {
        // The camera of a mixed strip: everything that it may do to a picture.
        var strip = Strip(.s10)
        MixedStrips.look(at: &strip, &dice)
        var camera = strip.camera
        camera.pixelsPerMillimetre = dice.within(2.5...7)
        let size = (width: dice.within(30...60), height: dice.within(12...40))
        var sheet = Sheet(
            width_mm: size.width, height_mm: size.height, cellsPerMillimetre: camera.cellsPerMillimetre,
            printer: Printer(dotsPerMillimetre: 8, gain_dots: dice.within(-0.2...0.4)))
        switch self {
        case .text: Self.text(&sheet, &dice)
        case .hatching: Self.hatching(&sheet, &dice)
        case .texture: Self.texture(&sheet, &dice)
        case .xray: Self.xray(&sheet, &dice)
        case .fragment: return Self.fragment(&strip, &dice)
        case .foreign: Self.foreign(&sheet, &dice)
        }
        return camera.picture(of: sheet, strip.pose, &dice).map { Specimen(image: $0, truths: []) }
    }

    private static func text(_ sheet: inout Sheet, _ dice: inout SeededDice) {
        var y = 1.0
        while y < sheet.height_mm {
            let dot = dice.happens(70) ? dice.within(0.12...0.3) : dice.within(0.3...1)
            // Runs of I, 1, l and the like are nearly bars.
            let narrow = Array("I1IL1|IIT1".utf8)
            let isNarrow = dice.happens(30)
            let words = isNarrow ? (0..<40).map { _ in narrow[dice.below(narrow.count)] } : Throw.letters(40, &dice)
            sheet.text(words, x: dice.within(0...4), y: y, dot_mm: dot)
            y += dot * 9
        }
    }

    private static func hatching(_ sheet: inout Sheet, _ dice: inout SeededDice) {
        let bar = dice.within(0.2...0.8)
        let widths = (0..<4).map { _ in dice.below(4) + 1 }
        let isEven = dice.happens(40)
        let lean = dice.happens(50) ? 0 : dice.within(-8...8)
        var x = dice.within(0...6)
        let end = sheet.width_mm - dice.within(0...6)
        while x < end {
            let width = bar * Double(isEven ? 1 : widths[dice.below(4)])
            if lean == 0 {
                sheet.dots(Area(x: x, y: 1, width: width, height: sheet.height_mm - 2))
            } else {
                sheet.line(
                    from: (x - lean, 0), to: (x + lean, sheet.height_mm), thickness_mm: width, amount: 1)
            }
            x += width + bar * Double(isEven ? 1 : widths[dice.below(4)])
        }
    }

    private static func texture(_ sheet: inout Sheet, _ dice: inout SeededDice) {
        let period = dice.within(0.5...3)
        let strength = dice.within(0.2...0.9)
        let isChequered = dice.happens(40)
        var row = 0.0
        while row < sheet.height_mm {
            var column = isChequered && Int(row / period) % 2 == 1 ? period : 0
            while column < sheet.width_mm {
                let swing = dice.within(0...0.2) * period
                sheet.rectangle(
                    Area(x: column, y: row, width: period + swing, height: period),
                    amount: strength * dice.within(0.5...1))
                column += (isChequered ? 2 : dice.within(1.2...2.5)) * period
            }
            row += period * (isChequered ? 1 : dice.within(1...2))
        }
    }

    private static func xray(_ sheet: inout Sheet, _ dice: inout SeededDice) {
        for _ in 0..<(3 + dice.below(8)) {
            sheet.blot(
                x: dice.within(0...sheet.width_mm), y: dice.within(0...sheet.height_mm), radius_x: dice.within(1...12),
                radius_y: dice.within(1...12), amount: dice.within(0.1...0.6))
        }
        for _ in 0..<dice.below(30) {
            let x = dice.within(0...sheet.width_mm)
            let y = dice.within(0...sheet.height_mm)
            sheet.line(
                from: (x, y), to: (x + dice.within(-15...15), y + dice.within(-15...15)),
                thickness_mm: dice.within(0.2...1.5), amount: dice.within(0.1...0.8))
        }
        // Teeth of a zip, windings of a coil, pages on edge.
        let (left, top, period) = (dice.within(0...10), dice.within(0...10), dice.within(0.6...2))
        for place in 0..<(5 + dice.below(40)) {
            sheet.rectangle(
                Area(x: left + Double(place) * period, y: top, width: period * 0.5, height: dice.within(4...10)),
                amount: dice.within(0.3...0.8))
        }
    }

    private static func fragment(_ strip: inout Strip, _ dice: inout SeededDice) -> Specimen? {
        let kinds: [PrintedKind] = [.itf14, .itf14, .code39, .code39, .codabar, .s10, .gs1_128, .ean13]
        strip.kind = kinds[dice.below(kinds.count)]
        // Well above the level at which the whole would be read, half of the time: only the fragment's being one protects.
        if dice.happens(50) {
            strip.pixelsPerModule = dice.within(1.8...3)
            strip.camera.contrast = dice.within(0.4...1)
            strip.camera.motion_px = 0
            strip.camera.defocus_px = 0.3
            strip.camera.glares = []
        }
        let symbol = strip.kind.symbol(&dice)
        let width = Double(symbol.wholeWidth) * strip.module_mm
        var camera = strip.camera
        camera.pixelsPerMillimetre = strip.pixelsPerModule / strip.module_mm
        let quiet = 10 * strip.module_mm
        // So much of each end is gone; the first character at least.
        let least = quiet + 12 * strip.module_mm
        let lost = dice.within(least...(width * 0.6))
        let isLeft = dice.happens(50)
        let other = dice.happens(40) ? dice.within(least...max(least + 0.1, width * 0.3)) : 0
        let (first, last) = isLeft ? (lost, other) : (other, lost)
        let kept = max(8, width - first - last)
        let gap = dice.happens(50) ? 0 : dice.within(0...8)
        var sheet = Sheet(
            width_mm: kept + 2 * gap, height_mm: strip.height_mm + 3, cellsPerMillimetre: camera.cellsPerMillimetre,
            printer: strip.printer)
        sheet.print(symbol, x: gap - first, y: 1.5, module_mm: strip.module_mm, height_mm: strip.height_mm)
        // With a gap the rest stands on white paper as if it were whole: the label was torn and lies on another, or covered.
        sheet.rectangle(Area(x: 0, y: 0, width: gap, height: sheet.height_mm), amount: -1)
        sheet.rectangle(Area(x: gap + kept, y: 0, width: gap, height: sheet.height_mm), amount: -1)
        return camera.picture(of: sheet, strip.pose, &dice).map { Specimen(image: $0, truths: []) }
    }

    private static func foreign(_ sheet: inout Sheet, _ dice: inout SeededDice) {
        let all = ZintSymbols.Foreign.allCases
        let foreign = all[dice.below(all.count)]
        guard let drawn = ZintSymbols.modules(foreign, Throw.digits(foreign.digits, &dice)) else { return }
        let module = (sheet.width_mm - 6) / Double(max(20, drawn.rows.first?.count ?? 20))
        let share = min(module, dice.within(0.25...0.5))
        sheet.print(
            PrintedSymbol(
                .code128, [], .modules(drawn.rows, heights: drawn.heights.map { max($0, 8) }, quiet: 4)), x: 1, y: 1,
            module_mm: share, height_mm: 10)
    }
}
