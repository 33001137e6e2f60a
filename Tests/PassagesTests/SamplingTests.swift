import Entries
import Parcels
import Screening
import Testing

@testable import Passages

/// The secret by which parcels are drawn: named before it is used, shown when another one takes its place.
@Suite struct SamplingTests {
    private func drawing() throws -> ScreeningSnapshot {
        let rules = try RuleFile.parse(
            Array(
                """
                rules:
                  - id: lot
                    version: 1
                    name: {vi: rút thăm, en: lot}
                    text: {vi: ngẫu nhiên, en: at random}
                    when: size(numbers) > 0
                    action: sample
                    one_in: 1000000
                    ground: test
                """.utf8), file: "rules")
        return try ScreeningSnapshot(rules: rules, rulesVersion: 1, lists: .none, listsVersion: 0, at: nil)
    }

    private func seedings(_ rig: Rig) -> [(sequence: UInt64, body: SamplingSeeded)] {
        rig.entries.compactMap { entry in
            if case .samplingSeeded(let seeded) = entry.body { (entry.sequence, seeded) } else { nil }
        }
    }

    /// One in a million: each of these is drawn for want of a secret, and none with one.
    @Test func everyParcelIsHeldUntilThereIsASecret() throws {
        var rig = try Rig(screening: drawing())
        // That of an earlier run draws nothing any more: it will be shown.
        rig.conveyor.restore(try #require(SamplingSeed(Array(repeating: 1, count: 32))), sequence: 7)
        try rig.hello()
        try rig.declare(Labels.one)
        try rig.declare(Labels.two)
        let before = try rig.bring(1, Labels.one)
        #expect(rig.verdict(on: before) == [.sample])
        rig.run(2000)
        rig.exit(1, by: 1)
        rig.handle(.seeded(try #require(SamplingSeed(Array(repeating: 2, count: 32)))))
        let after = try rig.bring(2, Labels.two)
        #expect(rig.isCleared(after))
    }

    @Test func theOldSecretIsShownWhenANewOneIsNamed() throws {
        var rig = try Rig(screening: drawing())
        let seeds = try (1...3).map { try #require(SamplingSeed(Array(repeating: $0, count: 32))) }
        rig.conveyor.restore(seeds[0], sequence: 7)
        for seed in seeds[1...] { rig.handle(.seeded(seed)) }
        let found = seedings(rig)
        #expect(found.map(\.body.commitment) == seeds[1...].map(\.commitment))
        #expect(found.map(\.body.revealed) == [seeds[0].text, seeds[1].text])
        #expect(found.map(\.body.of) == [7, found.first?.sequence])
        // Until then it is sealed.
        #expect(found.allSatisfy { $0.body.secret != $0.body.revealed })
    }
}
