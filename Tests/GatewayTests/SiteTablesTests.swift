import Foundation
import TestSupport
import Testing

@testable import Gateway

/// The tables and printers of a site file.
@Suite("Site files with tables") struct SiteTablesTests {
    private let sample: SiteSample

    init() throws { sample = try SiteSample() }

    private static let tables = """
        printers:
          - {id: tags, address: "192.168.1.9:9100"}
        tables:
          - id: Q1
            name: {vi: quầy, en: counter}
            cage: {vi: lồng, en: cage}
            scanners: [table]
            printer: tags
            go_s: 5

        """

    /// A post office without a belt.
    private static var office: String {
        guard let start = SiteSample.text.range(of: "lines:") else { return "" }
        return String(SiteSample.text[..<start.lowerBound]) + tables
    }

    private func expect(_ old: String, _ new: String, _ message: String) throws {
        let fault = try sample.fault(Self.office.replacing(old, with: new))
        #expect(fault == "site.yaml:" + message, "'\(new)'")
    }

    @Test func aTableHasItsScannersItsPrinterAndItsTimes() throws {
        let site = try sample.read(Self.office)
        let table = try #require(site.tables.first)
        #expect(site.lines.isEmpty && site.tables.count == 1)
        #expect(table.layout.scanners.map(\.name) == ["table"] && table.printer?.name == "tags")
        #expect(table.layout.go_ms == 5_000 && table.layout.rescan_ms == 3_000)
        #expect(table.cage.vi == "lồng")
        #expect(!site.tableDevices.contains { $0.name == "table" }, "it opens no holds on the console")
    }

    @Test func aLineAndATableAreTwoPlaces() throws {
        let both = SiteSample.text + Self.tables.replacing("Q1", with: "L1")
        #expect(
            try sample.fault(both)
                == "site.yaml:26:9: expected an id that no line and no other table has, found 'L1'")
        let shared = SiteSample.text + Self.tables.replacing("[table]", with: "[hand]")
        #expect(
            try sample.fault(shared)
                == "site.yaml:29:16: expected each device at one place only: a station of a line, or a table, found 'hand'"
        )
    }

    @Test func whatATableNamesMustBeThere() throws {
        try expect("[table]", "[nobody]", "16:16: expected the id of a device of this site, found 'nobody'")
        try expect("printer: tags", "printer: other", "17:14: expected the id of a printer of this site, found 'other'")
        try expect("go_s: 5", "go_s: 0", "18:11: expected a whole number from 1 to 60, found '0'")
    }

    @Test func aPrinterHasAnIdOfItsOwn() throws {
        try expect(
            "{id: tags,", "{id: hand,", "11:10: expected an id that no other device or printer has, found 'hand'")
    }
}
