import Parcels
import TestSupport
import Testing
import YAML

@testable import Formats

@Suite("Drivers' files")
struct DriverFileTests {
    private static func parse(_ text: String) throws(YAMLError) -> DriverProfile {
        try DriverFile.parse(Array(text.utf8), file: "driver.yaml")
    }

    private static func error(_ text: String) -> String? {
        #expect(throws: YAMLError.self) { try parse(text) }?.description
    }

    private static let hid = "family: f\ntransport: usb-hid-pos\nmodels: [{vendor: 0x0c2e, name: x}]\n"
    private static let layout = "report_id: 2, size: 64, length_at: 1, data_at: 5, data_size: 56"
    private static let text = "family: f\ntransport: tcp-text\nreports: on-read\n"

    @Test func everyShippedDriverIsRead() throws {
        let families = try TestFiles.names(in: "drivers").filter { !$0.contains(".") && $0 != "keyboard-layouts" }
        #expect(families.count >= 6)
        let layouts = ["us": try Typing.layout("us")]
        for family in families {
            let file = try TestFiles.content("drivers/\(family)/driver.yaml")
            let profile = try DriverFile.parse(file, file: "drivers/\(family)/driver.yaml", layouts: layouts)
            #expect(profile.family == family)
        }
    }

    @Test func honeywellsDriverIsTheDocumentedOne() throws {
        let profile = try DriverFile.parse(try TestFiles.content("drivers/honeywell-hid-pos/driver.yaml"), file: "f")
        guard case .usbPointOfSale(let driver) = profile.kind else { return #expect(Bool(false), "another kind") }
        #expect(driver.fallback == Layouts.honeywell)
        #expect(driver.vendorCodeAt == 61)
        #expect(driver.answers.map(\.description).sorted() == ["X0", "Z6"])
        #expect(driver.afterOpen == [0xFE, 0x01])
        #expect(driver.vendorCodes[0x6A] == SymbologyIdentifier("C0"))
        #expect(driver.models.allSatisfy { $0.vendor == 0x0C2E })
        #expect(driver.models.contains { $0.product == nil })
        #expect(driver.partialLimit_ms == 500)
        #expect(!driver.ignoresDescriptor)
    }

    @Test func newlandsDriverIsTheDocumentedOne() throws {
        let profile = try DriverFile.parse(try TestFiles.content("drivers/newland-hid-pos/driver.yaml"), file: "f")
        guard case .usbPointOfSale(let driver) = profile.kind else { return #expect(Bool(false), "another kind") }
        #expect(driver.fallback == Layouts.newland)
        // The low byte of a Newland product id is the mode: 0x10 is HID POS.
        #expect(driver.models.allSatisfy { $0.vendor == 0x1EAB && ($0.product ?? 0) & 0xFF == 0x10 })
    }

    private static let keyboard = "family: f\ntransport: usb-keyboard\nmodels: [{vendor: 1, product: 2, name: x}]\n"

    private static func keyboard(_ more: String) throws -> DriverProfile {
        try DriverFile.parse(Array((keyboard + more).utf8), file: "f", layouts: ["us": try Typing.layout("us")])
    }

    @Test func aKeyboardsDriverIsReadWithItsDefaults() throws {
        guard case .usbKeyboard(let driver) = try Self.keyboard("layout: us\nend: [enter]\n").kind else {
            return #expect(Bool(false), "another kind")
        }
        #expect(driver.habits == KeyboardDecoder.Habits(layout: try Typing.layout("us")))
        let all =
            "layout: us\nend: [enter, tab]\nkey_gap_ms: 60\nsize_limit: 64\nsymbology_prefix: yes\nalt_codes: yes\ncontrol_keys: yes\n"
        guard case .usbKeyboard(let driver) = try Self.keyboard(all).kind else {
            return #expect(Bool(false), "another kind")
        }
        #expect(driver.habits.ends == [.enter, .tab] && driver.habits.keyGap_ms == 60 && driver.habits.sizeLimit == 64)
        #expect(driver.habits.hasSymbology && driver.habits.altCodes == .bytes && driver.habits.controlKeys)
    }

    @Test(
        arguments: [
            ("layout: xx\nend: [enter]", "f:4:9: expected one of the layouts us, found 'xx'"),
            ("layout: us\nend: []", "f:5:6: expected at least one of enter, tab"),
            ("layout: us\nend: [space]", "f:5:7: expected one of enter, tab, found 'space'"),
            // A slower one could not be told from a person.
            ("layout: us\nend: [enter]\nkey_gap_ms: 200", "f:6:13: expected a whole number from 5 to 80"),
            ("end: [enter]", "f:1:1: expected a field 'layout'"),
        ]) func aFaultyKeyboardsDriverIsNamedWithItsPlace(more: String, says: String) throws
    {
        let error = #expect(throws: YAMLError.self) { try Self.keyboard(more) }
        #expect(error?.description.hasPrefix(says) == true, "\(String(describing: error))")
    }

    /// A vendor of scanners may make keyboards for people too.
    @Test func aKeyboardsModelNeedsItsProduct() {
        let text = "family: f\ntransport: usb-keyboard\nmodels: [{vendor: 1, name: x}]\nlayout: us\nend: [enter]\n"
        #expect(Self.error(text)?.hasPrefix("driver.yaml:3:9: expected a product for each model") == true)
    }

    @Test func aSerialDriverIsATextDriverWithModels() throws {
        let serial = Self.text.replacing("tcp-text", with: "serial-text") + "framing: {end: <CR>}\n"
        let profile = try Self.parse(serial + "models: [{vendor: 1, product: 2, name: x}]\n")
        guard case .text(let family) = profile.kind else { return #expect(Bool(false), "another kind") }
        #expect(family.medium == .serial && family.models.map(\.product) == [2] && profile.reads(vendor: 1, product: 2))
        #expect(Self.error(serial + "port: 9004\n")?.hasPrefix("driver.yaml:5:1: expected one of") == true)
        #expect(
            Self.error(serial + "models: [{vendor: 1, name: x}]\n")?.hasPrefix(
                "driver.yaml:5:9: expected a product for each model") == true)
        guard case .text(let tcp) = try Self.parse(Self.text + "framing: {end: <CR>}\n").kind else {
            return #expect(Bool(false), "another kind")
        }
        #expect(tcp.medium == .tcp && tcp.models.isEmpty)
    }

    @Test func aTextDriverIsReadWithItsDefaults() throws {
        let profile = try Self.parse(Self.text + "framing: {end: <CR><LF>}\n")
        guard case .text(let family) = profile.kind else { return #expect(Bool(false), "another kind") }
        #expect(family.dialect.framing == TextFraming(start: [], end: [13, 10], sizeLimit: 4096))
        #expect(family.dialect.noRead.isEmpty && family.dialect.heartbeat.isEmpty && family.dialect.separator == nil)
        #expect(family.defaultPort == nil && !family.reportsEveryParcel && family.latency_ms == 0)
    }

    @Test func everyFieldOfATextDriverIsRead() throws {
        let profile = try Self.parse(
            """
            family: sick
            transport: tcp-text
            port: 2112
            framing: {start: <STX>, end: <ETX>, size_limit: 256}
            separator: ";"
            no_read: [NoRead, <0x18>]
            heartbeat: [HB]
            symbology_prefix: yes
            reports: every-parcel
            latency_ms: 40
            """)
        guard case .text(let family) = profile.kind else { return #expect(Bool(false), "another kind") }
        #expect(family.dialect.framing == TextFraming(start: [2], end: [3], sizeLimit: 256))
        #expect(family.dialect.noRead == [Array("NoRead".utf8), [0x18]])
        #expect(family.dialect.heartbeat == [Array("HB".utf8)])
        #expect(family.dialect.separator == [0x3B] && family.dialect.hasSymbology)
        #expect(family.defaultPort == 2112 && family.reportsEveryParcel && family.latency_ms == 40)
    }

    @Test func anUnknownFieldIsNamedWithItsPlace() {
        #expect(
            Self.error(Self.hid + "vender_codes: {}\n")
                == "driver.yaml:4:1: expected one of after_open_feature, answers, fallback, family, ignore_descriptor, "
                + "interfaces, models, output, "
                + "partial_limit_ms, transport, vendor_code_at, vendor_codes, found an unknown field 'vender_codes'")
        #expect(
            Self.error("family: f\ntransport: usb-hid-pos\nmodels:\n  - {vendor: 1, name: x, pid: 2}\n")
                == "driver.yaml:4:26: expected one of name, product, vendor, found an unknown field 'pid'")
    }

    @Test(arguments: [
        ("answers: [C0, Q]\n", "driver.yaml:4:15: expected an AIM symbology identifier such as C1, found 'Q'"),
        (
            "vendor_codes: {0x61: \"1F\"}\n",
            "driver.yaml:4:22: expected an AIM symbology identifier such as C1, found '1F'"
        ),
        ("vendor_codes: {0x161: F0}\n", "driver.yaml:4:16: expected a whole number from 0 to 255, found '0x161'"),
        (
            "after_open_feature: <FE>\n",
            "driver.yaml:4:21: expected a control character such as <STX> or <0x1D>, found '<FE>'"
        ),
        (
            "after_open_feature: <0x100>\n",
            "driver.yaml:4:21: expected a control character such as <STX> or <0x1D>, found '<0x100>'"
        ),
        (
            "after_open_feature: a<STX\n",
            "driver.yaml:4:21: expected a control character such as <STX> or <0x1D>, found 'a<STX'"
        ),
        ("partial_limit_ms: 9\n", "driver.yaml:4:19: expected a whole number from 10 to 10000, found '9'"),
        ("ignore_descriptor: maybe\n", "driver.yaml:4:20: expected yes or no, found 'maybe'"),
        ("vendor_code_at: -1\n", "driver.yaml:4:17: expected a whole number from 0 to 4095, found '-1'"),
        ("fallback: [1]\n", "driver.yaml:4:11: expected a report's layout, found a list"),
        ("fallback: {report_id: 2}\n", "driver.yaml:4:11: expected a field 'size', found none here"),
    ])
    func wrongValuesAreNamedWithTheirPlace(field: String, message: String) {
        #expect(Self.error(Self.hid + field) == message)
    }

    @Test(arguments: [
        "report_id: 2, size: 64, data_at: 9, data_size: 56",
        "report_id: 2, size: 64, length_at: 64, data_at: 5, data_size: 56",
        "report_id: 2, size: 64, symbology_at: 62, data_at: 5, data_size: 56",
        "report_id: 2, size: 64, vendor_code_at: 64, data_at: 5, data_size: 56",
        "report_id: 2, size: 64, data_at: 5, data_size: 56, continued: {byte: 64, bit: 0}",
    ])
    func aLayoutBeyondItsSizeIsRefused(layout: String) {
        #expect(
            Self.error(Self.hid + "fallback: {\(layout)}\n")
                == "driver.yaml:4:11: expected fields that lie within the report's size, found a mapping")
    }

    @Test func aLayoutThatEndsWithItsReportIsAccepted() throws {
        let profile = try Self.parse(Self.hid + "fallback: {\(Self.layout), continued: {byte: 63, bit: 7}}\n")
        guard case .usbPointOfSale(let driver) = profile.kind else { return #expect(Bool(false), "another kind") }
        #expect(driver.fallback?.continuedAt?.bit == 7)
    }

    private static let ends = "1 to 8 bytes, or a list of at most 4 such ends, and a start of at most 8"

    @Test(arguments: [
        ("framing: {end: \"\"}\n", "driver.yaml:4:16: expected \(ends), found ''"),
        ("framing: {end: <NUL>123456789}\n", "driver.yaml:4:16: expected \(ends), found '<NUL>123456789'"),
        (
            "framing: {end: <ETX>, size_limit: 0}\n",
            "driver.yaml:4:35: expected a whole number from 1 to 65536, found '0'"
        ),
        ("framing: {end: <ETX>}\nseparator: 123456789\n", "driver.yaml:5:12: expected 1 to 8 bytes, found '123456789'"),
        (
            "framing: {end: <ETX>}\nport: 70000\n",
            "driver.yaml:5:7: expected a whole number from 1 to 65535, found '70000'"
        ),
        (
            "framing: {end: <ETX>, stop: <ETX>}\n",
            "driver.yaml:4:23: expected one of check, end, length_bytes, size_limit, start, found an unknown field 'stop'"
        ),
    ])
    func wrongFramingsAreNamedWithTheirPlace(field: String, message: String) {
        #expect(Self.error(Self.text + field) == message)
    }

    @Test func transportAndReportsAreOfClosedSets() {
        #expect(
            Self.error("family: f\ntransport: serial\n")
                == "driver.yaml:2:12: expected one of usb-hid-pos, usb-keyboard, usb-oem, usb-snapi, usb-serial, tcp-text, udp-text, "
                + "serial-text, image-folder, "
                + "found 'serial'")
        #expect(
            Self.error("family: f\ntransport: tcp-text\nframing: {end: <CR>}\nreports: always\n")
                == "driver.yaml:4:10: expected one of every-parcel, on-read, found 'always'")
        #expect(Self.error("family: f\n") == "driver.yaml:1:1: expected a field 'transport', found none here")
        #expect(Self.error("- f\n") == "driver.yaml:1:1: expected a driver's fields, found a list")
    }

    @Test func bytesAreWrittenWithControlCharactersByName() throws {
        func bytes(_ text: String) throws -> [UInt8] {
            try DriverFile.bytes(try YAMLParser.parse(Array(text.utf8), file: "f"))
        }
        #expect(try bytes("<NUL><STX>a<ETX><US>") == [0, 2, 97, 3, 31])
        #expect(try bytes("<TAB><LF><CR><GS><RS>") == [9, 10, 13, 29, 30])
        #expect(try bytes("<0x1D><0xff><LT>") == [0x1D, 0xFF, 0x3C])
        #expect(try bytes("é>") == [0xC3, 0xA9, 0x3E])
    }
}
