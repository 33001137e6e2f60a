import Formats
import Foundation
import TestSupport
import Testing

@testable import Devices

@Suite("The rules for udev")
struct UdevRulesTests {
    private static func library() throws -> DriverLibrary { try DriverLibrary(folder: TestFiles.root + "/drivers") }

    private static func rules(_ text: String) -> [Substring] {
        text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    }

    @Test func aModelIsARule() throws {
        let folder = try TestFolder()
        let family = folder.path + "/mine"
        try FileManager.default.createDirectory(atPath: family, withIntermediateDirectories: true)
        let driver = """
            family: mine
            transport: usb-hid-pos
            models:
              - {vendor: 0xb, product: 0x1, name: one}
              - {vendor: 0xc2e, name: all}
            """
        try driver.write(toFile: family + "/driver.yaml", atomically: true, encoding: .utf8)
        let text = UdevRules.text(for: try DriverLibrary(folder: folder.path), group: "scanners")
        let start = "SUBSYSTEM==\"usb\", ENV{DEVTYPE}==\"usb_device\", ATTR{idVendor}=="
        let raw = "SUBSYSTEM==\"hidraw\", ATTRS{idVendor}=="
        #expect(
            Self.rules(text) == [
                "\(start)\"000b\", ATTR{idProduct}==\"0001\", GROUP=\"scanners\", MODE=\"0660\"",
                "\(raw)\"000b\", ATTRS{idProduct}==\"0001\", GROUP=\"scanners\", MODE=\"0660\"",
                "\(start)\"0c2e\", GROUP=\"scanners\", MODE=\"0660\"",
                "\(raw)\"0c2e\", GROUP=\"scanners\", MODE=\"0660\"",
            ])
        #expect(text.contains("# mine\n"))
    }

    @Test func everyUSBModelOfTheShippedDriversHasItsRule() throws {
        let library = try Self.library()
        let models = library.profiles.values.reduce(0) { $0 + $1.models.count }
        let rules = Self.rules(UdevRules.text(for: library)).filter {
            $0.contains("GROUP=") && !$0.contains("\"hidraw\"")
        }
        #expect(models > 8 && rules.count == models && Set(rules).count == models)
    }

    /// The group and nobody else.
    @Test func noRuleOpensADeviceToEverybody() throws {
        for rule in Self.rules(UdevRules.text(for: try Self.library())) where !rule.contains("RUN+=") {
            let isMark = rule.hasSuffix("ENV{ID_MM_DEVICE_IGNORE}=\"1\"") && !rule.contains("MODE")
            #expect(isMark || rule.hasSuffix("GROUP=\"parcelgate\", MODE=\"0660\""), "\(rule)")
            #expect(rule.contains("ATTR{idVendor}==\"") || rule.contains("ATTRS{idVendor}==\""), "\(rule)")
        }
    }

    /// A scanner that behaves as a keyboard types into nothing, and no other device is let go of.
    @Test func theKernelsDriverLetsGoOfKeyboardsThatAreScanners() throws {
        let library = try Self.library()
        let rules = Self.rules(UdevRules.text(for: library)).filter { $0.contains("RUN+=") }
        let models = library.profiles.values.flatMap { profile in
            if case .usbKeyboard(let family) = profile.kind { return family.models }
            return []
        }
        #expect(models.count >= 2 && rules.count == models.count)
        for rule in rules {
            #expect(rule.contains("ACTION==\"bind\", DRIVER==\"usbhid\", ATTRS{idVendor}==\""), "\(rule)")
            #expect(rule.contains("ATTRS{idProduct}==\""), "\(rule)")
            #expect(rule.hasSuffix("'echo $kernel > /sys/bus/usb/drivers/usbhid/unbind'\""), "\(rule)")
        }
    }

    /// The nodes that pass by the gateway are its group's too.
    @Test func everyModelThatIsReadOverUSBHasItsRawNodeCovered() throws {
        let library = try Self.library()
        let models = library.profiles.values.flatMap { profile in
            switch profile.kind {
            case .text, .imageFolder: [DriverProfile.USBModel]()
            default: profile.models
            }
        }
        let rules = Self.rules(UdevRules.text(for: library)).filter { $0.contains("SUBSYSTEM==\"hidraw\"") }
        #expect(models.count > 8 && rules.count == models.count)
    }

    /// ModemManager would send a scanner commands when it is plugged in: it looks for its mark at the USB device, and where
    /// there is none at the port.
    @Test func serialScannersAreLeftAloneByModemManager() throws {
        let all = Self.rules(UdevRules.text(for: try Self.library()))
        let ports = all.filter { $0.contains("SUBSYSTEM==\"tty\"") }
        #expect(ports.count >= 5)
        for rule in ports { #expect(rule.contains("ENV{ID_MM_DEVICE_IGNORE}=\"1\""), "\(rule)") }
        let devices = all.filter {
            $0.contains("ENV{DEVTYPE}==\"usb_device\"") && $0.contains("ENV{ID_MM_DEVICE_IGNORE}=\"1\"")
        }
        // Those that are read without the system's port need the mark too.
        let read = try Self.library().profiles.values.reduce(0) { count, profile in
            if case .usbSerial(let family) = profile.kind { count + family.models.count } else { count }
        }
        #expect(read >= 5 && devices.count == ports.count + read)
        for rule in devices { #expect(rule.contains("ATTR{idProduct}=="), "\(rule)") }
    }

    @Test func rulesThatGiveRightsAreRecognised() throws {
        let rules = UdevRules.text(for: try Self.library())
        #expect(UdevRules.givesRights(rules, vendor: 0x0C2E) && UdevRules.givesRights(rules, vendor: 0x1EAB))
        #expect(!UdevRules.givesRights(rules, vendor: 0x046D))
        #expect(UdevRules.givesRights("SUBSYSTEM==\"usb\", ATTR{idVendor}==\"046D\", MODE=\"0666\"", vendor: 0x046D))
        // A comment, and a rule that gives no right.
        #expect(!UdevRules.givesRights("# ATTR{idVendor}==\"046d\", MODE=\"0666\"", vendor: 0x046D))
        #expect(!UdevRules.givesRights("ATTR{idVendor}==\"046d\", TAG+=\"x\"", vendor: 0x046D))
        // The raw node's right is none to the device.
        #expect(
            !UdevRules.givesRights(
                "SUBSYSTEM==\"hidraw\", ATTRS{idVendor}==\"046d\", MODE=\"0666\"", vendor: 0x046D))
    }

    @Test func theSameDriversGiveTheSameFile() throws {
        let first = UdevRules.text(for: try Self.library())
        #expect(UdevRules.text(for: try Self.library()) == first)
    }
}
