import Readings
import Testing

@Suite("What a device says it is")
struct DeviceIdentityTests {
    @Test func whatCannotBePrintedIsLeftOut() {
        let told = DeviceIdentity(
            maker: " \u{1B}]0;x\u{7} Máy\u{202E}quét \u{0} ", model: "\u{0}\u{200B} ", serial: "", firmware: "V1\r\n2")
        #expect(told?.maker == "]0;x Máy quét" && told?.model == nil && told?.serial == nil)
        #expect(told?.firmware == "V1 2" && told?.release == nil)
    }

    @Test func whatIsTooLongIsCutOff() {
        let told = DeviceIdentity(model: String(repeating: "M", count: 1_000))
        #expect(told?.model == String(repeating: "M", count: DeviceIdentity.textLimit))
    }

    @Test func whoSaysNothingIsNothing() { #expect(DeviceIdentity(maker: "\u{7F}", model: " ") == nil) }

    @Test(arguments: [
        (UInt16(0x0110), "1.10"), (0x0000, "0.00"), (0x0002, "0.02"), (0x1234, "12.34"), (0xABCD, "ab.cd"),
    ])
    func aReleaseIsBinaryCodedDecimal(release: UInt16, text: String) {
        #expect(DeviceIdentity(release: release)?.release == text)
    }
}
