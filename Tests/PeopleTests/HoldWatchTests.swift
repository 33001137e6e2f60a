import Entries
import Parcels
import Testing

@testable import People

/// How much a new document holds is counted, bounded, and told once.
@Suite("The watch on the hold budget")
struct HoldWatchTests {
    private let line: LineID

    init() throws { line = try #require(LineID("L1")) }

    private func decision(
        _ reasons: [Reason], policy: Int = 3, rules: Int = 3, lists: Int = 3, outcome: Decision.Outcome = .hold
    ) -> Decision {
        Decision(
            passage: PassageID(epoch: 1, sequence: 2), line: line, stage: .automatic, outcome: outcome, number: nil,
            reasons: reasons, held: [], waived: [],
            versions: Decision.Versions(policy: policy, rules: rules, lists: lists), horizon: 2, declared: nil)
    }

    private let byRule: [Reason] = [.ruleFailed(RuleReference(id: "x", version: 1), why: "")]

    private func watch(_ document: DocumentKind, _ number: Int = 3, window: Int = 10) -> HoldWatch {
        var watch = HoldWatch(budget_percent: 20, window: window, minimum: 5)
        watch.watch(document, number)
        return watch
    }

    @Test func aBreachIsToldOnceAndNotBeforeEnoughParcels() {
        var watch = watch(.rules)
        for _ in 0..<4 { #expect(watch.note(decision(byRule)) == nil) }
        #expect(
            watch.note(decision(byRule)) == HoldWatch.Breach(document: .rules, number: 3, held: 5, parcels: 5))
        for _ in 0..<100 { #expect(watch.note(decision(byRule)) == nil) }
    }

    /// Exactly the budget is no breach.
    @Test func theBudgetItselfMayBeHeld() {
        var watch = watch(.rules)
        for place in 0..<200 { #expect(watch.note(decision(place % 5 == 4 ? byRule : [.noRead])) == nil, "\(place)") }
        #expect(watch.note(decision(byRule))?.held == 3)
    }

    /// Only the newest parcels count: what was held long ago is forgotten, bit by bit.
    @Test func oldParcelsLeaveTheWindow() {
        var watch = watch(.rules, window: 10)
        for _ in 0..<3 {
            for _ in 0..<10 { #expect(watch.note(decision([])) == nil) }
            for _ in 0..<2 { #expect(watch.note(decision(byRule)) == nil) }
        }
        #expect(watch.note(decision(byRule)) == HoldWatch.Breach(document: .rules, number: 3, held: 3, parcels: 10))
    }

    @Test func aDocumentIsBlamedForItsOwnReasonsOnly() {
        var rules = watch(.rules)
        for _ in 0..<20 { #expect(rules.note(decision([.missing(.manifest), .noRead])) == nil) }
        var policy = watch(.policy)
        for _ in 0..<20 { #expect(policy.note(decision(byRule)) == nil) }
        for _ in 0..<20 { if policy.note(decision([.missing(.manifest)])) != nil { return } }
        #expect(Bool(false), "the policy was never blamed")
    }

    /// What the version before still decides is not counted.
    @Test func onlyTheWatchedVersionsDecisionsCount() {
        for (document, other) in [
            (.rules, decision(byRule, rules: 2)), (.lists, decision(byRule, lists: 2)),
            (.policy, decision([.missing(.manifest)], policy: 2)),
        ] as [(DocumentKind, Decision)] {
            var watch = watch(document)
            for _ in 0..<20 { #expect(watch.note(other) == nil, "\(document)") }
        }
    }

    @Test func aVersionThatWasTakenBackIsForgottenAndANewOneBeginsAnew() {
        var watch = watch(.rules)
        for _ in 0..<4 { _ = watch.note(decision(byRule)) }
        watch.forget(.rules, 3)
        for _ in 0..<20 { #expect(watch.note(decision(byRule)) == nil) }
        watch.watch(.lists, 3)
        for _ in 0..<4 { #expect(watch.note(decision(byRule)) == nil) }
        #expect(watch.note(decision(byRule))?.document == .lists)
    }

    @Test func anAlarmsDetailNamesTheVersion() throws {
        let breach = HoldWatch.Breach(document: .policy, number: 12, held: 31, parcels: 50)
        let found = try #require(HoldWatch.Breach.version(in: breach.detail(budget_percent: 15)))
        #expect(found == (.policy, 12))
        for detail in ["", "2", "rules x 1 2 3", "words 1 2 3 4", "rules 1 2 3"] {
            #expect(HoldWatch.Breach.version(in: detail) == nil, "\(detail)")
        }
    }
}
