import Formats
import Testing

@testable import Devices

/// The list of what may be opened: everything else on the bus is left alone.
@Suite("Which unit a device of the site is")
struct USBPlaceTests {
    private func fits(
        _ place: USBPlace, vendor: UInt16 = 0x0C2E, product: UInt16 = 0x0B6A, port: String = "1-1.2"
    ) -> Bool {
        place.fits(
            USBAdmission.Unit(
                vendor: vendor, product: product, port: port, serial: nil, interfaces: USBInterfaceSet([])))
    }

    private let anywhere = USBPlace(vendor: 0x0C2E, product: 0x0B6A, serial: nil, port: nil)
    private let atItsPort = USBPlace(vendor: 0x0C2E, product: 0x0B6A, serial: nil, port: "1-1.2")

    @Test func vendorAndProductMustBeTheNamedOnes() {
        #expect(fits(anywhere))
        #expect(!fits(anywhere, vendor: 0x0C2F))
        #expect(!fits(anywhere, product: 0x0B6B))
        #expect(!fits(anywhere, vendor: 0x0B6A, product: 0x0C2E))
    }

    @Test func aNamedPortIsTheOnlyOne() {
        #expect(fits(atItsPort))
        for port in ["1-1", "1-1.20", "2-1.2", "1-1.2.1", ""] {
            #expect(!fits(atItsPort, port: port), "\(port)")
            #expect(fits(anywhere, port: port), "\(port)")
        }
    }

    /// The serial number is asked of the unit itself, once vendor, product and port fit.
    @Test func aSerialDoesNotWidenTheList() {
        let named = USBPlace(vendor: 0x0C2E, product: 0x0B6A, serial: "S1", port: "1-1.2")
        #expect(fits(named))
        #expect(!fits(named, port: "1-1.3"))
        #expect(!fits(named, product: 1))
    }

    @Test(arguments: [(UInt16(0), "0000"), (0xB, "000b"), (0x0C2E, "0c2e"), (.max, "ffff")])
    func numbersAreWrittenAsOtherToolsWriteThem(number: UInt16, text: String) {
        #expect(USBDevice.hexadecimal(number) == text)
    }
}
