import Entries
import Foundation
import Parcels
import Readings
import TestSupport
import Testing

@testable import Records

/// The journal search finds what a look at every entry would find, newest first, page by page.
@Suite struct SearchTests {
    private let folder: TestFolder
    private let line: LineID
    private let accounts: [AccountID]
    private let devices: [DeviceID]

    init() throws {
        folder = try TestFolder()
        line = try #require(LineID("L1"))
        accounts = try ["thao", "chi"].map { try #require(AccountID($0)) }
        devices = try ["tunnel", "table"].map { try #require(DeviceID($0)) }
    }

    private var path: String { folder.path + "/records.db" }

    private func entry(_ sequence: Int, at second: Int64, _ body: EntryBody) -> Entry {
        Entry(
            epoch: 1, sequence: UInt64(sequence),
            stamp: Stamp(utc: second * 1_000_000_000, boot: BootID(1), monotonic: 0, trusted: true), body: body)
    }

    private static func number(_ serial: Int) throws -> ParcelNumber {
        let digits = String(serial + 100_000_000).dropFirst().utf8.map { Int($0) - 48 }
        let sum = zip(digits, [8, 6, 4, 2, 3, 5, 9, 7]).reduce(0) { $0 + $1.0 * $1.1 }
        let check = 11 - sum % 11
        let last = check == 10 ? 0 : check == 11 ? 5 : check
        let text = "EB" + digits.map(String.init).joined() + "\(last)VN"
        return try #require(ParcelNumber(scheme: .s10, canonical: Array(text.utf8)))
    }

    /// Parcels one after the other: seen, read, decided, some held and inspected; and a clock that once jumps back.
    private func story(_ dice: inout SeededDice, parcels: Int) throws -> [Entry] {
        var entries: [Entry] = []
        var second: Int64 = 1_795_000_000
        func add(_ body: EntryBody) { entries.append(entry(entries.count + 1, at: second, body)) }
        for track in 1...parcels {
            second += Int64(dice.below(900))
            if track == parcels / 2 { second -= 20_000 }
            if dice.below(5) == 0 { add(.siteAlive(SiteAlive())) }
            let number = try Self.number(dice.below(100_000_000))
            add(
                .passageOpened(
                    PassageOpened(
                        line: line, track: try #require(TrackID(UInt32(track))), front: 0, tail: 300, plc_ms: 1,
                        length_mm: 300, gap_mm: nil)))
            let passage = PassageID(epoch: 1, sequence: UInt64(entries.count))
            let device = devices[dice.below(2)]
            if dice.below(4) > 0 {
                add(
                    .readingReceived(
                        ReadingReceived(
                            device: device, passage: passage, symbology: nil, number: number,
                            label: number.canonical.bytes)))
            } else {
                add(.readingReceived(ReadingReceived(noReadBy: device, passage: passage)))
            }
            add(
                .passageDecided(
                    Decision(
                        passage: passage, line: line, stage: .automatic, outcome: .hold, number: number,
                        reasons: [.missing(.manifest)], held: [], waived: [],
                        versions: Decision.Versions(policy: 1, rules: 1, lists: 1), horizon: 1, declared: nil)))
            if dice.below(3) == 0 {
                add(
                    .holdRaised(
                        HoldRaised(line: line, passage: passage, number: number, reasons: [], recall: false)))
                let hold = HoldID(epoch: 1, sequence: UInt64(entries.count))
                add(.holdStepped(HoldStepped(hold: hold, step: .received, by: accounts[dice.below(2)])))
            }
            add(.passageEnded(PassageEnded(passage: passage, how: .inspected, exit: 1, permit: nil)))
        }
        return entries
    }

    /// What an entry is about, worked out from all entries at once.
    private struct Known {
        var number: [UInt64: String] = [:]
        var passagesOfHold: [HoldID: Set<PassageID>] = [:]

        init(_ entries: [Entry]) {
            var ofPassage: [PassageID: String] = [:]
            var ofHold: [HoldID: String] = [:]
            for entry in entries {
                let subject = entry.subject
                if case .passageDecided(let decision) = entry.body {
                    ofPassage[decision.passage] = decision.number?.description
                }
                if case .holdRaised(let raised) = entry.body, let hold = subject.hold {
                    ofHold[hold] = raised.number?.description
                    passagesOfHold[hold, default: []].formUnion(raised.passage.map { [$0] } ?? [])
                }
            }
            for entry in entries {
                let subject = entry.subject
                number[entry.sequence] =
                    subject.number?.description ?? subject.passage.flatMap { ofPassage[$0] }
                    ?? subject.hold.flatMap { ofHold[$0] }
            }
        }

        func fits(_ entry: Entry, _ query: JournalQuery) -> Bool {
            if case .siteAlive = entry.body { return false }
            let subject = entry.subject
            if let part = query.number?.uppercased(), number[entry.sequence]?.contains(part) != true { return false }
            if let hold = query.hold, subject.hold != hold,
                !(subject.passage.map { passagesOfHold[hold]?.contains($0) == true } ?? false)
            {
                return false
            }
            return (query.passage == nil || subject.passage == query.passage)
                && (query.device == nil || subject.device?.name == query.device)
                && (query.account == nil || subject.account?.name == query.account)
                && (query.kind == nil || entry.body.kind == query.kind)
                && (query.from.map { entry.stamp.utc >= $0 } ?? true)
                && (query.until.map { entry.stamp.utc < $0 } ?? true)
        }
    }

    @Test func searchFindsWhatALookAtEveryEntryFinds() throws {
        var dice = SeededDice("journal search")
        let entries = try story(&dice, parcels: 400)
        let projector = try Projector(path)
        for start in stride(from: 0, to: entries.count, by: 100) {
            try projector.take(Array(entries[start..<min(start + 100, entries.count)]))
        }
        let known = Known(entries)
        let reader = try RecordsReader(path)
        let holds = entries.compactMap { if case .holdRaised = $0.body { $0.subject.hold } else { nil } }
        let passages = entries.compactMap { if case .passageOpened = $0.body { $0.subject.passage } else { nil } }
        var found = 0
        for _ in 0..<300 {
            var query = JournalQuery(limit: 1 + dice.below(60))
            if dice.below(3) == 0, let number = known.number[UInt64(1 + dice.below(entries.count))] {
                let length = 3 + dice.below(8)
                query.number = String(number.dropFirst(dice.below(13 - length)).prefix(length)).lowercased()
            }
            if dice.below(4) == 0 { query.hold = holds.randomElement(using: &dice) }
            if dice.below(6) == 0 { query.passage = passages.randomElement(using: &dice) }
            if dice.below(4) == 0 { query.device = devices[dice.below(2)].name }
            if dice.below(4) == 0 { query.account = accounts[dice.below(2)].name }
            if dice.below(3) == 0 { query.kind = EntryKind.allCases.randomElement(using: &dice) }
            if dice.below(3) == 0 { query.from = entries[dice.below(entries.count)].stamp.utc }
            if dice.below(3) == 0 { query.until = entries[dice.below(entries.count)].stamp.utc }
            let expected = entries.filter { known.fits($0, query) }.map(\.sequence).reversed()
            var sequences: [UInt64] = []
            while true {
                let page = try reader.search(query)
                #expect(page.lines.count <= query.limit)
                sequences += page.lines.map(\.sequence)
                guard let next = page.next else { break }
                query.before = next
            }
            #expect(sequences == Array(expected), "\(query)")
            found += sequences.count
        }
        #expect(found > 100)
    }

    @Test(arguments: ["%%%", "___", "\"\"\"", "' OR 1=1 --", "AND", "EB* OR", "\u{0}\u{0}\u{0}"])
    func aPartOfANumberIsOnlyText(part: String) throws {
        var dice = SeededDice("hostile part")
        try Projector(path).take(try story(&dice, parcels: 20))
        var query = JournalQuery()
        query.number = part
        #expect(try RecordsReader(path).search(query).lines.isEmpty)
    }

    /// More parcels than can be listed have this part: it is looked for among the entries.
    @Test func aPartThatMostNumbersHaveIsFoundToo() throws {
        var dice = SeededDice("common part")
        let entries = try story(&dice, parcels: 700)
        try Projector(path).take(entries)
        let known = Known(entries)
        var query = JournalQuery(limit: 200)
        let last = try #require(known.number.values.first)
        // Every number begins with EB; the search needs three characters, and a third of them a digit more.
        for part in ["eb" + String(last.dropFirst(2).prefix(1)), "VN"] {
            query.number = part.count == 2 ? nil : part
            let expected = entries.filter { known.fits($0, query) }.map(\.sequence).reversed().prefix(200)
            #expect(try RecordsReader(path).search(query).lines.map(\.sequence) == Array(expected))
        }
    }

    /// Records that an earlier program made are not believed: they are empty, and are made anew from the journal.
    @Test func recordsOfAnotherVersionAreMadeAnew() throws {
        var dice = SeededDice("other version")
        let entries = try story(&dice, parcels: 5)
        try Projector(path).take(entries)
        try RecordsReader(path).database.execute("PRAGMA user_version = 1")
        let projector = try Projector(path)
        #expect(projector.cursor == 0)
        #expect(try RecordsReader(path).search(JournalQuery()).lines.isEmpty)
        try projector.take(entries)
        #expect(try RecordsReader(path).search(JournalQuery(limit: 200)).lines.count > 10)
    }
}
