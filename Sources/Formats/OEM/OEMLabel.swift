import Parcels

/// What stands behind a label in IBM OEM mode: which code it was in, and whether it goes on in the next report.
struct OEMLabelIdentifier {
    enum Code: Equatable {
        /// One byte: UPC and EAN.
        case retail(UInt8)
        /// The middle one of three bytes, the last of which is 0x0B.
        case common(UInt8)
        /// One that this family does not know; its bytes say nothing to us.
        case other
    }

    /// In the first byte of an identifier of three or four.
    private static let continuedBit: UInt8 = 0x10

    let code: Code
    let isContinued: Bool
    /// How many bytes of the payload it takes.
    let size: Int

    /// Nil when the payload ends before its identifier begins.
    init?(_ payload: ArraySlice<UInt8>) {
        guard let last = payload.last else { return nil }
        switch last {
        case 0x0B, 0x00:
            size = last == 0x0B ? 3 : 4
            guard payload.count >= size else { return nil }
            let first = payload[payload.endIndex - size]
            isContinued = first & Self.continuedBit != 0
            code =
                last == 0x0B && first & ~Self.continuedBit == 0 ? .common(payload[payload.endIndex - 2]) : .other
        default:
            size = 1
            isContinued = false
            code = .retail(last)
        }
    }

    /// AIM's name for the code, where the identifier tells it. A code with a supplement, and one with a composite part beside
    /// it, has none that would be sure.
    var symbology: SymbologyIdentifier? {
        switch code {
        case .retail(let number): Self.retail[number]
        case .common(let number): Self.common[number]
        case .other: nil
        }
    }

    /// UPC and EAN in all their forms: a table-top scanner sends their digits as the bytes 0 to 9.
    var isRetail: Bool {
        switch code {
        case .retail(let number): Self.retail[number] != nil
        case .common(0x11...0x17), .common(0x1D), .common(0x20...0x23): true
        case .common, .other: false
        }
    }

    private static let retail = table([(0x0D, "E0"), (0x0A, "E0"), (0x0C, "E4"), (0x16, "E0")])

    private static let common = table([
        (0x0A, "A0"), (0x0C, "S0"), (0x0D, "I0"), (0x0E, "F0"), (0x11, "E3"), (0x12, "E3"), (0x13, "E3"), (0x14, "E3"),
        (0x15, "E3"), (0x16, "E3"), (0x18, "C0"), (0x19, "G0"), (0x25, "C1"), (0x2A, "e0"), (0x2B, "e0"), (0x2E, "L0"),
        (0x2F, "U1"), (0x30, "o1"), (0x31, "o2"), (0x32, "d1"), (0x33, "Q1"), (0x34, "z0"), (0x35, "T0"), (0x36, "d2"),
        (0x37, "Q3"), (0x38, "L0"),
    ])

    private static func table(_ pairs: [(UInt8, String)]) -> [UInt8: SymbologyIdentifier] {
        pairs.reduce(into: [:]) { table, pair in table[pair.0] = SymbologyIdentifier(pair.1) }
    }
}
