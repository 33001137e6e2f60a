import Entries
import Journal
import Parcels
import Platform
import Readings
import Records
import TestSupport
import Testing

/// A journal and records of decided parcels in a folder.
struct ParcelJournal {
    private let folder: TestFolder
    private let line: LineID

    init(_ folder: TestFolder) throws {
        self.folder = folder
        line = try #require(LineID("L1"))
    }

    /// A parcel of so many grams, cleared, or held for its number.
    private func parcel(_ weight_g: Int?, isHeld: Bool, after count: Int, bulletins: Int?) throws -> [EntryBody] {
        let passage = PassageID(epoch: 1, sequence: UInt64(count + 1))
        let track = try #require(TrackID(UInt32(count + 1)))
        let number = try #require(Story.sscc(count))
        let permit = Permit(
            line: line, track: track, epoch: 1, number: PermitNumber(1), passage: passage,
            expiry: .afterInduction(milliseconds: 1))
        let declared = DeclaredFacts(
            Declaration(
                number: number, service: "EMS", origin: "VN", destination: "VN",
                sender: Party(name: "An", phone: PhoneNumber("0912345678")),
                receiver: Party(name: "Bình"), contents: [ContentLine(description: "sách")], weight_g: weight_g,
                length_mm: nil, value_vnd: nil, paymentOnDelivery_vnd: nil, office: "580000",
                source: ManifestReference(importNumber: 1, line: 1, version: 1, imported: 0)))
        return [
            .passageOpened(
                PassageOpened(line: line, track: track, front: 0, tail: 300, plc_ms: 1, length_mm: 300, gap_mm: nil)),
            .passageDecided(
                Decision(
                    passage: passage, line: line, stage: .automatic, outcome: isHeld ? .hold : .clear(permit),
                    number: number, reasons: isHeld ? [.twoInWindow] : [], held: [.identity], waived: [],
                    versions: Decision.Versions(policy: 1, rules: 1, lists: 1, bulletins: bulletins),
                    horizon: passage.sequence,
                    declared: declared)),
            .passageEnded(PassageEnded(passage: passage, how: isHeld ? .inspected : .passed, exit: 2, permit: nil)),
        ]
    }

    /// A journal and records of parcels, a second apart, the last one now.
    /// - Parameter bulletins: how many had been taken in.
    func parcels(_ parcels: [(weight_g: Int?, isHeld: Bool)], bulletins: [Int?] = []) throws -> ParcelReplay {
        var bodies: [EntryBody] = []
        for (place, (weight_g, isHeld)) in parcels.enumerated() {
            bodies += try parcel(
                weight_g, isHeld: isHeld, after: bodies.count,
                bulletins: bulletins.indices.contains(place) ? bulletins[place] : nil)
        }
        let first = Clocks.wall() - Int64(bodies.count) * 1_000_000_000
        let entries = bodies.enumerated().map { place, body in
            Entry(
                epoch: 1, sequence: UInt64(place) + 1,
                stamp: Stamp(
                    utc: first + Int64(place) * 1_000_000_000, boot: BootID(1), monotonic: 0, trusted: true), body: body
            )
        }
        let (records, keys) = (folder.path + "/records.db", KeyFolder(folder.path + "/keys"))
        let storage = try SegmentedStorage.open(folder: folder.path + "/journal", site: "test") { $0 + 1 }
        let head = storage.head
        var ledger = Ledger(site: "test", head: head, storage: storage, keys: try FileKeys.open(keys))
        let isDurable = ledger.commit(entries) { _ in }
        #expect(isDurable)
        let journal = JournalReader(folder: folder.path + "/journal")
        try Projector(records).catchUp(from: journal)
        return ParcelReplay(records: records, journal: journal, keys: keys)
    }
}
