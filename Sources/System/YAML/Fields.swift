/// The fields of one mapping, taken by name; what is left at the end is reported as unknown.
public struct Fields {
    public let node: Node
    private let pairs: [(key: String, keyMark: Mark, value: Node)]
    private var taken: Set<String> = []

    public init(_ node: Node, expected: String = "a mapping") throws(YAMLError) {
        guard case .mapping(let pairs) = node.content else { throw node.problem(expected: expected) }
        self.node = node
        self.pairs = pairs
    }

    /// The field, or nil when it is not there (or is `~` or `null`).
    public mutating func optional(_ name: String) -> Node? {
        taken.insert(name)
        guard let value = pairs.first(where: { $0.key == name })?.value else { return nil }
        if case .scalar(let text, quoted: false) = value.content, text == "~" || text == "null" || text.isEmpty {
            return nil
        }
        return value
    }

    public mutating func required(_ name: String) throws(YAMLError) -> Node {
        guard let value = optional(name) else {
            throw YAMLError(file: node.file, mark: node.mark, expected: "a field '\(name)'", found: "none here")
        }
        return value
    }

    /// - Throws: for the first field that nobody took.
    public func noMore() throws(YAMLError) {
        guard let stranger = pairs.first(where: { !taken.contains($0.key) }) else { return }
        throw YAMLError(
            file: node.file, mark: stranger.keyMark, expected: "one of \(taken.sorted().joined(separator: ", "))",
            found: "an unknown field '\(stranger.key)'")
    }

    /// All pairs, for a mapping whose keys are free.
    public var all: [(key: Node, value: Node)] {
        pairs.map { (Node(content: .scalar($0.key, quoted: false), mark: $0.keyMark, file: node.file), $0.value) }
    }
}

extension Node {
    public func text(_ expected: String = "a text") throws(YAMLError) -> String {
        guard case .scalar(let text, _) = content else { throw problem(expected: expected) }
        return text
    }

    /// A whole number within `range`, decimal or with 0x.
    public func integer<Number: FixedWidthInteger>(in range: ClosedRange<Number>) throws(YAMLError) -> Number {
        let text = try text("a whole number")
        let value = text.hasPrefix("0x") ? Number(text.dropFirst(2), radix: 16) : Number(text)
        guard let value, range.contains(value) else {
            throw problem(expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    public func number(in range: ClosedRange<Double>) throws(YAMLError) -> Double {
        guard let value = Double(try text("a number")), range.contains(value) else {
            throw problem(expected: "a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    public func boolean() throws(YAMLError) -> Bool {
        switch try text("yes or no") {
        case "yes", "true": return true
        case "no", "false": return false
        default: throw problem(expected: "yes or no")
        }
    }

    public func list() throws(YAMLError) -> [Node] {
        guard case .sequence(let items) = content else { throw problem(expected: "a list") }
        return items
    }

    /// One of a closed set of words.
    public func word<Value>(_ words: KeyValuePairs<String, Value>) throws(YAMLError) -> Value {
        let found = try text("a word")
        guard let value = words.first(where: { $0.key == found })?.value else {
            throw problem(expected: "one of " + words.map(\.key).joined(separator: ", "))
        }
        return value
    }
}
