/// One lexical element of an expression, with the place where it begins.
struct Token: Sendable, Equatable {
    let kind: Kind
    let position: Position

    enum Kind: Sendable, Equatable {
        case identifier(String)
        /// An identifier between backticks: allowed after a dot only.
        case quotedIdentifier(String)
        /// The digits alone: the sign belongs to the parser, because 9223372036854775808 is an int only after a minus.
        case int(UInt64)
        case uint(UInt64)
        case double(Double)
        case string(String)
        case bytes([UInt8])
        case symbol(Symbol)
        case end
    }

    enum Symbol: String, Sendable {
        case equal = "=="
        case notEqual = "!="
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case and = "&&"
        case or = "||"
        case less = "<"
        case greater = ">"
        case plus = "+"
        case minus = "-"
        case times = "*"
        case divide = "/"
        case modulo = "%"
        case not = "!"
        case question = "?"
        case colon = ":"
        case comma = ","
        case dot = "."
        case openParenthesis = "("
        case closeParenthesis = ")"
        case openBracket = "["
        case closeBracket = "]"
        case openBrace = "{"
        case closeBrace = "}"
    }

    /// The words that mean something by themselves; they are neither names nor selectors.
    static let keywords: Set<String> = ["true", "false", "null", "in"]

    /// The words that CEL keeps free for host languages: no name or global function may be called so, but a field may.
    static let reserved: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return", "var", "void", "while",
    ]

    /// The token as a message shows it to the author of the expression.
    var described: String {
        switch kind {
        case .identifier(let name): "'\(name)'"
        case .quotedIdentifier(let name): "`\(name)`"
        case .int, .uint, .double: "a number"
        case .string: "a string"
        case .bytes: "a bytes literal"
        case .symbol(let symbol): "'\(symbol.rawValue)'"
        case .end: "the end of the expression"
        }
    }
}
