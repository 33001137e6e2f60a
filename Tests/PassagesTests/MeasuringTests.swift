import Entries
import Parcels
import Readings
import Screening
import Testing

@testable import Passages

/// What scales and dimensioners say of a parcel, and what becomes of it.
@Suite struct MeasuringTests {
    /// A rule that holds what weighs more than it says it found.
    private func screening() throws -> ScreeningSnapshot {
        let text = "[{string(measured_weight_g)} {has(measured_height_mm) ? string(measured_height_mm) : 'flat'}"
        let rules = try RuleFile.parse(
            Array(
                """
                rules:
                  - id: heavy
                    version: 1
                    name: {vi: nặng, en: heavy}
                    text: {vi: "\(text)", en: "\(text)"}
                    when: measured_weight_g > 500
                    optional: [measured_weight_g]
                    ground: test
                """.utf8), file: "rules")
        return try ScreeningSnapshot(rules: rules, rulesVersion: 1, lists: .none, listsVersion: 0, at: nil)
    }

    private func reasons(_ rig: Rig, _ passage: PassageID) -> [String] {
        let reasons = rig.decisions(on: passage).last?.reasons ?? []
        return reasons.map { $0.rule == nil ? $0.code.rawValue : String($0.en.drop { $0 != "[" }) }
    }

    @Test func whatAStationWeighsIsAskedOfRulesAndKeptWithTheDecision() throws {
        let snapshot = try screening()
        var rig = try Rig(screening: snapshot)
        try rig.hello()
        for label in [Labels.one, Labels.two, Labels.three] { try rig.declare(label) }
        let weights = [
            ParcelMeasure(weight_g: 501, height_mm: 40), ParcelMeasure(weight_g: 500, length_mm: 300), nil,
        ]
        var passages: [PassageID] = []
        for (place, label) in [Labels.one, Labels.two, Labels.three].enumerated() {
            rig.run(600)
            passages.append(try rig.induct(UInt32(place + 1)))
            rig.run(1000)
            try rig.weigh(weights[place], label)
        }
        #expect(passages.map { reasons(rig, $0) } == [["[501 40"], [], []])
        #expect(passages.map { rig.decisions(on: $0).last?.measured } == weights)
        let measured = rig.entries.compactMap { entry in
            if case .parcelMeasured(let measured) = entry.body { measured } else { nil }
        }
        #expect(measured.map(\.passage) == passages.prefix(2).map { $0 })
        #expect(measured.map(\.measured) == weights.compactMap { $0 })

        // The journal tells the same later.
        var parcels = DecidedParcels()
        let decided = rig.entries.compactMap { parcels.take($0) }
        #expect(decided.map { snapshot.screen(Subject($0), History()).holds.count } == [1, 0, 0])
    }

    /// Whoever looks at an unread parcel knows what it weighs.
    @Test func whatAnUnreadParcelWeighsIsKeptWithItsHold() throws {
        var rig = try Rig()
        try rig.hello()
        rig.run(600)
        let passage = try rig.induct(1)
        rig.run(1000)
        let (device, measured) = (try Rig.device(Rig.tunnel), try #require(ParcelMeasure(weight_g: 700)))
        rig.handle(
            .read(
                [Reading.Content.noRead, .measured(measured)].map {
                    Reading(device: device, content: $0, stamp: rig.stamp)
                }, []))
        rig.run(300)
        let decision = try #require(rig.decisions(on: passage).last)
        #expect(decision.reasons == [.noRead] && decision.measured == measured)
    }

    /// A scale that reads no labels is awaited like any reader that reports each parcel, and has neither read nor missed a label.
    @Test func aScaleBehindTheReaderIsAwaited() throws {
        var rig = try Rig(screening: try screening(), hasHandScanner: true, isHandScale: true)
        try rig.hello()
        try rig.declare(Labels.one)
        try rig.declare(Labels.two)
        rig.run(600)
        let first = try rig.induct(1)
        rig.run(1000)
        try rig.read(Labels.one)
        #expect(rig.decisions(on: first).isEmpty)
        rig.run(400)
        try rig.weigh(ParcelMeasure(weight_g: 900), by: Rig.hand)
        #expect(reasons(rig, first) == ["[900 flat"])

        // It says nothing: the window's end is awaited, and what needs no weight goes on.
        rig.run(600)
        let second = try rig.induct(2)
        rig.run(1000)
        try rig.read(Labels.two)
        #expect(rig.decisions(on: second).isEmpty)
        rig.run(500)
        #expect(rig.decisions(on: second).last.map { $0.measured == nil && $0.reasons.isEmpty } == true)
    }

    @Test(arguments: [(1_040, true), (1_060, false), (940, false), (960, true)])
    func measurementsThatCannotBeOfOneParcelHoldIt(weight: Int, agrees: Bool) throws {
        var rig = try Rig(hasHandScanner: true, isHandScale: true)
        try rig.hello()
        try rig.declare(Labels.one)
        rig.run(600)
        let passage = try rig.induct(1)
        rig.run(1000)
        try rig.weigh(ParcelMeasure(weight_g: 1_000), Labels.one)
        rig.run(400)
        try rig.weigh(ParcelMeasure(weight_g: weight, length_mm: 300), by: Rig.hand)
        let decision = try #require(rig.decisions(on: passage).last)
        #expect(decision.reasons == (agrees ? [] : [.twoInWindow]))
        // The first weight stays; the other station's length is more.
        #expect(decision.measured == ParcelMeasure(weight_g: 1_000, length_mm: 300))
    }

    /// After the decision a contradiction takes the clear back.
    @Test func aLateContradictionWithdrawsTheClear() throws {
        var rig = try Rig(hasHandScanner: true)
        try rig.hello()
        try rig.declare(Labels.one)
        rig.run(600)
        let passage = try rig.induct(1)
        rig.run(1000)
        try rig.weigh(ParcelMeasure(weight_g: 400), Labels.one)
        #expect(rig.sent.count == 1)
        rig.run(400)
        try rig.weigh(ParcelMeasure(weight_g: 4_000), by: Rig.hand)
        let last = try #require(rig.decisions(on: passage).last)
        guard case .hold = last.outcome else {
            Issue.record("it is still cleared")
            return
        }
        #expect(last.reasons.contains(.twoInWindow))
    }

    /// A weight that fits no parcel is kept as nobody's.
    @Test func anOrphanIsNobodys() throws {
        var rig = try Rig()
        try rig.hello()
        try rig.weigh(ParcelMeasure(weight_g: 700))
        guard case .parcelMeasured(let orphan)? = rig.entries.last?.body else {
            Issue.record("no entry of it")
            return
        }
        #expect(orphan.passage == nil && orphan.measured.weight_g == 700)
    }
}
