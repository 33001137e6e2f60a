import Entries
import Foundation
import Journal
import Parcels
import Readings
import Testing

@testable import Records

/// The records are what the entries add up to, and can be made again from the journal at any time.
@Suite struct ProjectionTests {
    private let folder: TemporaryFolder
    private let line: LineID
    private let number: ParcelNumber
    private let inspector: AccountID

    init() throws {
        folder = try TemporaryFolder()
        line = try #require(LineID("L1"))
        number = try #require(ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)))
        inspector = try #require(AccountID("thao"))
    }

    private func entry(_ sequence: UInt64, _ body: EntryBody) -> Entry {
        Entry(
            epoch: 1, sequence: sequence,
            stamp: Stamp(
                utc: Int64(sequence) * 1_000_000_000, boot: BootID(1), monotonic: Int64(sequence), trusted: true),
            body: body)
    }

    /// A parcel that is held, inspected and released, and another one that is still on the belt.
    private func story() throws -> [Entry] {
        let passage = PassageID(epoch: 1, sequence: 1)
        let hold = HoldID(epoch: 1, sequence: 3)
        let track = try #require(TrackID(1))
        let versions = Decision.Versions(policy: 1, rules: 1, lists: 1)
        let reasons: [Reason] = [.missing(.manifest)]
        func opened(_ track: TrackID) -> EntryBody {
            .passageOpened(
                PassageOpened(line: line, track: track, front: 0, tail: 300, plc_ms: 1, length_mm: 300, gap_mm: nil))
        }
        return [
            entry(1, opened(track)),
            entry(
                2,
                .passageDecided(
                    Decision(
                        passage: passage, line: line, stage: .automatic, outcome: .hold, number: number,
                        reasons: reasons, held: [],
                        waived: [], versions: versions, horizon: 1, declared: nil))),
            entry(
                3,
                .holdRaised(HoldRaised(line: line, passage: passage, number: number, reasons: reasons, recall: false))),
            entry(4, .holdStepped(HoldStepped(hold: hold, step: .diverted, by: nil))),
            entry(5, .passageEnded(PassageEnded(passage: passage, how: .inspected, exit: 1, permit: nil))),
            entry(6, .holdStepped(HoldStepped(hold: hold, step: .inspecting, by: inspector))),
            entry(
                7,
                .holdStepped(
                    HoldStepped(hold: hold, step: .found, by: inspector, finding: .asDeclared, note: "không có gì"))),
            entry(8, opened(try #require(TrackID(2)))),
            entry(9, .alarmRaised(AlarmRaised(.escape, line: line, passage: passage, detail: "2"))),
        ]
    }

    private var path: String { folder.path + "/records.db" }

    @Test func holdListShowsWhatTheEntriesSay() throws {
        let projector = try Projector(path)
        try projector.take(try story())
        let reader = try RecordsReader(path)
        let holds = try reader.holds(HoldQuery())
        #expect(holds.count == 1)
        let hold = try #require(holds.first)
        #expect((hold.state, hold.inspector, hold.finding) == ("inspecting", "thao", "as-declared"))
        #expect(hold.reasons.map(\.code) == [.evidenceMissing])
        #expect(hold.declared == 2)
        let detail = try #require(try reader.hold(hold.hold))
        #expect(detail.steps.map(\.step) == ["diverted", "inspecting", "found"])
        #expect(detail.steps.map(\.hasNote) == [false, false, true])
        #expect(detail.passages.map(\.how) == ["inspected"])
        #expect(try reader.openAlarms().map(\.code) == ["escape"])
    }

    @Test func notesAreNotCopiedOutOfTheJournal() throws {
        try Projector(path).take(try story())
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + file))
            #expect(bytes.range(of: Data("không có gì".utf8)) == nil)
        }
    }

    @Test func searchFindsPartsOfNumbersAndTheHoldsOwnNumber() throws {
        try Projector(path).take(try story())
        let reader = try RecordsReader(path)
        let id = HoldID(epoch: 1, sequence: 3).description
        let apart = id.split(separator: "-")
        for text in ["EB1234", "56785vn", id, id.lowercased(), apart.joined(), String(apart[0]), apart[0] + "-"] {
            #expect(try reader.holds(HoldQuery(text: text)).count == 1, "\(text)")
        }
        for text in ["EB9", "%", "_", "' OR 1=1 --", id + "0", "-" + id, "4-" + apart[1]] {
            #expect(try reader.holds(HoldQuery(text: text)).isEmpty, "\(text)")
        }
    }

    @Test func entriesTwiceChangeNothingAndAGapIsRefused() throws {
        let projector = try Projector(path)
        let story = try story()
        try projector.take(Array(story.prefix(6)))
        try projector.take(story)
        #expect(projector.cursor == 9)
        #expect(try RecordsReader(path).hold(HoldID(epoch: 1, sequence: 3))?.steps.count == 3)
        #expect(throws: RecordsError.self) { try projector.take([entry(20, .siteAlive(SiteAlive()))]) }
    }

    @Test func startFindsOpenPassagesHoldsAndAlarms() throws {
        try Projector(path).take(try story())
        let restored = try Restoration.read(
            path, journal: JournalReader(folder: folder.path + "/journal"), keys: KeyFolder(folder.path + "/keys"),
            passedSince: 0,
            passedLimit: 10)
        #expect(restored.open.map(\.track.number) == [2])
        #expect(restored.openAlarms.map(\.code) == [.escape])
        let steps = restored.holds.compactMap { hold -> HoldStepped.Step? in
            if case .holdStepped(let step) = hold.body { return step.step }
            return nil
        }
        #expect(steps == [.inspecting, .found])
    }

    /// A permit whose answer is not on the disk may have arrived; one that was refused has not.
    @Test(arguments: [nil, PermitAnswer.accepted, .expired])
    func startKnowsThePermitsThatTheSorterMayHave(answer: PermitAnswer?) throws {
        let (passage, track) = (PassageID(epoch: 1, sequence: 1), try #require(TrackID(9)))
        let permit = Permit(
            line: line, track: track, epoch: 1, number: PermitNumber(5), passage: passage,
            expiry: .encoder(EncoderCount(7)))
        var entries = [
            entry(
                1,
                .passageOpened(
                    PassageOpened(line: line, track: track, front: 0, tail: 9, plc_ms: 1, length_mm: 9, gap_mm: nil))),
            entry(
                2,
                .passageDecided(
                    Decision(
                        passage: passage, line: line, stage: .automatic, outcome: .clear(permit), number: number,
                        reasons: [], held: [], waived: [], versions: Decision.Versions(policy: 1, rules: 1, lists: 1),
                        horizon: 1, declared: nil))),
        ]
        if let answer {
            entries.append(
                entry(3, .permitAnswered(PermitAnswered(passage: passage, permit: permit.number, answer: answer))))
        }
        func open() throws -> [OpenPassage] {
            try Restoration.read(
                path, journal: JournalReader(folder: folder.path + "/journal"),
                keys: KeyFolder(folder.path + "/keys"), passedSince: 0, passedLimit: 10
            ).open
        }
        let granted = answer == .expired ? nil : permit.number
        let projector = try Projector(path)
        try projector.take(entries)
        #expect(try open().map(\.grantedPermit) == [granted])
        #expect(try open().map(\.hasEnded) == [false])
        // After the next restart its parcel is still expected.
        try projector.take([
            entry(
                UInt64(entries.count + 1),
                .passageEnded(PassageEnded(passage: passage, how: .restarted, exit: nil, permit: granted)))
        ])
        #expect(try open().map(\.grantedPermit) == [granted])
        #expect(try open().map(\.hasEnded) == [true])
    }

    /// The eraser catches up with a projector of its own, beside the one that always runs.
    @Test func twoProjectorsOfOneFileTakeTurns() throws {
        let entries = try story()
        let (first, second) = (try Projector(path), try Projector(path))
        try first.take(Array(entries.prefix(4)))
        try second.take(Array(entries.prefix(6)))
        #expect(first.cursor == 4 && second.cursor == 6)
        try first.take(Array(entries.prefix(5)))
        #expect(first.cursor == 6)
        try first.take(Array(entries.dropFirst(5)))
        #expect(first.cursor == 9)
        #expect(throws: RecordsError.self) { try second.take(Array(entries.dropFirst(3).prefix(1)).map(later)) }
        #expect(second.cursor == 9)
        #expect(try RecordsReader(path).holds(HoldQuery()).map(\.state) == ["inspecting"])
    }

    /// The same entry, as if others had come between.
    private func later(_ entry: Entry) -> Entry {
        Entry(epoch: entry.epoch, sequence: entry.sequence + 100, stamp: entry.stamp, body: entry.body)
    }

    @Test func recordsThatAreDamagedAreMadeAgain() throws {
        let storage = try SegmentedStorage.open(folder: folder.path + "/journal", site: "test") { $0 + 1 }
        let head = storage.head
        var ledger = Ledger(site: "test", head: head, storage: storage, keys: MemoryKeys())
        let isDurable = ledger.commit(try story()) { _ in }
        #expect(isDurable)
        try Data("no database at all".utf8).write(to: URL(fileURLWithPath: path))
        try Data("no log".utf8).write(to: URL(fileURLWithPath: path + "-wal"))
        #expect(try Projector.rebuild(path, from: JournalReader(folder: folder.path + "/journal")) == 9)
        #expect(try RecordsReader(path).holds(HoldQuery()).map(\.state) == ["inspecting"])
    }

    @Test func recordsAreMadeAgainFromTheJournal() throws {
        let storage = try SegmentedStorage.open(folder: folder.path + "/journal", site: "test") { $0 + 1 }
        let head = storage.head
        var ledger = Ledger(site: "test", head: head, storage: storage, keys: MemoryKeys())
        let isDurable = ledger.commit(try story()) { _ in }
        #expect(isDurable)
        let projector = try Projector(path)
        #expect(try projector.catchUp(from: JournalReader(folder: folder.path + "/journal")) == 9)
        #expect(try RecordsReader(path).holds(HoldQuery()).map(\.state) == ["inspecting"])
    }
}
