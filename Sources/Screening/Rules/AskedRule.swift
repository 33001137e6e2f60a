/// One rule asked by itself about facts that are ready: for benches, which want to know what the evaluation alone takes.
package struct AskedRule: Sendable {
    fileprivate let rule: Rule

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
    package func asked(_ place: Int) -> AskedRule { AskedRule(rule: rules[place]) }

    /// All facts of a parcel, its keywords among them.
    package func allFacts(_ subject: Subject) -> Facts {
        let found = subject.declaration.map { keywords.findings(in: $0.folded, valid: validPacks) } ?? .none
        return ParcelFacts.facts(subject, found, asked: ParcelFacts.all)
    }
}
