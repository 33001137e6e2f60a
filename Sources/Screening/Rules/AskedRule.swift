/// One rule asked by itself about facts that are ready: for benches, which want to know what the evaluation alone takes.
package struct AskedRule: Sendable {
    fileprivate let rule: Rule

    package var id: String { rule.reference.id }

    /// Whether it speaks; nil when it fails.
    package func speaks(_ facts: Facts) -> Bool? {
        switch rule.answer(facts) {
        case .speaks: true
        case .silent: false
        case .fails: nil
        }
    }
}

extension ScreeningSnapshot {
    /// How many rules count now.
    package var askedCount: Int { rules.count }

    package func asked(_ place: Int) -> AskedRule { AskedRule(rule: rules[place]) }

    /// The places of the rules that can be anything but silent about these facts.
    package func askedPlaces(_ facts: Facts) -> [Int] { Array(index.places(facts)) }

    /// All facts of a parcel, its keywords and its history among them.
    package func allFacts(_ subject: Subject, _ history: History) -> Facts {
        let found = subject.declaration.map { keywords.findings(in: $0.folded, valid: validPacks) } ?? .none
        return ParcelFacts.facts(subject, found, history, asked: ParcelFacts.all)
    }

    /// The facts of the parcels that the rules' authors wrote down as tests.
    package func testFacts(of document: RuleDocument) -> [Facts] {
        document.drafts.flatMap(\.tests).map { facts(of: $0) }
    }

    /// Asks the rules about facts that are ready.
    package func screen(_ facts: Facts) -> Screened { said(of: facts, by: index.places(facts)) { _ in true } }
}
