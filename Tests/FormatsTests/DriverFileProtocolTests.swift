import Parcels
import TestSupport
import Testing
import YAML

@testable import Formats

@Suite("Drivers' files of USB protocols")
struct DriverFileProtocolTests {
    private static func kind(_ transport: String, _ more: String) throws(YAMLError) -> DriverProfile.Kind {
        let text = "family: f\ntransport: \(transport)\nmodels: [{vendor: 1, product: 2, name: x}]\n" + more
        return try DriverFile.parse(Array(text.utf8), file: "f").kind
    }

    private static let port = "framing: {end: <CR>}\nreports: on-read\n"

    @Test func anOEMFamilyIsRead() throws {
        guard case .usbOEM(let family) = try Self.kind("usb-oem", "form: table-top\nbad_read_beep: not-on-file\n")
        else {
            return #expect(Bool(false), "another kind")
        }
        #expect(family.form == .tableTop && family.badRead == .notOnFileBeep && family.partialLimit_ms == 500)
        #expect(family.form.usage == 0x4A00 && OEMDialogue.Form.handHeld.usage == 0x4B00)
    }

    @Test func aSNAPIFamilyIsRead() throws {
        guard case .usbSNAPI(let family) = try Self.kind("usb-snapi", "bad_read_beep: 3\n") else {
            return #expect(Bool(false), "another kind")
        }
        #expect(family.goodBeep == 0 && family.badBeep == 3 && family.partialLimit_ms == 1_000)
    }

    @Test func aSerialFamilyIsRead() throws {
        let more =
            "packing: opticon\ncommands: {enable: <ESC>A, bad_read: B}\nopening: <0x80>\nclosing: <0xFF>\n" + Self.port
        guard case .usbSerial(let family) = try Self.kind("usb-serial", more) else {
            return #expect(Bool(false), "another kind")
        }
        #expect(family.wire == .opticon && family.models.map(\.product) == [2])
        #expect(family.commands == [.enable: [0x1B, 0x41], .badRead: [0x42]])
        #expect(family.opening == [0x80] && family.closing == [0xFF])
        #expect(family.text.dialect.framing.end == [0x0D] && !family.text.reportsEveryParcel)
    }

    @Test(
        arguments: [
            ("usb-oem", "", "f:1:1: expected a field 'form'"),
            ("usb-oem", "form: round", "f:4:7: expected one of hand-held, table-top, found 'round'"),
            ("usb-snapi", "good_read_beep: 26", "f:4:17: expected a whole number from 0 to 25"),
            ("usb-serial", Self.port, "f:1:1: expected a field 'packing'"),
            ("usb-serial", "packing: x\n" + Self.port, "f:4:10: expected one of cdc-acm, symbol, opticon, metrologic"),
            ("usb-serial", "packing: symbol\ncommands: {enable: E}\n" + Self.port, "f:5:11: expected no commands"),
            ("usb-serial", "packing: symbol\nopening: E\n" + Self.port, "f:5:10: expected 1 to 64 bytes"),
            ("usb-serial", "packing: cdc-acm\ncommands: {blink: E}\n" + Self.port, "f:5:12: expected"),
            ("usb-hid-pos", "commands: {enable: E}\n", "f:4:1: expected"),
            ("usb-hid-pos", "output: {report_id: 4}\n", "f:4:9: expected a field 'length'"),
            ("usb-hid-pos", "output: {report_id: 4, length: some}\n", "f:4:32: expected a whole number from 0 to 255"),
            (
                "usb-hid-pos", "output: {report_id: 4, size: 4, length: none}\ncommands: {enable: ABCD}\n",
                "f:5:20: expected 1 to 3 bytes"
            ),
        ]) func aFaultIsNamedWithItsPlace(transport: String, more: String, says: String)
    {
        let error = #expect(throws: YAMLError.self) { try Self.kind(transport, more) }
        #expect(error?.description.hasPrefix(says) == true, "\(String(describing: error))")
    }

    /// A vendor's other products are in other modes.
    @Test(arguments: [
        ("usb-oem", "form: hand-held"), ("usb-snapi", "good_read_beep: 0"),
        ("usb-serial", "packing: symbol\n" + Self.port),
    ])
    func aModelNeedsItsProduct(transport: String, more: String) {
        let text = "family: f\ntransport: \(transport)\nmodels: [{vendor: 1, name: x}]\n\(more)\n"
        let error = #expect(throws: YAMLError.self) { try DriverFile.parse(Array(text.utf8), file: "f") }
        #expect(error?.description.hasPrefix("f:3:9: expected a product for each model") == true)
    }

    @Test func theShippedFamiliesAreTheDocumentedOnes() throws {
        func family(_ name: String) throws -> DriverProfile {
            try DriverFile.parse(try TestFiles.content("drivers/\(name)/driver.yaml"), file: name)
        }
        for (name, form) in [
            ("ibm-oem-handheld", OEMDialogue.Form.handHeld), ("ibm-oem-tabletop", .tableTop),
            ("datalogic-oem", .handHeld),
        ] {
            guard case .usbOEM(let oem) = try family(name).kind else { return #expect(Bool(false), "\(name)") }
            #expect(oem.form == form && oem.badRead == .errorBeep)
        }
        for (name, wire) in [
            ("symbol-simple-com", USBSerialWire.symbol), ("opticon-serial", .opticon),
            ("metrologic-serial", .metrologic),
            ("metrologic-serial-one-way", .metrologic), ("usb-cdc-text", .cdcACM), ("datalogic-usb-com", .cdcACM),
        ] {
            guard case .usbSerial(let port) = try family(name).kind else { return #expect(Bool(false), "\(name)") }
            #expect(port.wire == wire && port.text.dialect.framing.end == [0x0D])
            // What the one-way scanner wants to hear (DEVICES.md 1.4).
            let isOneWay = name.hasSuffix("one-way")
            #expect(port.opening == (isOneWay ? [0x80] : nil) && port.closing == (isOneWay ? [0xFF] : nil))
        }
        guard case .usbSerial(let datalogic) = try family("datalogic-usb-com").kind else { return }
        #expect(datalogic.commands == [.enable: [0x45], .disable: [0x44], .goodRead: [0x42], .badRead: [0x46]])
        #expect(try family("zebra-snapi").reads(vendor: 0x05E0, product: 0x1900))
    }
}
