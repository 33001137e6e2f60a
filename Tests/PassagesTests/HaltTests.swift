import Entries
import Parcels
import Readings
import Screening
import Testing

@testable import Passages

/// Do not open, do not move: the belt stops, nothing passes, and two persons let it run again.
@Suite struct HaltTests {
    private static let lan = AccountID("lan")
    private static let hung = AccountID("hung")

    private static func dangerous() throws -> ScreeningSnapshot {
        let rules = """
            rules:
              - id: suspected-explosive
                version: 1
                name: {vi: nghi là vật liệu nổ, en: suspected explosive}
                text: {vi: nghi là vật liệu nổ, en: suspected explosive}
                when: contents.exists(c, c.contains('kíp'))
                action: do-not-open
                severity: high
                ground: quy trình của bưu cục
            """
        return try ScreeningSnapshot(
            rules: RuleFile.parse(Array(rules.utf8), file: "rules.yaml"), rulesVersion: 1, lists: .none,
            listsVersion: 1, at: nil)
    }

    private static func halted() throws -> (rig: Rig, passage: PassageID) {
        var rig = try Rig(screening: dangerous(), secondLine: "hall")
        try rig.hello()
        try rig.declare(Labels.one, contents: "kíp điện")
        let passage = try rig.bring(1, Labels.one)
        return (rig, passage)
    }

    @Test func ruleThatSaysDoNotOpenHoldsAndStopsTheBelt() throws {
        let (rig, passage) = try Self.halted()
        #expect(rig.verdict(on: passage) == [.rule])
        #expect(rig.alarms.contains(.halt))
        #expect(rig.stops.contains(0))
        #expect(rig.conveyor.missing(line: 0).contains(.halt))
        #expect(rig.inductions.last == .stop)
    }

    @Test func linesOfOneAreaStopTogether() throws {
        let (rig, _) = try Self.halted()
        #expect(Set(rig.stops) == [0, 1])
        #expect(rig.conveyor.missing(line: 1).contains(.halt))
    }

    @Test func noHeartbeatIsSentWhileTheLineIsHalted() throws {
        var (rig, _) = try Self.halted()
        let before = rig.heartbeats
        rig.run(3000)
        #expect(rig.heartbeats == before)
    }

    @Test func nothingIsClearedWhileTheLineIsHalted() throws {
        var (rig, _) = try Self.halted()
        try rig.declare(Labels.two)
        let next = try rig.bring(2, Labels.two)
        #expect(rig.verdict(on: next) == [.notReady])
    }

    @Test func personWhoSuspectsAParcelStopsTheBeltWhateverWasDecided() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.declare(Labels.one)
        let passage = try rig.bring(1, Labels.one)
        #expect(rig.isCleared(passage))
        rig.handle(.suspect(.passage(passage), by: try #require(Self.lan), token: 9))
        #expect(rig.verdict(on: passage) == [.suspectedByPerson])
        #expect(rig.stops == [0])
        #expect(rig.effects.contains { if case .revoke = $0 { true } else { false } })
        #expect(rig.effects.contains { if case .numbered(9, _) = $0 { true } else { false } })
    }

    @Test func permitThatHasNotLeftIsTakenBackFromASuspect() throws {
        var rig = try Rig()
        rig.isDurableAtOnce = false
        try rig.hello()
        try rig.declare(Labels.one)
        let passage = try rig.bring(1, Labels.one)
        rig.handle(.suspect(.passage(passage), by: try #require(Self.lan), token: 9))
        #expect(rig.withdrawn.count == 1)
    }

    @Test func openHoldAtTheTableIsSuspected() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.bring(1, Labels.one)
        rig.run(2000)
        rig.exit(1, by: 1)
        let hold = try #require(rig.holdID)
        rig.handle(
            .suspect(.hold(hold, try #require(LineID("L1"))), by: try #require(Self.lan), token: 9))
        #expect(rig.conveyor.missing(line: 0).contains(.halt))
    }

    @Test func parcelThatReachesTheLaneAllTheSameBarsIt() throws {
        var (rig, _) = try Self.halted()
        rig.run(2000)
        rig.exit(1, by: 1)
        #expect(rig.alarms.contains(.laneBarred))
        #expect(rig.conveyor.view(0, at: rig.now).halts.map(\.isInLane) == [true])
    }

    @Test func stopIsOrderedAgainWhenTheSorterComesBack() throws {
        var (rig, _) = try Self.halted()
        rig.effects = []
        try rig.hello()
        #expect(rig.stops == [0])
        #expect(rig.inductions == [.stop])
        #expect(rig.heartbeats == 0)
    }

    @Test func returnToWorkLetsHeartbeatAndPermitsGoOn() throws {
        var (rig, _) = try Self.halted()
        let halt = try #require(
            rig.entries.last { if case .lineHalted = $0.body { true } else { false } }
        ).sequence
        let line = try #require(LineID("L1"))
        let asked = LineOrderAsked(
            order: .returnToWork, line: line, halt: halt, minutes: nil, by: try #require(Self.lan), note: "an toàn")
        rig.handle(.record(.lineOrderAsked(asked), urgent: true, token: 1))
        #expect(rig.conveyor.missing(line: 0).contains(.halt))
        let ordered = LineOrdered(asked, sequence: rig.conveyor.sequence, by: try #require(Self.hung))
        rig.handle(.record(.lineOrdered(ordered), urgent: true, token: 2))
        #expect(rig.conveyor.missing(line: 0).isEmpty)
        #expect(rig.inductions.last == .run)
        let before = rig.heartbeats
        rig.run(1000)
        #expect(rig.heartbeats > before)
        try rig.declare(Labels.two)
        let next = try rig.bring(2, Labels.two)
        #expect(rig.isCleared(next))
    }

    @Test func haltOfTheTimeBeforeStands() throws {
        var rig = try Rig()
        let line = try #require(LineID("L1"))
        rig.conveyor.restore(
            LineHalted(lines: [line], hold: HoldID(epoch: 1, sequence: 5), passage: nil, by: nil), sequence: 6)
        try rig.hello()
        #expect(rig.stops == [0])
        try rig.declare(Labels.one)
        let next = try rig.bring(1, Labels.one)
        #expect(rig.verdict(on: next) == [.notReady])
    }
}
