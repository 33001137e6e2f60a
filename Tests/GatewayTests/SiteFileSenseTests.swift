import Foundation
import TestSupport
import Testing

@testable import Gateway

/// Site files whose fields are well formed and that make no sense together.
@Suite("Site files that contradict themselves")
struct SiteFileSenseTests {
    private let sample: SiteSample

    init() throws { sample = try SiteSample() }

    private func expect(_ old: String, _ new: String, _ message: String) throws {
        let fault = try sample.fault(try SiteSample.changed(old, new))
        #expect(fault == "site.yaml:" + message, "'\(new)'")
    }

    @Test(arguments: [
        ("kind: inspection", "kind: outbound", "no exit is of kind inspection: held parcels would have nowhere to go"),
        (
            "kind: outbound", "kind: inspection",
            "only one exit may be of kind inspection: it is where a parcel goes without a permit"
        ),
        ("kind: outbound", "kind: recirculation", "no exit is of kind outbound"),
        ("distance_mm: 4200", "distance_mm: 2999", "exit 2 lies before the diverter"),
        (
            "diverter_mm: 3000", "diverter_mm: 1060",
            "station 'tunnel' stands behind the diverter: its readings come too late"
        ),
        ("[tunnel, hand]", "[]", "a line without a station reads nothing and could clear nothing; name at least one"),
    ])
    func aLineThatCannotHoldIsRefused(old: String, new: String, why: String) throws {
        try expect(old, new, "11:5: expected a line that can hold parcels, found line L1: \(why)")
    }

    @Test func aLineWithoutStationsIsRefused() throws {
        let stations = "\n      - {name: tunnel, distance_mm: 1000, tolerance_mm: 60, readers: [tunnel, hand]}"
        let fault = try sample.fault(try SiteSample.changed(stations, " []"))
        #expect(fault?.contains("found line L1: a line without a station") == true)
    }

    @Test func aSiteHasALine() throws {
        let start = try #require(SiteSample.text.range(of: "lines:"))
        let fault = try sample.fault(String(SiteSample.text[..<start.lowerBound]) + "lines: []\n")
        #expect(fault == "site.yaml:10:8: expected at least one line, or a table under 'tables', found a list")
    }

    @Test func anIdStandsOnce() throws {
        try expect("id: hand", "id: tunnel", "8:10: expected each device's id once, found 'tunnel'")
        let twice = SiteSample.text + SiteSample.secondLine.replacing("id: L2", with: "id: L1")
        #expect(try sample.fault(twice) == "site.yaml:23:5: expected each line's id once, found a mapping")
    }

    /// The first of two would have been taken, whatever the second says.
    @Test func anExitsNumberStandsOnce() throws {
        try expect("number: 2", "number: 1", "22:9: expected each exit's number once, found a mapping")
    }

    @Test func aReaderIsADeviceOfTheSite() throws {
        try expect("[tunnel, hand]", "[tunnel, hund]", "16:79: expected the id of a device of this site, found 'hund'")
    }

    /// The last of two would have been taken: the readings of the others' parcels would be lost.
    @Test func aReaderStandsAtOneStation() throws {
        try expect("[tunnel, hand]", "[hand, hand]", "16:77: expected each device at one station only, found 'hand'")
        let station = "readers: [tunnel]}\n      - {name: b, distance_mm: 1500, tolerance_mm: 60, readers: [tunnel]}"
        try expect(
            "readers: [tunnel, hand]}", station, "17:66: expected each device at one station only, found 'tunnel'")
        let lines = SiteSample.text + SiteSample.secondLine.replacing("[table]", with: "[hand]")
        #expect(try sample.fault(lines) == "site.yaml:28:70: expected each device at one station only, found 'hand'")
    }

    /// One more would have had no bit, and nobody would have waited for it.
    @Test func aLineHasAsManyReadersAsItCanTellApart() throws {
        func text(_ count: Int) throws -> String {
            let names = (1...count).map { "r\($0)" }
            let devices = names.enumerated().map { place, name in
                "  - {id: \(name), driver: sick-text-tcp, tcp: {connect: \"10.0.0.1:\(place + 1)\"}}\n"
            }
            return try SiteSample.changed("devices:\n", "devices:\n" + devices.joined())
                .replacing("[tunnel, hand]", with: "[\(names.joined(separator: ", "))]")
        }
        #expect(try sample.read(try text(64)).lines.first?.layout.stations.first?.readers.count == 64)
        #expect(
            try sample.fault(try text(65))
                == "site.yaml:76:5: expected a line that can hold parcels, found line L1: 65 readers on one line; "
                + "at most 64 can be told apart")
    }

    @Test(arguments: ["", "serial: A", "port: 1-1", "serial: A, port: 1-1"])
    func twoDevicesAreNotOneUnit(place: String) throws {
        let text = try SiteSample.changed("product: 0x0b6a", "product: 1")
            .replacing("product: 0x0b6b", with: "product: 1, " + place)
        #expect(
            try sample.fault(text)
                == "site.yaml:9:49: expected a unit that no other device of this site is, found a mapping; "
                + "where several USB units are alike, give each its serial or its port")
    }

    @Test(arguments: ["connect", "listen"])
    func twoReadersOfTextAreNotOneUnit(word: String) throws {
        let tcp = "tcp: {\(word): \"127.0.0.1:9200\"}}"
        let text = try SiteSample.changed(
            "tcp: {connect: \"127.0.0.1:9200\"}}", tcp + "\n  - {id: second, driver: text-tcp, " + tcp)
        #expect(
            try sample.fault(text)?.hasPrefix(
                "site.yaml:8:41: expected a unit that no other device of this site is, found a mapping") == true)
    }

    @Test func twoLinesHaveTwoSorters() throws {
        let lines = SiteSample.text + SiteSample.secondLine.replacing("9101", with: "9100")
        #expect(try sample.fault(lines) == "site.yaml:23:5: expected each sorter's address once, found a mapping")
    }

    @Test func aFieldStandsOnce() throws {
        try expect("data: data", "data: data\ndata: other", "3:1: expected each key once, found 'data' again")
    }

    @Test func aFileThatIsNotThereIsNamed() throws {
        let missing = sample.folder.path + "/none.yaml"
        let fault = #expect(throws: SiteFile.Fault.self) { try SiteFile.read(missing) }
        #expect(fault.map { "\($0)" } == "open \(missing): No such file or directory")
    }

    @Test func aDriversFolderThatIsNotThereIsNamed() throws {
        let fault = try sample.fault(try SiteSample.changed("drivers: DRIVERS", "drivers: none"))
        #expect(fault == "open directory none: No such file or directory")
    }

    /// The error is the driver's own, with its place.
    @Test func aBrokenDriverIsNamedWithItsPlace() throws {
        let family = sample.folder.path + "/drivers/mine"
        try FileManager.default.createDirectory(atPath: family, withIntermediateDirectories: true)
        try "family: mine\ntransport: radio\n".write(toFile: family + "/driver.yaml", atomically: true, encoding: .utf8)
        let fault = try sample.fault(try SiteSample.changed("drivers: DRIVERS", "drivers: drivers"))
        #expect(
            fault
                == "drivers/mine/driver.yaml:2:12: expected one of usb-hid-pos, usb-keyboard, usb-oem, usb-snapi, usb-serial, "
                + "tcp-text, udp-text, serial-text, image-folder, found 'radio'"
        )
    }
}
