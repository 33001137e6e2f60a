/// Control characters by name, as people write them between angle brackets: `<STX>`, `<0x18>`, and `<LT>` for `<` itself.
public enum ControlCharacter {
    private static let names = [
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "TAB", "LF", "VT", "FF", "CR", "SO", "SI", "DLE",
        "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
    ]

    /// The byte of a name without its brackets; nil when nothing is called so.
    public static func byte(named name: Substring) -> UInt8? {
        if name.hasPrefix("0x") { return UInt8(name.dropFirst(2), radix: 16) }
        if name == "LT" { return 0x3C }
        return names.firstIndex(of: String(name)).map(UInt8.init)
    }

    /// How a byte is written in a text: itself where it can be seen, else its name in brackets.
    public static func text(_ byte: UInt8) -> String {
        if byte == 0x3C { return "<LT>" }
        if Int(byte) < names.count { return "<\(names[Int(byte)])>" }
        if byte < 0x7F { return String(UnicodeScalar(byte)) }
        return "<0x\(String(byte, radix: 16, uppercase: true))>"
    }
}
