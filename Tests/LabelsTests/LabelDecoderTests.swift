import Parcels
import Readings
import Testing

@testable import Labels

@Suite("Labels in pictures")
struct LabelDecoderTests {
    private func decode(_ name: String) throws -> [Symbol] {
        try #require(LabelDecoder()).decode(try ImageFile.read(try Pictures.file(name))).symbols
    }

    @Test(arguments: ["code128.png", "code128.jpg", "code128.tif", "code128.pgm"])
    func aNumberIsReadFromEveryFormat(_ name: String) throws {
        let found = try decode(name)
        #expect(found.map(\.text) == ["EB123456785VN"])
        #expect(found.first?.aim == SymbologyIdentifier("C0"))
        #expect(found.first?.symbology == .code128)
    }

    @Test func aGS1CodeSaysThatItIsOne() throws {
        let found = try decode("gs1-128.png")
        #expect(found.map(\.text) == ["00340123450000000000"])
        #expect(found.first?.aim == SymbologyIdentifier("C1"))
    }

    /// The bytes as they are printed: no decoder's guess of their alphabet.
    @Test func vietnameseTextInAMatrixCodeIsKeptByteForByte() throws {
        let found = try decode("qrcode.png")
        #expect(found.map(\.bytes) == [Array("Số 12 Trần Phú".utf8)])
        #expect(found.first?.aim?.letter == UInt8(ascii: "Q"))
        #expect(found.first?.polygon.count == 4)
    }

    @Test func allCodesOfAPictureAreFoundAndWhereTheyAre() throws {
        let found = try decode("two.png")
        #expect(Set(found.map(\.text)) == ["EB123456785VN", "Số 12 Trần Phú"])
        let number = try #require(found.first { $0.symbology == .code128 })
        let address = try #require(found.first { $0.symbology == .qrcode })
        #expect(try #require(number.polygon.map(\.y).max()) < #require(address.polygon.map(\.y).min()))
    }

    /// Printers that save ink leave the middle of each module grey.
    @Test func modulesPrintedHollowAreReadSoftened() throws {
        let symbol = try #require(QRDrawing.symbol(Array("EB123456785VN".utf8)))
        let scale = 3
        let whole = try Rendered.image(symbol, scale: scale)
        var pixels = whole.pixels
        for place in pixels.indices where pixels[place] == 0 {
            let (x, y) = (place % whole.width % scale, place / whole.width % scale)
            if x == 1 && y == 1 { pixels[place] = 250 }
        }
        let hollow = try #require(GreyImage(width: whole.width, height: whole.height, pixels: pixels))
        let found = try Rendered.read(hollow)
        #expect(found.map(\.text) == ["EB123456785VN"])
    }

    @Test func softeningTakesTheMeanOfNineAndLeavesTheRim() throws {
        let image = try #require(GreyImage(width: 3, height: 3, pixels: [0, 90, 0, 90, 180, 90, 0, 90, 0]))
        #expect(image.softened.pixels == [0, 90, 0, 90, 60, 90, 0, 90, 0])
        let strip = try #require(GreyImage(width: 2, height: 2, pixels: [1, 2, 3, 4]))
        #expect(strip.softened == strip)
    }

    @Test func greyPaperHasNoCode() throws { #expect(try decode("blank.png").isEmpty) }

    /// What is found at half or double size lies where it is in the picture itself.
    @Test func aCodeTooSmallIsFoundAtDoubleSize() throws {
        let image = try ImageFile.read(try Pictures.file("code128.png"))
        let small = try #require(image.halved)
        let found = try #require(LabelDecoder()).decode(small).symbols
        #expect(found.map(\.text) == ["EB123456785VN"])
        for point in found.flatMap(\.polygon) { #expect(point.x <= small.width && point.y <= small.height) }
    }

    @Test func retailCodesHaveThirteenDigitsAsTheirIdentifierSays() {
        #expect(Symbology.upca.complete(Array("036000291452".utf8)) == Array("0036000291452".utf8))
        for (short, long) in [
            ("01234565", "0012345000065"), ("01234531", "0012300000451"), ("00123457", "0001234000057"),
            ("05096893", "0050968000093"),
        ] {
            #expect(String(decoding: Symbology.upce.complete(Array(short.utf8)), as: UTF8.self) == long)
        }
    }

    @Test func textThatIsNoUTF8IsShownByteForByte() {
        let symbol = Symbol(
            symbology: .qrcode, aim: nil, bytes: [0x53, 0xF4], polygon: [],
            evidence: Symbol.Evidence(decoders: [.zbar]))
        #expect(symbol.text == "Sô")
    }
}

@Suite("Efforts and deadlines")
struct EffortTests {
    private func image(_ name: String) throws -> GreyImage { try ImageFile.read(try Pictures.file(name)) }

    @Test(arguments: Effort.allCases)
    func everyEffortReadsAGoodLabelAndNothingOnGreyPaper(_ effort: Effort) throws {
        let decoder = try #require(LabelDecoder())
        #expect(decoder.decode(try image("code128.png"), effort: effort).symbols.map(\.text) == ["EB123456785VN"])
        let blank = try image("blank.png")
        #expect(
            decoder.decode(blank, effort: effort) == Decoded(width: blank.width, height: blank.height, symbols: []))
    }

    /// What was found until the deadline is the answer, and it says that there might be more.
    @Test func atTheDeadlineWhatWasFoundIsTheAnswer() throws {
        let decoder = try #require(LabelDecoder())
        let two = try image("two.png")
        let late = decoder.decode(two, effort: .hard) { true }
        #expect(late == Decoded(width: two.width, height: two.height, symbols: [], isCutShort: true))
        var asked = 0
        let cut = decoder.decode(try image("two.png"), effort: .hard) {
            asked += 1
            return asked > 2
        }
        #expect(cut.isCutShort && !cut.symbols.isEmpty)
    }

    /// One of two equal labels ended the process of the library's release 1.4.
    @Test func theSameLabelTwiceInAPictureIsReadTwice() throws {
        let one = try image("code128.png")
        let twice = try #require(
            GreyImage(
                width: one.width, height: 2 * one.height + 40,
                pixels: one.pixels + [UInt8](repeating: 255, count: 40 * one.width) + one.pixels))
        for effort in Effort.allCases {
            let found = try #require(LabelDecoder()).decode(twice, effort: effort).symbols
            #expect(Set(found.map(\.text)) == ["EB123456785VN"])
            if effort == .hard { #expect(found.count == 2) }
        }
    }

    @Test(arguments: [(1, 1), (1, 4096), (4096, 1), (3, 3), (7, 200)])
    func picturesOfAnyShapeAreLookedAt(_ width: Int, _ height: Int) throws {
        let decoder = try #require(LabelDecoder())
        for value in [UInt8(0), 128, 255] {
            let image = try #require(
                GreyImage(width: width, height: height, pixels: [UInt8](repeating: value, count: width * height)))
            for effort in Effort.allCases { #expect(decoder.decode(image, effort: effort).symbols.isEmpty) }
        }
    }
}
