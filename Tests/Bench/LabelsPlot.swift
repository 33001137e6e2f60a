import PrintedLabels

/// All curves on one sheet: a row for each symbology, a column for each way to get worse.
struct LabelsPlot {
    private let points: [LabelsDegraded.Point]
    private let names: [String]
    private static let cell = (width: 230.0, height: 130.0)
    private static let inside = (left: 34.0, top: 22.0, right: 8.0, bottom: 24.0)

    init(_ points: [LabelsDegraded.Point], readers: [String]) {
        self.points = points
        names = readers
    }

    /// Colours and dashes, so that the curves can be told apart in print, too; the project's own is thick.
    private func style(_ name: String) -> String {
        switch name {
        case "zbar": "stroke=\"#b8860b\" stroke-dasharray=\"2 2\""
        case "zxing": "stroke=\"#2a7f9e\" stroke-dasharray=\"5 2\""
        case "zxing newest": "stroke=\"#7a5fb0\" stroke-dasharray=\"1 3\""
        case "zbar or zxing": "stroke=\"#555555\" stroke-width=\"1.5\""
        default: "stroke=\"#c0392b\" stroke-width=\"2.4\""
        }
    }

    var svg: String {
        let kinds = LabelsDegraded.kinds.filter { kind in points.contains { $0.kind == kind } }
        let columns = Degradation.curves
        let width = Double(columns.count) * Self.cell.width
        let height = Double(kinds.count) * Self.cell.height + 30
        var parts = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" font-family=\"sans-serif\" font-size=\"9\">",
            "<rect width=\"\(width)\" height=\"\(height)\" fill=\"#fff\"/>", legend(y: height - 12),
        ]
        for (row, kind) in kinds.enumerated() {
            for (column, degradation) in columns.enumerated() {
                let part = points.filter { $0.kind == kind && $0.degradation == degradation }
                parts.append(
                    "<g transform=\"translate(\(Double(column) * Self.cell.width) \(Double(row) * Self.cell.height))\">"
                )
                parts.append(panel(part, "\(kind.rawValue): \(degradation.rawValue)"))
                parts.append("</g>")
            }
        }
        return (parts + ["</svg>"]).joined(separator: "\n") + "\n"
    }

    private func legend(y: Double) -> String {
        (names.dropLast() + ["zbar or zxing"] + names.suffix(1)).enumerated().map { place, name in
            let x = 40 + Double(place) * 150
            return
                "<path d=\"M\(x) \(y)h28\" fill=\"none\" \(style(name))/><text x=\"\(x + 34)\" y=\"\(y + 3)\">\(name)</text>"
        }.joined(separator: "\n")
    }

    private func panel(_ part: [LabelsDegraded.Point], _ title: String) -> String {
        let (left, top) = (Self.inside.left, Self.inside.top)
        let wide = Self.cell.width - left - Self.inside.right
        let high = Self.cell.height - top - Self.inside.bottom
        func x(_ place: Int) -> Double { left + wide * Double(place) / Double(max(1, part.count - 1)) }
        func y(_ rate: Double) -> Double { top + high * (1 - rate / 100) }
        var lines = ["<text x=\"\(left)\" y=\"\(top - 8)\" font-weight=\"bold\">\(title)</text>"]
        for rate in [0.0, 50, 95, 100] {
            lines.append("<path d=\"M\(left) \(y(rate))h\(wide)\" stroke=\"#ddd\"/>")
            if rate != 95 {
                lines.append("<text x=\"\(left - 4)\" y=\"\(y(rate) + 3)\" text-anchor=\"end\">\(Int(rate))</text>")
            }
        }
        // A level's name where there is room for it.
        let every = max(1, (part.count + 9) / 10)
        for (place, point) in part.enumerated() where place.isMultiple(of: every) {
            let level = point.level == point.level.rounded() ? "\(Int(point.level))" : "\(point.level)"
            lines.append("<text x=\"\(x(place))\" y=\"\(top + high + 12)\" text-anchor=\"middle\">\(level)</text>")
        }
        let curves =
            names.dropLast().enumerated().map { place, name in (name, part.map { $0.rate($0.right[place]) }) }
            + [("zbar or zxing", part.map { $0.rate($0.union) })]
            + names.suffix(1).map { name in (name, part.map { $0.rate($0.right[names.count - 1]) }) }
        for (name, rates) in curves {
            let places = rates.enumerated().map { "\(x($0.offset)),\(y($0.element))" }.joined(separator: " ")
            lines.append("<polyline points=\"\(places)\" fill=\"none\" \(style(name))/>")
        }
        return lines.joined(separator: "\n")
    }
}
