import Parcels
import TestSupport
import Testing

@testable import Screening

/// Draws by lot, and referrals: what rules with these actions say.
@Suite struct SamplingTests {
    private static func screened(_ more: String, seed: SamplingSeed? = nil, number: ParcelNumber? = nil) throws
        -> Screened
    {
        let snapshot = try ScreeningRig.snapshot(ScreeningRig.rule("size(numbers) > 0", more))
        let old = try ScreeningRig().subject()
        return snapshot.screen(
            Subject(
                line: old.line, number: number ?? old.number, numbers: old.numbers, declaration: old.declaration,
                length_mm: 300, now: old.now, seed: seed), History())
    }

    /// Fixed by hand with another implementation of BLAKE2b (Python's hashlib), so that whoever checks a draw gets the same.
    @Test func aDrawIsWhatTheGuideSays() throws {
        let seed = try #require(SamplingSeed(Array(0..<32)))
        #expect(seed.commitment == "cb2f5160fc1f7e05a55ef49d340b48da2e5a78099d53393351cd579dd42503d6")
        let number = try #require(ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)))
        // The lot is 0x157382a42d356d62.
        #expect(seed.draws(number, "lot-4", oneIn: 11) && !seed.draws(number, "lot-4", oneIn: 12))
        #expect(seed.draws(number, "other", oneIn: 1))
    }

    @Test func oneInSoManyIsDrawn() throws {
        var dice = SeededDice("draws by lot")
        for oneIn in [2, 3, 10] {
            let seed = try #require(SamplingSeed(dice.bytes(32)))
            var drawn = 0
            for place in 0..<4_000 {
                let digits = String(place)
                let serial = String(repeating: "0", count: 8 - digits.count) + digits
                let check = S10.checkDigit(serial.utf8.map { $0 - 48 })
                let number = try #require(ParcelNumber(scheme: .s10, canonical: Array("EB\(serial)\(check)VN".utf8)))
                if seed.draws(number, "r", oneIn: oneIn) { drawn += 1 }
            }
            // Six standard deviations of a binomial count.
            let share = 1 / Double(oneIn)
            let deviation = (4_000 * share * (1 - share)).squareRoot()
            #expect(abs(Double(drawn) - 4_000 * share) < 6 * deviation, "\(drawn) of 4000, one in \(oneIn)")
        }
    }

    @Test func withoutASecretOrANumberEveryParcelIsDrawn() throws {
        let more = "    action: sample\n    one_in: 1000000\n"
        #expect(try Self.screened(more).holds.map(\.code) == [.sample])
        let seed = try #require(SamplingSeed(Array(repeating: 7, count: 32)))
        #expect(try Self.screened(more, seed: seed).holds.isEmpty)
        #expect(try Self.screened("    action: sample\n    one_in: 1\n", seed: seed).holds.map(\.code) == [.sample])
    }

    @Test func aReferralHoldsAndSaysWhich() throws {
        for kind in Referral.allCases {
            let screened = try Self.screened("    action: refer\n    referral: \(kind.rawValue)\n")
            let reason = try #require(screened.holds.first)
            #expect(reason.code == .referral && reason.en.contains(kind.rawValue.uppercased()), "\(reason.en)")
            // What must not be loaded is neither opened nor moved.
            #expect(screened.dangers.isEmpty == (kind != .doNotLoad))
        }
    }

    @Test(arguments: [
        ("action: refer", "expected a referral: rfi, rfs or dnl"), ("action: sample", "expected one_in"),
        ("referral: rfi", "expected a referral where the action is refer"),
        ("one_in: 5", "expected one_in where the action is sample"), ("action: sample\n    one_in: 0", "expected"),
        ("action: refer\n    referral: rft", "rfi"),
    ])
    func whatAnActionLacksIsSaid(_ more: String, _ said: String) {
        let error = #expect(throws: (any Error).self) { try Self.screened("    \(more)\n") }
        #expect("\(error.map { "\($0)" } ?? "")".contains(said))
    }
}
