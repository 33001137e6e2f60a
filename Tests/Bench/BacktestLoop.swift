import Entries
import Foundation
import Journal
import Parcels
import Passages
import Platform
import Readings
import Records
import Screening

/// A journal of decided parcels, with sealed persons, on the disk, and how fast a proposal is tried on it.
struct BacktestLoop {
    let folder: String
    let parcels: Int

    private var journal: JournalReader { JournalReader(folder: folder + "/journal") }
    private var records: String { folder + "/records.db" }
    private var keys: KeyFolder { KeyFolder(folder + "/keys") }

    /// Writes the journal: each parcel is seen, read, decided and gone, as on a line.
    init(_ parcels: Int) throws {
        self.parcels = parcels
        folder = NSTemporaryDirectory() + "parcelgate-bench-backtest-\(getpid())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let storage = try SegmentedStorage.open(folder: folder + "/journal", site: "bench") { $0 + 1 }
        let head = storage.head
        var ledger = Ledger(site: "bench", head: head, storage: storage, keys: try FileKeys.open(keys))
        let subjects = try RulesWorld.parcels(2_000)
        var sequence = head.sequence
        for first in stride(from: 0, to: parcels, by: 500) {
            let entries = try (first..<min(parcels, first + 500)).flatMap { place in
                try Self.entries(subjects[place % subjects.count], place, &sequence)
            }
            guard ledger.commit(entries, deliver: { _ in }) else { throw BenchFault("the journal cannot be written") }
        }
        try Projector(records).catchUp(from: journal)
    }

    func end() { try? FileManager.default.removeItem(atPath: folder) }

    /// Parcels a second that a proposal is tried on.
    func rate(_ snapshot: ScreeningSnapshot) throws -> Double {
        var replay = Replay(.screening(snapshot))
        let begin = Clocks.monotonic()
        let remembers = replay.asksHistory
        try ParcelReplay(records: records, journal: journal, keys: keys).forEach(
            since: nil, limit: parcels, remember: remembers ? { replay.remember($0) } : nil
        ) { parcel in
            replay.ask(parcel)
            return true
        }
        guard replay.parcels == parcels else { throw BenchFault("\(replay.parcels) of \(parcels) parcels were asked") }
        return Double(parcels) / (Double(Clocks.monotonic() - begin) / 1e9)
    }

    /// Parcels a second that a start reads for the history.
    func historyRate() throws -> Double {
        var history = History()
        let begin = Clocks.monotonic()
        try ParcelReplay(records: records, journal: journal, keys: keys).forEachDeclared(before: nil, through: .max) {
            history.note(PastParcel($0))
            return true
        }
        guard history.count == parcels else {
            throw BenchFault("\(history.count) of \(parcels) parcels were remembered")
        }
        return Double(parcels) / (Double(Clocks.monotonic() - begin) / 1e9)
    }

    private static func entries(_ subject: Subject, _ place: Int, _ sequence: inout UInt64) throws -> [Entry] {
        let serial = String(place % 100_000_000)
        let digits = String(repeating: "0", count: 8 - serial.count) + serial
        let check = S10.checkDigit(digits.utf8.map { $0 - 48 })
        guard let number = ParcelNumber(scheme: .s10, canonical: Array("EB\(digits)\(check)VN".utf8)),
            let track = TrackID(UInt32(place + 1)), let device = DeviceID("tunnel"), let old = subject.declaration
        else { throw BenchFault("no parcel") }
        let declaration = Declaration(
            number: number, service: old.service, origin: old.origin, destination: old.destination, sender: old.sender,
            receiver: old.receiver, contents: old.contents, weight_g: old.weight_g, length_mm: old.length_mm,
            value_vnd: old.value_vnd, paymentOnDelivery_vnd: old.paymentOnDelivery_vnd, office: old.office,
            source: old.source)
        let passage = PassageID(epoch: 1, sequence: sequence + 1)
        let permit = Permit(
            line: subject.line, track: track, epoch: 1, number: PermitNumber(UInt32(place + 1)), passage: passage,
            expiry: .afterInduction(milliseconds: 1_000))
        let utc = 1_790_000_000_000_000_000 + Int64(place) * 100_000_000
        let bodies: [EntryBody] = [
            .passageOpened(
                PassageOpened(
                    line: subject.line, track: track, front: 0, tail: 300, plc_ms: 1, length_mm: subject.length_mm,
                    gap_mm: nil)),
            .readingReceived(
                ReadingReceived(
                    device: device, passage: passage, symbology: nil, number: number, label: number.canonical.bytes)),
            .passageDecided(
                Decision(
                    passage: passage, line: subject.line, stage: .automatic, outcome: .clear(permit), number: number,
                    reasons: [], held: [.identity, .manifest], waived: [.image],
                    versions: Decision.Versions(policy: 1, rules: 1, lists: 1), horizon: sequence + 2,
                    declared: DeclaredFacts(declaration))),
            .permitAnswered(
                PermitAnswered(passage: passage, permit: permit.number, answer: .accepted)),
            .passageEnded(PassageEnded(passage: passage, how: .passed, exit: 2, permit: permit.number)),
        ]
        return bodies.map { body in
            sequence += 1
            return Entry(
                epoch: 1, sequence: sequence,
                stamp: Stamp(utc: utc, boot: BootID(1), monotonic: utc, trusted: true), body: body)
        }
    }
}

extension Benchmarks {
    func backtest(_ table: inout ResultTable) throws {
        let loop = try BacktestLoop(isQuick ? 20_000 : 100_000)
        defer { loop.end() }
        let rules = try RulesLoop()
        for (count, conditions, goal) in [
            (1, ["value_vnd > 100000000 && weight_g < 500"], 300_000.0), (200, RulesWorld.conditions(200), 40_000.0),
        ] {
            let rates = try (0..<(isQuick ? 1 : 3)).map { _ in try loop.rate(try rules.snapshot(conditions)) }
            table.add(
                "back-test of \(count) \(count == 1 ? "rule" : "rules")", unit: "parcels/s",
                value: rates.sorted()[rates.count / 2],
                atLeast: goal)
        }
        table.add("history read at a start", unit: "parcels/s", value: try loop.historyRate())
    }
}
