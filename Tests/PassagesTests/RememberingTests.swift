import Entries
import Parcels
import Readings
import Screening
import Testing

@testable import Passages

/// What rules are told of earlier parcels: each that was decided before, of this run and of the time before.
@Suite struct RememberingTests {
    /// A rule that notes how many parcels the receiver of the rig's parcels had before.
    private func counting() throws -> ScreeningSnapshot {
        let rules = try RuleFile.parse(
            Array(
                """
                rules:
                  - id: counting
                    version: 1
                    name: {vi: đếm, en: counting}
                    text: {vi: "{string(history.receiver.parcels_7d)}", en: "{string(history.receiver.parcels_7d)}"}
                    when: history.receiver.parcels_7d >= 0
                    optional: [history.receiver.parcels_7d]
                    action: note
                    ground: test
                """.utf8), file: "rules")
        return try ScreeningSnapshot(rules: rules, rulesVersion: 1, lists: .none, listsVersion: 0, at: nil)
    }

    /// What the rule counted when a passage was decided; nil when it was silent.
    private func counted(_ rig: Rig, _ passage: PassageID) throws -> String? {
        let note = try #require(rig.decisions(on: passage).last).notes.first
        return note.map { String($0.en.drop { !$0.isNumber }) }
    }

    @Test func everyParcelDecidedBeforeIsSeen() throws {
        var rig = try Rig(screening: counting())
        try rig.hello()
        // Nothing is durable yet: what is decided in one group of entries is seen as well.
        rig.isDurableAtOnce = false
        var counts: [String?] = []
        for (track, label) in [(1, Labels.one), (2, Labels.two), (3, Labels.three)] as [(UInt32, String)] {
            try rig.declare(label)
            let passage = try rig.bring(track, label)
            counts.append(try counted(rig, passage))
        }
        #expect(counts == ["0", "1", "2"])
    }

    @Test func aParcelThatComesAgainDoesNotCountItself() throws {
        var rig = try Rig(screening: counting())
        try rig.hello()
        try rig.declare(Labels.one)
        try rig.declare(Labels.two)
        try rig.pass(1, Labels.one)
        try rig.pass(2, Labels.two)
        let passage = try rig.bring(3, Labels.one)
        #expect(try counted(rig, passage) == "1")
    }

    /// Where rules ask about earlier parcels, nothing is cleared before those are known; elsewhere nobody waits for them.
    @Test func parcelsWaitForThePastOnlyWhereRulesAskAboutIt() throws {
        let number = try Rig.number(Labels.three)
        for isAsked in [true, false] {
            var rig = try Rig(screening: isAsked ? counting() : ScreeningSnapshot())
            rig.conveyor.past = .unread
            try rig.hello()
            try rig.declare(Labels.one)
            try rig.declare(Labels.two)
            try rig.declare(Labels.three)
            let before = try rig.bring(1, Labels.one)
            #expect(rig.isCleared(before) == !isAsked)
            #expect(rig.verdict(on: before) == (isAsked ? [.notReady] : []))
            #expect(rig.conveyor.missing(line: 0) == (isAsked ? [.history] : []))
            if isAsked {
                #expect(rig.decisions(on: before).last?.reasons == [.notReady(.history)])
            } else {
                try rig.answer()
            }
            rig.run(2000)
            rig.exit(1, by: isAsked ? 1 : 2, permit: isAsked ? nil : rig.sent.last?.number)

            // Of the time before: one parcel of an hour ago, and the one that came meanwhile.
            var history = History()
            let declaration = try #require(rig.manifest[number])
            history.note(
                PastParcel(declaration, length_mm: 1, said: [], now: rig.stamp.utc - 3_600_000_000_000))
            rig.handle(.history(history))
            let after = try rig.bring(2, Labels.two)
            #expect(rig.isCleared(after))
            if isAsked { #expect(try counted(rig, after) == "2") }
        }
    }

    /// Where the past cannot be read for long, not every parcel has room to wait: then it is not known, as before.
    @Test func tooManyThatWaitLeaveThePastUnknown() throws {
        var rig = try Rig(screening: counting())
        try rig.declare(Labels.one)
        let declaration = try #require(rig.manifest.values.first)
        let parcel = PastParcel(declaration, length_mm: 1, said: [], now: rig.stamp.utc)
        for more in [0, 1] {
            var past = PastOfLines.unread(limit: 100)
            for _ in 0..<100 + more { past.note(parcel) }
            past.complete(History())
            #expect(past.isWhole == (more == 0))
        }
    }

    /// A parcel that got its number at the table is one of those that the next ones' rules see, and sees those before.
    @Test func aParcelIdentifiedAtTheTableIsRemembered() throws {
        var rig = try Rig(screening: counting())
        rig.conveyor.past = .unread
        try rig.hello()
        try rig.declare(Labels.one)
        try rig.declare(Labels.two)
        rig.run(600)
        try rig.induct(1)
        rig.run(1300)
        let number = try Rig.number(Labels.one)
        let hold = try #require(rig.holdID)
        rig.handle(
            .record(
                .holdStepped(HoldStepped(hold: hold, step: .identified, by: AccountID("thao"), number: number)),
                urgent: true, token: 1))
        rig.handle(.lookedUpForHold(hold, number, [try #require(rig.manifest[number])]))
        guard case .holdScreened(let screened)? = rig.entries.last?.body else {
            Issue.record("no screening")
            return
        }
        #expect(screened.reasons == [.notReady(.history)])
        rig.handle(.history(History()))
        let passage = try rig.bring(2, Labels.two)
        #expect(try counted(rig, passage) == "1")
    }

    /// What the journal says of the parcels brings the same history about as the parcels themselves.
    @Test func theJournalTellsTheSame() throws {
        var rig = try Rig(screening: counting())
        try rig.hello()
        for (track, label) in [(1, Labels.one), (2, Labels.two)] as [(UInt32, String)] {
            try rig.declare(label)
            try rig.pass(track, label)
        }
        var (parcels, history) = (DecidedParcels(), History())
        for entry in rig.entries {
            if let declared = parcels.take(entry).flatMap({ DeclaredParcel($0) }) ?? DeclaredParcel(screened: entry) {
                history.note(PastParcel(declared))
            }
        }
        #expect(history.count == 2)
        try rig.declare(Labels.three)
        rig.conveyor.past = PastOfLines(history)
        let passage = try rig.bring(3, Labels.three)
        #expect(try counted(rig, passage) == "2")
    }
}
