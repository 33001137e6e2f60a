/// The sheet as SVG, in millimetres: a printer that does not scale prints it in its true size.
public enum TargetDrawing {
    /// What is written on it.
    public struct Texts: Sendable {
        /// Beside the arrow.
        public let arrow: String
        /// Below the bars.
        public let note: String

        public init(arrow: String, note: String) {
            self.arrow = arrow
            self.note = note
        }
    }

    public static func svg(_ sheet: TargetSheet, _ texts: Texts) -> String {
        let (page, size, left, top) = (sheet.page_mm, sheet.square_mm, sheet.margin_mm.left, sheet.margin_mm.top)
        var squares = ""
        var dots: [String] = []
        for row in 0..<sheet.rows {
            for column in 0..<sheet.columns {
                let (x, y) = (left + column * size, top + row * size)
                let isBlack = TargetSheet.isBlack(column: column, row: row)
                if isBlack { squares += "M\(x) \(y)h\(size)v\(size)h-\(size)z" }
                guard sheet.hasDot(column: column, row: row) else { continue }
                dots.append(
                    "<circle cx=\"\(decimal(Double(x) + Double(size) / 2))\" cy=\"\(decimal(Double(y) + Double(size) / 2))\" "
                        + "r=\"\(decimal(TargetSheet.dot * Double(size) / 2))\" fill=\"\(isBlack ? "#fff" : "#000")\"/>"
                )
            }
        }
        let fields = sheet.barFields.map { bars($0, left: Double(left), top: Double(top)) }.joined()
        let tip = left + sheet.boardWidth_mm
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(page.width)mm" height="\(page.height)mm" \
            viewBox="0 0 \(page.width) \(page.height)">
            <path fill="#fff" d="M0 0h\(page.width)v\(page.height)h-\(page.width)z"/>
            <path d="\(squares)"/>
            \(dots.joined(separator: "\n"))
            <path d="\(fields)"/>
            <path d="M\(tip - 60) 5h56v-1.5l4 2-4 2v-1.5h-56z"/>
            <text x="\(tip - 63)" y="7.2" font-family="sans-serif" font-size="5" text-anchor="end">\(escaped(texts.arrow))</text>
            <text x="\(left)" y="\(top + sheet.boardHeight_mm + 31)" font-family="sans-serif" font-size="3.6">\
            parcelgate \(sheet.name.uppercased()). \(escaped(texts.note))</text>
            </svg>
            """
    }

    private static func bars(_ field: TargetSheet.BarField, left: Double, top: Double) -> String {
        let width = field.width_um / 1_000
        let (length, other) = field.isAlong ? (field.width, field.height) : (field.height, field.width)
        // Whole bars only, so that none is cut.
        let count = (Int(length / width) + 1) / 2
        return (0..<count).map { number in
            let place = 2 * width * Double(number)
            return field.isAlong
                ? "M\(decimal(left + field.x + place)) \(decimal(top + field.y))h\(decimal(width))v\(decimal(other))h-\(decimal(width))z"
                : "M\(decimal(left + field.x)) \(decimal(top + field.y + place))h\(decimal(other))v\(decimal(width))h-\(decimal(other))z"
        }.joined()
    }

    /// In tenths of a micrometre.
    private static func decimal(_ mm: Double) -> String {
        let parts = Int((mm * 10_000).rounded())
        let rest = String(parts % 10_000)
        return "\(parts / 10_000)." + String(repeating: "0", count: 4 - rest.count) + rest
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
