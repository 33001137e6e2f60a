/// Reads CEL's grammar (langdef.md, "Syntax") into a tree of `Syntax`, macros expanded.
struct Parser {
    private let tokens: [Token]
    private var index = 0
    /// Brackets and branches open at the cursor: the parser's own recursion.
    private var nesting = 0
    let expandsMacros: Bool

    /// The tree of `source`.
    /// - Throws: `ExpressionError` with the place of the first thing that does not fit.
    static func parse(_ source: String, macros: Bool = true) throws(ExpressionError) -> Syntax {
        var parser = Parser(tokens: try Lexer.tokens(of: source), expandsMacros: macros)
        let syntax = try parser.expression()
        guard parser.token.kind == .end else {
            throw parser.unexpected("an operator or the end of the expression")
        }
        return syntax
    }

    private init(tokens: [Token], expandsMacros: Bool) {
        self.tokens = tokens
        self.expandsMacros = expandsMacros
    }

    // MARK: Cursor, shared with the primaries

    var token: Token { tokens[index] }

    /// The token after this one; the end follows itself.
    var following: Token { tokens[min(index + 1, tokens.count - 1)] }

    mutating func advance() -> Token {
        let token = tokens[index]
        if index < tokens.count - 1 { index += 1 }
        return token
    }

    mutating func take(_ symbol: Token.Symbol) -> Bool {
        guard token.kind == .symbol(symbol) else { return false }
        _ = advance()
        return true
    }

    mutating func expect(_ symbol: Token.Symbol, toClose opening: Token? = nil) throws(ExpressionError) {
        guard take(symbol) else {
            let purpose = opening.map { " to close the \($0.described) at \($0.position.line):\($0.position.column)" }
            throw unexpected("'\(symbol.rawValue)'\(purpose ?? "")")
        }
    }

    func unexpected(_ expected: String) -> ExpressionError {
        ExpressionError(.unexpected(found: token.described, expected: expected), at: token.position)
    }

    // MARK: Expr

    mutating func expression() throws(ExpressionError) -> Syntax {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= ExpressionLimits.depth else { throw ExpressionError(.nestedTooDeep, at: token.position) }
        let condition = try binary(from: 0)
        let sign = token.position
        guard take(.question) else { return condition }
        let first = try binary(from: 0)
        try expect(.colon)
        let second = try expression()
        return try Syntax(.conditional(condition, first, second), at: sign)
    }

    /// Operators of a level and all above it, by precedence climbing: few frames for each nested parenthesis.
    private mutating func binary(from minimum: Int) throws(ExpressionError) -> Syntax {
        var left = try unary()
        while let (infix, level) = infix, level >= minimum {
            let sign = advance().position
            var operands = [left, try binary(from: level + 1)]
            switch infix {
            case .logic(let logic):
                while token.kind == .symbol(logic == .and ? .and : .or) {
                    _ = advance()
                    operands.append(try binary(from: level + 1))
                }
                left = try Syntax(.logic(logic, operands), at: sign)
            case .operation(let operation): left = try Syntax(.operation(operation, operands), at: sign)
            }
        }
        return left
    }

    private enum Infix {
        case logic(Syntax.Logic)
        case operation(Syntax.Operator)
    }

    /// The operator at the cursor that stands between operands, with its level of precedence.
    private var infix: (Infix, level: Int)? {
        switch token.kind {
        case .symbol(.or): (.logic(.or), 0)
        case .symbol(.and): (.logic(.and), 1)
        case .symbol(.equal): (.operation(.equal), 2)
        case .symbol(.notEqual): (.operation(.notEqual), 2)
        case .symbol(.less): (.operation(.less), 2)
        case .symbol(.lessOrEqual): (.operation(.lessOrEqual), 2)
        case .symbol(.greater): (.operation(.greater), 2)
        case .symbol(.greaterOrEqual): (.operation(.greaterOrEqual), 2)
        case .identifier("in"): (.operation(.member), 2)
        case .symbol(.plus): (.operation(.add), 3)
        case .symbol(.minus): (.operation(.subtract), 3)
        case .symbol(.times): (.operation(.multiply), 4)
        case .symbol(.divide): (.operation(.divide), 4)
        case .symbol(.modulo): (.operation(.modulo), 4)
        default: nil
        }
    }

    /// A row of `!` or of `-`, not of both. The last minus before a number belongs to the number.
    private mutating func unary() throws(ExpressionError) -> Syntax {
        let sign: Token.Symbol = token.kind == .symbol(.not) ? .not : .minus
        var signs: [Position] = []
        while token.kind == .symbol(sign), sign == .not || !startsNegativeNumber {
            signs.append(advance().position)
        }
        var operand = try member()
        for position in signs.reversed() {
            operand = try Syntax(.operation(sign == .not ? .not : .negate, [operand]), at: position)
        }
        return operand
    }

    var startsNegativeNumber: Bool {
        guard token.kind == .symbol(.minus) else { return false }
        switch following.kind {
        case .int, .double: return true
        default: return false
        }
    }

    // MARK: Member

    private mutating func member() throws(ExpressionError) -> Syntax {
        var operand = try primary()
        while true {
            switch token.kind {
            case .symbol(.dot):
                _ = advance()
                operand = take(.question) ? try optionalSelection(from: operand) : try selection(from: operand)
            case .symbol(.openBracket):
                let opening = advance()
                let operation: Syntax.Operator = take(.question) ? .optionalIndex : .index
                let index = try expression()
                try expect(.closeBracket, toClose: opening)
                operand = try Syntax(.operation(operation, [operand, index]), at: opening.position)
            default: return operand
            }
        }
    }

    private mutating func selection(from operand: Syntax) throws(ExpressionError) -> Syntax {
        let position = token.position
        switch token.kind {
        case .quotedIdentifier(let name):
            _ = advance()
            return try Syntax(.select(operand, field: name), at: position)
        case .identifier(let name) where !Token.keywords.contains(name):
            _ = advance()
            guard token.kind == .symbol(.openParenthesis) else {
                return try Syntax(.select(operand, field: name), at: position)
            }
            let arguments = try arguments()
            return try memberCall(of: name, on: operand, arguments, at: position)
        default: throw unexpected("a field or function after the dot")
        }
    }

    /// The field behind `.?`.
    private mutating func optionalSelection(from operand: Syntax) throws(ExpressionError) -> Syntax {
        let position = token.position
        switch token.kind {
        case .identifier(let name), .quotedIdentifier(let name):
            _ = advance()
            return try Syntax(.optionalSelect(operand, field: name), at: position)
        default: throw unexpected("a field after the dot")
        }
    }

    /// The arguments of a call, the cursor on their opening parenthesis.
    mutating func arguments() throws(ExpressionError) -> [Syntax] {
        let opening = advance()
        var arguments: [Syntax] = []
        if token.kind != .symbol(.closeParenthesis) {
            repeat { arguments.append(try expression()) } while take(.comma)
        }
        try expect(.closeParenthesis, toClose: opening)
        return arguments
    }
}
