import Entries
import Foundation
import Journal
import Parcels
import Readings
import TestSupport
import Testing

@testable import Records

/// Decided parcels are read back from the journal with all that was known of them; and what the records say of a clear.
@Suite struct ParcelReplayTests {
    private let folder: TestFolder
    private let line: LineID
    private let number: ParcelNumber

    init() throws {
        folder = try TestFolder()
        line = try #require(LineID("L1"))
        number = try #require(ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)))
    }

    private var journal: JournalReader { JournalReader(folder: folder.path + "/journal") }
    private var records: String { folder.path + "/records.db" }
    private var keys: KeyFolder { KeyFolder(folder.path + "/keys") }

    private func declared() -> DeclaredFacts {
        DeclaredFacts(
            Declaration(
                number: number, service: "EMS", origin: "VN", destination: "VN", sender: Party(name: "An"),
                receiver: Party(name: "Bình", phone: PhoneNumber("0912345678")),
                contents: [ContentLine(description: "passage.decided \"kind\"")], weight_g: 700, length_mm: nil,
                value_vnd: nil, paymentOnDelivery_vnd: nil, office: "580000",
                source: ManifestReference(importNumber: 1, line: 1, version: 1, imported: 0)))
    }

    /// Opened, read, decided and ended: the entries of one parcel, cleared or held.
    private func parcel(_ track: UInt32, after count: Int, reasons: [Reason] = []) throws -> [EntryBody] {
        let passage = PassageID(epoch: 1, sequence: UInt64(count + 1))
        let id = try #require(TrackID(track))
        let permit = Permit(
            line: line, track: id, epoch: 1, number: PermitNumber(track), passage: passage,
            expiry: .afterInduction(milliseconds: 1))
        return [
            .passageOpened(
                PassageOpened(
                    line: line, track: id, front: 0, tail: 300, plc_ms: 1, length_mm: 300 + Int(track), gap_mm: nil)),
            .readingReceived(
                ReadingReceived(
                    device: try #require(DeviceID("tunnel")), passage: passage, symbology: nil, number: number,
                    label: number.canonical.bytes)),
            .passageDecided(
                Decision(
                    passage: passage, line: line, stage: .automatic, outcome: reasons.isEmpty ? .clear(permit) : .hold,
                    number: number, reasons: reasons, held: [.identity], waived: [],
                    versions: Decision.Versions(policy: 1, rules: 1, lists: 1), horizon: 1, declared: declared())),
            .passageEnded(
                PassageEnded(passage: passage, how: reasons.isEmpty ? .passed : .inspected, exit: 2, permit: nil)),
        ]
    }

    /// Parcels a second apart, in a journal with real keys and in the records.
    private func write(_ bodies: [EntryBody]) throws {
        let entries = bodies.enumerated().map { place, body in
            Entry(
                epoch: 1, sequence: UInt64(place) + 1,
                stamp: Stamp(utc: Int64(place) * 1_000_000_000, boot: BootID(1), monotonic: 0, trusted: true),
                body: body)
        }
        let storage = try SegmentedStorage.open(folder: folder.path + "/journal", site: "test") { $0 + 1 }
        let head = storage.head
        var ledger = Ledger(site: "test", head: head, storage: storage, keys: try FileKeys.open(keys))
        let isDurable = ledger.commit(entries) { _ in }
        #expect(isDurable)
        try Projector(records).catchUp(from: journal)
    }

    private func replayed(since: Int64? = nil, limit: Int = 100) throws -> [DecidedParcel] {
        var found: [DecidedParcel] = []
        try ParcelReplay(records: records, journal: journal, keys: keys).forEach(since: since, limit: limit) {
            found.append($0)
            return true
        }
        return found
    }

    private func threeParcels() throws -> [EntryBody] {
        var bodies: [EntryBody] = []
        for track in 1...3 {
            bodies += [.siteAlive(SiteAlive())]
            bodies += try parcel(UInt32(track), after: bodies.count, reasons: track == 2 ? [.missing(.manifest)] : [])
        }
        return bodies
    }

    @Test func parcelsComeBackWithTheirPersons() throws {
        try write(try threeParcels())
        let found = try replayed()
        #expect(found.map(\.length_mm) == [301, 302, 303])
        #expect(found.allSatisfy { $0.numbers == [number] && !$0.isErased })
        #expect(found[0].declaration?.receiver.phone?.digits == "0912345678")
        #expect(found[1].decision.reasons.map(\.code) == [.evidenceMissing])
    }

    @Test func theNewestSoManyOrSinceAMoment() throws {
        try write(try threeParcels())
        #expect(try replayed(limit: 2).map(\.length_mm) == [302, 303])
        // The third parcel was opened at second 11.
        #expect(try replayed(since: 11_000_000_000).map(\.length_mm) == [303])
        #expect(try replayed(since: 12_000_000_000).isEmpty)
    }

    @Test func itEndsWhenItIsTold() throws {
        try write(try threeParcels())
        var count = 0
        try ParcelReplay(records: records, journal: journal, keys: keys).forEach(since: nil, limit: 100) { _ in
            count += 1
            return false
        }
        #expect(count == 1)
    }

    @Test func erasedPersonsAreSaidToBe() throws {
        try write(try threeParcels())
        for file in try FileManager.default.contentsOfDirectory(atPath: keys.path) {
            try FileManager.default.removeItem(atPath: keys.path + "/" + file)
        }
        let found = try replayed()
        #expect(found.count == 3 && found.allSatisfy(\.isErased))
        #expect(found[0].declaration?.receiver.phone == nil && found[0].declaration?.weight_g == 700)
    }

    @Test func aSiteWithoutParcelsHasNone() throws {
        try write([.siteAlive(SiteAlive())])
        #expect(try replayed().isEmpty)
    }

    /// A parcel that got its number at a table is found by the place of its screening.
    @Test func oneThatWasAskedAboutAtATableIsFound() throws {
        let hold = HoldID(epoch: 1, sequence: 1)
        let versions = Decision.Versions(policy: 1, rules: 2, lists: 3)
        let screened = { (line: LineID?) in
            EntryBody.holdScreened(
                HoldScreened(
                    hold: hold, number: self.number, reasons: [.missing(.acceptance)], versions: versions, line: line,
                    declared: self.declared()))
        }
        let parcels = try threeParcels()
        try write(parcels + [screened(line), screened(nil)])
        let place = UInt64(parcels.count) + 1
        let replay = ParcelReplay(records: records, journal: journal, keys: keys)
        guard case .parcel(let parcel) = try replay.find(PassageID(epoch: 1, sequence: place)) else {
            return #expect(Bool(false), "it is not found")
        }
        #expect(parcel.decision.number == number && parcel.decision.versions == versions && parcel.wereRulesAsked)
        #expect(parcel.decision.reasons == [.missing(.acceptance)] && parcel.decision.horizon == place - 1)
        #expect(parcel.declaration?.receiver.phone?.digits == "0912345678" && parcel.decision.line == line)
        var told: [UInt64] = []
        try replay.forEach(since: nil, limit: 1, screened: { told.append($0.sequence) }) { _ in true }
        #expect(told == [place])
        // Of another epoch; no screening; one of before, which names no place.
        for (epoch, sequence) in [(2, place), (1, 1), (1, place + 1), (1, place + 2)] as [(Epoch, UInt64)] {
            guard case .nothing = try replay.find(PassageID(epoch: epoch, sequence: sequence)) else {
                return #expect(Bool(false), "\(epoch)/\(sequence)")
            }
        }
    }

    /// An authority that lets a parcel go on knows why: nothing is recalled under its eyes for that reason.
    @Test(arguments: [HoldStepped.Step.released, .controlled])
    func aClearStandsUntilAHoldIsRaised(end: HoldStepped.Step) throws {
        let first = PassageID(epoch: 1, sequence: 2)
        let held = PassageID(epoch: 1, sequence: 7)
        var bodies = try threeParcels()
        try write(bodies)
        let reader = try RecordsReader(records)
        #expect(try reader.standsCleared(first))
        #expect(try !reader.standsCleared(held))
        #expect(try !reader.standsCleared(PassageID(epoch: 1, sequence: 99)))
        let reason = Reason.rule(RuleReference(id: "x", version: 1), vi: "a", en: "a")
        let raised = HoldRaised(line: line, passage: first, number: number, reasons: [reason], recall: true)
        let hold = HoldID(epoch: 1, sequence: UInt64(bodies.count + 1))
        let lan = try #require(AccountID("lan"))
        bodies = [.holdRaised(raised), .holdStepped(HoldStepped(hold: hold, step: end, by: lan))]
        let later = bodies.enumerated().map { place, body in
            Entry(
                epoch: 1, sequence: hold.sequence + UInt64(place),
                stamp: Stamp(utc: 99, boot: BootID(1), monotonic: 0, trusted: true), body: body)
        }
        let projector = try Projector(records)
        try projector.take([later[0]])
        #expect(try !reader.standsCleared(first))
        #expect(try reader.answeredReasons(of: number).isEmpty)
        try projector.take([later[1]])
        #expect(try reader.answeredReasons(of: number) == [reason])
    }
}
