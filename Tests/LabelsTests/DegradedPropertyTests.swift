import Labels
import PrintedLabels
import TestSupport
import Testing

/// Whatever happens to a label: what is read is what was printed, or nothing is read.
@Suite("Printed, degraded, read: equal or nothing")
struct DegradedPropertyTests {
    private func expectNothingWrong(_ specimen: Specimen, _ decoder: LabelDecoder, _ what: String) {
        for read in Reading.of(specimen.image, by: decoder) {
            let isThere = specimen.truths.contains { $0.isSaid(by: read.bytes) }
            #expect(
                isThere,
                "\(what): read \(read.symbology.name) '\(read.text)', in it: \(specimen.truths.map { String(decoding: $0.bytes, as: UTF8.self) })"
            )
        }
    }

    @Test func stripsWithEverythingThatCanHappenToThem() throws {
        var dice = SeededDice("stripsWithEverythingThatCanHappenToThem")
        let decoder = try #require(LabelDecoder())
        for turn in 0..<60 {
            let specimen = try #require(MixedStrips.shot(&dice))
            expectNothingWrong(specimen, decoder, "strip \(turn)")
        }
    }

    @Test(arguments: Distractor.allCases) func nothingIsReadWhereNothingIs(_ distractor: Distractor) throws {
        var dice = SeededDice("nothingIsReadWhereNothingIs \(distractor.rawValue)")
        let decoder = try #require(LabelDecoder())
        for turn in 0..<12 {
            let specimen = try #require(distractor.shot(&dice))
            #expect(specimen.truths.isEmpty)
            expectNothingWrong(specimen, decoder, "\(distractor.rawValue) \(turn)")
        }
    }

    /// A whole label as its carrier prints it, hardly turned: no symbol of it is read as another.
    @Test(arguments: CarrierLabel.allCases) func labelsOfCarriers(_ label: CarrierLabel) throws {
        var dice = SeededDice("labelsOfCarriers \(label.rawValue)")
        let decoder = try #require(LabelDecoder())
        let specimen = try #require(LabelPictures.label(label, pixelsPerMillimetre: 6, &dice))
        expectNothingWrong(specimen, decoder, label.rawValue)
        let reads = Reading.of(specimen.image, by: decoder)
        // Square codes of the express label are not for every reader; its tracking number is.
        let truth = try #require(specimen.truths.last { $0.kind.isLinear })
        #expect(reads.contains { truth.isSaid(by: $0.bytes) }, "\(label.rawValue)")
    }
}
