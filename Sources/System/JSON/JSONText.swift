/// JSON text with escapes (RFC 8259, section 7).
enum JSONText {
    /// - Parameter range: the bytes between the quotes, in which no quote stands without its backslash.
    static func unescaped(_ bytes: [UInt8], _ range: Range<Int>) throws(JSONFault) -> String {
        var plain: [UInt8] = []
        plain.reserveCapacity(range.count)
        var at = range.lowerBound
        while at < range.upperBound {
            guard bytes[at] == UInt8(ascii: "\\") else {
                plain.append(bytes[at])
                at += 1
                continue
            }
            let start = at
            at += 2
            switch at <= range.upperBound ? bytes[start + 1] : 0 {
            case UInt8(ascii: "\""): plain.append(0x22)
            case UInt8(ascii: "\\"): plain.append(0x5C)
            case UInt8(ascii: "/"): plain.append(0x2F)
            case UInt8(ascii: "b"): plain.append(0x08)
            case UInt8(ascii: "f"): plain.append(0x0C)
            case UInt8(ascii: "n"): plain.append(0x0A)
            case UInt8(ascii: "r"): plain.append(0x0D)
            case UInt8(ascii: "t"): plain.append(0x09)
            case UInt8(ascii: "u"): plain += try character(bytes, &at, range.upperBound, start)
            default: throw JSONFault("no escape that JSON knows", at: start)
            }
        }
        guard let text = String(validating: plain, as: UTF8.self) else {
            throw JSONFault("text in UTF-8 is due", at: range.lowerBound)
        }
        return text
    }

    /// The UTF-8 of `\uXXXX`, or of two of them that are a surrogate pair; `at` stands after the first `\u`.
    private static func character(
        _ bytes: [UInt8], _ at: inout Int, _ end: Int, _ start: Int
    ) throws(JSONFault) -> [UInt8] {
        var code = try unit(bytes, &at, end, start)
        if code & 0xFC00 == 0xD800, at + 1 < end, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") {
            at += 2
            let low = try unit(bytes, &at, end, start)
            guard low & 0xFC00 == 0xDC00 else { throw JSONFault("half a surrogate pair", at: start) }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw JSONFault("half a surrogate pair", at: start) }
        return Array(String(scalar).utf8)
    }

    private static func unit(
        _ bytes: [UInt8], _ at: inout Int, _ end: Int, _ start: Int
    ) throws(JSONFault) -> UInt32 {
        guard at + 4 <= end,
            bytes[at..<at + 4].allSatisfy({ UnicodeScalar($0).properties.isASCIIHexDigit }),
            let unit = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
        else { throw JSONFault("four hexadecimal digits are due", at: start) }
        at += 4
        return unit
    }
}
