extension Lexer {
    /// `INT_LIT`, `UINT_LIT` or `FLOAT_LIT` without its sign; the cursor is on a digit or on a dot before a digit.
    mutating func number(from start: Position) throws(ExpressionError) -> Token.Kind {
        let isHexadecimal = follows("0x") && peek(2).hexadecimalValue != nil
        let kind = isHexadecimal ? try hexadecimal(from: start) : try decimal(from: start)
        guard !peek().isLetter, !peek().isDigit else {
            while peek().isLetter || peek().isDigit { advance() }
            throw ExpressionError(.malformedNumber, at: start)
        }
        return kind
    }

    private mutating func hexadecimal(from start: Position) throws(ExpressionError) -> Token.Kind {
        advance(by: 2)
        let first = index
        while peek().hexadecimalValue != nil { advance() }
        return try integer(digits: first..<index, radix: 16, from: start)
    }

    private mutating func decimal(from start: Position) throws(ExpressionError) -> Token.Kind {
        let first = index
        var isDouble = false
        skipDigits()
        if peek() == UInt8(ascii: "."), peek(1).isDigit {
            isDouble = true
            advance()
            skipDigits()
        }
        if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
            let signed = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
            if peek(signed ? 2 : 1).isDigit {
                isDouble = true
                advance(by: signed ? 2 : 1)
                skipDigits()
            }
        }
        guard isDouble else { return try integer(digits: first..<index, radix: 10, from: start) }
        let text = String(decoding: bytes[first..<index], as: UTF8.self)
        guard let value = Double(text), value.isFinite else {
            throw ExpressionError(.numberOutOfRange("double"), at: start)
        }
        return .double(value)
    }

    private mutating func skipDigits() {
        while peek().isDigit { advance() }
    }

    private mutating func integer(
        digits: Range<Int>, radix: Int, from start: Position
    ) throws(ExpressionError) -> Token.Kind {
        let value = UInt64(String(decoding: bytes[digits], as: UTF8.self), radix: radix)
        let isUnsigned = peek() == UInt8(ascii: "u") || peek() == UInt8(ascii: "U")
        if isUnsigned { advance() }
        guard let value else {
            throw ExpressionError(.numberOutOfRange(isUnsigned ? "uint" : "int"), at: start)
        }
        return isUnsigned ? .uint(value) : .int(value)
    }
}
