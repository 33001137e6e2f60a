import TestSupport
import Testing

@testable import Labels

@Suite("Bitmaps, deep pictures and raw frames")
struct PictureFormatTests {
    private func number(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }

    /// A bitmap of 3 × 2 pixels whose lower row is dark.
    private func bitmap(bits: Int, height: Int = 2, palette: [UInt8] = [], rows: [[UInt8]]) -> [UInt8] {
        let start = 54 + palette.count
        let pixels = rows.flatMap { $0 + [UInt8](repeating: 0, count: (4 - $0.count % 4) % 4) }
        return [0x42, 0x4D] + number(start + pixels.count) + [0, 0, 0, 0] + number(start) + number(40) + number(3)
            + number(height) + [1, 0, UInt8(bits), 0] + number(0) + number(pixels.count) + number(0) + number(0)
            + number(palette.count / 4) + number(0) + palette + pixels
    }

    private let wanted = GreyImage(width: 3, height: 2, pixels: [255, 0, 255, 0, 0, 0])

    @Test func bitmapsOfEveryDepthAreTheSamePicture() throws {
        let palette: [UInt8] = [0, 0, 0, 0, 255, 255, 255, 0]
        #expect(try ImageFile.read(bitmap(bits: 1, palette: palette, rows: [[0b0000_0000], [0b1010_0000]])) == wanted)
        #expect(try ImageFile.read(bitmap(bits: 4, palette: palette, rows: [[0, 0], [0x10, 0x10]])) == wanted)
        #expect(try ImageFile.read(bitmap(bits: 8, palette: palette, rows: [[0, 0, 0], [1, 0, 1]])) == wanted)
        let (white, black) = ([UInt8](repeating: 255, count: 3), [UInt8](repeating: 0, count: 3))
        #expect(
            try ImageFile.read(bitmap(bits: 24, rows: [black + black + black, white + black + white])) == wanted)
        #expect(
            try ImageFile.read(bitmap(bits: 24, height: -2, rows: [white + black + white, black + black + black]))
                == wanted)
    }

    @Test func bitmapsThatContradictThemselvesAreFaults() {
        let good = bitmap(bits: 8, palette: [0, 0, 0, 0], rows: [[0, 0, 0], [0, 0, 0]])
        for count in 0..<good.count {
            #expect(throws: ImageFault.self) { try ImageFile.read(Array(good.prefix(count))) }
        }
        for (place, value) in [
            (18, 0), (22, 0), (18, -1), (22, 1 << 30), (10, 1 << 30), (10, -1), (14, 12), (30, 1), (46, 300),
        ] {
            var bad = good
            bad.replaceSubrange(place..<place + 4, with: number(value))
            #expect(throws: ImageFault.self) { try ImageFile.read(bad) }
        }
        var dice = SeededDice("bitmaps")
        for _ in 0..<5_000 {
            var bad = good
            for _ in 0..<3 {
                bad[Int.random(in: 0..<bad.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
            }
            _ = try? ImageFile.read(bad)
        }
    }

    /// Machine-vision cameras: eight bits, or twelve in two bytes with the lower one first.
    @Test func rawFramesAreReadAsTheirCameraSendsThem() throws {
        let grey: [UInt8] = [0, 51, 255, 0, 0, 0]
        let one = try GreyMap.file(raw: grey, width: 3, height: 2, bits: 8)
        #expect(try ImageFile.read(one).pixels == grey)
        let two = grey.flatMap { value in
            let deep = Int(value) * 4095 / 255
            return [UInt8(truncatingIfNeeded: deep), UInt8(deep >> 8)]
        }
        #expect(try ImageFile.read(try GreyMap.file(raw: two, width: 3, height: 2, bits: 12)).pixels == grey)
        #expect(throws: ImageFault.damaged("6 bytes where 3 × 2 pixels of 12 bits are 12")) {
            try GreyMap.file(raw: grey, width: 3, height: 2, bits: 12)
        }
        #expect(throws: ImageFault.self) { try GreyMap.file(raw: [], width: 0, height: 0, bits: 8) }
        #expect(throws: ImageFault.tooLarge) { try GreyMap.file(raw: [], width: 8193, height: 8192, bits: 8) }
    }
}
