import Foundation
import TestSupport
import Testing

@testable import Parcels

@Suite("Tracks, lines and encoder counts")
struct TrackTests {
    @Test func distanceGoesOverTheWrap() {
        #expect(EncoderCount(5).distance(from: EncoderCount(.max - 4)) == 10)
        #expect(EncoderCount(.max - 4).distance(from: EncoderCount(5)) == -10)
        #expect(EncoderCount(7).distance(from: EncoderCount(7)) == 0)
        #expect(EncoderCount(1 << 31).distance(from: EncoderCount(0)) == .min)
    }

    @Test func advancingAndDistanceAreInverse() {
        var dice = SeededDice("encoder counts")
        for _ in 0..<2_000 {
            let count = EncoderCount(UInt32.random(in: .min ... .max, using: &dice))
            let way = Int32.random(in: .min ... .max, using: &dice)
            #expect(count.advanced(by: way).distance(from: count) == way)
        }
    }

    @Test func trackNumbersHaveOneToEightDigits() {
        #expect(TrackID(0) == nil)
        #expect(TrackID(1)?.number == 1)
        #expect(TrackID(99_999_999)?.number == 99_999_999)
        #expect(TrackID(100_000_000) == nil)
    }

    @Test func lineNamesFitATelegram() {
        for name in ["L", "L1", "12345678", "A-B"] { #expect(LineID(name)?.name == name) }
        for name in ["", "123456789", "l1", "L 1", "L_1", "Đ1"] { #expect(LineID(name) == nil, "\(name)") }
    }

    @Test func storedNamesAreCheckedAgain() throws {
        let decoder = JSONDecoder()
        #expect(throws: DecodingError.self) { try decoder.decode(LineID.self, from: Data(#""l1""#.utf8)) }
        #expect(throws: DecodingError.self) { try decoder.decode(TrackID.self, from: Data("0".utf8)) }
        #expect(throws: DecodingError.self) { try decoder.decode(PassageID.self, from: Data(#""1-2""#.utf8)) }
        #expect(try decoder.decode(LineID.self, from: Data(#""L1""#.utf8)) == LineID("L1"))
        #expect(try decoder.decode(PassageID.self, from: Data(#""1/2""#.utf8)) == PassageID(epoch: 1, sequence: 2))
    }

    @Test func symbologyIdentifiersAreALetterAndAModifier() {
        #expect(SymbologyIdentifier("C1")?.description == "C1")
        #expect(SymbologyIdentifier("]d2")?.description == "d2")
        for text in ["", "C", "]C", "1C", "C]", "CC1", "[C1", "C\u{1D}"] {
            #expect(SymbologyIdentifier(text) == nil, "\(text)")
        }
    }

    @Test func fourSymbologiesCarryGS1Data() {
        let all = (UInt8(65)...122).flatMap { letter in
            (UInt8(48)...122).compactMap { SymbologyIdentifier(letter: letter, modifier: $0) }
        }
        #expect(Set(all.filter(\.isGS1).map(\.description)) == ["C1", "d2", "Q3", "e0"])
    }

    @Test func stagesAreOrdered() {
        #expect(Stage.allCases.sorted() == [.automatic, .image, .inspection])
    }
}
