import Entries
import Parcels
import Readings
import Screening
import Testing

@testable import Passages

/// A proposed document is asked about parcels that were decided before.
@Suite("Replay of decided parcels")
struct ReplayTests {
    private let line: LineID
    private let number: ParcelNumber

    init() throws {
        line = try #require(LineID("L1"))
        number = try #require(ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)))
    }

    private func snapshot(_ condition: String, optional: String = "weight_g") throws -> ScreeningSnapshot {
        let text = """
            rules:
              - id: tried
                version: 1
                name: {vi: a, en: a}
                text: {vi: a, en: a}
                when: \(condition)
                optional: [\(optional)]
                ground: g
            """
        return try ScreeningSnapshot(
            rules: try RuleFile.parse(Array(text.utf8), file: "rules"), rulesVersion: 2, lists: .none,
            listsVersion: 0, at: nil)
    }

    private func parcel(
        _ sequence: UInt64, weight_g: Int?, reasons: [Reason] = [], held: [Evidence] = [.identity, .manifest],
        at: Int64 = 0, imported: Int64 = 0, isErased: Bool = false
    ) throws -> DecidedParcel {
        let declaration = Declaration(
            number: number, service: "EMS", origin: "VN", destination: "VN", sender: Party(name: "An"),
            receiver: Party(name: "Bình", phone: PhoneNumber("0912345678")),
            contents: [ContentLine(description: "quần áo")], weight_g: weight_g, length_mm: nil, value_vnd: nil,
            paymentOnDelivery_vnd: nil, office: "580000",
            source: ManifestReference(importNumber: 1, line: 1, version: 1, imported: imported))
        let passage = PassageID(epoch: 1, sequence: sequence)
        let permit = Permit(
            line: line, track: try #require(TrackID(1)), epoch: 1, number: PermitNumber(1), passage: passage,
            expiry: .afterInduction(milliseconds: 1))
        let decision = Decision(
            passage: passage, line: line, stage: .automatic, outcome: reasons.isEmpty ? .clear(permit) : .hold,
            number: number, reasons: reasons, held: held, waived: [],
            versions: Decision.Versions(policy: 1, rules: 1, lists: 1), horizon: sequence,
            declared: DeclaredFacts(declaration))
        return DecidedParcel(
            decision: decision, sequence: sequence + 1, at: at, trusted: true, numbers: [number], length_mm: 300)
    }

    private func ask(_ question: Replay.Question, _ parcels: [DecidedParcel]) -> DocumentReplayed {
        var replay = Replay(question)
        for parcel in parcels { replay.ask(parcel) }
        return replay.result(
            .rules, 2, budget_percent: 15, versions: Decision.Versions(policy: 1, rules: 2, lists: 1))
    }

    private var byOldRule: [Reason] { [.rule(RuleReference(id: "old", version: 1), vi: "a", en: "a")] }

    @Test func newHoldsAndNewPassesAreTold() throws {
        let parcels = [
            try parcel(1, weight_g: 900), try parcel(2, weight_g: 100),
            try parcel(3, weight_g: 900, reasons: byOldRule),
            try parcel(4, weight_g: 100, reasons: byOldRule),
            try parcel(5, weight_g: 100, reasons: byOldRule + [.twoInWindow]),
        ]
        let result = ask(.screening(try snapshot("weight_g > 500")), parcels)
        #expect(result.parcels == 5 && result.heldThen == 3 && result.heldNow == 3)
        #expect(result.byDocument == 2 && result.newlyHeld == 1 && result.newlyFree == 1)
        #expect(
            result.shares == [
                .init(what: "tried", held: 2, fresh: 1, examples: [PassageID(epoch: 1, sequence: 1)])
            ])
        #expect(result.isOverBudget)
    }

    /// What the machine itself found is no document's doing.
    @Test func reasonsThatNoDocumentGaveRemain() throws {
        let result = ask(
            .screening(try snapshot("weight_g > 500")), [try parcel(1, weight_g: 100, reasons: [.twoInWindow])])
        #expect(result.heldThen == 1 && result.heldNow == 1 && result.byDocument == 0 && !result.isOverBudget)
        #expect(result.shares.isEmpty)
    }

    @Test func aRuleThatFailsHoldsInTheReplayToo() throws {
        let result = ask(.screening(try snapshot("1 / (weight_g - 100) > 0")), [try parcel(1, weight_g: 100)])
        #expect(result.newlyHeld == 1 && result.shares.first?.what == "tried")
    }

    /// The persons of a parcel are asked about, as far as they are still there.
    @Test func personsAreAskedAbout() throws {
        let parcel = try parcel(1, weight_g: 1)
        let result = ask(
            .screening(try snapshot("receiver.phone == '0912345678'", optional: "receiver.phone")), [parcel])
        #expect(result.newlyHeld == 1 && result.erased == 0)
    }

    @Test func aPolicyIsAskedAboutTheEvidenceOfThatTime() throws {
        let parcels = [
            try parcel(1, weight_g: 1), try parcel(2, weight_g: 1, held: [.identity]),
            try parcel(3, weight_g: 1, reasons: [.missing(.manifest)], held: [.identity]),
            try parcel(4, weight_g: 1, reasons: [.noRead], held: []),
        ]
        let strict = ask(.policy(Rig.policy(requiring: [.identity, .manifest])), parcels)
        #expect(strict.heldThen == 2 && strict.byDocument == 2 && strict.newlyHeld == 1 && strict.newlyFree == 0)
        #expect(strict.shares.map(\.what) == ["evidence.manifest"])
        let mild = ask(.policy(Rig.policy(requiring: [.identity])), parcels)
        #expect(mild.byDocument == 0 && mild.newlyFree == 1 && mild.heldNow == 1)
        let pictures = ask(.policy(Rig.policy(requiring: [.identity], stages: [.automatic, .image])), parcels)
        #expect(pictures.byDocument == 3)
    }

    @Test func aPolicyIsAskedAboutTheAgeOfTheDeclaration() throws {
        let policy = try #require(
            EvidencePolicy(flows: [
                EvidencePolicy.Flow(
                    name: "all", origins: [], services: [], lines: [], required: [.manifest], stages: [.automatic],
                    manifestLimit_min: 10)
            ]))
        let minute: Int64 = 60_000_000_000
        let parcels = [
            try parcel(1, weight_g: 1, at: 10 * minute), try parcel(2, weight_g: 1, at: 11 * minute),
        ]
        #expect(ask(.policy(policy), parcels).newlyHeld == 1)
    }

    @Test func examplesAndRulesAreBounded() throws {
        let parcels = try (1...50).map { try parcel($0, weight_g: 900) }
        let result = ask(.screening(try snapshot("weight_g > 500")), parcels)
        #expect(result.shares.first?.examples.count == Replay.exampleLimit && result.shares.first?.fresh == 50)
    }

    // MARK: From entries

    private func entries(_ more: [EntryBody]) throws -> [Entry] {
        let opened = EntryBody.passageOpened(
            PassageOpened(
                line: line, track: try #require(TrackID(1)), front: 0, tail: 300, plc_ms: 1, length_mm: 321,
                gap_mm: nil))
        return ([opened] + more).enumerated().map {
            Entry(
                epoch: 1, sequence: UInt64($0.offset) + 1,
                stamp: .init(utc: 7, boot: .init(1), monotonic: 1, trusted: true),
                body: $0.element)
        }
    }

    @Test func aParcelIsGatheredFromItsEntries() throws {
        let passage = PassageID(epoch: 1, sequence: 1)
        let device = try #require(DeviceID("tunnel"))
        let other = try #require(ParcelNumber(scheme: .s10, canonical: Array("EB100000017VN".utf8)))
        func read(_ number: ParcelNumber) -> EntryBody {
            .readingReceived(
                ReadingReceived(
                    device: device, passage: passage, symbology: nil, number: number, label: number.canonical.bytes))
        }
        let first = try parcel(1, weight_g: 1).decision
        var gathered = DecidedParcels()
        let found = try entries([
            read(number), read(other), read(number), .passageDecided(first), .passageDecided(first),
            .passageEnded(PassageEnded(passage: passage, how: .passed, exit: 2, permit: nil)),
        ]).compactMap { gathered.take($0) }
        #expect(found.count == 1)
        #expect(found.first?.numbers == [number, other] && found.first?.length_mm == 321)
        #expect(found.first?.sequence == 5 && found.first?.at == 7)
        #expect(found.first?.declaration?.receiver.name == "Bình")
    }

    /// A stage that only asks for the next one has not decided.
    @Test func aStageThatAsksForTheNextIsNoDecision() throws {
        let passage = PassageID(epoch: 1, sequence: 1)
        let needs = Decision(
            passage: passage, line: line, stage: .automatic, outcome: .needs(.image), number: number, reasons: [],
            held: [], waived: [], versions: Decision.Versions(policy: 1, rules: 1, lists: 1), horizon: 1,
            declared: nil)
        var gathered = DecidedParcels()
        let found = try entries([.passageDecided(needs), .passageDecided(try parcel(1, weight_g: 1).decision)])
            .compactMap { gathered.take($0) }
        #expect(found.map(\.sequence) == [3])
    }
}
