import Entries
import Parcels
import Readings
import Screening
import Testing

@testable import Passages

/// What rules are told of the labels on a parcel: by the line, and by its journal afterwards.
@Suite struct LabelReadingTests {
    /// A rule that notes what it is told.
    private func telling(when condition: String = "other_labels >= 0") throws -> ScreeningSnapshot {
        let told = "[{readers.join(' ')}|{label_quality.join(' ')}|{string(other_labels)}"
        let rules = try RuleFile.parse(
            Array(
                """
                rules:
                  - id: telling
                    version: 1
                    name: {vi: kể, en: telling}
                    text: {vi: "\(told)", en: "\(told)"}
                    when: "\(condition)"
                    action: note
                    ground: test
                """.utf8), file: "rules")
        return try ScreeningSnapshot(rules: rules, rulesVersion: 1, lists: .none, listsVersion: 0, at: nil)
    }

    private func reading(_ rig: Rig, _ device: String, _ label: String, quality: String? = nil) throws -> Reading {
        Reading(
            device: try Rig.device(device), content: .label(Array(label.utf8), nil), stamp: rig.stamp,
            sighting: quality.flatMap {
                LabelSighting(place: nil, corners: [], angle: nil, quality: Array($0.utf8), reader: nil)
            })
    }

    /// What the rule was told when a passage was decided.
    private func told(_ rig: Rig, _ passage: PassageID) throws -> String {
        let text = try #require(rig.decisions(on: passage).last?.notes.first).en
        return String(text.drop { $0 != "[" })
    }

    @Test func readersQualityAndOtherLabelsAreTold() throws {
        let snapshot = try telling()
        var rig = try Rig(screening: snapshot, hasHandScanner: true)
        try rig.hello()
        for label in [Labels.one, Labels.two] { try rig.declare(label) }
        let first = try rig.induct(1)
        rig.run(1000)
        rig.handle(
            .read(
                [
                    try reading(rig, Rig.tunnel, "KHO-17"), try reading(rig, Rig.tunnel, Labels.one, quality: "B"),
                    try reading(rig, Rig.tunnel, "KHO-18", quality: "F"),
                ], []))
        rig.run(600)
        let second = try rig.induct(2)
        rig.run(1000)
        try rig.readNothing()
        rig.run(250)
        // The word that the parcel's last reader speaks decides it.
        rig.handle(.read(try ["3.1", "2.8", "3.1"].map { try reading(rig, Rig.hand, Labels.two, quality: $0) }, []))
        rig.run(600)
        #expect(try told(rig, first) == "[tunnel|B|2")
        #expect(try told(rig, second) == "[hand|3.1 2.8|0")

        // The journal tells the same later.
        var parcels = DecidedParcels()
        let decided = rig.entries.compactMap { parcels.take($0) }
        #expect(decided.map(\.decision.passage) == [first, second])
        for parcel in decided {
            let again = snapshot.screen(Subject(parcel), History())
            #expect(again.notes == parcel.decision.notes && !again.notes.isEmpty)
        }
    }

    /// A reader that says the same again and again hides no other one.
    @Test func alikeReadingsAreKeptOnce() throws {
        let number = try Rig.number(Labels.one)
        var reads = LabelReads()
        for _ in 0..<200 { reads.add(LabelRead(device: Rig.tunnel, number: number, quality: "A")) }
        for _ in 0..<200 { reads.add(LabelRead(device: Rig.tunnel, number: nil, quality: nil)) }
        reads.add(LabelRead(device: Rig.hand, number: number, quality: nil))
        #expect(reads.all.map(\.device) == [Rig.tunnel, Rig.hand])
        #expect(reads.others == 200 && reads.isWhole)
    }

    /// What had to be left out might be what a rule looks for.
    @Test func moreReadingsThanAreKeptHoldTheParcelOfARuleThatAsks() throws {
        let snapshot = try telling(when: "'F' in label_quality")
        let number = try Rig.number(Labels.one)
        for count in [LabelReads.limit, LabelReads.limit + 1] {
            var reads = LabelReads()
            for place in 0..<count { reads.add(LabelRead(device: "d", number: number, quality: "\(place)")) }
            let subject = Subject(
                line: try #require(LineID("L1")), number: number, numbers: [number], reads: reads, declaration: nil,
                length_mm: 300, now: nil)
            #expect(snapshot.screen(subject, History()).holds.isEmpty == (count == LabelReads.limit))
        }
    }
}
