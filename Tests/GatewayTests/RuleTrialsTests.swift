import Console
import Parcels
import Platform
import Records
import Screening
import TestSupport
import Testing

@testable import Gateway

/// A rule that is being written is asked about a site's own parcels, beside everything else.
@Suite("Rules that are tried")
struct RuleTrialsTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func parcels(_ parcels: [(weight_g: Int?, isHeld: Bool)]) throws -> ParcelReplay {
        try ParcelJournal(folder).parcels(parcels)
    }

    private func trials(_ bounds: RuleTrials.Bounds = RuleTrials.Bounds()) throws -> RuleTrials {
        try RuleTrials(try DocumentDesk(utcOffset_s: { _ in 0 }, moment: Clocks.wall()), bounds)
    }

    private func ended(_ number: Int, _ trials: RuleTrials) throws -> RuleTried {
        for _ in 0..<3_000 {
            if let tried = trials[number], tried.state != .running { return tried }
            _ = Waiting.wait(for: -1, 0, deadline: Clocks.monotonic() + 10_000_000)
        }
        return try #require(trials[number])
    }

    private func rule(_ condition: String, _ more: String = "") -> [UInt8] {
        Array(
            """
            rules:
              - {id: broken, when: 1}
              - id: tried
                version: 1
                name: {vi: v, en: e}
                text: {vi: "nặng {grouped(weight_g, 'vi')} g", en: "of {sender.name}"}
                when: \(condition)
                ground: g
            \(more)
            """.utf8)
    }

    @Test func theParcelsOfTheMonthAreCounted() throws {
        let trials = try trials()
        defer { trials.close() }
        let parcels = try parcels([(100, false), (900, false), (1_900, true), (nil, true), (2_900, false)])
        try trials.start(parcels, clock: ClockWatch())
        let tried = try ended(trials.want("tried", in: rule("weight_g > 500")), trials)
        #expect(tried.state == .done && tried.asked == 5)
        #expect(tried.speaks == 3 && tried.speaksHeld == 1 && tried.fails == 1 && tried.failsHeld == 1)
        #expect(tried.examples.map(\.wasHeld) == [false, true, false, true], "the newest that it speaks of come first")
        #expect(tried.examples.first?.says == BilingualText(vi: "nặng 2.900 g", en: "of (personal)"))
        #expect(tried.examples.last?.why == "1:1: absent fact weight_g" && tried.examples.last?.says == nil)
        #expect(tried.from != nil && tried.to != nil && tried.erased == 0)
    }

    @Test func examplesAndParcelsAreBounded() throws {
        var bounds = RuleTrials.Bounds()
        bounds.parcels = 30
        let trials = try trials(bounds)
        defer { trials.close() }
        try trials.start(try parcels((1...40).map { ($0, false) }), clock: ClockWatch())
        let tried = try ended(trials.want("tried", in: rule("weight_g > 0")), trials)
        #expect(tried.asked == 30 && tried.limit == 30 && tried.examples.count == 20)
        #expect(tried.examples.first?.says?.vi == "nặng 40 g", "the newest are asked about")
    }

    /// Time that is over before the first parcel asks about none, and says so.
    @Test func whatTakesTooLongIsSaidToBeLate() throws {
        var bounds = RuleTrials.Bounds()
        bounds.limit = 0
        let trials = try trials(bounds)
        defer { trials.close() }
        try trials.start(try parcels([(100, false)]), clock: ClockWatch())
        let tried = try ended(trials.want("tried", in: rule("weight_g > 0")), trials)
        #expect(tried.state == .late && tried.asked == 0)
    }

    /// A rule that asks for earlier parcels is told of them, as the line would be.
    @Test func earlierParcelsAreRemembered() throws {
        let trials = try trials()
        defer { trials.close() }
        try trials.start(try parcels([(1, false), (1, false), (1, false)]), clock: ClockWatch())
        let tried = try ended(
            trials.want(
                "tried", in: rule("history.sender.parcels_30d >= 2", "    optional: [history.sender.parcels_30d]")),
            trials)
        #expect(tried.state == .done && tried.asked == 3 && tried.speaks == 1)
    }

    @Test(arguments: [("other", "weight_g > 0"), ("tried", "weigth_g > 0"), ("broken", "true")])
    func whatDoesNotReadIsSaidToBe(id: String, condition: String) throws {
        let trials = try trials()
        defer { trials.close() }
        try trials.start(try parcels([(100, false)]), clock: ClockWatch())
        #expect(try ended(trials.want(id, in: rule(condition)), trials).state == .unread)
    }

    /// One at a time: a newer question takes an older one's place, and old answers are let go of.
    @Test func aNewerTrialOvertakes() throws {
        let trials = try trials()
        defer { trials.close() }
        let first = trials.want("tried", in: rule("weight_g > 0"))
        let second = trials.want("tried", in: rule("weight_g > 0"))
        #expect(trials[first]?.state == .overtaken && trials[second]?.state == .running)
        try trials.start(try parcels([(100, false)]), clock: ClockWatch())
        #expect(try ended(second, trials).asked == 1)
        #expect(trials[first]?.state == .overtaken)
        for _ in 0..<8 { _ = trials.want("tried", in: []) }
        #expect(trials[first] == nil && trials[second] == nil)
    }
}
