import Foundation
import TestSupport
import Testing

@testable import Crypto

/// Signatures made by minisign 0.11 itself.
@Suite("Signatures in minisign's format")
struct MinisignTests {
    static let key = "RWS1sJIvzU4wdNfUXvR8pvqOL0/WbDAEcOekc1JBweXiD8oNGfwrw/Z+"
    static let otherKey = "RWTTdmMy79YXtxSx1SeuVVRlW2RO0XLj/hXRAdsNpXW815blMb9/Utuv"
    static let content = """
        bulletin: {issuer: police, serial: 4, issued: 2026-11-27, valid_until: 2026-12-04}
        lists: []

        """
    static let prehashed = """
        untrusted comment: signature from minisign secret key
        RUS1sJIvzU4wdFtDy5tGkBTdn0VwyqoOmBbp6lX5neTIcp2mRlVX4YT2526COd9q5KaQps3fi6vV6ElXmmiVzyXvtS1xy/GbMQs=
        trusted comment: timestamp:1795832403\tfile:b.yaml\thashed
        2QifDjXDCrw0yy7PwyZgSjhmBT7DE84RPjIpHI5DsS2rbejZuvBIotx80vqsNK5sGZa9ygxDD5bRcntbAmfiAA==

        """
    static let legacy = """
        untrusted comment: cũ
        RWS1sJIvzU4wdI1Y2613S4LXkhT1IgbO32e6MqsuwAmkIj7lZHBsCZR7LIMz7cyZxcuM/PYd8FjgA/wQrTJwS3/dM/PJOgTJaA8=
        trusted comment: số 4
        u+zqYTfRttKvOK9Fw15HF51Wx8nXf7LGw029/4k9kudXQ85m6D1tlQV6IPniRCIcW2u9fd3+I0UyrWyTv0bRCg==

        """

    private let keys: [MinisignKey]

    init() throws { keys = [try #require(MinisignKey(Self.otherKey)), try #require(MinisignKey(Self.key))] }

    private func verify(_ signature: String, _ content: String = content) throws(MinisignFault) -> MinisignKey {
        try Minisign(Array(signature.utf8)).verify(Array(content.utf8), by: keys)
    }

    @Test(arguments: [prehashed, legacy])
    func aSignatureOfMinisignIsGood(signature: String) throws {
        #expect(try verify(signature) == keys[1])
        #expect(try verify(signature.replacingOccurrences(of: "\n", with: "\r\n")) == keys[1])
    }

    @Test func theKeysNameIsMinisignsOwn() { #expect(keys[1].name == "74304ECD2F92B0B5") }

    @Test(arguments: [prehashed, legacy])
    func anotherTextIsNotWhatWasSigned(signature: String) {
        #expect(throws: MinisignFault.invalid) { try verify(signature, Self.content + " ") }
        #expect(throws: MinisignFault.invalid) { try verify(signature, "") }
    }

    @Test(arguments: [prehashed, legacy])
    func theTrustedCommentIsSignedToo(signature: String) {
        let changed = signature.replacingOccurrences(of: "trusted comment: t", with: "trusted comment: T")
            .replacingOccurrences(of: "số 4", with: "số 5")
        #expect(throws: MinisignFault.comment) { try verify(changed) }
    }

    /// The untrusted comment is what its name says.
    @Test func theUntrustedCommentIsNotSigned() throws {
        let changed = Self.prehashed.replacingOccurrences(of: "from minisign", with: "from somebody")
        #expect(try verify(changed) == keys[1])
    }

    /// `Ed` and `ED` are not one another: a signature of the text is none of its hash.
    @Test func theAlgorithmCannotBeExchanged() {
        let asLegacy = Self.prehashed.replacingOccurrences(of: "\nRUS1", with: "\nRWS1")
        let asPrehashed = Self.legacy.replacingOccurrences(of: "\nRWS1", with: "\nRUS1")
        for signature in [asLegacy, asPrehashed] {
            #expect(throws: MinisignFault.invalid) { try verify(signature) }
        }
    }

    @Test func anUnknownKeyIsNamed() throws {
        let stranger = try #require(MinisignKey(Self.otherKey))
        #expect(throws: MinisignFault.unknownKey("74304ECD2F92B0B5")) {
            try Minisign(Array(Self.prehashed.utf8)).verify(Array(Self.content.utf8), by: [stranger])
        }
    }

    /// Another key under the same name signs nothing.
    @Test func theKeysNameIsNotTheKey() throws {
        var bytes = try #require(Base64.bytes(Array(Self.key.utf8)))
        bytes[41] ^= 1
        let forged = try #require(MinisignKey(Data(bytes).base64EncodedString()))
        #expect(throws: MinisignFault.invalid) {
            try Minisign(Array(Self.prehashed.utf8)).verify(Array(Self.content.utf8), by: [forged])
        }
    }

    @Test(arguments: [
        ("", 1), ("x\n", 1), ("untrusted comment: a\n", 2), ("untrusted comment: a\nAAAA\n", 2),
        ("untrusted comment: a\n!!\ntrusted comment: b\n", 2),
    ])
    func aBrokenFileNamesItsLine(content: String, line: Int) {
        #expect(throws: MinisignFault.malformed(line: line)) { try Minisign(Array(content.utf8)) }
    }

    @Test func everyLineIsNeededAndNoMore() {
        let lines = Self.prehashed.split(separator: "\n").map(String.init)
        for (place, fault) in [(0, 1), (1, 2), (2, 3), (3, 4)] {
            var fewer = lines
            fewer.remove(at: place)
            #expect(throws: MinisignFault.malformed(line: fault)) {
                try Minisign(Array(fewer.joined(separator: "\n").utf8))
            }
        }
        #expect(throws: MinisignFault.malformed(line: 4)) { try Minisign(Array((Self.prehashed + "more\n").utf8)) }
    }

    @Test(arguments: ["", "RW", String(key.dropLast()), key + "A", "RU" + key.dropFirst(2), " " + key])
    func whatIsNoKeyIsNone(text: String) { #expect(MinisignKey(text) == nil) }

    /// Whatever one byte is changed into, nothing else is taken for signed.
    @Test func noChangedByteIsTaken() {
        var dice = TestSupport.SeededDice("changed bytes of a signature")
        let original = Array(Self.prehashed.utf8)
        let start = (original.firstIndex(of: 10) ?? 0) + 1
        for _ in 0..<400 {
            var bytes = original
            let place = start + dice.below(original.count - start - 1)
            let value = UInt8(truncatingIfNeeded: dice.next())
            guard bytes[place] != value else { continue }
            bytes[place] = value
            let taken = try? Minisign(bytes).verify(Array(Self.content.utf8), by: keys)
            // A line end that became another kind of line end changes no line.
            if taken != nil { #expect(Minisign.lines(bytes) == Minisign.lines(original), "place \(place), \(value)") }
        }
    }
}
