import TestSupport
import Testing

@testable import Parcels

@Suite("Short numbers of passages and holds")
struct ShortNumberTests {
    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U".utf8)

    private static func random(_ dice: inout SeededDice) -> HoldID {
        // Small values are the usual ones; the largest journal stays far below 2⁶⁰ entries.
        HoldID(
            epoch: UInt32(dice.next() >> UInt64(32 + dice.below(32))),
            sequence: dice.next() >> UInt64(4 + dice.below(60)))
    }

    private static func same(_ text: [UInt8]) -> HoldID? { HoldID(String(decoding: text, as: UTF8.self)) }

    @Test func everyNumberReadsBack() {
        var dice = SeededDice("short numbers")
        for _ in 0..<5_000 {
            let hold = Self.random(&dice)
            #expect(HoldID(hold.description) == hold, "\(hold)")
            #expect(PassageID(hold.description) == PassageID(epoch: hold.epoch, sequence: hold.sequence))
        }
        let last = HoldID(epoch: .max, sequence: 1 << 60 - 1)
        #expect(HoldID(last.description) == last)
        #expect(HoldID(HoldID(epoch: 0, sequence: 0).description) == HoldID(epoch: 0, sequence: 0))
    }

    @Test func theFormIsSequenceHyphenEpochAndCheck() {
        // 31 · (1000 mod 37) + 3, modulo 37, is 34: the character $.
        #expect(HoldID(epoch: 3, sequence: 1000).description == "Z8-3$")
        #expect(HoldID(epoch: 1, sequence: 1).description == "1-1*")
    }

    @Test func everySingleWrongCharacterIsFound() {
        var dice = SeededDice("short numbers with one wrong character")
        for _ in 0..<300 {
            let hold = Self.random(&dice)
            let text = Array(hold.description.utf8)
            for place in text.indices {
                for byte in Self.digits + [45] where byte != text[place] {
                    var typed = text
                    typed[place] = byte
                    #expect(Self.same(typed) == nil, "\(hold) typed as \(String(decoding: typed, as: UTF8.self))")
                }
            }
        }
    }

    @Test func neighboursInTheWrongOrderAreFound() {
        var dice = SeededDice("short numbers with two characters exchanged")
        var exchanged = 0
        var found = 0
        for _ in 0..<1_000 {
            let hold = Self.random(&dice)
            let text = Array(hold.description.utf8)
            for place in 0..<(text.count - 1) where text[place] != text[place + 1] {
                var typed = text
                typed.swapAt(place, place + 1)
                exchanged += 1
                if Self.same(typed) == nil { found += 1 }
            }
        }
        #expect(Double(found) >= 0.96 * Double(exchanged), "\(found) of \(exchanged)")
    }

    @Test func lettersLikeDigitsAreReadAsThese() {
        let hold = HoldID(epoch: 1, sequence: 33)
        #expect(hold.description.hasPrefix("11-1"))
        for first in "1ILil" {
            for second in "1ILil" {
                #expect(HoldID("\(first)\(second)" + hold.description.dropFirst(2)) == hold, "\(first)\(second)")
            }
        }
        let even = HoldID(epoch: 32, sequence: 32)
        #expect(even.description.hasPrefix("10-10"))
        #expect(HoldID("1O-1o" + even.description.dropFirst(5)) == even)
    }

    /// The check character too can be a 0 or a 1.
    @Test func lettersLikeDigitsAreReadAsTheseInTheCheckCharacter() throws {
        let zero = try #require(
            (0...36).map { HoldID(epoch: 0, sequence: UInt64($0)) }.first { $0.description.hasSuffix("0") })
        let one = try #require(
            (0...36).map { HoldID(epoch: 0, sequence: UInt64($0)) }.first { $0.description.hasSuffix("1") })
        #expect(HoldID(zero.description.dropLast() + "O") == zero)
        #expect(HoldID(one.description.dropLast() + "l") == one)
    }

    @Test func smallLettersAreRead() {
        let hold = HoldID(epoch: 77, sequence: 123_456_789)
        #expect(HoldID(hold.description.lowercased()) == hold)
    }

    @Test(arguments: [
        "", "-", "1", "1-", "-11", "1-1", "1--1*", "1-1*-", " 1-1*", "1-1* ", "ZZZZZZZZZZZZZ-1*", "1-ZZZZZZZ*", "é-1*",
    ])
    func otherTextsAreNoNumber(text: String) {
        #expect(HoldID(text) == nil)
    }

    @Test func holdsAndPassagesAreOrderedByEpochThenSequence() {
        let ordered = [(1, 5), (1, 6), (2, 1)].map { HoldID(epoch: UInt32($0.0), sequence: UInt64($0.1)) }
        #expect(ordered.shuffled().sorted() == ordered)
        let passages = ordered.map { PassageID(epoch: $0.epoch, sequence: $0.sequence) }
        #expect(passages.shuffled().sorted() == passages)
    }
}
