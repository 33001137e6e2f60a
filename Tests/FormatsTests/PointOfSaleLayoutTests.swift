import Formats
import Testing

@Suite("Layouts of scanners' reports")
struct PointOfSaleLayoutTests {
    private static func layout(_ hexadecimal: String) throws -> PointOfSaleLayout? {
        PointOfSaleLayout(try ReportDescriptor(Descriptors.bytes(hexadecimal)))
    }

    @Test func honeywellsLayoutIsTheDocumentedOne() throws {
        #expect(PointOfSaleLayout(try ReportDescriptor(Descriptors.honeywell)) == Layouts.honeywell)
    }

    @Test func newlandsLayoutIsTheDocumentedOne() throws {
        #expect(PointOfSaleLayout(try ReportDescriptor(Descriptors.newland)) == Layouts.newland)
    }

    @Test func theSameLayoutSaidOtherwiseIsTheSame() throws {
        #expect(PointOfSaleLayout(try ReportDescriptor(Descriptors.zebra)) == Layouts.honeywell)
    }

    @Test func aKeyboardHasNone() throws {
        #expect(PointOfSaleLayout(try ReportDescriptor(Descriptors.keyboard)) == nil)
    }

    @Test func dataOutsideOfAScannersCollectionDoesNotCount() throws {
        #expect(try Self.layout("05 8C 09 03 A1 01 75 08 95 08 09 FE 81 02 C0") == nil)
        #expect(try Self.layout("05 8C 09 02 A1 01 75 08 95 08 09 FE 91 02 C0") == nil)
        #expect(try Self.layout("05 8C 09 02 A1 01 75 10 95 08 09 FE 81 02 C0") == nil)
        #expect(try Self.layout("05 8C 09 02 A1 01 75 04 95 01 81 01 75 08 95 08 09 FE 81 02 C0") == nil)
    }

    @Test func aReportWithoutAnIDBeginsWithItsData() throws {
        let layout = try #require(try Self.layout("05 8C 09 02 A1 01 75 08 95 08 09 FE 81 02 C0"))
        #expect(
            layout
                == PointOfSaleLayout(
                    reportID: 0, size: 8, lengthAt: nil, symbologyAt: nil, dataAt: 0, dataSize: 8, vendorCodeAt: nil,
                    continuedAt: nil))
    }

    @Test func onlyAWholeSymbologyIdentifierIsUsed() throws {
        let two = try #require(try Self.layout("05 8C 09 02 A1 01 75 08 95 02 09 FB 09 FC 81 02 95 08 09 FE 81 02 C0"))
        #expect(two.symbologyAt == nil && two.dataAt == 2)
        let swapped = try #require(
            try Self.layout("05 8C 09 02 A1 01 75 08 95 03 09 FB 09 FD 09 FC 81 02 95 08 09 FE 81 02 C0"))
        #expect(swapped.symbologyAt == nil)
    }

    @Test func dataMayFollowOtherUsagesInOneField() throws {
        let layout = try #require(try Self.layout("05 8C 09 02 A1 01 75 08 95 0B 09 FB 09 FC 09 FD 09 FE 81 02 C0"))
        #expect(layout.symbologyAt == 0 && layout.dataAt == 3 && layout.dataSize == 8)
    }

    /// Found by fuzzing: the data's usage stood behind the field's last element, and its size came out negative.
    @Test func aDataUsageBeyondItsFieldsElementsIsPassedOver() throws {
        let first = "05 8C 09 02 A1 01 75 08 95 01 09 FB 09 FE 81 02"
        #expect(try Self.layout(first + " C0") == nil)
        let layout = try #require(try Self.layout(first + " 95 08 09 FE 81 02 C0"))
        #expect(layout.dataAt == 1 && layout.dataSize == 8 && layout.size == 9)
    }
}

/// The layouts of DEVICES.md, 1.1.
enum Layouts {
    static let honeywell = PointOfSaleLayout(
        reportID: 2, size: 64, lengthAt: 1, symbologyAt: 2, dataAt: 5, dataSize: 56, vendorCodeAt: nil,
        continuedAt: (63, 0))

    static let newland = PointOfSaleLayout(
        reportID: 2, size: 64, lengthAt: 1, symbologyAt: nil, dataAt: 2, dataSize: 56, vendorCodeAt: nil,
        continuedAt: (63, 0))
}
