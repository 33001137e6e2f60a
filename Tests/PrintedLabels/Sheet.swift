import CPrintedLabels

/// A place on a sheet, in millimetres from its upper left corner.
public struct Area: Sendable, Hashable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }
}

/// A thermal printer's grid. What it prints begins and ends on whole dots, and each dot comes out a little larger or smaller.
public struct Printer: Sendable, Hashable {
    /// 8 at 203 dpi, 11.8 at 300.
    public var dotsPerMillimetre: Double
    /// How far ink reaches beyond a dot at each edge, in dots; below 0 it falls short.
    public var gain_dots: Double

    public init(dotsPerMillimetre: Double = 8, gain_dots: Double = 0.1) {
        self.dotsPerMillimetre = dotsPerMillimetre
        self.gain_dots = gain_dots
    }

    func snapped(_ millimetres: Double) -> Double {
        (millimetres * dotsPerMillimetre).rounded() / dotsPerMillimetre
    }

    var gain_mm: Double { gain_dots / dotsPerMillimetre }
}

/// A printed sheet of paper: how much ink is where, in cells as fine as the camera samples them. Edges need not lie on cells: a cell
/// that is inked in part holds that part, so that a camera of any resolution sees bars of their true widths.
public struct Sheet: Sendable {
    public let width_mm: Double
    public let height_mm: Double
    public let cellsPerMillimetre: Double
    public var printer: Printer
    let columns: Int
    let rows: Int
    /// Of each cell, row after row: 0 bare paper to 255 full ink.
    private(set) var ink: [UInt8]

    public init(width_mm: Double, height_mm: Double, cellsPerMillimetre: Double, printer: Printer) {
        self.width_mm = width_mm
        self.height_mm = height_mm
        self.cellsPerMillimetre = cellsPerMillimetre
        self.printer = printer
        columns = max(2, Int((width_mm * cellsPerMillimetre).rounded()))
        rows = max(2, Int((height_mm * cellsPerMillimetre).rounded()))
        ink = [UInt8](repeating: 0, count: columns * rows)
    }

    public var whole: Area { Area(x: 0, y: 0, width: width_mm, height: height_mm) }

    /// Lets one of the C loops at the ink.
    mutating func change(_ work: (printed_sheet) -> Void) {
        let (width, height) = (Int32(columns), Int32(rows))
        unsafe ink.withUnsafeMutableBufferPointer { ink in
            unsafe work(printed_sheet(ink: ink.baseAddress, width: width, height: height))
        }
    }

    func cells(_ millimetres: Double) -> Float { Float(millimetres * cellsPerMillimetre) }

    /// Ink where it falls, on no grid.
    /// - Parameter amount: of ink, up to 1; below 0 it is taken away.
    public mutating func rectangle(_ area: Area, amount: Double = 1) {
        let (left, top) = (cells(area.x), cells(area.y))
        let (right, bottom) = (cells(area.x + area.width), cells(area.y + area.height))
        let levels = Int32((amount * 255).rounded())
        unsafe change { unsafe printed_rectangle($0, left, top, right, bottom, levels) }
    }

    /// Ink from the printer: on its grid, with its gain.
    public mutating func dots(_ area: Area) {
        let (left, right) = (printer.snapped(area.x), printer.snapped(area.x + area.width))
        let (top, bottom) = (printer.snapped(area.y), printer.snapped(area.y + area.height))
        let gain = printer.gain_mm
        guard right > left, bottom > top else { return }
        rectangle(Area(x: left - gain, y: top - gain, width: right - left + 2 * gain, height: bottom - top + 2 * gain))
    }

    /// A line by a pen, a scratch (amount below 0), a wrinkle.
    public mutating func line(
        from: (x: Double, y: Double), to: (x: Double, y: Double), thickness_mm: Double, amount: Double
    ) {
        let ends = (cells(from.x), cells(from.y), cells(to.x), cells(to.y))
        let (thickness, levels) = (cells(thickness_mm), Int32((amount * 255).rounded()))
        unsafe change { unsafe printed_line($0, ends.0, ends.1, ends.2, ends.3, thickness, levels) }
    }

    /// A spot that fades out.
    public mutating func blot(x: Double, y: Double, radius_x: Double, radius_y: Double, amount: Double) {
        let place = (cells(x), cells(y), cells(radius_x), cells(radius_y))
        let levels = Int32((amount * 255).rounded())
        unsafe change { unsafe printed_blot($0, place.0, place.1, place.2, place.3, levels) }
    }
}
