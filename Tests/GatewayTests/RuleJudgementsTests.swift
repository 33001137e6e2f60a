import Console
import Entries
import Parcels
import Platform
import Screening
import TestSupport
import Testing

@testable import Gateway
@testable import People

/// The rules in force are judged by a site's own parcels, beside everything else.
@Suite("Rules that are judged")
struct RuleJudgementsTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    /// - Parameter rules: nil where none are in force.
    private func judgements(
        _ rules: String?, _ bounds: RuleTrials.Bounds = RuleTrials.Bounds()
    ) throws -> RuleJudgements {
        let desk = try DocumentDesk(utcOffset_s: { _ in 0 }, moment: Clocks.wall())
        let by = try #require(AccountID("lan"))
        let document = rules.map { DocumentVersion(kind: .rules, number: 7, text: $0, hash: "", by: by) }
        _ = desk.prepare { $0 == .rules ? document : nil }
        let judgements = try RuleJudgements(desk, bounds)
        let parcels = try ParcelJournal(folder).parcels([(100, false), (900, false), (1_900, true)])
        try judgements.start(parcels, records: folder.path + "/records.db", clock: ClockWatch())
        return judgements
    }

    private func ended(_ judgements: RuleJudgements) -> RulesJudged {
        for _ in 0..<3_000 where judgements.told.state == .running {
            _ = Waiting.wait(for: -1, 0, deadline: Clocks.monotonic() + 10_000_000)
        }
        return judgements.told
    }

    private static let rules = """
        rules:
          - {id: heavy, version: 1, name: {vi: v, en: e}, text: {vi: v, en: e}, when: weight_g > 500, ground: g, life: shadow}
          - id: again
            version: 1
            name: {vi: v, en: e}
            text: {vi: v, en: e}
            when: history.sender.parcels_30d >= 2
            optional: [history.sender.parcels_30d]
            ground: g
        """

    @Test func theRulesInForceAreJudgedThoseOnTrialToo() throws {
        let judgements = try judgements(Self.rules)
        defer { judgements.close() }
        #expect(judgements.told.state == .idle && judgements.told.last == nil)
        judgements.want()
        let told = ended(judgements)
        let last = try #require(told.last)
        #expect(told.state == .done && told.asked == 3 && last.rulesVersion == 7 && last.number == 1)
        #expect(last.result.scores.map(\.speaks) == [2, 1] && last.result.scores.map(\.life) == [.shadow, .live])
        #expect(last.from != nil && last.to != nil && !last.isLate)
    }

    /// Time that is over is said to be; what was judged before it stays until another one has ended.
    @Test func theLastOneIsKept() throws {
        let judgements = try judgements(Self.rules)
        defer { judgements.close() }
        judgements.want()
        _ = ended(judgements)
        judgements.want()
        #expect(judgements.told.last?.number == 1 || judgements.told.last?.number == 2)
        #expect(ended(judgements).last?.number == 2)
    }

    @Test func whatTakesTooLongIsSaidToBeLate() throws {
        var bounds = RuleTrials.Bounds()
        bounds.limit = 0
        let judgements = try judgements(Self.rules, bounds)
        defer { judgements.close() }
        judgements.want()
        let told = ended(judgements)
        #expect(told.state == .late && told.last?.isLate == true)
    }

    @Test func withoutRulesItFails() throws {
        let judgements = try judgements(nil)
        defer { judgements.close() }
        judgements.want()
        let told = ended(judgements)
        #expect(told.state == .failed && told.last == nil)
    }
}
