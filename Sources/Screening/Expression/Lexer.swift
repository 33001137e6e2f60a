/// Cuts an expression's source into tokens (langdef.md, "Syntax": the lexis).
struct Lexer {
    let bytes: [UInt8]
    var index = 0
    private var line = 1
    private var column = 1

    /// All tokens of `source`, the last one `.end`.
    /// - Throws: `ExpressionError` for a source that is too long, a character outside the language, a malformed literal.
    static func tokens(of source: String) throws(ExpressionError) -> [Token] {
        guard source.utf8.count <= ExpressionLimits.sourceBytes else {
            throw ExpressionError(.sourceTooLong(bytes: source.utf8.count), at: Position(line: 1, column: 1))
        }
        var lexer = Lexer(bytes: Array(source.utf8))
        var tokens: [Token] = []
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    var position: Position { Position(line: line, column: column) }

    /// The byte `offset` places ahead, 0 past the end (a NUL in the source is an error wherever it is looked at).
    func peek(_ offset: Int = 0) -> UInt8 {
        index + offset < bytes.count ? bytes[index + offset] : 0
    }

    /// Whether the source continues with exactly this text.
    func follows(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

    /// Steps over one byte. Columns count code points, so continuation bytes do not move them.
    mutating func advance() {
        let byte = bytes[index]
        index += 1
        if byte == UInt8(ascii: "\n") {
            line += 1
            column = 1
        } else if byte & 0xC0 != 0x80 {
            column += 1
        }
    }

    mutating func advance(by count: Int) {
        for _ in 0..<count { advance() }
    }

    private mutating func next() throws(ExpressionError) -> Token {
        skipBlanks()
        let start = position
        guard index < bytes.count else { return Token(kind: .end, position: start) }
        let byte = peek()
        if let literal = try textLiteral(from: start) { return Token(kind: literal, position: start) }
        if byte.isLetter { return Token(kind: .identifier(word()), position: start) }
        if byte.isDigit || (byte == UInt8(ascii: ".") && peek(1).isDigit) {
            return Token(kind: try number(from: start), position: start)
        }
        if byte == UInt8(ascii: "`") { return Token(kind: try quotedIdentifier(from: start), position: start) }
        guard let symbol = symbol() else { throw ExpressionError(.strangeCharacter(character()), at: start) }
        return Token(kind: .symbol(symbol), position: start)
    }

    private mutating func skipBlanks() {
        while index < bytes.count {
            switch peek() {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0C: advance()
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
                while index < bytes.count, peek() != UInt8(ascii: "\n") { advance() }
            default: return
            }
        }
    }

    private mutating func word() -> String {
        let first = index
        while peek().isLetter || peek().isDigit { advance() }
        return String(decoding: bytes[first..<index], as: UTF8.self)
    }

    /// `ESC_IDENT`: letters, digits and `_ - . / ` between backticks.
    private mutating func quotedIdentifier(from start: Position) throws(ExpressionError) -> Token.Kind {
        advance()
        let first = index
        while peek().isLetter || peek().isDigit || "-./ ".utf8.contains(peek()) { advance() }
        guard peek() == UInt8(ascii: "`"), index > first else {
            throw ExpressionError(.malformedQuotedName, at: start)
        }
        let name = String(decoding: bytes[first..<index], as: UTF8.self)
        advance()
        return .quotedIdentifier(name)
    }

    private mutating func symbol() -> Token.Symbol? {
        let pair = String(decoding: [peek(), peek(1)], as: UTF8.self)
        if let symbol = Token.Symbol(rawValue: pair) {
            advance(by: 2)
            return symbol
        }
        guard let symbol = Token.Symbol(rawValue: String(pair.prefix(1))) else { return nil }
        advance()
        return symbol
    }

    /// The character at the cursor, for a message.
    private func character() -> String {
        let rest = String(decoding: bytes[index..<min(index + 4, bytes.count)], as: UTF8.self)
        return rest.unicodeScalars.first.map { String($0) } ?? ""
    }
}

extension UInt8 {
    /// A letter or underscore of an identifier.
    var isLetter: Bool {
        (self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z"))
            || (self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z")) || self == UInt8(ascii: "_")
    }

    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    /// The value of a hexadecimal digit, nil for any other character.
    var hexadecimalValue: UInt32? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}
