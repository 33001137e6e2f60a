import Labels
import TestSupport

extension PrintedKind {
    /// A symbol with a number of its kind, thrown.
    public func symbol(_ dice: inout SeededDice) -> PrintedSymbol {
        // Every throw is one that the symbology holds.
        while true { if let symbol = thrown(&dice) { return symbol } }
    }

    private func thrown(_ dice: inout SeededDice) -> PrintedSymbol? {
        switch self {
        case .s10: linear(Throw.s10(&dice)) { Code128Drawing.symbol($0) }
        case .code128: linear(Throw.operatorNumber(&dice)) { Code128Drawing.symbol($0) }
        case .gs1_128: linear(Throw.elementString(&dice)) { Code128Drawing.gs1($0) }
        case .itf14:
            linear(Throw.checked(13, &dice)) { InterleavedDrawing.symbol($0) }.map { symbol in
                var symbol = symbol
                symbol.hasBearerBars = dice.happens(50)
                return symbol
            }
        case .code39: linear(Throw.letters(6 + dice.below(7), &dice)) { Code39Drawing.symbol($0) }
        case .ean13: linear(Throw.checked(12, &dice)) { RetailDrawing.symbol($0) }
        case .codabar:
            Self.zint(.codabar, self, [0x41] + Throw.digits(8 + dice.below(5), &dice) + [0x42])
        case .upce: Self.upce(Throw.digits(6, &dice))
        case .qrcode:
            Throw.text(&dice).flatMapped { bytes in
                QRDrawing.symbol(bytes).map { drawn in
                    PrintedSymbol(
                        self, bytes,
                        .modules(
                            (0..<drawn.side).map { row in (0..<drawn.side).map { drawn[row, $0] } },
                            heights: [Double](repeating: 1, count: drawn.side), quiet: drawn.quiet))
                }
            }
        case .datamatrix: Self.matrix(.datamatrix, self, Throw.operatorNumber(&dice), quiet: 2)
        case .aztec: Self.matrix(.aztec, self, Throw.text(&dice).prefix(60), quiet: 1)
        case .pdf417: Self.matrix(.pdf417, self, Throw.text(&dice), quiet: 2)
        case .maxicode: Self.maxicode(Throw.digits(9, &dice), Throw.letters(12, &dice))
        }
    }

    private func linear(_ bytes: [UInt8], _ draw: ([UInt8]) -> BarSymbol?) -> PrintedSymbol? {
        draw(bytes).map { drawn in
            PrintedSymbol(
                self, bytes,
                .bars(drawn.widths, quietBefore: drawn.quietBefore, quietBehind: drawn.quietBehind))
        }
    }

    private static func zint(_ symbology: ZintSymbols.Symbology, _ kind: PrintedKind, _ bytes: [UInt8])
        -> PrintedSymbol?
    {
        ZintSymbols.widths(symbology, bytes).map { widths in
            PrintedSymbol(kind, bytes, .bars(widths, quietBefore: 10, quietBehind: 10))
        }
    }

    /// What is printed is six digits; what is read the thirteen of the EAN-13 that they stand for, as ISO/IEC 15424 has it.
    private static func upce(_ digits: [UInt8]) -> PrintedSymbol? {
        let whole = UPCE.body(digits)
        return ZintSymbols.widths(.upce, digits).map { widths in
            PrintedSymbol(
                .upce, whole + [RetailDrawing.check(whole)], .bars(widths, quietBefore: 9, quietBehind: 7))
        }
    }

    private static func matrix(
        _ symbology: ZintSymbols.Symbology, _ kind: PrintedKind, _ bytes: some Collection<UInt8>, quiet: Int
    ) -> PrintedSymbol? {
        ZintSymbols.modules(symbology, Array(bytes)).map { drawn in
            PrintedSymbol(kind, Array(bytes), .modules(drawn.rows, heights: drawn.heights, quiet: quiet))
        }
    }

    /// The message that a reader gives has the routing part in front, and fields parted by GS.
    private static func maxicode(_ postcode: [UInt8], _ tracking: [UInt8]) -> PrintedSymbol? {
        let message = Array("1Z".utf8) + tracking + [0x1D] + Array("UPSN".utf8)
        let routing = String(decoding: postcode, as: UTF8.self) + "840001"
        let said = postcode + [0x1D] + Array("840".utf8) + [0x1D] + Array("001".utf8) + [0x1D] + message
        return ZintSymbols.maxicode(message, routing: routing).map { PrintedSymbol(.maxicode, said, $0) }
    }
}

/// UPC-E: six digits that stand for an EAN-13 with zeros in it (GS1 General Specifications 5.2.2.4).
public enum UPCE {
    /// The first twelve of the thirteen digits.
    static func body(_ digits: [UInt8]) -> [UInt8] {
        let zeros: (Int) -> [UInt8] = { [UInt8](repeating: 0x30, count: $0) }
        let body: [UInt8]
        switch digits[5] {
        case 0x30...0x32: body = digits[0...1] + [digits[5]] + zeros(4) + digits[2...4]
        case 0x33: body = digits[0...2] + zeros(5) + digits[3...4]
        case 0x34: body = digits[0...3] + zeros(5) + [digits[4]]
        default: body = digits[0...4] + zeros(4) + [digits[5]]
        }
        return [0x30, 0x30] + body
    }

    /// All thirteen for a reader's eight: the number system, the six, the check digit.
    public static func whole(_ read: [UInt8]) -> [UInt8]? {
        guard read.count == 8, read[0] == 0x30 else { return nil }
        return body(Array(read[1...6])) + [read[7]]
    }
}

extension Array {
    fileprivate func flatMapped<Result>(_ work: (Self) -> Result?) -> Result? { work(self) }
}

/// Thrown contents.
enum Throw {
    static func digits(_ count: Int, _ dice: inout SeededDice) -> [UInt8] {
        (0..<count).map { _ in 0x30 + UInt8(dice.below(10)) }
    }

    static func letters(_ count: Int, _ dice: inout SeededDice) -> [UInt8] {
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
        return (0..<count).map { _ in alphabet[dice.below(alphabet.count)] }
    }

    /// So many digits and the check digit of GS1 behind them.
    static func checked(_ count: Int, _ dice: inout SeededDice) -> [UInt8] {
        let body = digits(count, &dice)
        return body + [RetailDrawing.check(body)]
    }

    /// An identifier of UPU S10 with its check digit.
    static func s10(_ dice: inout SeededDice) -> [UInt8] {
        let services = Array("CELRUV".utf8)
        let countries = ["VN", "CN", "US", "DE", "JP", "KR", "FR", "GB", "TH", "SG"]
        let serial = digits(8, &dice)
        let sum = zip(serial, [8, 6, 4, 2, 3, 5, 9, 7]).reduce(0) { $0 + Int($1.0 - 0x30) * $1.1 }
        let rest = 11 - sum % 11
        let check = rest == 10 ? 0 : rest == 11 ? 5 : rest
        return [services[dice.below(services.count)], 0x41 + UInt8(dice.below(26))] + serial + [0x30 + UInt8(check)]
            + Array(countries[dice.below(countries.count)].utf8)
    }

    /// As Vietnamese operators and market places have them.
    static func operatorNumber(_ dice: inout SeededDice) -> [UInt8] {
        switch dice.below(4) {
        case 0: Array("SPXVN".utf8) + digits(11, &dice)
        case 1: Array("G".utf8) + letters(7, &dice)
        case 2: digits(12, &dice)
        default: Array("1Z".utf8) + letters(6, &dice) + digits(10, &dice)
        }
    }

    /// A GS1 element string: an SSCC, or goods with a batch and a serial number.
    static func elementString(_ dice: inout SeededDice) -> [UInt8] {
        if dice.happens(60) { return Array("00".utf8) + checked(17, &dice) }
        return Array("01".utf8) + checked(13, &dice) + Array("10".utf8) + letters(3 + dice.below(5), &dice) + [0x1D]
            + Array("21".utf8) + digits(4 + dice.below(4), &dice)
    }

    /// What a QR code on a parcel says.
    static func text(_ dice: inout SeededDice) -> [UInt8] {
        let streets = ["Số 12 Trần Phú, Hà Nội", "45 Lê Lợi, Đà Nẵng", "7 Nguyễn Huệ, TP Hồ Chí Minh"]
        switch dice.below(3) {
        case 0: return Array("https://track.example.vn/".utf8) + letters(12, &dice)
        case 1: return s10(&dice) + [0x7C] + digits(10, &dice)
        default: return operatorNumber(&dice) + [0x7C] + Array(streets[dice.below(streets.count)].utf8)
        }
    }
}
