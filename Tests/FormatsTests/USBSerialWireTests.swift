import Formats
import Testing

@Suite("Serial ports on the USB bus")
struct USBSerialWireTests {
    @Test(
        arguments: [
            (.cdcACM, [0x41, 0x0D], [0x41, 0x0D]), (.metrologic, [0x41], [0x41]), (.cdcACM, [], []),
            // The first byte counts; what is behind is filling. A count beyond the packet adds nothing.
            (.symbol, [2, 0x41, 0x0D, 0, 0], [0x41, 0x0D]), (.symbol, [9, 0x41], [0x41]), (.symbol, [0, 0x41], []),
            (.symbol, [], []),
            // Data; the level of RTS; what is not known; too short.
            (.opticon, [0, 0, 0x41, 0x0D], [0x41, 0x0D]), (.opticon, [0, 1, 1], []), (.opticon, [7, 7, 0x41], []),
            (.opticon, [0, 0], []), (.opticon, [0], []), (.opticon, [], []),
        ] as [(USBSerialWire, [UInt8], [UInt8])])
    func packetsAreUnpacked(wire: USBSerialWire, packet: [UInt8], bytes: [UInt8]) {
        #expect(Array(wire.payload(of: packet)) == bytes)
    }
}
