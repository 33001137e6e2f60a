import Console
import Entries
import Parcels
import Screening
import Words

/// What rules said of a parcel, in words: each with the parts of its condition and the facts that these asked for.
struct ExplainReport {
    let language: Language

    func lines(_ found: ExplainedParcel, _ number: String, _ explanations: [RuleExplanation]) -> [String] {
        let parcel = found.parcel
        let decision = parcel.decision
        let outcome =
            switch decision.outcome {
            case .clear: "clear"
            case .hold: "hold"
            case .needs: "needs"
            }
        let head =
            word(
                "parcel",
                [
                    ("number", number), ("passage", decision.passage.description),
                    ("rules", String(decision.versions.rules)), ("lists", String(decision.versions.lists)),
                ]) + ", " + word(outcome)
        var lines = [head]
        if parcel.isErased { lines.append(word("erased")) }
        if found.lacksBulletins { lines.append(word("bulletins")) }
        if explanations.isEmpty { lines.append(word("nothing")) }
        for told in explanations { lines += self.lines(told) }
        return lines
    }

    private func lines(_ told: RuleExplanation) -> [String] {
        let rule = "\(told.rule.id) v\(told.rule.version) (\(language == .vietnamese ? told.name.vi : told.name.en))"
        let head =
            switch told.answer {
            case .speaks: word("speaks", [("rule", rule)])
            case .silent: word("silent", [("rule", rule)])
            case .fails(let why): word("fails", [("rule", rule), ("why", why)])
            }
        return [head] + lines(told.condition, indent: 1)
    }

    private func lines(_ part: RuleExplanation.Part, indent: Int) -> [String] {
        let outcome =
            switch part.outcome {
            case .yes: word("yes")
            case .no: word("no")
            case .failed: word("failed")
            }
        let space = String(repeating: "  ", count: indent)
        guard part.kind == .test else {
            let kind =
                switch part.kind {
                case .all: "all"
                case .any: "any"
                case .not, .test: "not"
                }
            return [space + outcome + "  " + word(kind)] + part.parts.flatMap { lines($0, indent: indent + 1) }
        }
        let facts = part.facts.map { "\($0.name) = \(shown($0))" }.joined(separator: ", ")
        return [space + outcome + "  " + part.text + (facts.isEmpty ? "" : "   [" + facts + "]")]
    }

    /// A terminal knows no roles and writes no access down: persons are shown in the console alone.
    private func shown(_ fact: RuleExplanation.Fact) -> String {
        guard let value = fact.value else { return word("absent") }
        return fact.isOfPerson ? word("personal") : value
    }

    private func word(_ name: String, _ arguments: [(String, String)] = []) -> String {
        Catalogue.text("explain." + name, language, arguments)
    }
}
