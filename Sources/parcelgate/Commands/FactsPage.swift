import Screening
import Words

/// The page of all facts that rules may ask for, made from the schema.
struct FactsPage {
    let language: Language

    /// Markdown, as `docs/integrator/facts.en.md` and `facts.vi.md` have it.
    var text: String {
        let head = ["fact", "type", "meaning", "example"].map { Catalogue.text("facts.\($0)", language) }
        let rows = FactCatalogue.all.map { entry in
            [
                "`\(entry.name)`", "`\(entry.type)`",
                Catalogue.text("fact.\(entry.name.replacing("_", with: "-"))", language),
                "`\(entry.example)`",
            ]
        }
        let lines = [head, head.map { _ in "---" }] + rows
        let table = lines.map { "| " + $0.joined(separator: " | ") + " |" }
        return """
            # \(Catalogue.text("facts.title", language))
            \(Catalogue.text("facts.introduction", language))

            \(table.joined(separator: "\n"))
            """
    }
}
