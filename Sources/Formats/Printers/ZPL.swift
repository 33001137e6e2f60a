/// One label in ZPL II, as label printers take it on port 9100 (Zebra's Programming Guide; other makers emulate it). Texts are
/// UTF-8 (`^CI28`).
public struct ZPL: Sendable {
    public private(set) var bytes: [UInt8]

    /// - Parameters: width and length in dots.
    public init(width: Int, length: Int) {
        bytes = Array("^XA^CI28^LH0,0^PW\(width)^LL\(length)\n".utf8)
    }

    /// A line of text, or several: broken at words into at most `lines` of a width.
    public mutating func text(
        _ text: String, x: Int, y: Int, height: Int, font: String, width: Int? = nil, lines: Int = 1
    ) {
        command("^FO\(x),\(y)^A@N,\(height),\(height),\(font)")
        if let width { command("^FB\(width),\(lines),4,L") }
        field(text)
    }

    /// Code 128, subset B: letters, digits and signs as they are.
    public mutating func code128(_ text: String, x: Int, y: Int, module: Int, height: Int) {
        command("^FO\(x),\(y)^BY\(module)^BCN,\(height),N,N,N")
        field(">:" + text)
    }

    /// A filled box.
    public mutating func box(x: Int, y: Int, width: Int, height: Int) {
        command("^FO\(x),\(y)^GB\(width),\(height),\(height)^FS\n")
    }

    /// Ends the label.
    public mutating func end() { command("^XZ\n") }

    private mutating func command(_ text: String) { bytes += Array(text.utf8) }

    /// The data of a field. What the printer would read as a command is written as a hexadecimal escape; control characters
    /// have no business on a label.
    private mutating func field(_ text: String) {
        command("^FH_^FD")
        for byte in text.utf8 {
            switch byte {
            case 0x5E, 0x7E, 0x5F:
                bytes += [0x5F, Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]]
            case 0..<32, 127: bytes.append(32)
            default: bytes.append(byte)
            }
        }
        command("^FS\n")
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
}
