import Entries
import Inspection
import Parcels
import Readings
import TestSupport
import Testing

@testable import Records

@Suite("How often reasons hold")
struct HoldCountTests {
    private static let minute: Int64 = 60 * 1_000_000_000
    private static let now: Int64 = 1_795_000_000 * 1_000_000_000

    @Test func theLastHourIsToldFromTheShiftBefore() throws {
        let folder = try TestFolder()
        let path = folder.path + "/records.db"
        let line = try #require(LineID("L1"))
        let rule = Reason.rule(RuleReference(id: "weapons", version: 3), vi: "súng", en: "guns")
        let story: [(minutesAgo: Int64, reasons: [Reason])] = [
            (541, [.noRead]), (540, [.noRead]), (61, [.noRead, .stale(.manifest, age_min: 40, limit_min: 30)]),
            (60, [rule]), (59, [.noRead]), (1, [.noRead, .missing(.manifest)]), (0, [.notReady(.journal)]),
        ]
        var entries: [Entry] = []
        func add(_ at: Int64, _ body: EntryBody) -> UInt64 {
            let sequence = UInt64(entries.count + 1)
            let stamp = Stamp(utc: at, boot: BootID(1), monotonic: 0, trusted: true)
            entries.append(Entry(epoch: 1, sequence: sequence, stamp: stamp, body: body))
            return sequence
        }
        for (place, part) in story.enumerated() {
            let at = Self.now - part.minutesAgo * Self.minute
            let opened = PassageOpened(
                line: line, track: try #require(TrackID(UInt32(place + 1))), front: nil, tail: nil, plc_ms: 0,
                length_mm: 300, gap_mm: nil
            )
            let passage = PassageID(epoch: 1, sequence: add(at, .passageOpened(opened)))
            _ = add(
                at,
                .holdRaised(HoldRaised(line: line, passage: passage, number: nil, reasons: part.reasons, recall: false))
            )
        }
        try Projector(path).take(entries)
        let counts = try RecordsReader(path).holdCounts(Self.now)
        #expect(counts.parcelsNow == 4 && counts.parcelsBefore == 2)
        #expect(counts.holdsNow == 4 && counts.holdsBefore == 2)
        let expected: Set<HoldCounts.Cause> = [
            .init(code: .noRead, subject: nil, now: 2, before: 2),
            .init(code: .rule, subject: "weapons", now: 1, before: 0),
            .init(code: .evidenceStale, subject: "manifest", now: 0, before: 1),
            .init(code: .evidenceMissing, subject: "manifest", now: 1, before: 0),
            .init(code: .notReady, subject: "journal", now: 1, before: 0),
        ]
        #expect(Set(counts.causes) == expected)
    }
}
