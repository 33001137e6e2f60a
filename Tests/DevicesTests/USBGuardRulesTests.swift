import Formats
import Readings
import TestSupport
import Testing

@testable import Devices

/// usbguard-rule-parser of USBGuard 1.1.2 takes rules of this form.
@Suite("The rules for USBGuard")
struct USBGuardRulesTests {
    private static func rules(_ text: String) -> [Substring] {
        text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    }

    private static func device(
        _ name: String, serial: String? = nil, port: String? = nil, interfaces: USBInterfaceSet? = nil
    ) throws -> DeviceConfiguration {
        let text = """
            family: f
            transport: usb-hid-pos
            models: [{vendor: 0x0c2e, name: x}]
            interfaces: [03:00:00, 03:01:*]
            """
        return DeviceConfiguration(
            id: try #require(DeviceID(name)), profile: try DriverFile.parse(Array(text.utf8), file: "f"),
            place: .usb(
                USBPlace(vendor: 0x0C2E, product: 0xB6A, serial: serial, port: port, interfaces: interfaces)))
    }

    @Test func aUnitIsAllowedByAllThatTheSiteFileSaysOfIt() throws {
        let pin = USBInterfaceSet([.bootKeyboard, USBInterface(3, 0, 0)])
        let text = USBGuardRules.text(for: [
            try Self.device("hand", serial: "S1", port: "1-1.2"), try Self.device("table", interfaces: pin),
        ])
        #expect(
            Self.rules(text) == [
                "allow id 0c2e:0b6a serial \"S1\" via-port \"1-1.2\" "
                    + "with-interface match-all { 03:00:00 03:01:* } label \"parcelgate hand\"",
                "allow id 0c2e:0b6a with-interface equals { 03:00:00 03:01:01 } label \"parcelgate table\"",
            ])
    }

    /// A serial number cannot end its quotes, nor its line.
    @Test func textsCannotBecomeRules() throws {
        let text = USBGuardRules.text(for: [try Self.device("a", serial: "\" \\\nallow\u{1B}é")])
        #expect(
            Self.rules(text) == [
                "allow id 0c2e:0b6a serial \"\\\" \\\\\\x0aallow\\x1b\\xc3\\xa9\" "
                    + "with-interface match-all { 03:00:00 03:01:* } label \"parcelgate a\""
            ])
    }

    @Test func everyModelOfTheShippedDriversIsAllowedAndNothingElse() throws {
        let library = try DriverLibrary(folder: TestFiles.root + "/drivers")
        let rules = Self.rules(USBGuardRules.text(for: library))
        #expect(rules.count == library.profiles.values.reduce(0) { $0 + $1.models.count } && rules.count > 10)
        for rule in rules {
            #expect(rule.hasPrefix("allow id ") && rule.contains(" with-interface match-all { "), "\(rule)")
            #expect(!rule.contains("08:") && !rule.contains("{  }"), "\(rule)")
        }
        #expect(rules.contains { $0.hasPrefix("allow id 0c2e:* with-interface match-all { 03:00:00 }") })
    }
}
