/// A code that a simulated scanner sees: its bytes and what kind of code it is, as each protocol names it. The numbers are those
/// of the makers' documents, written down here once more: nothing is taken from the gateway's decoders.
public struct SimulatedCode: Sendable, Hashable {
    public enum Symbology: String, Sendable, Hashable, CaseIterable {
        case code128
        case gs1128 = "gs1-128"
        case ean13
        case ean8
        case upca
        case code39
        case code93
        case codabar
        case itf
        case qr
        case dataMatrix = "datamatrix"
        case pdf417
        case aztec

        /// The letter and digit of the AIM symbology identifier.
        var aim: String {
            switch self {
            case .code128: "C0"
            case .gs1128: "C1"
            case .ean13, .upca: "E0"
            case .ean8: "E4"
            case .code39: "A0"
            case .code93: "G0"
            case .codabar: "F0"
            case .itf: "I0"
            case .qr: "Q1"
            case .dataMatrix: "d1"
            case .pdf417: "L0"
            case .aztec: "z0"
            }
        }

        /// Honeywell's code id, the 61st byte of a HID POS report.
        var honeywell: UInt8 {
            switch self {
            case .code128: 0x6A
            case .gs1128: 0x7C
            case .ean13: 0x64
            case .ean8: 0x44
            case .upca: 0x63
            case .code39: 0x62
            case .code93: 0x69
            case .codabar: 0x61
            case .itf: 0x65
            case .qr: 0x73
            case .dataMatrix: 0x77
            case .pdf417: 0x72
            case .aztec: 0x7A
            }
        }

        /// What the IBM/OEM protocol puts behind the data.
        var oem: [UInt8] {
            switch self {
            case .ean13: [0x16]
            case .ean8: [0x0C]
            case .upca: [0x0D]
            case .code39: [0x00, 0x0A, 0x0B]
            case .itf: [0x00, 0x0D, 0x0B]
            case .codabar: [0x00, 0x0E, 0x0B]
            case .code128: [0x00, 0x18, 0x0B]
            case .code93: [0x00, 0x19, 0x0B]
            case .gs1128: [0x00, 0x25, 0x0B]
            case .pdf417: [0x00, 0x2E, 0x0B]
            case .dataMatrix: [0x00, 0x32, 0x0B]
            case .qr: [0x00, 0x33, 0x0B]
            case .aztec: [0x00, 0x34, 0x0B]
            }
        }

        /// SNAPI's code type.
        var snapi: UInt8 {
            switch self {
            case .code39: 1
            case .codabar: 2
            case .code128: 3
            case .itf: 6
            case .code93: 7
            case .upca: 8
            case .ean8: 10
            case .ean13: 11
            case .gs1128: 15
            case .pdf417: 17
            case .dataMatrix: 27
            case .qr: 28
            case .aztec: 45
            }
        }

        /// Table-top OEM scanners send the digits of these as numbers.
        var isRetail: Bool { self == .ean13 || self == .ean8 || self == .upca }
    }

    public let label: [UInt8]
    public let symbology: Symbology

    public init(_ label: [UInt8], _ symbology: Symbology = .code128) {
        self.label = label
        self.symbology = symbology
    }
}
