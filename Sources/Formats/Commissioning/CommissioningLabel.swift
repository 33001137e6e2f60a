/// One label of the sheet that a scanner is put into service with. What it says tells by itself which label it is, so that they
/// may be scanned in any order.
public struct CommissioningLabel: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case code128 = "Code 128"
        case gs1 = "GS1-128"
        case code39 = "Code 39"
        case interleaved = "Interleaved 2 of 5"
        case retail = "EAN-13"
        case qr = "QR"

        /// The AIM letter of its identifier (ISO/IEC 15424).
        var letter: UInt8 {
            switch self {
            case .code128, .gs1: UInt8(ascii: "C")
            case .code39: UInt8(ascii: "A")
            case .interleaved: UInt8(ascii: "I")
            case .retail: UInt8(ascii: "E")
            case .qr: UInt8(ascii: "Q")
            }
        }

        /// The usual one behind the letter.
        var modifier: UInt8 { self == .gs1 || self == .qr ? UInt8(ascii: "1") : UInt8(ascii: "0") }

        /// Whether sites rarely need it: that it does not arrive is told, and is no fault.
        var isOptional: Bool { self == .interleaved || self == .retail || self == .qr }
    }

    /// As printed above it: A, B and so on.
    public let name: String
    public let kind: Kind
    /// As a right scanner sends it; GS (0x1D) between the fields of a GS1 label.
    public let content: [UInt8]

    init(_ name: String, _ kind: Kind, _ content: String) {
        self.name = name
        self.kind = kind
        self.content = Array(content.utf8)
    }

    /// All labels of the sheet. None of them is a parcel's: numbers under 04 are for use within a company.
    public static let all: [CommissioningLabel] = [
        // Letters of both cases: layouts, case.
        CommissioningLabel("A", .code128, "PGA-abcdefghijklmnopqrstuvwxyz"),
        // Digits and what parcel labels have beside them.
        CommissioningLabel("B", .code128, "PGB-0123456789 +./:_=?%"),
        // All other printable characters; many keyboards need AltGr for some of them.
        CommissioningLabel("C", .code128, "PGC-!\"#$&'()*,;<>@[\\]^`{|}~"),
        // The same digit again and again.
        CommissioningLabel("D", .code128, "PGD-0242228899311100000777788"),
        // Fields that GS parts.
        CommissioningLabel("E", .gs1, "010945678901234410PGE24\u{1D}21AB7788\u{1D}37225"),
        // Lengths 40, 80 and 120.
        CommissioningLabel("F", .code128, "PGF-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        CommissioningLabel("G", .code128, "PGG-" + String(repeating: "1234567890", count: 7) + "123456"),
        CommissioningLabel("H", .qr, "PGH-" + String(repeating: "0123456789abcdefghi-", count: 5) + "0123456789abcdef"),
        // Leading zero, check digits.
        CommissioningLabel("I", .retail, "0422668800110"),
        CommissioningLabel("J", .interleaved, "17733155660019"),
        // Without a check character, with one, and with what "full ASCII" makes a small letter of.
        CommissioningLabel("K", .code39, "PGK-2288+B"),
        CommissioningLabel("L", .code39, "PGL-7700Q"),
        // Letters beyond ASCII.
        CommissioningLabel("M", .qr, "PGM Số 12 Trần Phú, Đà Nẵng"),
        // Spaces at both ends.
        CommissioningLabel("N", .code128, " PGN 24 "),
    ]
}
