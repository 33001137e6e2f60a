/// The grammar's `Primary`: literals, names, calls, parentheses, lists, maps, messages.
extension Parser {
    mutating func primary() throws(ExpressionError) -> Syntax {
        if startsNegativeNumber {
            let sign = advance().position
            return try number(isNegative: true, at: sign)
        }
        let position = token.position
        switch token.kind {
        case .int, .uint, .double: return try number(isNegative: false, at: position)
        case .string(let text):
            _ = advance()
            return try Syntax(.literal(.string(text)), at: position)
        case .bytes(let bytes):
            _ = advance()
            return try Syntax(.literal(.bytes(bytes)), at: position)
        case .identifier(let name): return try word(name, at: position)
        case .symbol(.dot):
            _ = advance()
            guard case .identifier(let name) = token.kind else { throw unexpected("a name after the leading dot") }
            return try self.name(name, absolute: true)
        case .symbol(.openParenthesis):
            let opening = advance()
            let inner = try expression()
            try expect(.closeParenthesis, toClose: opening)
            return inner
        case .symbol(.openBracket): return try list()
        case .symbol(.openBrace): return try map()
        default: throw unexpected("a value, a name or '('")
        }
    }

    private mutating func number(isNegative: Bool, at position: Position) throws(ExpressionError) -> Syntax {
        let value: ExpressionValue
        switch advance().kind {
        case .int(let magnitude):
            let integer = isNegative ? Int64(exactly: -Int128(magnitude)) : Int64(exactly: magnitude)
            guard let integer else { throw ExpressionError(.numberOutOfRange("int"), at: position) }
            value = .int(integer)
        case .uint(let magnitude): value = .uint(magnitude)
        case .double(let magnitude): value = .double(isNegative ? -magnitude : magnitude)
        default: throw unexpected("a number")
        }
        return try Syntax(.literal(value), at: position)
    }

    private mutating func word(_ word: String, at position: Position) throws(ExpressionError) -> Syntax {
        let value: ExpressionValue
        switch word {
        case "true": value = true
        case "false": value = false
        case "null": value = .null
        default: return try name(word, absolute: false)
        }
        _ = advance()
        return try Syntax(.literal(value), at: position)
    }

    /// A name, a call of a global function, or the type name of a message; the cursor is on the name.
    private mutating func name(_ name: String, absolute: Bool) throws(ExpressionError) -> Syntax {
        let position = token.position
        guard !Token.keywords.contains(name) else { throw unexpected("a value, a name or '('") }
        if startsMessage { return try message(at: position) }
        guard !Token.reserved.contains(name) else { throw ExpressionError(.reservedWord(name), at: position) }
        _ = advance()
        guard token.kind == .symbol(.openParenthesis) else {
            return try Syntax(.name(name, absolute: absolute), at: position)
        }
        let arguments = try arguments()
        return try call(of: name, absolute: absolute, arguments, at: position)
    }

    /// Whether a dotted name before an opening brace begins here, as in `a.b.Message{`.
    private var startsMessage: Bool {
        var ahead = self
        _ = ahead.advance()
        while ahead.take(.dot) {
            guard case .identifier(let name) = ahead.token.kind, !Token.keywords.contains(name) else { return false }
            _ = ahead.advance()
        }
        return ahead.token.kind == .symbol(.openBrace)
    }

    private mutating func message(at position: Position) throws(ExpressionError) -> Syntax {
        while token.kind != .symbol(.openBrace) { _ = advance() }
        let opening = advance()
        while token.kind != .symbol(.closeBrace) {
            _ = take(.question)
            switch token.kind {
            case .identifier, .quotedIdentifier: _ = advance()
            default: throw unexpected("a field's name or '}'")
            }
            try expect(.colon)
            _ = try expression()
            guard take(.comma) else { break }
        }
        try expect(.closeBrace, toClose: opening)
        return try Syntax(.notBuilt(feature: "messages"), at: position)
    }

    private mutating func list() throws(ExpressionError) -> Syntax {
        let opening = advance()
        var elements: [Syntax] = []
        while token.kind != .symbol(.closeBracket) {
            let isOptional = take(.question)
            elements.append(try element(isOptional: isOptional))
            guard take(.comma) else { break }
        }
        try expect(.closeBracket, toClose: opening)
        return try Syntax(.list(elements), at: opening.position)
    }

    private mutating func map() throws(ExpressionError) -> Syntax {
        let opening = advance()
        var entries: [Syntax.Entry] = []
        while token.kind != .symbol(.closeBrace) {
            let isOptional = take(.question)
            let key = try expression()
            try expect(.colon)
            entries.append(Syntax.Entry(key: key, value: try element(isOptional: isOptional)))
            guard take(.comma) else { break }
        }
        try expect(.closeBrace, toClose: opening)
        return try Syntax(.map(entries), at: opening.position)
    }

    private mutating func element(isOptional: Bool) throws(ExpressionError) -> Syntax {
        let element = try expression()
        return isOptional ? try Syntax(.optionalElement(element), at: element.position) : element
    }
}
