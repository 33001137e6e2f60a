/// Symbols as SVG, in millimetres: a printer that does not scale prints them in their true size.
public enum SVGDrawing {
    /// - Parameters:
    ///   - module: the width of a module in µm.
    ///   - height: of the bars, in mm.
    public static func svg(_ symbol: BarSymbol, module_um: Int, height_mm: Int) -> String {
        var path = ""
        var place = symbol.quietBefore
        for (index, width) in symbol.widths.enumerated() {
            if index & 1 == 0 { path += "M\(place) 0h\(width)v1h-\(width)z" }
            place += Int(width)
        }
        // One unit is a module across and the whole height down.
        return svg(
            path, width: symbol.wholeWidth, height: 1, size: (symbol.wholeWidth * module_um, height_mm * 1_000))
    }

    public static func svg(_ symbol: MatrixSymbol, module_um: Int) -> String {
        var path = ""
        for row in 0..<symbol.side {
            var column = 0
            while column < symbol.side {
                guard symbol[row, column] else {
                    column += 1
                    continue
                }
                let start = column
                while column < symbol.side, symbol[row, column] { column += 1 }
                path += "M\(start + symbol.quiet) \(row + symbol.quiet)h\(column - start)v1h-\(column - start)z"
            }
        }
        let side = symbol.wholeSide
        return svg(path, width: side, height: side, size: (side * module_um, side * module_um))
    }

    private static func svg(_ path: String, width: Int, height: Int, size: (width_um: Int, height_um: Int)) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="\(millimetres(size.width_um))mm" \
        height="\(millimetres(size.height_um))mm" viewBox="0 0 \(width) \(height)" preserveAspectRatio="none" \
        shape-rendering="crispEdges"><path fill="#fff" d="M0 0h\(width)v\(height)h-\(width)z"/><path d="\(path)"/></svg>
        """
    }

    private static func millimetres(_ um: Int) -> String {
        let rest = String(um % 1_000)
        return "\(um / 1_000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
