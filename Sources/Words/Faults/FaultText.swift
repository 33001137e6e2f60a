/// Faults of files in a person's language. Their readers word them in English, for terminals, logs and the journal; a page
/// shows them as here.
public enum FaultText {
    /// The fault's words in a language; what the catalogue does not know stays as it is.
    public static func text(_ english: String, _ language: Language) -> String {
        switch language {
        case .english: english
        case .vietnamese: vietnamese(english, depth: 3)
        }
    }

    /// - Parameter depth: what a fault quotes may be worded too: `1:2: expected a list, found more`.
    private static func vietnamese(_ english: String, depth: Int) -> String {
        guard depth > 0, english.utf8.count <= 4_000 else { return english }
        for fault in all {
            guard let parts = fault.parts(of: english) else { continue }
            return fault.filled(parts.map { vietnamese($0, depth: depth - 1) })
        }
        return english
    }

    /// The most particular first: two templates may fit one text.
    static let all = (ofManifests + ofDocuments + ofExpressions + places).sorted { $0.literal > $1.literal }
}

/// One fault in both languages. `{}` stands for what it says of the file, in the same order in both.
struct FaultPhrase: Sendable {
    let english: String
    let vietnamese: String
    private let pieces: [String]

    init(_ english: String, _ vietnamese: String) {
        self.english = english
        self.vietnamese = vietnamese
        pieces = Self.pieces(english)
    }

    /// How much of the text is the template's own.
    var literal: Int { pieces.reduce(0) { $0 + $1.count } }

    private static func pieces(_ template: String) -> [String] {
        var pieces = [""]
        var rest = Substring(template)
        while let place = rest.firstRange(of: "{}") {
            pieces[pieces.count - 1] += rest[..<place.lowerBound]
            pieces.append("")
            rest = rest[place.upperBound...]
        }
        pieces[pieces.count - 1] += rest
        return pieces
    }

    /// What stands in the text where the template has `{}`; nil when it is another fault.
    func parts(of text: String) -> [String]? {
        guard pieces.count > 1 else { return text == english ? [] : nil }
        guard text.hasPrefix(pieces[0]) else { return nil }
        var rest = text.dropFirst(pieces[0].count)
        var parts: [String] = []
        for piece in pieces[1..<(pieces.count - 1)] {
            guard let place = rest.firstRange(of: piece) else { return nil }
            parts.append(String(rest[..<place.lowerBound]))
            rest = rest[place.upperBound...]
        }
        let last = pieces[pieces.count - 1]
        guard rest.hasSuffix(last) else { return nil }
        parts.append(String(rest.dropLast(last.count)))
        return parts.contains("") ? nil : parts
    }

    func filled(_ parts: [String]) -> String {
        let own = Self.pieces(vietnamese)
        var text = own[0]
        for (part, piece) in zip(parts, own.dropFirst()) { text += part + piece }
        return text
    }
}
