import Entries
import Parcels
import Readings
import Testing

/// Entries of a site's earlier run.
struct Story {
    let line: LineID
    let number: ParcelNumber
    let account: AccountID
    let inspector: AccountID

    init() throws {
        line = try #require(LineID("L1"))
        number = try #require(ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)))
        account = try #require(AccountID("admin"))
        inspector = try #require(AccountID("thao"))
    }

    static let second: Int64 = 1_000_000_000

    static func stamp(_ second: Int64) -> Stamp {
        Stamp(utc: second * Self.second, boot: BootID(1), monotonic: second * Self.second, trusted: true)
    }

    /// A valid SSCC for each place.
    static func sscc(_ place: Int) -> ParcelNumber? {
        let body = Array("0893456\(1_000_000_000 + place)".utf8)
        return ParcelNumber(scheme: .sscc, canonical: body + [SSCC.checkDigit(body.map { $0 - 48 }) + 48])
    }

    static func entry(_ sequence: UInt64, _ body: EntryBody, epoch: Epoch = 1) -> Entry {
        Entry(epoch: epoch, sequence: sequence, stamp: stamp(Int64(sequence)), body: body)
    }

    func opened(_ track: UInt32) throws -> EntryBody {
        .passageOpened(
            PassageOpened(
                line: line, track: try #require(TrackID(track)), front: 0, tail: 300, plc_ms: 1, length_mm: 300,
                gap_mm: nil))
    }

    func escape(detail: String = "2") -> EntryBody {
        .alarmRaised(AlarmRaised(.escape, line: line, passage: nil, detail: detail))
    }

    func replayed(_ number: Int) -> DocumentReplayed {
        DocumentReplayed(
            document: .rules, number: number, budget_percent: 15, parcels: 10, heldThen: 0, heldNow: 0, byDocument: 0,
            newlyHeld: 0, newlyFree: 0, erased: 0, from: nil, to: nil,
            versions: Decision.Versions(policy: 1, rules: number, lists: 1), shares: [])
    }

    func decision(rules: Int, reasons: [Reason]) throws -> Decision {
        Decision(
            passage: PassageID(epoch: 1, sequence: 2), line: line, stage: .automatic, outcome: .hold, number: number,
            reasons: reasons, held: [], waived: [],
            versions: Decision.Versions(policy: 1, rules: rules, lists: 1), horizon: 2, declared: nil)
    }

    func administrator(password: String?) -> EntryBody {
        .accountChanged(
            AccountChanged(account: account, roles: [.administrator], active: true, by: nil, password: password))
    }

    /// An account, a held parcel, a parcel on the belt, a document in force and an escape.
    func entries() throws -> [Entry] {
        let passage = PassageID(epoch: 1, sequence: 2)
        let other = try #require(AccountID("lan"))
        let bodies: [EntryBody] = [
            administrator(password: "a hash"),
            try opened(1),
            .passageDecided(
                Decision(
                    passage: passage, line: line, stage: .automatic, outcome: .hold, number: number,
                    reasons: [.missing(.manifest)], held: [], waived: [],
                    versions: Decision.Versions(policy: 1, rules: 1, lists: 1), horizon: 2, declared: nil)),
            .holdRaised(
                HoldRaised(
                    line: line, passage: passage, number: number, reasons: [.missing(.manifest)], recall: false)),
            .passageEnded(PassageEnded(passage: passage, how: .inspected, exit: 1, permit: nil)),
            .documentProposed(
                DocumentProposed(document: .rules, number: 1, text: "rules: []\n", hash: "00", by: inspector)),
            .documentApproved(DocumentApproved(document: .rules, number: 1, by: inspector)),
            .documentApproved(DocumentApproved(document: .rules, number: 1, by: other)),
            .documentActivated(DocumentActivated(document: .rules, number: 1, approvals: [inspector, other])),
            try opened(2),
            escape(),
            .alarmRaised(AlarmRaised(.stray, line: line, detail: "2")),
        ]
        return bodies.enumerated().map { Self.entry(UInt64($0.offset) + 1, $0.element) }
    }
}
