import Parcels
import YAML

/// Reads keyword packs from YAML. A pack may say no more than its category and its terms.
enum KeywordPackFile {
    /// Terms and phrases of all packs together.
    static let limit = 100_000
    private static let longest = 120

    static func parse(_ nodes: [Node], _ utcOffset_s: (Int64) -> Int) throws(YAMLError) -> [KeywordPack] {
        var packs: [KeywordPack] = []
        var count = 0
        for node in nodes {
            let pack = try pack(node, utcOffset_s)
            // Packs without one have their category's code in its place, as often as they like.
            guard pack.id == pack.category || !packs.contains(where: { $0.id == pack.id }) else {
                throw node.problem(expected: "each pack's id once")
            }
            count += pack.entries.reduce(pack.exceptions.count) { $0 + 1 + $1.exceptions.count }
            guard count <= limit else { throw node.problem(expected: "at most \(limit) terms and phrases") }
            packs.append(pack)
        }
        return packs
    }

    private static func pack(_ node: Node, _ utcOffset_s: (Int64) -> Int) throws(YAMLError) -> KeywordPack {
        var fields = try Fields(node, expected: "a keyword pack")
        let category = try fields.required("category").text()
        let id = try fields.optional("id")?.text() ?? category
        let version = try fields.optional("version")?.integer(in: 1...1_000_000) ?? 1
        let title = try fields.optional("title").map { node throws(YAMLError) in try ListFile.bilingual(node) }
        let source = try fields.optional("source")?.text()
        let ground = try fields.optional("ground")?.text()
        let owner = try fields.optional("owner")?.text()
        let validity = try Validity.read(&fields, utcOffset_s)
        var beside: [String] = []
        for item in try fields.optional("beside")?.list() ?? [] { beside.append(try item.text()) }
        var tests: [KeywordPack.Test] = []
        var entries: [KeywordPack.Entry] = []
        for weight in KeywordTerm.Weight.allCases {
            for item in try fields.optional(weight.rawValue)?.list() ?? [] {
                entries.append(try entry(item, category, weight, &tests))
            }
        }
        var exceptions: [KeywordPack.Phrase] = []
        for item in try fields.optional("except")?.list() ?? [] {
            exceptions.append(KeywordPack.Phrase(text: try phrase(item), node: item))
        }
        if let node = fields.optional("tests") {
            var wishes = try Fields(node, expected: "held and free")
            try add(wishes.optional("held"), .held, &tests)
            try add(wishes.optional("free"), .free, &tests)
            try wishes.noMore()
        }
        try fields.noMore()
        return KeywordPack(
            id: id, version: version, category: category, title: title, source: source, ground: ground, owner: owner,
            validity: validity, beside: beside, entries: entries, exceptions: exceptions,
            tests: tests)
    }

    /// `súng hơi`, or `{term: kim hỏa, except: [kim hỏa tốc], finds: [kim hỏa AK], misses: [kim hỏa tốc]}`.
    private static func entry(
        _ node: Node, _ category: String, _ weight: KeywordTerm.Weight, _ tests: inout [KeywordPack.Test]
    ) throws(YAMLError) -> KeywordPack.Entry {
        guard case .mapping = node.content else {
            let term = KeywordTerm(text: try term(node), category: category, weight: weight)
            return KeywordPack.Entry(term: term, exceptions: [])
        }
        var fields = try Fields(node, expected: "a term")
        let text = try term(fields.required("term"))
        var exceptions: [KeywordPack.Phrase] = []
        for item in try fields.optional("except")?.list() ?? [] {
            exceptions.append(KeywordPack.Phrase(text: try phrase(item), node: item))
        }
        try add(fields.optional("finds"), .finds(text), &tests)
        try add(fields.optional("misses"), .misses(text), &tests)
        try fields.noMore()
        return KeywordPack.Entry(
            term: KeywordTerm(text: text, category: category, weight: weight), exceptions: exceptions)
    }

    private static func add(
        _ node: Node?, _ wish: KeywordPack.Test.Wish, _ tests: inout [KeywordPack.Test]
    ) throws(YAMLError) {
        for item in try node?.list() ?? [] {
            tests.append(KeywordPack.Test(node: item, text: try item.text(), wish: wish))
        }
    }

    private static func term(_ node: Node) throws(YAMLError) -> String {
        try letters(node, expected: "a term with at least one letter or digit")
    }

    private static func phrase(_ node: Node) throws(YAMLError) -> String {
        try letters(node, expected: "a phrase with at least one letter or digit")
    }

    private static func letters(_ node: Node, expected: String) throws(YAMLError) -> String {
        let text = try node.text()
        guard text.utf8.count <= longest else {
            throw node.problem(expected: "a term or phrase of at most \(longest) bytes")
        }
        guard TermPattern(text, pack: 0, role: .exception(ofTerm: nil)) != nil else {
            throw node.problem(expected: expected)
        }
        return text
    }
}
