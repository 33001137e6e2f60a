import Labels
import TestSupport
import Testing

@Suite("Image files")
struct ImageFileTests {
    @Test(arguments: ["code128.png", "code128.tif", "code128.pgm"])
    func formatsWithoutLossGiveTheSamePixels(_ name: String) throws {
        let image = try ImageFile.read(try Pictures.file(name))
        #expect(image == (try ImageFile.read(try Pictures.file("code128.png"))))
        #expect(image.pixels.count == image.width * image.height)
    }

    @Test func aJPEGIsNearlyTheSame() throws {
        let (lossy, exact) = (
            try ImageFile.read(try Pictures.file("code128.jpg")), try ImageFile.read(try Pictures.file("code128.png"))
        )
        #expect(lossy.width == exact.width && lossy.height == exact.height)
        let far = zip(lossy.pixels, exact.pixels).count { abs(Int($0) - Int($1)) > 100 }
        #expect(far * 50 < exact.pixels.count)
    }

    /// What is cut off is an error, never half a picture.
    @Test(arguments: ["cut-code128.png", "cut-code128.jpg", "cut-code128.tif", "cut-code128.pgm"])
    func aPictureThatIsCutOffIsNone(_ name: String) throws {
        let file = try Pictures.file(name)
        #expect { try ImageFile.read(file) } throws: { error in
            if case .damaged(let why)? = error as? ImageFault { return !why.isEmpty }
            return false
        }
    }

    @Test func aFileOfAnotherKindIsRefusedWhateverItsName() {
        for file in [[], Array("<svg/>".utf8), Array("P6 1 1 255\n".utf8), [0x50]] {
            #expect(throws: ImageFault.unknownFormat) { try ImageFile.read(file) }
        }
    }

    /// A few bytes that claim a huge picture take no memory for it.
    @Test func aPictureLargerThanTheLimitIsRefusedByItsHead() throws {
        #expect(throws: ImageFault.tooLarge) { try ImageFile.read(Array("P5 65535 65535 255\n".utf8)) }
        #expect(throws: ImageFault.tooLarge) { try ImageFile.read(Array("P5 70000 1 255\n".utf8)) }
        var png = try Pictures.file("blank.png")
        // Width and height of the IHDR chunk, with its checksum put right.
        png.replaceSubrange(16..<24, with: [0, 0, 0xFF, 0, 0, 0, 0xFF, 0])
        png.replaceSubrange(29..<33, with: Self.checksum(png[12..<29]))
        #expect(throws: ImageFault.tooLarge) { try ImageFile.read(png) }
    }

    @Test func greyMapsOfAnyLargestValueAreScaled() throws {
        let fifteen = try ImageFile.read(Array("P5\n# a camera\n2 1\n15\n".utf8) + [0, 15])
        #expect(fifteen.pixels == [0, 255])
        let wide = try ImageFile.read(Array("P5 2 1 1023\n".utf8) + [0x03, 0xFF, 0x01, 0xFF])
        #expect(wide.pixels == [255, 127])
        #expect(throws: ImageFault.self) { try ImageFile.read(Array("P5 1 1 0\n".utf8) + [0]) }
    }

    /// Each byte changed, each length: an error or a picture, never the process's end.
    @Test func damagedFilesEndNothing() throws {
        var dice = SeededDice("damaged image files")
        for name in ["code128.png", "code128.jpg", "code128.tif"] {
            let file = try Pictures.file(name)
            for _ in 0..<200 {
                var damaged = Array(file.prefix(Int.random(in: 1...file.count, using: &dice)))
                for _ in 0..<Int.random(in: 0...4, using: &dice) {
                    damaged[Int.random(in: 0..<damaged.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
                }
                if let image = try? ImageFile.read(damaged) {
                    #expect(image.pixels.count == image.width * image.height)
                }
            }
        }
    }

    @Test func aRenderedPictureIsAJPEGThatIsNoLargerThanAsked() throws {
        let image = try #require(GreyImage(width: 500, height: 20, pixels: [UInt8](repeating: 90, count: 10_000)))
        let shown = try ImageFile.read(try #require(ImageFile.rendered(image, side: 200)))
        #expect(shown.width == 125 && shown.height == 5)
        #expect(shown.pixels.allSatisfy { abs(Int($0) - 90) < 4 })
    }

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: ~value >> UInt32($0)) }
    }
}
