import Testing
import YAML

@testable import Formats

@Suite("What a USB device shows")
struct USBInterfaceTests {
    private static func set(_ texts: String...) throws -> USBInterfaceSet {
        USBInterfaceSet(try texts.map { try #require(USBInterfacePattern($0)?.exactly) })
    }

    @Test func interfacesAreWrittenAsUSBGuardWritesThem() {
        #expect(USBInterface(3, 1, 1).description == "03:01:01")
        #expect(USBInterface(0xFF, 0xAB, 0).description == "ff:ab:00")
    }

    @Test func aSetIsSortedAndCountsEachInterface() throws {
        let set = try Self.set("08:06:50", "03:01:01", "03:00:00", "03:01:01")
        #expect(set.description == "03:00:00 03:01:01 03:01:01 08:06:50")
        #expect(set.words == "HID 03:00:00, keyboard 03:01:01, keyboard 03:01:01, storage 08:06:50")
        let fewer = try Self.set("03:00:00", "03:01:01", "08:06:50"), two = try Self.set("03:01:01", "03:00:00")
        #expect(set != fewer && set.beyond(two).map(\.description) == ["03:01:01", "08:06:50"])
        #expect(USBInterfaceSet([]).words == "no interface")
    }

    @Test(
        arguments: [
            ("03:01:01", USBInterface.Use.keyboard), ("03:01:02", .mouse), ("03:00:00", .hid), ("03:00:01", .hid),
            ("08:06:50", .storage), ("06:01:01", .storage), ("02:06:00", .network), ("02:0d:00", .network),
            ("02:0e:00", .network), ("e0:01:03", .network), ("ef:04:01", .network), ("02:02:ff", .network),
            ("02:02:01", .serial), ("0a:00:00", .serial), ("e0:01:01", .wireless), ("09:00:00", .hub),
            ("ff:00:00", .vendor), ("0e:01:00", .video), ("dc:01:01", .other),
        ]) func aClassSaysWhatItIsFor(text: String, use: USBInterface.Use) throws
    {
        let interface = try #require(USBInterfacePattern(text)?.exactly)
        #expect(interface.use == use)
    }

    @Test func onlyAKeyboardIsAKeyboardAndNothingElse() throws {
        let one = try Self.set("03:01:01"), two = try Self.set("03:01:01", "03:01:01")
        let more = try Self.set("03:01:01", "08:06:50")
        #expect(one.isOnlyKeyboard && two.isOnlyKeyboard && !more.isOnlyKeyboard && !USBInterfaceSet([]).isOnlyKeyboard)
    }

    @Test(arguments: [
        "", "03", "03:01", "03:01:01:01", "3:1:1", "*:*:*", "03:*:01", "03:+1:01", "03:01:0g", "０３:01:01", "03:01: 1",
    ]) func whatIsNoPatternIsNone(text: String) { #expect(USBInterfacePattern(text) == nil) }

    @Test func anAsteriskLeavesOpen() throws {
        let any = try #require(USBInterfacePattern("03:*:*")), subclass = try #require(USBInterfacePattern("03:01:*"))
        #expect(any.fits(USBInterface(3, 7, 9)) && !any.fits(USBInterface(8, 0, 0)) && any.exactly == nil)
        #expect(subclass.fits(USBInterface(3, 1, 2)) && !subclass.fits(USBInterface(3, 0, 2)))
        #expect(subclass.description == "03:01:*")
    }

    private static let pointOfSale = "family: f\ntransport: usb-hid-pos\nmodels: [{vendor: 0x0c2e, name: x}]\n"

    private static func parse(_ text: String) throws(YAMLError) -> DriverProfile {
        try DriverFile.parse(Array(text.utf8), file: "driver.yaml")
    }

    @Test func aFamilyShowsNoMoreThanItsKindNeedsUnlessItSaysSo() throws {
        let usual = try Self.parse(Self.pointOfSale)
        #expect(usual.interfaces.map(\.description) == ["03:00:00"])
        let two = try Self.set("03:00:00", "03:00:00"), one = try Self.set("03:00:00")
        #expect(usual.allows(two, pinned: nil))
        let more = try Self.set("03:00:00", "03:01:01")
        #expect(usual.foreign(more).map(\.description) == ["03:01:01"])
        let wide = try Self.parse(Self.pointOfSale + "interfaces: [03:*:*, 0a:00:00]\n")
        let three = try Self.set("03:00:00", "03:01:01", "0a:00:00"), pin = try Self.set("03:00:00", "08:06:50")
        #expect(wide.allows(three, pinned: nil) && !wide.allows(pin, pinned: nil))
        // What the site file pins counts alone.
        #expect(usual.allows(pin, pinned: pin) && !wide.allows(one, pinned: pin))
    }

    @Test(
        arguments: [
            ("interfaces: [3]", "driver.yaml:4:14: expected class:subclass:protocol in hexadecimal"),
            ("interfaces: []", "driver.yaml:4:13: expected at least one interface"),
            ("interfaces: 03:00:00", "driver.yaml:4:13: expected"),
        ]) func aFaultyListIsNamedWithItsPlace(text: String, says: String)
    {
        let error = #expect(throws: YAMLError.self) { try Self.parse(Self.pointOfSale + text) }
        #expect(error?.description.hasPrefix(says) == true, "\(String(describing: error))")
    }

    @Test func aReaderOnTheNetworkShowsNothing() {
        let text = "family: f\ntransport: tcp-text\nreports: on-read\nframing: {end: <CR>}\ninterfaces: [03:00:00]\n"
        #expect(throws: YAMLError.self) { try Self.parse(text) }
    }
}
