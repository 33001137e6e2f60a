import CPrintedLabels

/// Symbols that the project itself does not draw, by libzint (Debian package libzint-dev).
public enum ZintSymbols {
    /// The numbers of zint.h (`BARCODE_…`).
    public enum Symbology: Int32, Sendable {
        case codabar = 18
        case code128 = 20
        case upce = 37
        case pdf417 = 55
        case maxicode = 57
        case qrcode = 58
        case datamatrix = 71
        case aztec = 92
        case gs1_128 = 16
    }

    /// Kinds that no reader here knows, for pictures in which nothing may be read.
    public enum Foreign: Int32, Sendable, CaseIterable {
        case code11 = 1
        case matrix2of5 = 2
        case industrial2of5 = 7
        case telepen = 32
        case plessey = 46
        case msi = 47
        case pharmacode = 51
        case royalMail = 70

        /// Digits that it takes.
        public var digits: Int { self == .pharmacode ? 5 : 10 }
    }

    /// How the data is meant.
    public enum Mode: Int32, Sendable {
        case bytes = 0
        case text = 1
        case gs1 = 2
    }

    /// Nil where the symbology cannot hold the data.
    /// - Parameters:
    ///   - data: as libzint wants it.
    ///   - eci: the extended channel interpretation's number that is put in; 0 for none.
    public static func modules(
        _ symbology: Symbology, _ data: [UInt8], mode: Mode = .bytes, eci: Int = 0, option1: Int = -1, option2: Int = 0
    ) -> (rows: [[Bool]], heights: [Double])? {
        modules(number: symbology.rawValue, data, mode, eci, option1, option2)
    }

    static func modules(_ foreign: Foreign, _ data: [UInt8]) -> (rows: [[Bool]], heights: [Double])? {
        modules(number: foreign.rawValue, data, .bytes, 0, -1, 0)
    }

    private static func modules(
        number: Int32, _ data: [UInt8], _ mode: Mode, _ eci: Int, _ option1: Int, _ option2: Int
    ) -> (rows: [[Bool]], heights: [Double])? {
        var modules = [UInt8](repeating: 0, count: Int(PRINTED_ZINT_MODULES))
        var heights = [Float](repeating: 0, count: Int(PRINTED_ZINT_SIDE))
        var message = [CChar](repeating: 0, count: 101)
        var (rows, columns): (Int32, Int32) = (0, 0)
        var wish = unsafe printed_zint_wish(
            symbology: number, input_mode: mode.rawValue, eci: Int32(eci), option_1: Int32(option1),
            option_2: Int32(option2), primary: nil)
        let status = unsafe printed_zint(
            &wish, data, Int32(data.count), &modules, &rows, &columns, &heights, &message)
        guard status == 0 else { return nil }
        let width = Int(columns)
        return (
            (0..<Int(rows)).map { row in modules[(row * width)..<((row + 1) * width)].map { $0 == 1 } },
            heights.prefix(Int(rows)).map { max(1, Double($0)) }
        )
    }

    /// Widths of a linear symbol's bars and spaces.
    static func widths(_ symbology: Symbology, _ data: [UInt8], mode: Mode = .bytes) -> [UInt8]? {
        guard let row = modules(symbology, data, mode: mode)?.rows.last else { return nil }
        var widths: [UInt8] = []
        var last: Bool?
        for module in row {
            if module == last { widths[widths.count - 1] += 1 } else { widths.append(1) }
            last = module
        }
        if last == false { widths.removeLast() }
        return widths
    }

    /// MaxiCode mode 2 or 3 with a carrier's message, in its one size (ISO/IEC 16023).
    static func maxicode(_ data: [UInt8], routing: String) -> PrintedSymbol.Shape? {
        var pieces = [printed_piece](
            repeating: printed_piece(left: 0, top: 0, right: 0, bottom: 0), count: Int(PRINTED_ZINT_PIECES))
        var message = [CChar](repeating: 0, count: 101)
        let count = unsafe routing.withCString { routing in
            var wish = unsafe printed_zint_wish(
                symbology: Symbology.maxicode.rawValue, input_mode: 0, eci: 0, option_1: 2, option_2: 0,
                primary: routing)
            return unsafe printed_maxicode(&wish, data, Int32(data.count), &pieces, &message)
        }
        guard count > 0 else { return nil }
        return .pieces(
            pieces.prefix(Int(count)).map { piece in
                Area(
                    x: Double(piece.left), y: Double(piece.top), width: Double(piece.right - piece.left),
                    height: Double(piece.bottom - piece.top))
            }, size: Area(x: 0, y: 0, width: 28.14, height: 26.91))
    }
}
