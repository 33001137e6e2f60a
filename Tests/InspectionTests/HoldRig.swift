import Entries
import Inspection
import Parcels
import Readings
import Testing

/// A book with one hold, led through its life by entries.
struct HoldRig {
    let hold = HoldID(epoch: 3, sequence: 40)
    let lan: AccountID
    let hung: AccountID
    let line: LineID
    let number: ParcelNumber
    private(set) var book = HoldBook()

    init(numbered: Bool = true, recall: Bool = false) throws {
        lan = try #require(AccountID("lan"))
        hung = try #require(AccountID("hung"))
        line = try #require(LineID("L1"))
        number = try #require(ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)))
        note(
            .holdRaised(
                HoldRaised(
                    line: line, passage: PassageID(epoch: 3, sequence: 30), number: numbered ? number : nil,
                    reasons: [.noRead],
                    recall: recall)))
    }

    /// Notes an entry; a raised hold is named by the place.
    mutating func note(_ body: EntryBody, sequence: UInt64 = 40) { book.note(body, epoch: 3, sequence: sequence) }

    mutating func step(_ step: HoldStepped.Step, by: AccountID? = nil, finding: Finding? = nil) {
        note(
            .holdStepped(
                HoldStepped(
                    hold: hold, step: step, by: by ?? lan, number: step == .identified ? number : nil, finding: finding)
            ))
    }

    mutating func screened(_ reasons: [Reason] = []) {
        let versions = Decision.Versions(policy: 1, rules: 1, lists: 1)
        note(
            .holdScreened(HoldScreened(hold: hold, number: number, reasons: reasons, versions: versions, declared: nil))
        )
    }

    /// Asks for a step with all that it may need.
    func ask(_ step: HoldStepped.Step, by: AccountID? = nil) -> StepFault? {
        let request = StepRequest(
            hold: hold, step: step, by: by ?? lan, number: step == .identified ? number : nil,
            finding: step == .found ? .weapon : nil)
        do throws(StepFault) {
            _ = try book.check(request)
            return nil
        } catch { return error }
    }
}
