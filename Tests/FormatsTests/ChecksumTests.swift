import Formats
import TestSupport
import Testing

@Suite("CRC-32")
struct ChecksumTests {
    @Test func theCheckValueOfTheCatalogueIsRight() {
        #expect(CRC32.of(Array("123456789".utf8)[...]) == 0xCBF4_3926)
        #expect(CRC32.of([]) == 0)
        #expect(CRC32.of([0]) == 0xD202_EF8D)
    }

    @Test func aSliceIsCheckedFromItsOwnBeginning() {
        #expect(CRC32.of(Array("xx123456789y".utf8)[2..<11]) == 0xCBF4_3926)
    }

    @Test func everySingleFlippedBitChangesIt() {
        var dice = SeededDice("CRC-32")
        let bytes = dice.bytes(128)
        let check = CRC32.of(bytes[...])
        for bit in 0..<(bytes.count * 8) {
            var flipped = bytes
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(CRC32.of(flipped[...]) != check, "bit \(bit)")
        }
    }
}
