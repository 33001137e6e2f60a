/// A place in a YAML file; lines and columns count from 1.
public struct Mark: Sendable, Hashable {
    public let line: Int
    public let column: Int
}

/// One value of a YAML file with its place.
public struct Node: Sendable {
    public indirect enum Content: Sendable {
        /// A plain scalar may be a number or a word; a quoted one is text.
        case scalar(String, quoted: Bool)
        case sequence([Node])
        case mapping([(key: String, keyMark: Mark, value: Node)])
    }

    public let content: Content
    public let mark: Mark
    /// The file's name, for messages.
    public let file: String

    /// What this value is, in words for a message.
    public var kind: String {
        switch content {
        case .scalar(let text, _): "'\(text.prefix(40))'"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }

    public func problem(expected: String, advice: String = "") -> YAMLError {
        YAMLError(file: file, mark: mark, expected: expected, found: kind, advice: advice)
    }
}

/// What is wrong in a YAML file: where, what was expected, what was found, what to do.
public struct YAMLError: Error, Sendable, CustomStringConvertible {
    public let file: String
    public let mark: Mark
    public let expected: String
    public let found: String
    public let advice: String

    public init(file: String, mark: Mark, expected: String, found: String, advice: String = "") {
        self.file = file
        self.mark = mark
        self.expected = expected
        self.found = found
        self.advice = advice
    }

    public var description: String {
        "\(file):\(mark.line):\(mark.column): expected \(expected), found \(found)"
            + (advice.isEmpty ? "" : "; \(advice)")
    }
}
