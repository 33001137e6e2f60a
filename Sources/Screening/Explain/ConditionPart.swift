/// A condition taken apart where `&&`, `||` and `!` join its parts: what stands between is told as it is written.
indirect enum ConditionPart: Sendable, Equatable {
    case all([ConditionPart])
    case any([ConditionPart])
    case not(ConditionPart)
    case test(String)

    /// The parts of a condition that the language's parser has taken.
    static func of(_ source: String) -> ConditionPart {
        guard let tokens = try? Lexer.tokens(of: source) else { return .test(source) }
        return Outline(source, tokens).part(0..<max(0, tokens.count - 1))
    }
}

/// The tokens of a condition, with the bytes at which they begin.
private struct Outline {
    private let bytes: [UInt8]
    private let tokens: [Token]
    private let starts: [Int]

    init(_ source: String, _ tokens: [Token]) {
        bytes = Array(source.utf8)
        self.tokens = tokens
        var starts: [Int] = []
        var (place, line, column) = (0, 1, 1)
        for token in tokens {
            while place < bytes.count, (line, column) != (token.position.line, token.position.column) {
                if bytes[place] == UInt8(ascii: "\n") {
                    (line, column) = (line + 1, 1)
                } else if place + 1 == bytes.count || bytes[place + 1] & 0xC0 != 0x80 {
                    column += 1
                }
                place += 1
            }
            starts.append(place)
        }
        self.starts = starts
    }

    /// - Parameter range: of tokens.
    func part(_ range: Range<Int>) -> ConditionPart {
        // A choice is a whole of its own, and binds less than anything else.
        guard places(of: .question, in: range).isEmpty else { return .test(text(range)) }
        for (symbol, isAny) in [(Token.Symbol.or, true), (.and, false)] {
            let signs = places(of: symbol, in: range)
            guard !signs.isEmpty else { continue }
            let firsts = [range.lowerBound] + signs.map { $0 + 1 }
            let parts = zip(firsts, signs + [range.upperBound]).map { part($0..<$1) }
            return isAny ? .any(parts) : .all(parts)
        }
        if isSurrounded(range) { return part(range.lowerBound + 1..<range.upperBound - 1) }
        let behindSign = range.lowerBound + 1..<range.upperBound
        if !range.isEmpty, tokens[range.lowerBound].kind == .symbol(.not), isSurrounded(behindSign) {
            return .not(part(behindSign))
        }
        return .test(text(range))
    }

    /// Where a symbol stands outside of all brackets.
    private func places(of symbol: Token.Symbol, in range: Range<Int>) -> [Int] {
        var depth = 0
        return range.filter { place in
            depth += tokens[place].opening
            return depth == 0 && tokens[place].kind == .symbol(symbol)
        }
    }

    /// Whether the first parenthesis is closed by the last.
    private func isSurrounded(_ range: Range<Int>) -> Bool {
        guard range.count > 2, tokens[range.lowerBound].kind == .symbol(.openParenthesis) else { return false }
        var depth = 0
        for place in range {
            depth += tokens[place].opening
            if depth == 0 { return place == range.upperBound - 1 }
        }
        return false
    }

    private func text(_ range: Range<Int>) -> String {
        guard !range.isEmpty else { return "" }
        let text = bytes[starts[range.lowerBound]..<starts[range.upperBound]]
        let end = text.lastIndex { $0 > 32 } ?? text.startIndex
        return String(decoding: text[...end], as: UTF8.self)
    }
}

extension Token {
    /// 1 for a bracket that opens, -1 for one that closes.
    fileprivate var opening: Int {
        switch kind {
        case .symbol(.openParenthesis), .symbol(.openBracket), .symbol(.openBrace): 1
        case .symbol(.closeParenthesis), .symbol(.closeBracket), .symbol(.closeBrace): -1
        default: 0
        }
    }
}
