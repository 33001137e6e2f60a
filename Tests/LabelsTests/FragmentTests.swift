import Parcels
import Testing

@testable import Labels

/// Interleaved 2 of 5 reads a part of itself as a whole number: what was read is said, and never believed.
@Suite("Parts of longer codes")
struct FragmentTests {
    /// Bars of two pixels from 100 to 300, on white.
    private func picture() throws -> GreyImage {
        let row = (0..<400).map { (100..<300).contains($0) && $0 / 2 % 2 == 0 ? UInt8(0) : 255 }
        return try #require(GreyImage(width: 400, height: 100, pixels: (0..<100).flatMap { _ in row }))
    }

    private func sighting(_ text: String, _ symbology: Symbology = .itf, x: Int32, width: Int32, lines: Int = 9)
        -> Sighting
    {
        var made = Sighting(
            symbology, nil, Array(text.utf8),
            polygon: [(x, 20), (x + width, 20), (x + width, 80), (x, 80)].map { Symbol.Point(x: $0.0, y: Int32($0.1)) },
            by: .zxing)
        made.lines = lines
        made.check = .none
        return made
    }

    private func search(_ sightings: [Sighting], _ lengths: InterleavedLengths = .any) throws -> Decoded {
        var search = Search(image: try picture(), effort: .normal, interleaved: lengths, isOver: { false })
        search.take(sightings)
        return search.result
    }

    @Test func aPartIsRefusedWithItsReason() throws {
        let found = try search([sighting("12345678", x: 102, width: 120), sighting("1234", x: 104, width: 100)])
        #expect(found.symbols.isEmpty)
        #expect(found.refused.map(\.doubt) == [.noQuietZone] && found.refused.map(\.text) == ["12345678"])
    }

    @Test func theWholeCodeIsRead() throws {
        let found = try search([sighting("12345678", x: 100, width: 200)])
        #expect(found.symbols.map(\.text) == ["12345678"] && found.refused.isEmpty)
    }

    /// The whole code was read: that a reader also saw a part of it tells nobody anything.
    @Test func aPartOfWhatWasReadIsNotSaid() throws {
        let found = try search([sighting("12345678", x: 100, width: 200), sighting("1234", x: 150, width: 100)])
        #expect(found.symbols.map(\.text) == ["12345678"] && found.refused.isEmpty)
    }

    /// It may have been torn where it looks whole.
    @Test func aLengthThatNobodyKnowsIsRefused() throws {
        let whole = sighting("12345678", x: 100, width: 200)
        let refused = try search([whole], .gtin)
        #expect(refused.symbols.isEmpty)
        #expect(refused.refused.map(\.doubt) == [.unknownLength] && refused.refused.map(\.text) == ["12345678"])
        #expect(try search([whole], InterleavedLengths([8])).symbols.map(\.text) == ["12345678"])
        // Two readers see the same bars.
        var other = whole
        other.decoder = .parcelgate
        #expect(try search([whole, other], .gtin).symbols.isEmpty)
    }

    /// Both readers see it in the bars of an EAN-13 that was torn behind its middle.
    @Test func aUPCEIsOfNumberSystemZero() throws {
        func two(_ text: String) -> [Sighting] {
            let one = sighting(text, .upce, x: 100, width: 200)
            var other = one
            other.decoder = .parcelgate
            return [one, other]
        }
        #expect(try search(two("0139100004509")).symbols.isEmpty)
        #expect(try search(two("0012345000065")).symbols.map(\.text) == ["0012345000065"])
    }

    @Test func aCodabarOfThreeDigitsIsRefused() throws {
        let found = try search([sighting("B607B", .codabar, x: 100, width: 200)])
        #expect(found.symbols.isEmpty && found.refused.map(\.doubt) == [.unknownLength])
        #expect(try search([sighting("B6071B", .codabar, x: 100, width: 200)]).symbols.map(\.text) == ["B6071B"])
    }

    @Test func aLineOrTwoOfATextureIsNoCode() throws {
        #expect(try search([sighting("12345678", x: 102, width: 120, lines: 2)]).refused.isEmpty)
    }
}
