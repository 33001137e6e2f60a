import Entries
import Journal
import Parcels
import Readings
import TestSupport
import Testing

@testable import Records

/// How labels are printed, as the readings of decided parcels add up.
@Suite("Print quality in the records")
struct PrintQualityTests {
    private let folder: TemporaryFolder
    private let line: LineID
    private let camera: DeviceID
    private let frame: FrameID
    private let number: ParcelNumber

    init() throws {
        folder = try TemporaryFolder()
        line = try #require(LineID("L1"))
        camera = try #require(DeviceID("camera"))
        frame = try #require(FrameID(String(repeating: "0a", count: 32)))
        number = try #require(ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)))
    }

    private var path: String { folder.path + "/records.db" }
    private static let day: Int64 = 86_400_000_000_000

    /// Entries in their order, with the days on which they came.
    private struct Story {
        var entries: [Entry] = []

        @discardableResult
        mutating func add(_ body: EntryBody, day: Int64 = 100) -> UInt64 {
            let sequence = UInt64(entries.count + 1)
            entries.append(
                Entry(
                    epoch: 1, sequence: sequence,
                    stamp: Stamp(
                        utc: day * PrintQualityTests.day + Int64(sequence), boot: BootID(1), monotonic: Int64(sequence),
                        trusted: true), body: body))
            return sequence
        }
    }

    private func declared(_ office: String, _ sender: Party = Party(name: "Trần Thị Nở")) -> DeclaredFacts {
        DeclaredFacts(
            Declaration(
                number: number, service: "EMS", origin: "VN", destination: "VN", sender: sender, receiver: Party(),
                contents: [], weight_g: nil, length_mm: nil, value_vnd: nil, paymentOnDelivery_vnd: nil, office: office,
                source: ManifestReference(importNumber: 1, line: 1, version: 1, imported: 0)))
    }

    private func reading(
        _ quality: String?, _ passage: PassageID, frame: FrameID?, number: ParcelNumber?
    ) -> EntryBody {
        .readingReceived(
            ReadingReceived(
                device: camera, passage: passage, symbology: nil, number: number, label: Array("EB123456785VN".utf8),
                frame: frame,
                sighting: LabelSighting(
                    place: nil, corners: [], angle: nil, quality: quality.map { Array($0.utf8) }, reader: 1)))
    }

    private func decision(
        _ passage: PassageID, _ outcome: Decision.Outcome = .hold, office: String?, number: ParcelNumber?
    ) -> EntryBody {
        .passageDecided(
            Decision(
                passage: passage, line: line, stage: .automatic, outcome: outcome, number: number, reasons: [],
                held: [],
                waived: [], versions: Decision.Versions(policy: 1, rules: 1, lists: 1), horizon: 1,
                declared: office.map { declared($0) }))
    }

    /// A parcel that comes, is read with these grades, and is decided.
    private func parcel(_ qualities: [String], from office: String?, _ story: inout Story, day: Int64 = 100) throws {
        let track = try #require(TrackID(1))
        let opened = story.add(
            .passageOpened(
                PassageOpened(line: line, track: track, front: 0, tail: 1, plc_ms: 1, length_mm: 1, gap_mm: nil)),
            day: day)
        let passage = PassageID(epoch: 1, sequence: opened)
        for quality in qualities { story.add(reading(quality, passage, frame: frame, number: number), day: day) }
        story.add(decision(passage, office: office, number: number), day: day)
        story.add(.passageEnded(PassageEnded(passage: passage, how: .inspected, exit: 1, permit: nil)), day: day)
    }

    private func lines(_ story: Story, day: Int64 = 100) throws -> [PrintQualityLine] {
        try Projector(path).take(story.entries)
        return try RecordsReader(path).printQuality(day * Self.day + 1, limit: 100)
    }

    @Test func theWorstOfficeIsFirstWithWhatFailsMost() throws {
        var story = Story()
        for place in 0..<30 {
            try parcel([place < 3 ? "1/SC" : "4"], from: "100000", &story)
            try parcel([place < 20 ? "0/DEF" : place < 24 ? "1/MOD" : "2/DEC"], from: "700000", &story)
        }
        try parcel(["0/MOD"], from: "550000", &story)
        try parcel(["3/SC"], from: nil, &story)
        let lines = try lines(story)
        #expect(lines.map(\.office) == ["700000", "550000", "100000", ""])
        #expect(lines[0].service == "EMS" && lines[0].grades == [20, 4, 6, 0, 0] && lines[0].bad == 24)
        #expect(lines.map(\.lowest) == [.defects, .modulation, .contrast, nil])
    }

    /// Two cameras see a label; one of them sees it askew.
    @Test func aLabelCountsOnceAndByItsBestLook() throws {
        var story = Story()
        try parcel(["1/MOD", "3/SC", "2/MOD"], from: "100000", &story)
        #expect(try lines(story).map(\.grades) == [[0, 0, 0, 1, 0]])
    }

    @Test func aParcelThatIsAskedFurtherCountsAtItsLastDecisionOnly() throws {
        var story = Story()
        let passage = PassageID(epoch: 1, sequence: 1)
        story.add(
            .passageOpened(
                PassageOpened(
                    line: line, track: try #require(TrackID(1)), front: 0, tail: 1, plc_ms: 1, length_mm: 1, gap_mm: nil
                )))
        story.add(reading("1/SC", passage, frame: frame, number: number))
        story.add(decision(passage, .needs(.image), office: "100000", number: number))
        story.add(decision(passage, office: "100000", number: number))
        story.add(decision(passage, office: "100000", number: number))
        #expect(try lines(story).map(\.labels) == [1])
    }

    /// A scanner's own grade, a label that is no item number, a parcel without a number, a reading that nothing decided.
    @Test func whatSaysNothingOfAPrinterIsNotCounted() throws {
        var story = Story()
        for (quality, picture, known) in [
            ("2/MOD", nil, number), ("87%", frame, number), ("A", frame, number), ("2/MOD", frame, nil),
        ] as [(String, FrameID?, ParcelNumber?)] {
            let passage = PassageID(epoch: 1, sequence: UInt64(story.entries.count + 1))
            story.add(reading(quality, passage, frame: picture, number: known))
            story.add(decision(passage, office: "100000", number: number))
        }
        let unknown = PassageID(epoch: 1, sequence: 900)
        story.add(reading("2/MOD", unknown, frame: frame, number: number))
        story.add(decision(unknown, office: nil, number: nil))
        let restarted = PassageID(epoch: 1, sequence: 901)
        story.add(reading("2/MOD", restarted, frame: frame, number: number))
        story.add(.siteStarted(SiteStarted(program: "1", boot: BootID(1), journalEpoch: 1, anchorEpoch: 0)))
        story.add(decision(restarted, office: "100000", number: number))
        #expect(try lines(story).isEmpty)
    }

    @Test func weeksAreCountedBackFromToday() throws {
        var story = Story()
        try parcel(["1/MOD"], from: "100000", &story, day: 100 - 55)
        try parcel(["4"], from: "100000", &story, day: 100 - 7)
        try parcel(["1/MOD"], from: "100000", &story, day: 100 - 6)
        try parcel(["4"], from: "100000", &story, day: 100)
        let weeks = try #require(try lines(story).first).weeks
        #expect(weeks.map(\.labels) == [1, 0, 0, 0, 0, 0, 1, 2])
        #expect(weeks.map(\.bad) == [1, 0, 0, 0, 0, 0, 0, 1])
        // Later, what is older than eight weeks is gone, from the file too.
        #expect(
            try RecordsReader(path).printQuality(101 * Self.day, limit: 9).first?.weeks.map(\.labels).reduce(0, +) == 3)
        try parcel(["4"], from: "100000", &story, day: 400)
        #expect(try lines(story, day: 400).map(\.labels) == [1])
        #expect(try RecordsReader(path).printQuality(100 * Self.day, limit: 9).map(\.labels) == [1])
    }

    @Test func theNewestBadLabelsAreKnownAndNoMore() throws {
        var story = Story()
        let count = Int(PrintRecords.badLimit) + 20
        for _ in 0..<count { try parcel(["1/SC"], from: "100000", &story) }
        try parcel(["2/SC"], from: "100000", &story)
        try Projector(path).take(story.entries)
        let bad = try RecordsReader(path).badlyPrinted()
        #expect(bad.count == Int(PrintRecords.badLimit))
        #expect(bad.map(\.decision) == bad.map(\.decision).sorted(by: >))
        for (decision, grade) in bad.prefix(3) {
            #expect(grade.description == "1/SC")
            guard case .passageDecided = story.entries[Int(decision) - 1].body else {
                Issue.record("entry \(decision) decides nothing")
                return
            }
        }
    }

    /// A manifest with an office of its own for each parcel fills no disk.
    @Test func aDayHasSoManyOfficesAndNoMore() throws {
        var story = Story()
        for place in 0..<Int(PrintRecords.rowLimit) + 50 { try parcel(["1/SC"], from: "office-\(place)", &story) }
        try Projector(path).take(story.entries)
        let all = try RecordsReader(path).printQuality(100 * Self.day, limit: .max)
        #expect(all.count == Int(PrintRecords.rowLimit) + 1)
        #expect(all.first { $0.office.isEmpty }?.labels == 50)
    }

    /// Of any entries: the records that came to be entry by entry are those that are made anew.
    @Test func recordsMadeAnewSayTheSame() throws {
        var dice = SeededDice("print quality anew")
        for round in 0..<8 {
            let folder = try TemporaryFolder()
            var story = Story()
            var day: Int64 = 100
            for _ in 0..<60 {
                if Int.random(in: 0..<5, using: &dice) == 0 { day += Int64.random(in: 0...20, using: &dice) }
                let qualities = (0..<Int.random(in: 0...3, using: &dice)).compactMap { _ in
                    PrintGrade.Parameter.allCases.randomElement(using: &dice).flatMap {
                        PrintGrade(Int.random(in: 0...3, using: &dice), $0)?.description
                    }
                }
                let office = ["100000", "700000", nil].randomElement(using: &dice) ?? nil
                try parcel(qualities, from: office, &story, day: day)
                if Int.random(in: 0..<12, using: &dice) == 0 {
                    story.add(.siteStarted(SiteStarted(program: "1", boot: BootID(1), journalEpoch: 1, anchorEpoch: 0)))
                }
            }
            let storage = try SegmentedStorage.open(folder: folder.path + "/journal", site: "test") { $0 + 1 }
            let head = storage.head
            var ledger = Ledger(site: "test", head: head, storage: storage, keys: MemoryKeys())
            let isDurable = ledger.commit(story.entries) { _ in }
            #expect(isDurable)
            let projector = try Projector(folder.path + "/records.db")
            for entry in story.entries { try projector.take([entry]) }
            try Projector.rebuild(folder.path + "/anew.db", from: JournalReader(folder: folder.path + "/journal"))
            let (grown, anew) = (
                try RecordsReader(folder.path + "/records.db"), try RecordsReader(folder.path + "/anew.db")
            )
            let now = day * Self.day + Self.day / 2
            #expect(try grown.printQuality(now, limit: 99) == anew.printQuality(now, limit: 99), "round \(round)")
            #expect(try grown.badlyPrinted().map(\.decision) == anew.badlyPrinted().map(\.decision), "round \(round)")
            #expect(try !grown.printQuality(now, limit: 99).isEmpty)
        }
    }
}
