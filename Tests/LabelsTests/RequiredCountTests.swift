import Labels
import PrintedLabels
import TestSupport
import Testing

@Suite("Printed labels that get worse")
struct RequiredCountTests {
    /// Pictures are the same in every run; so many of them must be read as the table says, and none wrongly.
    @Test(arguments: RequiredCounts.rows) func asManyAreReadAsEver(_ row: RequiredCounts.Row) throws {
        let decoder = try #require(LabelDecoder())
        var right = 0
        for turn in 0..<RequiredCounts.picturesPerRow {
            var dice = SeededDice(seed: 1_000 + UInt64(turn))
            let specimen = try #require(row.degradation.strip(row.kind, row.level, &dice).shot(&dice))
            let reads = Reading.of(specimen.image, by: decoder)
            if specimen.truths.allSatisfy({ truth in reads.contains { truth.isSaid(by: $0.bytes) } }) { right += 1 }
            let wrong = reads.filter { read in !specimen.truths.contains { $0.isSaid(by: read.bytes) } }
            #expect(wrong.isEmpty, "\(row), picture \(turn): \(wrong.map(\.text))")
        }
        #expect(right >= row.required, "\(row): \(right) of \(RequiredCounts.picturesPerRow)")
        if right > row.required { print("more than required: \(row): \(right) instead of \(row.required)") }
    }

    @Test func theTableHasARowForEverySymbologyAndWay() {
        for kind in RequiredCounts.kinds {
            for degradation in Degradation.allCases where kind.isLinear || ![.deadDots, .tears].contains(degradation) {
                #expect(
                    RequiredCounts.rows.contains { $0.kind == kind && $0.degradation == degradation },
                    "\(kind) \(degradation)")
            }
        }
    }
}

/// The pipeline as these tests use it.
enum Reading {
    static func of(_ image: GreyImage, by decoder: LabelDecoder) -> [Symbol] { decoder.decode(image).symbols }
}
