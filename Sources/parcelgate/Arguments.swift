/// The words after a command's name: `--name value`, `--flag`, and the rest.
struct Arguments {
    private var words: [String]
    private let command: String

    init(_ words: [String], command: String) {
        self.words = words
        self.command = command
    }

    /// The value of an option, or nil when it is not there.
    mutating func option(_ name: String) throws(Exit) -> String? {
        guard let place = words.firstIndex(of: "--" + name) else { return nil }
        guard place + 1 < words.count, !words[place + 1].hasPrefix("--") else {
            throw .usage("--\(name) needs a value; see 'parcelgate \(command) --help'")
        }
        defer { words.removeSubrange(place...(place + 1)) }
        return words[place + 1]
    }

    mutating func required(_ name: String) throws(Exit) -> String {
        guard let value = try option(name) else {
            throw .usage("--\(name) is missing; see 'parcelgate \(command) --help'")
        }
        return value
    }

    mutating func number(_ name: String, in range: ClosedRange<Int>) throws(Exit) -> Int? {
        guard let text = try option(name) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw .usage(
                "--\(name): expected a whole number from \(range.lowerBound) to \(range.upperBound), found '\(text)'")
        }
        return value
    }

    mutating func flag(_ name: String) -> Bool {
        guard let place = words.firstIndex(of: "--" + name) else { return false }
        words.remove(at: place)
        return true
    }

    var isEmpty: Bool { words.isEmpty }

    /// The next word that is no option.
    mutating func next(_ what: String) throws(Exit) -> String {
        guard let word = words.first, !word.hasPrefix("--") else {
            throw .usage("\(what) is missing; see 'parcelgate \(command) --help'")
        }
        words.removeFirst()
        return word
    }

    /// All that is left; an option that nobody knows is refused. After `--` everything counts as it stands.
    mutating func rest() throws(Exit) -> [String] {
        defer { words = [] }
        if let end = words.firstIndex(of: "--") {
            var kept = words
            kept.remove(at: end)
            return kept
        }
        if let stranger = words.first(where: { $0.hasPrefix("--") }) {
            throw .usage("unknown option \(stranger); see 'parcelgate \(command) --help'")
        }
        return words
    }

    mutating func end() throws(Exit) {
        if let word = try rest().first { throw .usage("'\(word)' is too much; see 'parcelgate \(command) --help'") }
    }
}
