import Entries
import Foundation
import Journal
import Parcels
import Readings
import SQLite
import TestSupport
import Testing

@testable import Records

/// Records made anew are what they were, and the policy's time ends personal parts day by day.
@Suite struct ErasingTests {
    private let folder: TestFolder
    private let line: LineID
    private let number: ParcelNumber
    private let inspector: AccountID

    init() throws {
        folder = try TestFolder()
        line = try #require(LineID("L1"))
        number = try #require(ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)))
        inspector = try #require(AccountID("thao"))
    }

    private var path: String { folder.path + "/records.db" }
    private var journal: JournalReader { JournalReader(folder: folder.path + "/journal") }
    private var keys: KeyFolder { KeyFolder(folder.path + "/keys") }

    /// A note each six hours; the first one's hold stays open, the others' is released at the end.
    private func write(notes: Int, trusted: (Int) -> Bool = { _ in true }) throws -> [Entry] {
        var entries: [Entry] = []
        func add(_ body: EntryBody, hour: Int, trusted: Bool = true) {
            entries.append(
                Entry(
                    epoch: 1, sequence: UInt64(entries.count + 1),
                    stamp: Stamp(
                        utc: trusted ? Int64(hour) * 3_600_000_000_000 : 5, boot: BootID(1), monotonic: 0,
                        trusted: trusted), body: body))
        }
        for _ in 0..<2 {
            add(
                .holdRaised(
                    HoldRaised(line: line, passage: nil, number: nil, reasons: [.missing(.manifest)], recall: false)),
                hour: 0)
        }
        for place in 0..<notes {
            let hold = HoldID(epoch: 1, sequence: place == 0 ? 1 : 2)
            add(
                .holdStepped(
                    HoldStepped(hold: hold, step: .found, by: inspector, finding: .other, note: "ghi chú \(place)")),
                hour: place * 6, trusted: trusted(place))
        }
        add(
            .holdStepped(HoldStepped(hold: HoldID(epoch: 1, sequence: 2), step: .released, by: inspector)),
            hour: notes * 6)
        let storage = try SegmentedStorage.open(folder: journal.folder.path, site: "test") { $0 + 1 }
        let head = storage.head
        var ledger = Ledger(site: "test", head: head, storage: storage, keys: try FileKeys.open(keys))
        let isDurable = ledger.commit(entries) { _ in }
        #expect(isDurable)
        return entries
    }

    private func dump() throws -> [String: [String]] {
        let database = try Database(path, .readOnly)
        let tables = try database.prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'parcel_part*' ORDER BY name")
        var found: [String: [String]] = [:]
        while try tables.step() {
            let name = tables.text(0)
            let columns = try database.prepare(
                "SELECT group_concat('quote(' || name || ')', '||''|''||') FROM pragma_table_info('\(name)')")
            guard try columns.step() else { continue }
            let rows = try database.prepare("SELECT \(columns.text(0)) AS row FROM \"\(name)\" ORDER BY row")
            while try rows.step() { found[name, default: []].append(rows.text(0)) }
        }
        return found
    }

    @Test func recordsMadeAnewAreWhatTheyWere() throws {
        let entries = try write(notes: 9)
        do {
            // Entry by entry, as a running gateway does it: with the notes that a journal has sealed.
            let projector = try Projector(path)
            for entry in entries { try projector.take([entry]) }
        }
        let before = try dump()
        #expect(before["hold_step"]?.count == 10 && before["entry"]?.count == entries.count)
        #expect(try Projector.rebuild(path, from: journal) == entries.count)
        #expect(try dump() == before)
        #expect(!FileManager.default.fileExists(atPath: path + ".new"))
    }

    @Test func aRunErasesADayAndComesBackForOpenHolds() throws {
        let entries = try write(notes: 40)
        try Projector(path).take(entries)
        let records = try RecordsReader(path)
        let day = RetentionWalk.day
        func run(_ last: RetentionWalk?, _ cutoff: Int64) throws -> RetentionWalk {
            let erased = last.map {
                DataErased(
                    data: .notes, erasure: nil, slots: 0, items: 0, files: 0, through: $0.through, kept: $0.kept)
            }
            return try RetentionWalk.run(.notes, after: erased, cutoff: cutoff, journal: journal, records: records)
        }
        // Nothing is old enough but the first moment; its hold is open.
        let none = try run(nil, 0)
        #expect(none.slots.isEmpty && none.kept == [3])
        // However far the clock has come: a day's worth, four more notes.
        let first = try run(nil, 70 * 365 * day)
        #expect(first.slots.count == 4 && first.kept == [3])
        let second = try run(first, 70 * 365 * day)
        #expect(second.slots.count == 5 && second.kept == [3] && second.through > first.through)
        #expect(Set(first.slots).isDisjoint(with: second.slots))
        #expect(try keys.erase(first.slots) == 4)
        #expect(try journal.verify(site: "test").entries == entries.count)
        // Other kinds are another rule's.
        let labels = try RetentionWalk.run(
            .labels, after: nil, cutoff: 70 * 365 * day, journal: journal, records: records)
        #expect(labels.slots.isEmpty && labels.kept.isEmpty)
    }

    /// An entry that a wrong clock stamped is as old as the one before it.
    @Test func aStampThatIsNotTrustedMakesNothingOld() throws {
        try Projector(path).take(try write(notes: 12, trusted: { $0 != 1 }))
        let walk = try RetentionWalk.run(
            .notes, after: nil, cutoff: 12 * 3_600_000_000_000, journal: journal, records: try RecordsReader(path))
        // Note 1 is as old as note 0; note 2 is old enough, note 3 and all behind it are not.
        #expect(walk.slots.count == 2)
    }
}
