/// The printed sheet that a camera is calibrated with: a chessboard whose squares may have a dot in their middle. The dots are a
/// code: whatever part of the board is in the picture, and however it is turned, says which part it is and of which sheet.
///
/// Places on the sheet are millimetres from the board's upper left corner, x to the right, where the sheet's arrow points, and y
/// downwards. Laid on the belt with the arrow along it, x is along the belt and y across.
public enum TargetSheet: UInt8, Sendable, Hashable, CaseIterable {
    case a4 = 1
    case a3 = 2

    public var name: String {
        switch self {
        case .a4: "a4"
        case .a3: "a3"
        }
    }

    public init?(name: String) {
        guard let sheet = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = sheet
    }

    /// The page, lying on its side.
    public var page_mm: (width: Int, height: Int) {
        switch self {
        case .a4: (297, 210)
        case .a3: (420, 297)
        }
    }

    public var square_mm: Int {
        switch self {
        case .a4: 15
        case .a3: 20
        }
    }

    /// Squares of a row.
    public var columns: Int {
        switch self {
        case .a4: 17
        case .a3: 19
        }
    }

    /// Squares of a column.
    public var rows: Int {
        switch self {
        case .a4: 9
        case .a3: 11
        }
    }

    public var boardWidth_mm: Int { columns * square_mm }
    public var boardHeight_mm: Int { rows * square_mm }

    /// Where the board's upper left corner is on the page.
    public var margin_mm: (left: Int, top: Int) {
        ((page_mm.width - boardWidth_mm) / 2, 12)
    }

    /// The dots' diameter as a part of a square's side.
    public static let dot = 0.36

    /// Whether a square is black.
    public static func isBlack(column: Int, row: Int) -> Bool { (column + row) & 1 == 0 }

    /// Whether a square has a dot in its middle. The numbers that the codes begin with were chosen so that two places of a sheet,
    /// or of both, differ in at least three of any 5 × 4 squares, whichever way they are turned.
    public func hasDot(column: Int, row: Int) -> Bool {
        let start: UInt64 =
            switch self {
            case .a4: 119
            case .a3: 601
            }
        var mixed = (start << 16 | UInt64(column) << 8 | UInt64(row)) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return (mixed ^ (mixed >> 31)) & 1 == 1
    }

    /// A field of equal bars and gaps beside the board.
    public struct BarField: Sendable, Hashable {
        /// Of a bar and of a gap.
        public let width_um: Double
        /// The bars follow each other along x: they measure along the belt.
        public let isAlong: Bool
        /// Its upper left corner, in mm as the board's places.
        public let x: Double
        public let y: Double
        public let width: Double
        public let height: Double
    }

    /// Of 9, 12, 16, 18 and 24 dots of a printer with 1200 dots an inch: 7.5, 10, 13, 15 and 20 mil, as labels have them.
    public static let barWidths_um = [190.5, 254, 338.667, 381, 508]

    /// Below the board, from left to right, the widest first.
    public var barFields: [BarField] {
        Self.barWidths_um.reversed().enumerated().flatMap { place, width in
            [true, false].enumerated().map { second, isAlong in
                BarField(
                    width_um: width, isAlong: isAlong, x: Double(place) * 50 + Double(second) * 24,
                    y: Double(boardHeight_mm) + 8, width: 20, height: 16)
            }
        }
    }
}
