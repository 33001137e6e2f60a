import TestSupport
import Testing

@testable import Parcels

/// A part of an interleaved 2 of 5 reads as a shorter number: what a site knows about lengths keeps parts from being numbers.
@Suite("Lengths of interleaved 2 of 5")
struct InterleavedLengthsTests {
    private static let interleaved = SymbologyIdentifier("I0")

    private static func numbering(_ masks: [String], identity: [Scheme] = []) throws -> Numbering {
        let scheme = try #require(Scheme(rawValue: "our-post"))
        let profile = OperatorProfile(
            scheme: scheme, vi: "Bưu chính", en: "Our Post", masks: try masks.map { try NumberMask($0) },
            isConfirmed: true)
        return Numbering(identity: identity + [scheme], operators: [profile])
    }

    @Test func lengthsAreWhatWasNamed() {
        let lengths = InterleavedLengths([12, 14, 13, 0, 34])
        #expect(lengths.named == [12, 14])
        #expect((0...40).filter { lengths.contains($0) } == [12, 14])
        #expect(InterleavedLengths(bits: lengths.bits) == lengths)
        #expect(InterleavedLengths([13]) == .gtin && InterleavedLengths.gtin.named == [14])
        #expect((1...40).allSatisfy { InterleavedLengths.any.contains($0) } && InterleavedLengths.any.named.isEmpty)
    }

    @Test func aSiteKnowsTheLengthsOfItsOwnNumbers() throws {
        #expect(Numbering.standard.interleavedLengths.named == [14, 18])
        #expect(try Self.numbering(["#{12}", "80########"]).interleavedLengths.named == [10, 12, 14, 18])
        // What has letters is not printed so, and a part of what changes its length is another number.
        #expect(try Self.numbering(["OP########", "#{8,12}", "*{12}"]).interleavedLengths.named == [14, 18])
        let fedex = try #require(Scheme(rawValue: "fedex-12"))
        #expect(Numbering(identity: [fedex]).interleavedLengths.named == [12, 14, 18])
        // A scheme that says no parcel's number says nothing about lengths.
        #expect(Numbering(operators: OperatorProfile.shipped).interleavedLengths.named == [14, 18])
    }

    /// Each part of a number, however torn, is no parcel's number; the whole is.
    @Test func noPartOfANumberIsAParcelsNumber() throws {
        let whole = Array("1234567890123456".utf8)
        let fixed = try Self.numbering(["#{16}"])
        #expect(fixed.recognise(whole, symbology: Self.interleaved) != .unknown)
        for count in stride(from: 2, through: 14, by: 2) {
            for first in stride(from: 0, through: 16 - count, by: 2) {
                let part = Array(whole[first..<first + count])
                #expect(fixed.recognise(part, symbology: Self.interleaved) == .unknown)
            }
        }
        // The same digits from a symbology whose check covers them are taken.
        let changing = try Self.numbering(["#{8,12}"])
        let part = Array("1234567890".utf8)
        #expect(changing.recognise(part, symbology: Self.interleaved) == .unknown)
        #expect(changing.recognise(part, symbology: SymbologyIdentifier("C0")) != .unknown)
        #expect(changing.recognise(part) != .unknown)
    }

    /// 14 digits are always looked for in pictures; that makes no number of a scheme whose numbers have 8 to 16.
    @Test func aLengthThatAnotherSchemeHasMakesNoPartANumber() throws {
        let part = Array("34567890123456".utf8)
        let changing = try Self.numbering(["#{8,16}"])
        #expect(changing.interleavedLengths.contains(part.count))
        #expect(changing.recognise(part, symbology: Self.interleaved) == .unknown)
        #expect(changing.recognise(part, symbology: SymbologyIdentifier("C0")) != .unknown)
    }

    /// The table of lengths is that of the forms.
    @Test func knownLengthsAreThoseOfTheForms() throws {
        var dice = SeededDice("knownLengthsAreThoseOfTheForms")
        var seen: [KnownScheme: Set<Int>] = [:]
        let beginnings = ["", "96", "420", "91", "92", "93", "94", "95", "80", "777", "07", "3"]
        for count in 4...38 {
            for turn in 0..<400 {
                let thrown = (0..<count).map { _ in 0x30 + UInt8(dice.below(10)) }
                let text = Array((Array(beginnings[turn % beginnings.count].utf8) + thrown).prefix(count))
                guard let number = NumberText(text) else { continue }
                KnownForms(text: number).each { seen[$0.known, default: []].insert($0.place.count) }
            }
        }
        for (scheme, lengths) in seen {
            let known = Set(scheme.digitLengths).union(scheme == .fedexGroundShipper || scheme == .fedex34 ? [34] : [])
            #expect(lengths.isSubset(of: known), "\(scheme) \(lengths.sorted())")
        }
        #expect(seen.count > 12)
    }
}
