import Crypto
import TestSupport
import Testing

@Suite("Hashes, seals and passwords")
struct CryptoTests {
    /// BLAKE2b with 32 bytes (RFC 7693), from Python's hashlib.
    @Test(
        arguments: [
            ([], "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"),
            (Array("abc".utf8), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"),
            (
                (0..<5).flatMap { _ in UInt8.min ... .max },
                "82628cbfc9689e234b0923a531f4578fe2e7138a03e2f81ed6cde97517336650"
            ),
        ] as [([UInt8], String)])
    func hashesAreBLAKE2b256(content: [UInt8], hexadecimal: String) {
        #expect(Hash.of(content).description == hexadecimal)
        #expect(Hash(hexadecimal: hexadecimal) == Hash.of(content))
    }

    @Test func aRunningHashIsThatOfTheWhole() {
        var dice = SeededDice("running hashes")
        for _ in 0..<50 {
            let content = dice.bytes(dice.below(1_000))
            let running = RunningHash()
            var rest = content[...]
            while !rest.isEmpty {
                let part = rest.prefix(1 + dice.below(200))
                running.add(Array(part))
                rest = rest.dropFirst(part.count)
            }
            #expect(running.finish() == Hash.of(content))
        }
        #expect(RunningHash().finish() == Hash.of([]))
    }

    @Test func aHashIsWrittenInItsPlaceOnly() {
        var target = [UInt8](repeating: 0xAA, count: 40)
        Hash.replace(4, of: &target, withHashOf: Array("abc".utf8))
        #expect(Array(target[4..<36]) == Hash.of(Array("abc".utf8)).bytes)
        #expect(target[..<4].allSatisfy { $0 == 0xAA } && target[36...].allSatisfy { $0 == 0xAA })
    }

    @Test func onlyThirtyTwoBytesAreAHash() {
        #expect(Hash([UInt8](repeating: 0, count: 31)) == nil)
        #expect(Hash([UInt8](repeating: 0, count: 33)) == nil)
        #expect(Hash([UInt8](repeating: 0, count: 32)) == .zero)
        #expect(Hash(hexadecimal: String(repeating: "0", count: 63)) == nil)
        #expect(Hash(hexadecimal: String(repeating: "g", count: 64)) == nil)
    }

    @Test func hexadecimalReadsBack() {
        #expect(Hexadecimal.text([0, 15, 255]) == "000fff")
        #expect(Hexadecimal.bytes("000FfF") == [0, 15, 255])
        #expect(Hexadecimal.bytes("") == [])
        for text in ["0", "0x", "é0", " 0", "0g"] { #expect(Hexadecimal.bytes(text) == nil, "\(text)") }
    }

    @Test func whatIsSealedOpensWithItsKeyAndNumber() {
        var dice = SeededDice("seals")
        for count in [0, 1, 16, 17, 1_000] {
            let key = dice.bytes(Seal.keySize)
            let plain = dice.bytes(count)
            let sealed = Seal.close(plain, key: key, number: (7, 42))
            #expect(sealed.count == count + 16)
            #expect(Seal.open(sealed, key: key, number: (7, 42)) == plain)
        }
    }

    @Test func anotherKeyOrNumberOpensNothing() {
        let key = Randomness.bytes(Seal.keySize)
        let sealed = Seal.close([1, 2, 3], key: key, number: (7, 42))
        #expect(Seal.open(sealed, key: [UInt8](repeating: 0, count: 32), number: (7, 42)) == nil)
        #expect(Seal.open(sealed, key: key, number: (7, 43)) == nil)
        #expect(Seal.open(sealed, key: key, number: (8, 42)) == nil)
        #expect(Seal.open(sealed, key: key, number: (42, 7)) == nil)
        #expect(Seal.open(sealed, key: Array(key.dropLast()), number: (7, 42)) == nil)
    }

    @Test func everyChangedBitIsSeen() {
        let key = Randomness.bytes(Seal.keySize)
        let sealed = Seal.close(Array("bí mật".utf8), key: key, number: (1, 1))
        for bit in 0..<(sealed.count * 8) {
            var changed = sealed
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(Seal.open(changed, key: key, number: (1, 1)) == nil, "bit \(bit)")
        }
        for count in 0..<sealed.count {
            #expect(Seal.open(Array(sealed.prefix(count)), key: key, number: (1, 1)) == nil)
        }
    }

    @Test func sealedBytesDoNotShowThePlainOnes() {
        let plain = Array("Nguyễn Văn Riêng Tư".utf8)
        let sealed = Seal.close(plain, key: Randomness.bytes(Seal.keySize), number: (1, 1))
        #expect(!sealed.indices.contains { sealed[$0...].starts(with: plain.prefix(4)) })
    }

    @Test func equalMeansEqualInLengthAndBytes() {
        #expect(ConstantTime.equal([1, 2, 3], [1, 2, 3]))
        #expect(ConstantTime.equal([], []))
        #expect(!ConstantTime.equal([1, 2, 3], [1, 2, 4]))
        #expect(!ConstantTime.equal([1, 2, 3], [0, 2, 3]))
        #expect(!ConstantTime.equal([1, 2, 3], [1, 2]))
    }

    @Test func randomBytesAreNotTheSameTwice() {
        #expect(Randomness.bytes(32) != Randomness.bytes(32))
        #expect(Randomness.bytes(0).isEmpty)
        #expect(Randomness.token(16).utf8.count == 32)
        #expect(Randomness.token(16) != Randomness.token(16))
    }

    @Test func aPasswordMatchesItsOwnHashOnly() throws {
        let hash = try #require(Password.hash("mật khẩu dài\u{0}đuôi"))
        #expect(hash.hasPrefix("$argon2id$"))
        #expect(Password.matches("mật khẩu dài\u{0}đuôi", hash: hash))
        #expect(!Password.matches("mật khẩu dài\u{0}khác", hash: hash))
        #expect(!Password.matches("mật khẩu dài", hash: hash))
        #expect(!Password.matches("", hash: hash))
    }

    @Test(arguments: ["", "x", "$argon2id$", "mật khẩu"])
    func whatIsNoHashMatchesNothing(hash: String) {
        #expect(!Password.matches("x", hash: hash))
    }

    @Test func theSamePasswordIsHashedWithAnotherSalt() throws {
        #expect(try #require(Password.hash("một mật khẩu")) != #require(Password.hash("một mật khẩu")))
    }
}
