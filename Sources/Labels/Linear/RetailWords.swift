/// The words and rules of EAN and UPC (ISO/IEC 15420).
enum RetailWords {
    /// Widths in modules of the digits of set A on the left: a space first, a bar last. Set C on the right has the same
    /// widths, a bar first; set B is set C mirrored.
    static let digits: [[UInt8]] = RetailDrawing.patterns.map { BarSymbol.widths($0) }

    /// Which of the six left digits of an EAN-13 are of set B, by its first digit: bit 5 for the leftmost.
    static let parities: [Int] = RetailDrawing.parities.map { letters in
        letters.reduce(0) { 2 * $0 + ($1 == UInt8(ascii: "G") ? 1 : 0) }
    }

    /// Which of the six digits of a UPC-E are of set B, by its check digit: where an EAN-13 with that first digit has set A; only that
    /// of 0 is another.
    static let checkParities: [Int] = ([0b000111] + parities.dropFirst()).map { $0 ^ 0b111111 }

    /// Thirteen digits from the six of the left half with their sets, and those of the right; nil where sets or check do
    /// not fit.
    static func ean13(_ left: [Int], parity: Int, _ right: [Int]) -> [UInt8]? {
        guard let first = parities.firstIndex(of: parity) else { return nil }
        return checked([first] + left + right)
    }

    /// Digits as bytes if the last is the check digit of the others.
    static func checked(_ digits: [Int]) -> [UInt8]? {
        let bytes = digits.map { 0x30 + UInt8($0) }
        guard let last = bytes.last, RetailDrawing.check(bytes.dropLast()) == last else { return nil }
        return bytes
    }

    /// Eight digits of UPC-E from the six that are drawn; sets say the check digit. Nil where they do not fit.
    static func upce(_ six: [Int], parity: Int) -> [UInt8]? {
        guard let check = checkParities.firstIndex(of: parity) else { return nil }
        let eight = ([0] + six + [check]).map { 0x30 + UInt8($0) }
        let whole = Symbology.upce.complete(eight)
        return RetailDrawing.check(whole.dropLast()) == whole.last ? eight : nil
    }

    /// What thirteen digits are called: with a 0 first they are a UPC-A.
    static func named(_ thirteen: [UInt8]) -> (symbology: Symbology, bytes: [UInt8]) {
        thirteen.first == 0x30 ? (.upca, Array(thirteen.dropFirst())) : (.ean13, thirteen)
    }
}
