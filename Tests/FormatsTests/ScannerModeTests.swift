import Formats
import Testing

@Suite("Scanners' modes")
struct ScannerModeTests {
    @Test func theProductIdSaysTheModeWhereItIsKnown() {
        #expect(ScannerMode.of(vendor: 0x1EAB, product: 0x1D03) == .keyboard)
        #expect(ScannerMode.of(vendor: 0x1EAB, product: 0x1D06) == .serial)
        #expect(ScannerMode.of(vendor: 0x1EAB, product: 0x8310) == .pointOfSale)
        #expect(ScannerMode.of(vendor: 0x1EAB, product: 0x1D44) == nil)
        #expect(ScannerMode.of(vendor: 0x05E0, product: 0x1200) == .keyboard)
        #expect(ScannerMode.of(vendor: 0x05E0, product: 0x1900) == .snapi)
        #expect(ScannerMode.of(vendor: 0x05E0, product: 0x1400) == .oem)
        #expect(ScannerMode.of(vendor: 0x05F9, product: 0x1233) == .oem)
        #expect(ScannerMode.of(vendor: 0x0C2E, product: 0x0700) == .serial)
        // A model's own number, and somebody else's device.
        #expect(ScannerMode.of(vendor: 0x0C2E, product: 0x0B6A) == nil)
        #expect(ScannerMode.of(vendor: 0x046D, product: 0xC31C) == nil)
    }
}
