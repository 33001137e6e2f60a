extension Lexer {
    /// A string or bytes literal in any of its forms, nil when the cursor is not on one.
    ///
    /// `STRING_LIT` and `BYTES_LIT`: an optional `b`, an optional `r`, then one or three quotes of either sort.
    mutating func textLiteral(from start: Position) throws(ExpressionError) -> Token.Kind? {
        var prefix = 0
        let isBytes = peek() | 0x20 == UInt8(ascii: "b")
        if isBytes { prefix += 1 }
        let isRaw = peek(prefix) | 0x20 == UInt8(ascii: "r")
        if isRaw { prefix += 1 }
        let quote = peek(prefix)
        guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
        advance(by: prefix)
        let isTriple = peek(1) == quote && peek(2) == quote
        advance(by: isTriple ? 3 : 1)

        var content: [UInt8] = []
        while true {
            guard index < bytes.count else { throw ExpressionError(.unterminatedText, at: start) }
            let byte = peek()
            if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
                advance(by: isTriple ? 3 : 1)
                break
            }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                guard isTriple else { throw ExpressionError(.unterminatedText, at: start) }
                newline(into: &content)
            } else if byte == UInt8(ascii: "\\"), !isRaw {
                try escape(into: &content, isBytes: isBytes)
            } else {
                content.append(byte)
                advance()
            }
        }
        return isBytes ? .bytes(content) : .string(String(decoding: content, as: UTF8.self))
    }

    /// Every form of line end becomes a line feed, as in the reference implementations: a rule file means the same
    /// whichever editor saved it.
    private mutating func newline(into content: inout [UInt8]) {
        advance(by: follows("\r\n") ? 2 : 1)
        content.append(UInt8(ascii: "\n"))
    }

    /// `ESCAPE`. In a string an octal or `\x` escape is a code point, in bytes it is one octet.
    private mutating func escape(into content: inout [UInt8], isBytes: Bool) throws(ExpressionError) {
        let start = position
        advance()
        let letter = peek()
        if let plain = Self.plainEscapes[letter] {
            advance()
            content.append(plain)
            return
        }
        let value: UInt32?
        var isOctet = true
        switch letter {
        case UInt8(ascii: "0")...UInt8(ascii: "3"): value = digits(3, radix: 8)
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            advance()
            value = digits(2, radix: 16)
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            isOctet = false
            advance()
            value = digits(letter == UInt8(ascii: "u") ? 4 : 8, radix: 16)
        default: value = nil
        }
        guard let value, isOctet || !isBytes else { throw ExpressionError(.malformedEscape, at: start) }
        if isBytes {
            content.append(UInt8(truncatingIfNeeded: value))
        } else {
            guard let scalar = Unicode.Scalar(value) else { throw ExpressionError(.notACodePoint(value), at: start) }
            content.append(contentsOf: String(scalar).utf8)
        }
    }

    private mutating func digits(_ count: Int, radix: UInt32) -> UInt32? {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let digit = peek().hexadecimalValue, digit < radix else { return nil }
            value = value &* radix &+ digit
            advance()
        }
        return value
    }

    private static let plainEscapes: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
        UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B,
        UInt8(ascii: "\\"): UInt8(ascii: "\\"), UInt8(ascii: "?"): UInt8(ascii: "?"),
        UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "'"): UInt8(ascii: "'"),
        UInt8(ascii: "`"): UInt8(ascii: "`"),
    ]
}
