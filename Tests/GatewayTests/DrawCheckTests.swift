import Entries
import Parcels
import Screening
import Testing

@testable import Gateway

/// Draws that are made again from the journal.
@Suite("Draws by lot, made again")
struct DrawCheckTests {
    private static let rules = """
        rules:
          - id: lot
            version: 1
            name: {vi: a, en: a}
            text: {vi: a, en: a}
            when: size(numbers) > 0
            action: sample
            one_in: 1000000
            ground: g
        """

    private let snapshot: ScreeningSnapshot
    private let number: ParcelNumber
    private let line: LineID
    private let seed: SamplingSeed

    init() throws {
        snapshot = try ScreeningSnapshot(
            rules: try RuleFile.parse(Array(Self.rules.utf8), file: "rules"), rulesVersion: 1, lists: .none,
            listsVersion: 0, at: nil)
        number = try #require(Story.sscc(1))
        line = try #require(LineID("L1"))
        seed = try #require(SamplingSeed(Array(repeating: 7, count: 32)))
    }

    /// What is found of one parcel of the third run, by the secret of a run.
    private func check(drawn: Bool, secretOf epoch: Epoch) throws -> DrawCheck {
        let reason = try #require(
            snapshot.screen(
                Subject(line: line, number: number, numbers: [number], declaration: nil, length_mm: 300, now: 1),
                History()
            ).holds.first)
        let decision = Decision(
            passage: PassageID(epoch: 3, sequence: 90), line: line, stage: .automatic, outcome: .hold, number: number,
            reasons: drawn ? [reason] : [], held: [.identity], waived: [],
            versions: Decision.Versions(policy: 1, rules: 1, lists: 0), horizon: 95, declared: nil)
        var check = DrawCheck()
        check.compare(
            DecidedParcel(decision: decision, sequence: 96, at: 1, trusted: true, numbers: [number], length_mm: 300),
            snapshot, History(), DrawCheck.Period(first: 20, epoch: epoch, seed: seed))
        return check
    }

    /// The secret would not have drawn it: one in a million.
    @Test func aParcelThatShouldNotHaveBeenDrawnIsADifference() throws {
        let check = try check(drawn: true, secretOf: 3)
        #expect(check.differences.map(\.isDrawn) == [true])
        #expect(try self.check(drawn: false, secretOf: 3).differences.isEmpty)
    }

    /// All are held until a run has its first secret: the secret of the run before has no part in it.
    @Test func beforeTheFirstSecretOfARunEveryParcelIsDrawn() throws {
        let check = try check(drawn: true, secretOf: 2)
        #expect(check.differences.isEmpty && check.unseeded == 1)
    }

    /// The epoch alone was raised in a run: its secret is in force, and by that the parcel was not drawn.
    @Test func aRaisedEpochHasTheSecretOfItsRun() throws {
        let check = try check(drawn: false, secretOf: 2)
        #expect(check.differences.isEmpty && check.unseeded == 0)
    }
}
