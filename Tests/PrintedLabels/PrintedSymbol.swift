/// The kinds of symbols that are printed, as parcels bear them.
public enum PrintedKind: String, Sendable, Hashable, CaseIterable {
    /// Code 128 with a number of the Universal Postal Union.
    case s10
    /// Code 128 with an operator's own number.
    case code128
    case gs1_128 = "gs1-128"
    case itf14
    case code39
    case ean13
    case codabar
    case upce
    case qrcode
    case datamatrix
    case pdf417
    case aztec
    case maxicode

    public var isLinear: Bool {
        switch self {
        case .s10, .code128, .gs1_128, .itf14, .code39, .ean13, .codabar, .upce: true
        case .qrcode, .datamatrix, .pdf417, .aztec, .maxicode: false
        }
    }
}

/// A symbol that is printed, and what it says.
public struct PrintedSymbol: Sendable {
    public enum Shape: Sendable {
        /// Widths of bars and spaces in modules, a bar first.
        case bars([UInt8], quietBefore: Int, quietBehind: Int)
        /// Rows of modules of these heights, true for dark ones.
        case modules([[Bool]], heights: [Double], quiet: Int)
        /// Rectangles, in mm.
        case pieces([Area], size: Area)
    }

    public let kind: PrintedKind
    /// As a reader must give them.
    public let bytes: [UInt8]
    public let shape: Shape
    /// Bars along both sides of the symbol that keep a slanted scan line from reading a part of it.
    public var hasBearerBars = false

    public init(_ kind: PrintedKind, _ bytes: [UInt8], _ shape: Shape) {
        self.kind = kind
        self.bytes = bytes
        self.shape = shape
    }

    /// Modules across, with the quiet zones.
    public var wholeWidth: Int {
        switch shape {
        case .bars(let widths, let before, let behind): before + widths.reduce(0) { $0 + Int($1) } + behind
        case .modules(let rows, _, let quiet): (rows.first?.count ?? 0) + 2 * quiet
        case .pieces: 0
        }
    }

    /// Its size on paper with its quiet zones.
    /// - Parameter height_mm: of bars; other symbols have their own.
    public func size(module_mm: Double, height_mm: Double) -> (width: Double, height: Double) {
        switch shape {
        case .bars: (Double(wholeWidth) * module_mm, height_mm)
        case .modules(_, let heights, let quiet):
            (Double(wholeWidth) * module_mm, (heights.reduce(0, +) + 2 * Double(quiet)) * module_mm)
        case .pieces(_, let size): (size.width + 2, size.height + 2)
        }
    }
}

extension Sheet {
    /// Prints a symbol with its quiet zone's corner at a place.
    /// - Returns: where the symbol is, without its quiet zones.
    @discardableResult
    public mutating func print(
        _ symbol: PrintedSymbol, x: Double, y: Double, module_mm: Double, height_mm: Double
    ) -> Area {
        let size = symbol.size(module_mm: module_mm, height_mm: height_mm)
        switch symbol.shape {
        case .bars(let widths, let before, let behind):
            let bearer = symbol.hasBearerBars ? 3 * module_mm : 0
            var place = x + Double(before) * module_mm
            for (index, width) in widths.enumerated() {
                let wide = Double(width) * module_mm
                if index & 1 == 0 { dots(Area(x: place, y: y + bearer, width: wide, height: height_mm - 2 * bearer)) }
                place += wide
            }
            if symbol.hasBearerBars {
                dots(Area(x: x, y: y, width: size.width, height: bearer))
                dots(Area(x: x, y: y + height_mm - bearer, width: size.width, height: bearer))
            }
            return Area(
                x: x + Double(before) * module_mm, y: y, width: size.width - Double(before + behind) * module_mm,
                height: height_mm)
        case .modules(let rows, let heights, let quiet):
            let edge = Double(quiet) * module_mm
            var top = y + edge
            for (row, height) in zip(rows, heights) {
                var column = 0
                while column < row.count {
                    guard row[column] else {
                        column += 1
                        continue
                    }
                    let start = column
                    while column < row.count, row[column] { column += 1 }
                    dots(
                        Area(
                            x: x + edge + Double(start) * module_mm, y: top, width: Double(column - start) * module_mm,
                            height: height * module_mm))
                }
                top += height * module_mm
            }
            return Area(x: x + edge, y: y + edge, width: size.width - 2 * edge, height: size.height - 2 * edge)
        case .pieces(let pieces, let whole):
            for piece in pieces {
                var area = piece
                area.x += x + 1
                area.y += y + 1
                rectangle(area)
            }
            return Area(x: x + 1, y: y + 1, width: whole.width, height: whole.height)
        }
    }
}
