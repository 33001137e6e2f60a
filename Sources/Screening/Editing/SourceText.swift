import YAML

/// The bytes of a YAML document, to find where a part of one of its texts is written: quotes, escapes and folded lines stand between
/// a text as it is read and as it is written.
struct SourceText {
    private let bytes: [UInt8]
    /// The byte at which each line begins.
    private let lines: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        lines = [0] + bytes.indices.filter { bytes[$0] == 10 }.map { $0 + 1 }
    }

    /// Where a character of a text is written, lines and columns from 1.
    /// - Parameters:
    ///   - node: the text's.
    ///   - offset: of the character (code point) within the text as it is read; its end is allowed.
    func place(_ offset: Int, of text: String, in node: Node) -> Position {
        let before = text.unicodeScalars.prefix(offset).count { !Self.isBlank($0) }
        var walk = Walk(scalars(from: node.mark), at: Position(line: node.mark.line, column: node.mark.column))
        return walk.place(behind: before)
    }

    /// What stands in the document from a place on, at most so much as an expression may have, and its escapes.
    private func scalars(from mark: Mark) -> [Unicode.Scalar] {
        guard lines.indices.contains(mark.line - 1) else { return [] }
        let limit = 8 * ExpressionLimits.sourceBytes
        let line = String(decoding: bytes[lines[mark.line - 1]...].prefix(limit), as: UTF8.self)
        return Array(line.unicodeScalars.dropFirst(mark.column - 1))
    }

    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 9...13, 0x20, 0x85, 0xA0, 0x2028, 0x2029: true
        default: false
        }
    }
}

/// Steps over a text as it is written. Blanks are not counted: folding changes them, and nothing else.
private struct Walk {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var position: Position

    init(_ scalars: [Unicode.Scalar], at position: Position) {
        self.scalars = scalars
        self.position = position
    }

    private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func step() {
        guard let next else { return }
        position =
            next == "\n"
            ? Position(line: position.line + 1, column: 1)
            : Position(line: position.line, column: position.column + 1)
        index += 1
    }

    /// The place of the first visible character after so many of them.
    mutating func place(behind count: Int) -> Position {
        let style = next
        switch style {
        case "\"", "'": step()
        case "|", ">": while let scalar = next, scalar != "\n" { step() }
        default: break
        }
        var left = count
        text: while let scalar = next {
            if SourceText.isBlank(scalar) {
                step()
            } else if left == 0 {
                break text
            } else if scalar == "\\", style == "\"" {
                left -= escape() ? 1 : 0
            } else if scalar == "'", style == "'" {
                // Two of them stand for one; one alone is the end.
                step()
                guard next == "'" else { break text }
                step()
                left -= 1
            } else if scalar == "\"", style == "\"" {
                break text
            } else {
                step()
                left -= 1
            }
        }
        return position
    }

    /// Steps over an escape of a text in double quotes.
    /// - Returns: whether it stands for a visible character.
    private mutating func escape() -> Bool {
        step()
        guard let kind = next else { return false }
        let digits: Int
        switch kind {
        case "x": digits = 2
        case "u": digits = 4
        case "U": digits = 8
        case "n", "t", "\t", "v", "f", "r", " ", "N", "_", "L", "P", "\n":
            step()
            return false
        default:
            step()
            return true
        }
        step()
        var value: UInt32 = 0
        for _ in 0..<digits {
            value = value << 4 | (next.flatMap { UInt32(String($0), radix: 16) } ?? 0)
            step()
        }
        return Unicode.Scalar(value).map { !SourceText.isBlank($0) } ?? true
    }
}
