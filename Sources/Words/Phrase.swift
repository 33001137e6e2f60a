/// One text of the program in both languages. `{name}` stands for an argument.
public struct Phrase: Sendable {
    public let key: String
    public let vietnamese: String
    public let english: String

    init(_ key: String, vi vietnamese: String, en english: String) {
        self.key = key
        self.vietnamese = vietnamese
        self.english = english
    }

    public func template(_ language: Language) -> String {
        switch language {
        case .vietnamese: vietnamese
        case .english: english
        }
    }

    /// The text with its arguments put in. An argument that is missing stays visible as `{name}`.
    public func text(_ language: Language, _ arguments: [(name: String, value: String)] = []) -> String {
        guard !arguments.isEmpty else { return template(language) }
        var result = ""
        var rest = Substring(template(language))
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = rest[rest.index(after: open)..<close]
            result += rest[..<open]
            result += arguments.first { $0.name == name }?.value ?? String(rest[open...close])
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// The names of the arguments that a template asks for.
    public static func arguments(of template: String) -> Set<String> {
        var names: Set<String> = []
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            names.insert(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return names
    }
}
