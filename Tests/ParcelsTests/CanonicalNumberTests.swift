import TestSupport
import Testing

@testable import Parcels

@Suite("Canonical numbers")
struct CanonicalNumberTests {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-".utf8)

    @Test func anyLengthUpToTheLimitIsKeptByteForByte() throws {
        var dice = SeededDice("canonical numbers")
        for count in 1...CanonicalNumber.sizeLimit {
            let bytes = (0..<count).map { _ in Self.alphabet[dice.below(Self.alphabet.count)] }
            let number = try #require(CanonicalNumber(bytes))
            #expect(number.bytes == bytes)
            #expect(Int(number.count) == count)
            #expect(number.description == String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test func emptyAndLongerOnesAreRefused() {
        #expect(CanonicalNumber("") == nil)
        #expect(CanonicalNumber(String(repeating: "1", count: CanonicalNumber.sizeLimit + 1)) == nil)
    }

    @Test func onlyCapitalsDigitsDotsAndHyphensAreAllowed() {
        for byte in UInt8.min ... .max {
            #expect((CanonicalNumber([byte]) != nil) == Self.alphabet.contains(byte), "byte \(byte)")
        }
    }

    @Test func everyByteAtEveryPlaceMakesAnotherNumber() throws {
        var dice = SeededDice("canonical numbers apart")
        let bytes = (0..<CanonicalNumber.sizeLimit).map { _ in Self.alphabet[dice.below(26)] }
        let number = try #require(CanonicalNumber(bytes))
        for place in bytes.indices {
            var other = bytes
            other[place] = bytes[place] == 65 ? 66 : 65
            let different = try #require(CanonicalNumber(other))
            #expect(different != number, "at \(place)")
            #expect(different[place] == other[place])
        }
    }

    @Test func equalNumbersHashAlike() throws {
        for text in ["A", "EB123456785VN", "ABCDEFGHIJKLMNOP", "ABCDEFGHIJKLMNOPQ", String(repeating: "Z", count: 40)] {
            let first = try #require(CanonicalNumber(text))
            let second = try #require(CanonicalNumber(Array(text.utf8)))
            #expect(first == second)
            #expect(first.hashValue == second.hashValue)
        }
    }

    @Test func aBeginningIsNotTheWhole() throws {
        #expect(try #require(CanonicalNumber("EB1")) != #require(CanonicalNumber("EB12")))
    }
}
