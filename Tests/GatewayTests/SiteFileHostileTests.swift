import Foundation
import TestSupport
import Testing

@testable import Gateway

/// A site file is written by people, and may be any file by mistake.
@Suite("Hostile site files")
struct SiteFileHostileTests {
    private let sample: SiteSample

    init() throws { sample = try SiteSample() }

    @Test func aFileBeyondItsLimitIsRefusedUnread() throws {
        let limit = 1 << 20
        let fault = try sample.fault(SiteSample.text + "#" + String(repeating: "x", count: limit))
        #expect(fault == "read site.yaml: it is longer than the limit of \(limit) bytes: File too large")
    }

    @Test func aFileAtItsLimitIsRead() throws {
        try sample.write(SiteSample.text)
        let size = try Data(contentsOf: URL(filePath: sample.path)).count
        let site = try sample.read(SiteSample.text + "#" + String(repeating: "x", count: (1 << 20) - size - 1))
        #expect(site.id == "test")
    }

    @Test func deepNestingIsRefused() throws {
        let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        let fault = try sample.fault(try SiteSample.changed("data: data", "data: \(deep)"))
        #expect(fault?.hasPrefix("site.yaml:2:") == true && fault?.contains("at most 32 levels") == true)
    }

    @Test func anchorsAndAliasesAreRefused() throws {
        let fault = try sample.fault(try SiteSample.changed("data: data", "data: &a data"))
        #expect(fault == "site.yaml:2:7: expected a plain value, found an anchor or a tag")
        let alias = try sample.fault(try SiteSample.changed("data: data", "data: *a"))
        #expect(alias?.hasPrefix("site.yaml:2:7: expected") == true)
    }

    @Test func anotherDocumentBehindItIsRefused() throws {
        let fault = try sample.fault(SiteSample.text + "---\nsite: {}\n")
        #expect(fault?.hasSuffix("expected one document, found another one behind it") == true)
    }

    @Test(arguments: [0, 1, 2])
    func whatIsNoTextIsRefused(kind: Int) throws {
        let bytes: [UInt8] = [[], [0xFF, 0xFE, 0x00], Array("site: \"a\u{0}".utf8)][kind]
        try Data(bytes).write(to: URL(filePath: sample.path))
        let fault = #expect(throws: SiteFile.Fault.self) { try SiteFile.read(sample.path) }
        #expect(fault.map { "\($0)".hasPrefix(sample.path + ":1:") } == true)
    }

    /// Cut anywhere and with bytes changed anywhere it is read or refused with a place, and nothing else happens.
    @Test func aDamagedFileIsReadOrRefused() throws {
        var dice = SeededDice("damaged site files")
        let whole = Array(SiteSample.text.replacing("DRIVERS", with: TestFiles.root + "/drivers").utf8)
        for _ in 0..<300 {
            var bytes = whole
            for _ in 0...dice.below(3) { bytes[dice.below(bytes.count)] = UInt8(dice.below(256)) }
            if dice.below(3) == 0 { bytes = Array(bytes.prefix(dice.below(bytes.count))) }
            try Data(bytes).write(to: URL(filePath: sample.path))
            do throws(SiteFile.Fault) { _ = try SiteFile.read(sample.path) } catch {
                if case .yaml(let error) = error {
                    #expect(error.mark.line >= 1 && error.mark.column >= 1)
                    // The end is told as the line behind the last one.
                    #expect(error.mark.line <= bytes.count + 2)
                }
            }
        }
    }
}
