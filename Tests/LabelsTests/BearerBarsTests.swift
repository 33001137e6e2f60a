import Readings
import TestSupport
import Testing

@testable import Labels

/// Bearer bars of interleaved 2 of 5.
@Suite("Bearer bars")
struct BearerBarsTests {
    private let module = 3
    private let left = 80

    /// Ten digits between bearers from `first` to `last`, in narrow elements from the code's beginning, on a white label.
    private func picture(_ digits: String, bearer: ClosedRange<Int>?, blackGround: Bool = false) throws -> GreyImage {
        let symbol = try #require(InterleavedDrawing.symbol(Array(digits.utf8)))
        let (width, height) = (symbol.modules.count * module + 2 * left, 200)
        var pixels = [UInt8](repeating: 230, count: width * height)
        func fill(_ x: Range<Int>, _ y: Range<Int>) {
            for row in y { for column in x.clamped(to: 0..<width) { pixels[row * width + column] = 30 } }
        }
        for (place, isDark) in symbol.modules.enumerated() where isDark {
            fill(left + place * module..<left + (place + 1) * module, 50..<150)
        }
        if let bearer {
            for top in [38, 150] {
                fill(left + bearer.lowerBound * module..<left + bearer.upperBound * module, top..<top + 12)
            }
        }
        if blackGround {
            fill(0..<width, 0..<38)
            fill(0..<width, 162..<height)
        }
        return try #require(GreyImage(width: width, height: height, pixels: pixels))
    }

    private func texts(_ image: GreyImage) throws -> [String] {
        let decoder = try #require(LabelDecoder())
        let efforts = [Effort.belt, .normal, .hard].map { decoder.decode(image, effort: $0).symbols.map(\.text) }
        #expect(efforts.allSatisfy { $0 == efforts[0] }, "\(efforts)")
        return efforts[0]
    }

    private var modules: Int {
        get throws { try #require(InterleavedDrawing.symbol(Array("2157534894".utf8))).modules.count }
    }

    @Test func alikeAtBothEndsIsAWholeCode() throws {
        let end = try modules
        for bearer in [-10...end + 10, 0...end, nil] {
            for blackGround in [false, true] where bearer != nil || !blackGround {
                #expect(
                    try texts(picture("2157534894", bearer: bearer, blackGround: blackGround)) == ["2157534894"],
                    "\(String(describing: bearer))")
            }
        }
    }

    @Test func atOneEndAloneIsAPiece() throws {
        let end = try modules
        #expect(try texts(picture("2157534894", bearer: 0...end + 10)) == [])
        #expect(try texts(picture("2157534894", bearer: -10...end)) == [])
    }

    /// A GTIN has 14 digits and a check: no piece of one is another.
    @Test func aNumberOfKnownLengthNeedsNoBearer() throws {
        let gtin = "40391535776286"
        let end = try #require(InterleavedDrawing.symbol(Array(gtin.utf8))).modules.count
        #expect(try texts(picture(gtin, bearer: 0...end + 10)) == [gtin])
        #expect(try texts(picture("40391535776285", bearer: 0...end + 10)) == [])
    }

    /// What ends in a dark ground beyond the paper has no quiet zone.
    @Test func aTornEndIsNoQuietZone() throws {
        let whole = try picture("2157534894", bearer: nil)
        let end = left + (try modules) * module
        var pixels = whole.pixels
        for row in 0..<whole.height { for column in end + 3..<whole.width { pixels[row * whole.width + column] = 90 } }
        #expect(try texts(#require(GreyImage(width: whole.width, height: whole.height, pixels: pixels))) == [])
    }
}
