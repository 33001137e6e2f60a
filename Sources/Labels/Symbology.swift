import Parcels

/// The kinds of bar codes that decoders name.
public enum Symbology: UInt8, Sendable, Hashable, CaseIterable {
    case code128 = 1
    case code39
    case code93
    case codabar
    case itf
    case ean13
    case ean8
    case upca
    case upce
    case databar
    case databarExpanded
    case qrcode
    case sqcode
    case pdf417
    case datamatrix
    case aztec
    case maxicode

    public var name: String {
        switch self {
        case .databarExpanded: "databar-expanded"
        default: "\(self)"
        }
    }

    /// The AIM letter and modifier (ISO/IEC 15424).
    /// - Parameter isGS1: the code begins with FNC1: its data is a GS1 element string.
    func aim(isGS1: Bool) -> SymbologyIdentifier? {
        switch self {
        case .code128: SymbologyIdentifier(isGS1 ? "C1" : "C0")
        case .code39: SymbologyIdentifier("A0")
        case .code93: SymbologyIdentifier("G0")
        case .codabar: SymbologyIdentifier("F0")
        case .itf: SymbologyIdentifier("I0")
        case .ean13, .upca, .upce: SymbologyIdentifier("E0")
        case .ean8: SymbologyIdentifier("E4")
        case .databar, .databarExpanded: SymbologyIdentifier("e0")
        case .qrcode: SymbologyIdentifier(isGS1 ? "Q3" : "Q1")
        case .sqcode: nil
        case .pdf417: SymbologyIdentifier("L0")
        case .datamatrix: SymbologyIdentifier(isGS1 ? "d2" : "d1")
        case .aztec: SymbologyIdentifier("z0")
        case .maxicode: SymbologyIdentifier("U0")
        }
    }

    /// Whether a line across it reads all of it.
    public var isLinear: Bool {
        switch self {
        case .code128, .code39, .code93, .codabar, .itf, .ean13, .ean8, .upca, .upce, .databar, .databarExpanded: true
        case .qrcode, .sqcode, .pdf417, .datamatrix, .aztec, .maxicode: false
        }
    }

    /// What the symbology's own check is worth.
    enum Proof: Int, Sendable, Comparable {
        /// It has none.
        case none
        /// One of ten misread lines passes it: parity and check digit of EAN and UPC.
        case weak
        /// Modulo 79, 103, 211 or two of 47.
        case strong
        /// Error correction.
        case corrected

        static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }
    }

    var proof: Proof {
        switch self {
        case .code39, .codabar, .itf: .none
        case .ean13, .ean8, .upca, .upce: .weak
        case .code128, .code93, .databar, .databarExpanded: .strong
        case .qrcode, .sqcode, .pdf417, .datamatrix, .aztec, .maxicode: .corrected
        }
    }

    var hasCheck: Bool { proof != .none }

    /// Symbologies that are one for those who read the data: EAN-13 and the two that stand for one.
    func isOne(with other: Symbology) -> Bool {
        let retail: Set<Symbology> = [.ean13, .upca, .upce]
        return self == other || (retail.contains(self) && retail.contains(other))
    }

    /// The data as ISO/IEC 15424 has it under `]E0`: UPC-A and UPC-E as the thirteen digits of the EAN-13 that they stand for.
    func complete(_ data: [UInt8]) -> [UInt8] {
        switch self {
        case .upca where data.count == 12: [0x30] + data
        case .upce where data.count == 8: [0x30] + Self.expanded(data)
        default: data
        }
    }

    /// The twelve digits of UPC-A for the eight of UPC-E (GS1 General Specifications 5.2.2.4).
    private static func expanded(_ data: [UInt8]) -> [UInt8] {
        let digits = Array(data[1...6])
        let zeros: (Int) -> [UInt8] = { [UInt8](repeating: 0x30, count: $0) }
        let body: [UInt8] =
            switch digits[5] {
            case 0x30...0x32: Array(digits[0...1]) + [digits[5]] + zeros(4) + digits[2...4]
            case 0x33: Array(digits[0...2]) + zeros(5) + digits[3...4]
            case 0x34: Array(digits[0...3]) + zeros(5) + [digits[4]]
            default: Array(digits[0...4]) + zeros(4) + [digits[5]]
            }
        return [data[0]] + body + [data[7]]
    }
}
