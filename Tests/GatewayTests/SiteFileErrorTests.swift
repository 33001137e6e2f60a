import Devices
import TestSupport
import Testing

@testable import Gateway

/// Every mistake is told with file, line, column, what was expected and what was found.
@Suite("Mistakes in the site file")
struct SiteFileErrorTests {
    private let sample: SiteSample

    init() throws { sample = try SiteSample() }

    private func expect(_ old: String, _ new: String, _ message: String) throws {
        let fault = try sample.fault(try SiteSample.changed(old, new))
        #expect(fault == "site.yaml:" + message, "'\(new)'")
    }

    @Test(arguments: [
        (
            "data: data", "dta: data\ndata: data",
            "2:1: expected one of anchors, bulletins, console, danger_contacts, data, devices, drivers, hold_budget, lines, numbers, printers, recall_hours, retention, screening, site, tables, found an unknown field 'dta'"
        ),
        ("id: test,", "id: test, city: x,", "1:18: expected one of id, name, zone, found an unknown field 'city'"),
        ("en: test}", "en: test, fr: x}", "1:44: expected one of en, vi, found an unknown field 'fr'"),
        (
            "listen: \"127.0.0.1:0\"", "listen: \"127.0.0.1:0\", tls: yes",
            "4:39: expected certificate and key, found 'yes'"
        ),
        (
            "copy_window_s: 60", "copy_window_s: 60, copies: 1",
            "5:32: expected one of clear_valid_min, copy_window_s, length_tolerance_mm, round_limit, found an unknown field 'copies'"
        ),
        (
            "id: tunnel,", "id: tunnel, name: x,",
            "7:18: expected one of driver, id, tcp, found an unknown field 'name'"
        ),
        (
            "product: 0x0b6a", "product: 0x0b6a, bus: 1",
            "8:82: expected one of interfaces, port, product, serial, vendor, found an unknown field 'bus'"
        ),
        (
            "9200\"", "9200\", listen: \"127.0.0.1:1\"",
            "7:74: expected one of connect, found an unknown field 'listen'"
        ),
        (
            "diverter_mm: 3000", "diverter_mm: 3000\n    color: red",
            "20:5: expected one of area, belt, diverter_mm, exits, id, maximum_length_mm, minimum_gap_mm, name, sorter, stations, "
                + "found an unknown field 'color'"
        ),
        (
            "count: 500", "count: 500, speed_mm_s: 9",
            "14:39: expected one of encoder_um_per_count, top_speed_mm_s, found an unknown field 'speed_mm_s'"
        ),
        (
            "tolerance_mm: 60,", "tolerance_mm: 60, width: 1,",
            "16:61: expected one of distance_mm, name, readers, tolerance_mm, trigger, found an unknown field 'width'"
        ),
        (
            "tolerance_mm: 60,", "tolerance_mm: 60, trigger: gateway,",
            "16:70: expected readers that can be triggered, found 'gateway'; family sick-text-tcp of device tunnel has no trigger_on "
                + "among its commands: wire the line's own trigger to the reader, and leave this out"
        ),
        (
            "kind: inspection,", "kind: inspection, lane: 1,",
            "21:39: expected one of distance_mm, kind, number, places, found an unknown field 'lane'"
        ),
    ])
    func anUnknownFieldIsNamed(old: String, new: String, message: String) throws {
        try expect(old, new, message)
    }

    @Test(arguments: [
        ("id: test, ", "", "1:7: expected a field 'id', found none here"),
        (", zone: Asia/Ho_Chi_Minh", "", "1:7: expected a field 'zone', found none here"),
        ("{vi: thử, en: test}", "{vi: thử}", "1:24: expected a field 'en', found none here"),
        ("{vi: thử, en: test}", "{en: test}", "1:24: expected a field 'vi', found none here"),
        ("data: data\n", "", "1:1: expected a field 'data', found none here"),
        ("data: data\n", "data:\n", "1:1: expected a field 'data', found none here"),
        ("drivers: DRIVERS\n", "", "1:1: expected a field 'drivers', found none here"),
        ("listen: \"127.0.0.1:0\"", "", "4:10: expected a field 'listen', found none here"),
        ("id: tunnel, ", "", "7:5: expected a field 'id', found none here"),
        ("driver: sick-text-tcp, ", "", "7:5: expected a field 'driver', found none here"),
        ("tcp: {connect: \"127.0.0.1:9200\"}", "", "7:5: expected a field 'tcp', found none here"),
        (
            "tcp: {connect: \"127.0.0.1:9200\"}", "usb: {vendor: 1, product: 1}",
            "7:5: expected a field 'tcp', found none here"
        ),
        ("connect: \"127.0.0.1:9200\"", "", "7:46: expected a field 'listen', found none here"),
        ("usb: {vendor: 0x0c2e, product: 0x0b6a}", "", "8:5: expected a field 'usb', found none here"),
        ("vendor: 0x0c2e, ", "", "8:48: expected a field 'vendor', found none here"),
        (", product: 0x0b6a", "", "8:48: expected a field 'product', found none here"),
        ("encoder_um_per_count: 500", "", "14:11: expected a field 'speed_mm_s', found none here"),
        ("name: tunnel, ", "", "16:9: expected a field 'name', found none here"),
        (", readers: [tunnel, hand]", "", "16:9: expected a field 'readers', found none here"),
        ("    maximum_length_mm: 800\n", "", "11:5: expected a field 'maximum_length_mm', found none here"),
        ("    minimum_gap_mm: 150\n", "", "11:5: expected a field 'minimum_gap_mm', found none here"),
        ("    diverter_mm: 3000\n", "", "11:5: expected a field 'diverter_mm', found none here"),
        ("    sorter: 127.0.0.1:9100\n", "", "11:5: expected a field 'sorter', found none here"),
        ("number: 1, ", "", "21:9: expected a field 'number', found none here"),
        (", distance_mm: 3800", "", "21:9: expected a field 'distance_mm', found none here"),
    ])
    func aMissingFieldIsNamed(old: String, new: String, message: String) throws {
        try expect(old, new, message)
    }

    @Test(arguments: [
        ("copy_window_s: 60", "copy_window_s: 0", "5:28: expected a whole number from 1 to 604800, found '0'"),
        (
            "copy_window_s: 60", "copy_window_s: 604801",
            "5:28: expected a whole number from 1 to 604800, found '604801'"
        ),
        ("tolerance_mm: 20", "tolerance_mm: 0", "5:53: expected a whole number from 1 to 10000, found '0'"),
        ("vendor: 0x0c2e", "vendor: 0", "8:57: expected a whole number from 1 to 65535, found '0'"),
        ("vendor: 0x0c2e", "vendor: 0x10000", "8:57: expected a whole number from 1 to 65535, found '0x10000'"),
        ("product: 0x0b6a", "product: -1", "8:74: expected a whole number from 0 to 65535, found '-1'"),
        ("product: 0x0b6a", "product: 0b6a", "8:74: expected a whole number from 0 to 65535, found '0b6a'"),
        ("count: 500", "count: 0", "14:34: expected a whole number from 1 to 1000000, found '0'"),
        (
            "encoder_um_per_count: 500", "speed_mm_s: 10001",
            "14:24: expected a whole number from 1 to 10000, found '10001'"
        ),
        ("distance_mm: 1000,", "distance_mm: -1,", "16:37: expected a whole number from 0 to 1000000, found '-1'"),
        ("distance_mm: 1000,", "distance_mm: 1.5,", "16:37: expected a whole number from 0 to 1000000, found '1.5'"),
        ("tolerance_mm: 60", "tolerance_mm: 10001", "16:57: expected a whole number from 0 to 10000, found '10001'"),
        ("length_mm: 800", "length_mm: 49", "17:24: expected a whole number from 50 to 10000, found '49'"),
        ("gap_mm: 150", "gap_mm: 0", "18:21: expected a whole number from 1 to 10000, found '0'"),
        ("diverter_mm: 3000", "diverter_mm: 0", "19:18: expected a whole number from 1 to 1000000, found '0'"),
        (
            "diverter_mm: 3000", "diverter_mm: 99999999999999999999",
            "19:18: expected a whole number from 1 to 1000000, found '99999999999999999999'"
        ),
        ("number: 1,", "number: 0,", "21:18: expected a whole number from 1 to 99, found '0'"),
        ("number: 1,", "number: 100,", "21:18: expected a whole number from 1 to 99, found '100'"),
        ("distance_mm: 3800", "distance_mm: 0", "21:52: expected a whole number from 1 to 1000000, found '0'"),
    ])
    func aNumberOutOfItsRangeIsNamed(old: String, new: String, message: String) throws {
        try expect(old, new, message)
    }

    @Test(arguments: ["''", "Test", "a_b", "đ", "a b", String(repeating: "a", count: 33)])
    func theSitesIdIsSmallLettersDigitsAndHyphens(id: String) throws {
        let found = id == "''" ? "''" : "'\(id)'"
        try expect(
            "id: test", "id: \(id)", "1:12: expected 1 to 32 small letters, digits and hyphens, found \(found)")
    }

    @Test(arguments: ["Kon Tum", "''", "Asia/Nowhere", "GMT+7", "GMT+0700", "+07:00", "UTC+7", "EST5EDT4"])
    func theZoneIsKnown(zone: String) throws {
        let found = zone == "''" ? "''" : "'\(zone)'"
        try expect(
            "zone: Asia/Ho_Chi_Minh", "zone: \(zone)",
            "1:51: expected an IANA time zone such as Asia/Ho_Chi_Minh, found \(found)")
    }

    @Test(arguments: [
        "localhost:9100", "127.0.0.1", "127.0.0.1:", "127.0.0.1:70000", ":9100", "127.0.0.1:0", "[::1]:9100",
        "256.1.1.1:1",
        "127.0.0.1:-1",
    ])
    func anAddressIsNumeric(address: String) throws {
        let expected = "expected a numeric address and port such as 192.168.10.5:9100, found '\(address)'"
        try expect("127.0.0.1:9100", "\"\(address)\"", "13:13: \(expected)")
        try expect("127.0.0.1:9200", address, "7:56: \(expected)")
    }

    @Test(arguments: ["0.0.0.0:8480", "192.168.1.5:8480", "126.0.0.1:8480"])
    func theConsoleListensOnLoopbackOnly(address: String) throws {
        try expect(
            "127.0.0.1:0", address,
            "4:19: expected a loopback address such as 127.0.0.1:8080, found '\(address)'; "
                + "for other machines give the console a certificate: tls: {certificate: FILE, key: FILE}")
    }

    @Test(arguments: [
        (
            "site: {id: test, name: {vi: thử, en: test}, zone: Asia/Ho_Chi_Minh}", "site: x",
            "1:7: expected id, name and zone, found 'x'"
        ),
        ("data: data", "data: [a]", "2:7: expected a folder, found a list"),
        ("drivers: DRIVERS", "drivers: {}", "3:10: expected a folder, found a mapping"),
        ("{listen: \"127.0.0.1:0\"}", "127.0.0.1:0", "4:10: expected listen and tls, found '127.0.0.1:0'"),
        ("\"127.0.0.1:0\"", "[1]", "4:19: expected an address, found a list"),
        ("{copy_window_s: 60, length_tolerance_mm: 20}", "strict", "5:12: expected screening settings, found 'strict'"),
        ("{connect: \"127.0.0.1:9200\"}", "9200", "7:46: expected connect or listen, found '9200'"),
        (
            "{vendor: 0x0c2e, product: 0x0b6a}", "1",
            "8:48: expected vendor, product, and serial or port where there are several, found '1'"
        ),
        ("{vi: một, en: one}", "one", "12:11: expected vi and en, found 'one'"),
        ("{encoder_um_per_count: 500}", "500", "14:11: expected encoder_um_per_count or speed_mm_s, found '500'"),
        ("[tunnel, hand]", "tunnel", "16:70: expected a list, found 'tunnel'"),
        ("[tunnel, hand]", "[{}]", "16:71: expected a device's id, found a mapping"),
        (
            "kind: inspection", "kind: manual",
            "21:27: expected one of inspection, outbound, recirculation, found 'manual'"
        ),
        ("- {number: 2, kind: outbound, distance_mm: 4200}", "- 2", "22:9: expected an exit, found '2'"),
        (
            "- {name: tunnel, distance_mm: 1000, tolerance_mm: 60, readers: [tunnel, hand]}", "- tunnel",
            "16:9: expected a station, found 'tunnel'"
        ),
    ])
    func aValueOfAnotherKindIsNamed(old: String, new: String, message: String) throws {
        try expect(old, new, message)
    }

    @Test func devicesAndLinesAreMappings() throws {
        #expect(
            try sample.fault(try SiteSample.changed("devices:\n", "devices:\n  - x\n"))
                == "site.yaml:7:5: expected a device, found 'x'")
        #expect(
            try sample.fault(try SiteSample.changed("lines:\n", "lines:\n  - x\n"))
                == "site.yaml:11:5: expected a line, found 'x'")
    }

    @Test(arguments: ["tunnel/1", "''", "đầu", String(repeating: "a", count: 33)])
    func aDevicesIdIsPlain(id: String) throws {
        let found = id == "''" ? "''" : "'\(id)'"
        try expect(
            "id: tunnel,", "id: \(id),", "7:10: expected 1 to 32 letters, digits, hyphens or dots, found \(found)")
    }

    @Test(arguments: ["l1", "''", "L12345678", "L 1"])
    func aLinesIdIsPlain(id: String) throws {
        let found = id == "''" ? "''" : "'\(id)'"
        try expect("id: L1", "id: \(id)", "11:9: expected 1 to 8 capital letters, digits or hyphens, found \(found)")
    }

    @Test func aSerialPortsMistakesAreNamed() throws {
        let tcp = "driver: sick-text-tcp, tcp: {connect: \"127.0.0.1:9200\"}"
        for (serial, message) in [
            ("{path: ttyS0}", "7:54: expected a whole path such as /dev/serial/by-id/usb-…, found 'ttyS0'"),
            ("{baud: 9600}", "7:47: expected a field 'path', found none here"),
            ("{path: /dev/x, baud: 9601}", "7:68: expected one of 1200, 2400, 4800, 9600"),
            ("{path: /dev/x, bits: 9}", "7:68: expected a whole number from 7 to 8, found '9'"),
            ("{path: /dev/x, parity: mark}", "7:70: expected one of none, even, odd, found 'mark'"),
            ("{path: /dev/x, flow: yes}", "7:68: expected one of none, hardware, software, found 'yes'"),
            (
                "{path: /dev/x, speed: 1}",
                "7:62: expected one of baud, bits, flow, parity, path, stop, found an unknown"
            ),
        ] {
            let fault = try sample.fault(try SiteSample.changed(tcp, "driver: serial-text, serial: " + serial))
            #expect(fault?.hasPrefix("site.yaml:" + message) == true, "\(fault ?? "")")
        }
    }

    @Test func whoMaySpeakAsAReaderIsChecked() throws {
        let tcp = "driver: sick-text-tcp, tcp: {connect: \"127.0.0.1:9200\"}"
        for (place, message) in [
            ("sick-text-tcp, tcp: {listen: \"0.0.0.0:1\", from: [10.0.0]}", "expected a numeric IPv4 address"),
            ("sick-text-tcp, tcp: {listen: \"0.0.0.0:1\", from: []}", "expected 1 to 16 addresses"),
            ("sick-text-tcp, tcp: {connect: \"1.1.1.1:1\", from: [1.1.1.1]}", "expected one of connect"),
            ("text-udp, udp: {listen: \"0.0.0.0:1\"}", "expected a field 'from'"),
            ("text-udp, tcp: {connect: \"1.1.1.1:1\"}", "expected a field 'udp'"),
        ] {
            let fault = try sample.fault(try SiteSample.changed(tcp, "driver: " + place))
            #expect(fault?.hasPrefix("site.yaml:7:") == true && fault?.contains(message) == true, "\(fault ?? "")")
        }
    }

    @Test func anUnknownLayoutIsAnsweredWithAllThatAreKnown() throws {
        try expect(
            "driver: honeywell-hid-pos, usb: {vendor: 0x0c2e, product: 0x0b6a}",
            "driver: zebra-keyboard, usb: {vendor: 0x05e0, product: 0x1200}, layout: xx",
            "8:88: expected one of the layouts cs, de, fr, us, vn, found 'xx'")
    }

    @Test func anUnknownFamilyIsAnsweredWithAllThatAreKnown() throws {
        let families = try DriverLibrary(folder: TestFiles.root + "/drivers").profiles.keys.sorted()
        #expect(families.count >= 8)
        try expect(
            "driver: sick-text-tcp", "driver: sick",
            "7:26: expected one of the families \(families.joined(separator: ", ")), found 'sick'")
    }
}
