import Parcels

/// The codes that Zebra's protocol names by number, in AIM's names where the number tells them.
enum SNAPISymbology {
    /// UPC and EAN with a supplement of two or five digits: the code's own number and these.
    private static let twoDigits = 64, fiveDigits = 128

    static func of(_ type: Int) -> SymbologyIdentifier? {
        switch type {
        case twoDigits..<(twoDigits + 17): supplemented(type - twoDigits)
        case fiveDigits..<(fiveDigits + 17): supplemented(type - fiveDigits)
        default: plain[type]
        }
    }

    private static func supplemented(_ type: Int) -> SymbologyIdentifier? {
        // EAN-8 with a supplement has no name of its own.
        [8, 9, 11, 16].contains(type) ? SymbologyIdentifier("E3") : nil
    }

    private static let plain: [Int: SymbologyIdentifier] = [
        1: "A0", 2: "F0", 3: "C0", 4: "S0", 5: "R0", 6: "I0", 7: "G0", 8: "E0", 9: "E0", 10: "E4", 11: "E0", 12: "H0",
        14: "M0", 15: "C1", 16: "E0", 17: "L0", 25: "C4", 26: "L0", 27: "d1", 28: "Q1", 37: "U1", 44: "Q1", 45: "z0",
        48: "e0", 49: "e0", 50: "e0",
    ].compactMapValues { SymbologyIdentifier($0) }
}
