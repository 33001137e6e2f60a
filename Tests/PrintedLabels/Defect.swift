import CPrintedLabels
import TestSupport

/// What happens to a printed label.
public enum Defect: Sendable, Hashable {
    /// So many of the print head's dots heat no more, each a white line one dot wide along the way that the paper moved.
    /// - Parameter acrossBars: the lines run through all bars (the symbol stands like a ladder to the paper's way); else along them, and
    ///   take a part of single bars (it stands like a fence).
    case deadDots(share: Double, acrossBars: Bool)
    /// Pressure and heat that differ over the label: up to so much of the ink is lacking, smoothly.
    case faded(Double)
    /// White strips of a ribbon that was not flat.
    case wrinkles(Int)
    /// From the upper or the lower side on, so much of the bars' height is torn off or covered, along a rough, slanted line.
    case tornSide(Double)
    /// From the left or the right end on, so many millimetres of what is printed.
    case tornEnd(Double)
    /// A fold across: what lies beyond it is shifted along the bars' row by so many millimetres, and the ink on it has come off.
    case creased(Double)
    /// Spots, and strokes of a pen.
    case dirty(Int)
}

extension Sheet {
    /// - Parameter area: of the symbol that it happens to.
    public mutating func suffer(_ defect: Defect, in area: Area, _ dice: inout SeededDice) {
        switch defect {
        case .deadDots(let share, let acrossBars): killDots(share, acrossBars, area, &dice)
        case .faded(let strength): fade(strength, &dice)
        case .wrinkles(let count):
            for _ in 0..<count {
                let x = area.x + area.width * dice.within(0...1)
                let lean = area.height * dice.within(-1.5...1.5)
                line(
                    from: (x - lean / 2, area.y - 1), to: (x + lean / 2, area.y + area.height + 1),
                    thickness_mm: dice.within(0.1...0.4), amount: -dice.within(0.6...1))
            }
        case .tornSide(let share): tearSide(share, area, &dice)
        case .tornEnd(let length): tearEnd(length, area, &dice)
        case .creased(let shift): crease(shift, area, &dice)
        case .dirty(let count): soil(count, area, &dice)
        }
    }

    private mutating func killDots(_ share: Double, _ acrossBars: Bool, _ area: Area, _ dice: inout SeededDice) {
        let dot = 1 / printer.dotsPerMillimetre
        let reach = acrossBars ? (area.y, area.y + area.height) : (area.x, area.x + area.width)
        var place = printer.snapped(reach.0)
        while place < reach.1 {
            if dice.within(0...1) < share {
                rectangle(
                    acrossBars
                        ? Area(x: 0, y: place, width: width_mm, height: dot)
                        : Area(x: place, y: 0, width: dot, height: height_mm), amount: -1)
            }
            place += dot
        }
    }

    private mutating func fade(_ strength: Double, _ dice: inout SeededDice) {
        func shares(_ count: Int, _ dice: inout SeededDice) -> [Float] {
            let knots = (0..<7).map { _ in 1 - strength * dice.within(0...1) }
            return (0..<count).map { place in
                let along = Double(place) / Double(count) * 5.999
                let part = along - along.rounded(.down)
                return Float(knots[Int(along)] * (1 - part) + knots[Int(along) + 1] * part)
            }
        }
        let (across, down) = (shares(columns, &dice), shares(rows, &dice))
        unsafe change { unsafe printed_fade($0, across, down) }
    }

    /// Edges of what covers the sheet, in cells: none anywhere.
    private struct Edges {
        var top: [Float]
        var bottom: [Float]
        var left: [Float]
        var right: [Float]

        init(_ sheet: Sheet) {
            top = [Float](repeating: -1e6, count: sheet.columns)
            bottom = [Float](repeating: 1e6, count: sheet.columns)
            left = [Float](repeating: -1e6, count: sheet.rows)
            right = [Float](repeating: 1e6, count: sheet.rows)
        }
    }

    /// A rough line: slanted, with steps like torn fibres.
    private func roughLine(
        _ count: Int, at middle: Double, slope: Double, _ dice: inout SeededDice
    ) -> [Float] {
        var wander = 0.0
        return (0..<count).map { place in
            wander = wander * 0.98 + dice.within(-0.06...0.06)
            return cells(middle + wander) + Float(slope * Double(place - count / 2))
        }
    }

    private mutating func tearSide(_ share: Double, _ area: Area, _ dice: inout SeededDice) {
        var edges = Edges(self)
        let slope = dice.within(-0.04...0.04)
        if dice.happens(50) {
            edges.top = roughLine(columns, at: area.y + share * area.height, slope: slope, &dice)
        } else {
            edges.bottom = roughLine(columns, at: area.y + (1 - share) * area.height, slope: slope, &dice)
        }
        cover(edges, &dice)
    }

    private mutating func tearEnd(_ length: Double, _ area: Area, _ dice: inout SeededDice) {
        var edges = Edges(self)
        let slope = dice.within(-0.3...0.3)
        if dice.happens(50) {
            edges.left = roughLine(rows, at: area.x + length, slope: slope, &dice)
        } else {
            edges.right = roughLine(rows, at: area.x + area.width - length, slope: slope, &dice)
        }
        cover(edges, &dice)
    }

    private mutating func cover(_ edges: Edges, _ dice: inout SeededDice) {
        let (level, seed) = (Int32(40 + dice.below(90)), dice.next())
        unsafe change { unsafe printed_cover($0, edges.top, edges.bottom, edges.left, edges.right, level, seed) }
    }

    private mutating func crease(_ shift: Double, _ area: Area, _ dice: inout SeededDice) {
        let across = area.y + area.height * dice.within(0.2...0.8)
        let along = area.x + area.width * dice.within(0.1...0.9)
        let (row, column) = (Int(cells(across)), Int(cells(along)))
        let (over, into) = (cells(shift), cells(shift / 3))
        let byRow = (0..<rows).map { $0 < row ? 0 : over }
        // A fold along the bars swallows a little of the space there.
        let byColumn = (0..<columns).map { $0 < column ? 0 : into }
        unsafe change { sheet in _ = unsafe printed_displace(sheet, byRow, byColumn) }
        let lean = dice.within(-1...1)
        line(
            from: (0, across - lean), to: (width_mm, across + lean), thickness_mm: 0.2, amount: -dice.within(0.3...0.9))
        line(
            from: (along, 0), to: (along, height_mm), thickness_mm: 0.15, amount: -dice.within(0.1...0.5))
    }

    private mutating func soil(_ count: Int, _ area: Area, _ dice: inout SeededDice) {
        for _ in 0..<count {
            let x = area.x + area.width * dice.within(0...1)
            let y = area.y + area.height * dice.within(0...1)
            if dice.happens(60) {
                blot(
                    x: x, y: y, radius_x: dice.within(0.2...1.5), radius_y: dice.within(0.2...1.5),
                    amount: dice.within(0.2...0.9))
            } else {
                let (dx, dy) = (dice.within(-12...12), dice.within(-12...12))
                line(
                    from: (x - dx, y - dy), to: (x + dx, y + dy), thickness_mm: dice.within(0.2...0.7),
                    amount: dice.within(0.4...0.9))
            }
        }
    }
}
