import Console
import Entries
import Journal
import Parcels
import Platform
import Readings
import Records
import Screening
import TestSupport
import Testing

@testable import Gateway

/// A rule that is being written is asked about a site's own parcels, beside everything else.
@Suite("Rules that are tried")
struct RuleTrialsTests {
    private let folder: TestFolder
    private let line: LineID

    init() throws {
        folder = try TestFolder()
        line = try #require(LineID("L1"))
    }

    /// A parcel of so many grams, cleared, or held for its number.
    private func parcel(_ weight_g: Int?, isHeld: Bool, after count: Int) throws -> [EntryBody] {
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
                    versions: Decision.Versions(policy: 1, rules: 1, lists: 1), horizon: 1, declared: declared)),
            .passageEnded(PassageEnded(passage: passage, how: isHeld ? .inspected : .passed, exit: 2, permit: nil)),
        ]
    }

    /// A journal and records of parcels, a second apart, the last one now.
    private func parcels(_ parcels: [(weight_g: Int?, isHeld: Bool)]) throws -> ParcelReplay {
        var bodies: [EntryBody] = []
        for (weight_g, isHeld) in parcels { bodies += try parcel(weight_g, isHeld: isHeld, after: bodies.count) }
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

    private func trials(_ bounds: RuleTrials.Bounds = RuleTrials.Bounds()) throws -> RuleTrials {
        try RuleTrials(try DocumentDesk(utcOffset_s: { _ in 0 }, moment: Clocks.wall()), bounds)
    }

    private func ended(_ number: Int, _ trials: RuleTrials) throws -> RuleTried {
        for _ in 0..<3_000 {
            if let tried = trials[number], tried.state != .running { return tried }
            _ = Waiting.wait(for: -1, 0, deadline: Clocks.monotonic() + 10_000_000)
        }
        return try #require(trials[number])
    }

    private func rule(_ condition: String, _ more: String = "") -> [UInt8] {
        Array(
            """
            rules:
              - {id: broken, when: 1}
              - id: tried
                version: 1
                name: {vi: v, en: e}
                text: {vi: "nặng {grouped(weight_g, 'vi')} g", en: "of {sender.name}"}
                when: \(condition)
                ground: g
            \(more)
            """.utf8)
    }

    @Test func theParcelsOfTheMonthAreCounted() throws {
        let trials = try trials()
        defer { trials.close() }
        let parcels = try parcels([(100, false), (900, false), (1_900, true), (nil, true), (2_900, false)])
        try trials.start(parcels, clock: ClockWatch())
        let tried = try ended(trials.want("tried", in: rule("weight_g > 500")), trials)
        #expect(tried.state == .done && tried.asked == 5)
        #expect(tried.speaks == 3 && tried.speaksHeld == 1 && tried.fails == 1 && tried.failsHeld == 1)
        #expect(tried.examples.map(\.wasHeld) == [false, true, false, true], "the newest that it speaks of come first")
        #expect(tried.examples.first?.says == BilingualText(vi: "nặng 2.900 g", en: "of (personal)"))
        #expect(tried.examples.last?.why == "1:1: absent fact weight_g" && tried.examples.last?.says == nil)
        #expect(tried.from != nil && tried.to != nil && tried.erased == 0)
    }

    @Test func examplesAndParcelsAreBounded() throws {
        var bounds = RuleTrials.Bounds()
        bounds.parcels = 30
        let trials = try trials(bounds)
        defer { trials.close() }
        try trials.start(try parcels((1...40).map { ($0, false) }), clock: ClockWatch())
        let tried = try ended(trials.want("tried", in: rule("weight_g > 0")), trials)
        #expect(tried.asked == 30 && tried.limit == 30 && tried.examples.count == 20)
        #expect(tried.examples.first?.says?.vi == "nặng 40 g", "the newest are asked about")
    }

    /// Time that is over before the first parcel asks about none, and says so.
    @Test func whatTakesTooLongIsSaidToBeLate() throws {
        var bounds = RuleTrials.Bounds()
        bounds.limit = 0
        let trials = try trials(bounds)
        defer { trials.close() }
        try trials.start(try parcels([(100, false)]), clock: ClockWatch())
        let tried = try ended(trials.want("tried", in: rule("weight_g > 0")), trials)
        #expect(tried.state == .late && tried.asked == 0)
    }

    /// A rule that asks for earlier parcels is told of them, as the line would be.
    @Test func earlierParcelsAreRemembered() throws {
        let trials = try trials()
        defer { trials.close() }
        try trials.start(try parcels([(1, false), (1, false), (1, false)]), clock: ClockWatch())
        let tried = try ended(
            trials.want(
                "tried", in: rule("history.sender.parcels_30d >= 2", "    optional: [history.sender.parcels_30d]")),
            trials)
        #expect(tried.state == .done && tried.asked == 3 && tried.speaks == 1)
    }

    @Test(arguments: [("other", "weight_g > 0"), ("tried", "weigth_g > 0"), ("broken", "true")])
    func whatDoesNotReadIsSaidToBe(id: String, condition: String) throws {
        let trials = try trials()
        defer { trials.close() }
        try trials.start(try parcels([(100, false)]), clock: ClockWatch())
        #expect(try ended(trials.want(id, in: rule(condition)), trials).state == .unread)
    }

    /// One at a time: a newer question takes an older one's place, and old answers are let go of.
    @Test func aNewerTrialOvertakes() throws {
        let trials = try trials()
        defer { trials.close() }
        let first = trials.want("tried", in: rule("weight_g > 0"))
        let second = trials.want("tried", in: rule("weight_g > 0"))
        #expect(trials[first]?.state == .overtaken && trials[second]?.state == .running)
        try trials.start(try parcels([(100, false)]), clock: ClockWatch())
        #expect(try ended(second, trials).asked == 1)
        #expect(trials[first]?.state == .overtaken)
        for _ in 0..<8 { _ = trials.want("tried", in: []) }
        #expect(trials[first] == nil && trials[second] == nil)
    }
}
