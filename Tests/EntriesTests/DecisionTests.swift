import Foundation
import JSON
import Parcels
import Testing

@testable import Entries

@Suite("Decisions as written")
struct DecisionTests {
    private static func object(_ decision: Decision) throws -> [String: Any] {
        var writer = JSONWriter()
        Samples.entry(.passageDecided(decision)).write(site: "kontum", slot: nil, to: &writer)
        let entry = try #require(try JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [String: Any])
        return try #require(entry["body"] as? [String: Any])
    }

    private static func read(_ body: String) throws -> Decision {
        let text =
            #"{"site":"k","epoch":7,"sequence":1,"at":{"utc":1,"boot":"00000001","monotonic":1,"trusted":true},"#
            + #""kind":"passage.decided","version":1,"body":{"passage":"7/12","line":"L1","stage":"automatic","#
            + #""held":[],"waived":[],"versions":{"policy":1,"rules":1,"lists":1},"horizon":1,"# + body + "}}"
        guard case .passageDecided(let decision) = try Entry.read(Array(text.utf8)).body else {
            throw EntryFault.notAnEntry("another kind")
        }
        return decision
    }

    @Test func aClearIsWrittenWithItsPermit() throws {
        let line = try #require(LineID("L1"))
        let byEncoder = try Self.object(
            try Samples.decision(.clear(try Samples.permit(.encoder(EncoderCount(9)), line: line)), line: line))
        #expect(byEncoder["verdict"] as? String == "clear")
        #expect(byEncoder["permit"] as? [String: Int] == ["number": Int(UInt32.max), "track": 7, "encoder": 9])
        let byTime = try Self.object(
            try Samples.decision(.clear(try Samples.permit(.afterInduction(milliseconds: 8), line: line)), line: line))
        #expect(byTime["permit"] as? [String: Int] == ["number": Int(UInt32.max), "track": 7, "after_ms": 8])
    }

    @Test func onlyAClearHasAPermit() throws {
        let line = try #require(LineID("L1"))
        for outcome in [Decision.Outcome.hold, .needs(.image)] {
            #expect(try Self.object(try Samples.decision(outcome, line: line))["permit"] == nil)
        }
    }

    @Test func aFurtherStageIsNamed() throws {
        let line = try #require(LineID("L1"))
        let object = try Self.object(try Samples.decision(.needs(.inspection), line: line))
        #expect(object["verdict"] as? String == "needs")
        #expect(object["next"] as? String == "inspection")
    }

    @Test func everyOutcomeReadsBack() throws {
        let line = try #require(LineID("L1"))
        let outcomes: [Decision.Outcome] = [
            .clear(try Samples.permit(.encoder(EncoderCount(9)), line: line)),
            .clear(try Samples.permit(.afterInduction(milliseconds: 8), line: line)), .needs(.image),
            .needs(.inspection), .hold,
        ]
        for outcome in outcomes {
            var writer = JSONWriter()
            Samples.entry(.passageDecided(try Samples.decision(outcome, line: line))).write(
                site: "k", slot: nil, to: &writer)
            guard case .passageDecided(let read) = try Entry.read(writer.bytes).body else {
                return #expect(Bool(false), "another kind")
            }
            #expect(read.outcome == outcome)
        }
    }

    /// A permit belongs to the epoch in which its passage was opened.
    @Test func aReadPermitTakesItsEpochFromThePassage() throws {
        let decision = try Self.read(#""verdict":"clear","permit":{"number":4,"track":5,"encoder":6}"#)
        guard case .clear(let permit) = decision.outcome else { return #expect(Bool(false), "no clear") }
        #expect(permit.epoch == 7)
        #expect(permit.passage == PassageID(epoch: 7, sequence: 12))
    }

    /// Without an expiry a permit is over at once: nothing passes by a gap in a record.
    @Test func aPermitWithoutAnExpiryHasEnded() throws {
        let decision = try Self.read(#""verdict":"clear","permit":{"number":4,"track":5}"#)
        guard case .clear(let permit) = decision.outcome else { return #expect(Bool(false), "no clear") }
        #expect(permit.expiry == .afterInduction(milliseconds: 0))
    }

    @Test(arguments: [
        #""verdict":"pending""#, #""verdict":"clear""#, #""verdict":"needs""#, #""verdict":"needs","next":"later""#,
        #""stages":1"#,
        #""verdict":"clear","permit":{"number":4,"track":0,"encoder":6}"#,
    ])
    func whatIsNoOutcomeIsRefused(body: String) {
        #expect(throws: EntryFault.self) { try Self.read(body) }
    }

    @Test func theBalanceIsExplainedOrNot() throws {
        let line = try #require(LineID("L1"))
        func unexplained(passed: Int, strays: Int = 0, missing: Int = 0) -> Int {
            LineBalanced(
                line: line, inducted: 10, passed: passed, inspected: 2, recirculated: 1, removed: 1, escaped: 0,
                underWay: 2,
                missing: missing, strays: strays
            ).unexplained
        }
        #expect(unexplained(passed: 4) == 0)
        #expect(unexplained(passed: 3) == 1)
        #expect(unexplained(passed: 5) == -1)
        #expect(unexplained(passed: 5, strays: 1) == 0)
        #expect(unexplained(passed: 3, missing: 1) == 1)
    }
}
