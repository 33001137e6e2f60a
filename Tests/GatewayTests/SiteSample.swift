import Foundation
import TestSupport
import Testing

@testable import Gateway

/// A site file in a folder of its own, with one thing changed.
struct SiteSample {
    static let text = """
        site: {id: test, name: {vi: thử, en: test}, zone: Asia/Ho_Chi_Minh}
        data: data
        drivers: DRIVERS
        console: {listen: "127.0.0.1:0"}
        screening: {copy_window_s: 60, length_tolerance_mm: 20}
        devices:
          - {id: tunnel, driver: sick-text-tcp, tcp: {connect: "127.0.0.1:9200"}}
          - {id: hand, driver: honeywell-hid-pos, usb: {vendor: 0x0c2e, product: 0x0b6a}}
          - {id: table, driver: honeywell-hid-pos, usb: {vendor: 0x0c2e, product: 0x0b6b}}
        lines:
          - id: L1
            name: {vi: một, en: one}
            sorter: 127.0.0.1:9100
            belt: {encoder_um_per_count: 500}
            stations:
              - {name: tunnel, distance_mm: 1000, tolerance_mm: 60, readers: [tunnel, hand]}
            maximum_length_mm: 800
            minimum_gap_mm: 150
            diverter_mm: 3000
            exits:
              - {number: 1, kind: inspection, distance_mm: 3800}
              - {number: 2, kind: outbound, distance_mm: 4200}

        """

    /// Lines 10 to 22 of the sample, as a second line of the site.
    static let secondLine = """
          - id: L2
            name: {vi: hai, en: two}
            sorter: 127.0.0.1:9101
            belt: {speed_mm_s: 900}
            stations:
              - {name: table, distance_mm: 1000, tolerance_mm: 60, readers: [table]}
            maximum_length_mm: 800
            minimum_gap_mm: 150
            diverter_mm: 3000
            exits:
              - {number: 1, kind: inspection, distance_mm: 3800}
              - {number: 2, kind: outbound, distance_mm: 4200}

        """

    let folder: TestFolder

    init() throws { folder = try TestFolder() }

    var path: String { folder.path + "/site.yaml" }

    func write(_ text: String) throws {
        let drivers = TestFiles.root + "/drivers"
        try text.replacing("DRIVERS", with: drivers).write(toFile: path, atomically: true, encoding: .utf8)
    }

    func read(_ text: String = text) throws -> SiteConfiguration {
        try write(text)
        return try SiteFile.read(path)
    }

    /// The sample with one part of it, which must be there, in another form.
    static func changed(_ old: String, _ new: String) throws -> String {
        try #require(text.contains(old), "the sample lacks '\(old)'")
        guard let place = text.range(of: old) else { return text }
        return text.replacingCharacters(in: place, with: new)
    }

    /// What is wrong with a text, without the folder's name.
    func fault(_ text: String) throws -> String? {
        try write(text)
        let fault = #expect(throws: SiteFile.Fault.self) { try SiteFile.read(path) }
        return fault.map { "\($0)".replacing(folder.path + "/", with: "") }
    }
}
