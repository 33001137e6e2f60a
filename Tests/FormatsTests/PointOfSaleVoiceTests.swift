import Formats
import Parcels
import TestSupport
import Testing
import YAML

@Suite("What HID scanners are told")
struct PointOfSaleVoiceTests {
    /// Output report 3: prevent read, initiate read, error, good-read and not-on-file beeps, a bit each.
    private static let switches = Descriptors.bytes(
        """
        05 8c 09 02 a1 01 85 02 15 00 26 ff 00 75 08 95 3f 09 fe 81 02
        85 03 25 01 75 01 95 05 09 5f 09 60 09 85 09 86 09 87 91 02 95 03 91 03 c0
        """)

    private static func family(_ more: String) throws -> DriverProfile.USBPointOfSale {
        let text = "family: f\ntransport: usb-hid-pos\nmodels: [{vendor: 0x0c2e, name: x}]\n" + more
        guard case .usbPointOfSale(let family) = try DriverFile.parse(Array(text.utf8), file: "f").kind else {
            throw Missing()
        }
        return family
    }

    private struct Missing: Error {}

    @Test func usagesOfTheDescriptorAreUsed() throws {
        var voice = PointOfSaleVoice(try Self.family(""), try ReportDescriptor(Self.switches))
        #expect(voice.report(.enable) == [3, 0b0_0000])
        #expect(voice.report(.goodRead) == [3, 0b0_1000])
        #expect(voice.report(.badRead) == [3, 0b0_0100])
        // A beep must not let it read again.
        #expect(voice.report(.disable) == [3, 0b0_0001])
        #expect(voice.report(.badRead) == [3, 0b0_0101])
        #expect(voice.report(.enable) == [3, 0])
        #expect(voice.farewell == nil)
    }

    @Test func aScannerWithoutThemIsToldNothing() throws {
        var voice = PointOfSaleVoice(try Self.family(""), try ReportDescriptor(Descriptors.newland))
        for command in ScannerCommand.allCases { #expect(voice.report(command) == nil) }
        var blind = PointOfSaleVoice(try Self.family(""), nil)
        #expect(blind.report(.badRead) == nil)
        let own = "ignore_descriptor: yes\nfallback: {report_id: 1, size: 64, data_at: 2, data_size: 62}\n"
        var deaf = PointOfSaleVoice(try Self.family(own), try ReportDescriptor(Self.switches))
        #expect(deaf.report(.badRead) == nil, "its descriptor is known to be wrong")
    }

    @Test func theFamilysOwnBytesComeFirst() throws {
        let more = "output: {report_id: 0xFD, size: 8, length: 3}\ncommands: {bad_read: <SYN><BEL><CR>, disable: X}\n"
        var voice = PointOfSaleVoice(try Self.family(more), try ReportDescriptor(Self.switches))
        #expect(voice.report(.badRead) == [0xFD, 3, 0x16, 0x07, 0x0D, 0, 0, 0])
        #expect(voice.report(.goodRead) == [3, 0b0_1000])
        #expect(voice.farewell == [0xFD, 3, 0x58, 0, 0, 0, 0, 0])
    }

    /// DEVICES.md 1.1: SYN BEL CR in report 253, 03 in front.
    @Test func honeywellsBeepIsTheDocumentedOne() throws {
        let file = try TestFiles.content("drivers/honeywell-hid-pos/driver.yaml")
        guard case .usbPointOfSale(let family) = try DriverFile.parse(file, file: "f").kind else { throw Missing() }
        var voice = PointOfSaleVoice(family, try ReportDescriptor(Descriptors.honeywell))
        let said = voice.report(.badRead)
        let report = try #require(said)
        #expect(report.count == 64 && report.prefix(6) == [0xFD, 3, 0x16, 0x07, 0x0D, 0])
        #expect(voice.report(.goodRead) == nil)
    }

    @Test(
        arguments: [
            (PointOfSaleOutput(reportID: 4, size: 6, length: .counted), [4, 2, 0x41, 0x42, 0, 0]),
            (PointOfSaleOutput(reportID: 4, size: nil, length: .none), [4, 0x41, 0x42]),
            (PointOfSaleOutput(reportID: 0, size: 4, length: .counted), [2, 0x41, 0x42, 0]),
        ]) func aReportIsLaidOutAsTheFamilySays(output: PointOfSaleOutput, report: [UInt8])
    {
        #expect(output.report([0x41, 0x42]) == report)
    }

    // MARK: Labels without a bit that says that they go on

    private static func full(_ count: Int, _ byte: UInt8 = 0x41) -> [UInt8] {
        [1, UInt8(count)] + [UInt8](repeating: byte, count: count) + [UInt8](repeating: 0, count: 62 - count)
    }

    private static func microscan() throws -> PointOfSaleDecoder {
        let file = try TestFiles.content("drivers/microscan-hid/driver.yaml")
        guard case .usbPointOfSale(let family) = try DriverFile.parse(file, file: "f").kind else { throw Missing() }
        return PointOfSaleDecoder(layout: try #require(family.fallback), partialLimit_ms: family.partialLimit_ms)
    }

    @Test func aFullReportGoesOnInTheNextOne() throws {
        var decoder = try Self.microscan()
        #expect(decoder.take(Self.full(13), now: 0) == .label([UInt8](repeating: 0x41, count: 13), nil))
        #expect(decoder.take(Self.full(62), now: 1) == .partial)
        #expect(decoder.take(Self.full(62), now: 2) == .partial)
        #expect(decoder.expire(100_000_000) == nil)
        #expect(decoder.take(Self.full(1, 0x42), now: 3) == .label([UInt8](repeating: 0x41, count: 124) + [0x42], nil))
    }

    @Test func aLabelThatFillsItsReportIsWholeWhenNothingMoreComes() throws {
        var decoder = try Self.microscan()
        #expect(decoder.take(Self.full(62), now: 0) == .partial)
        #expect(decoder.expire(100_000_001) == .label([UInt8](repeating: 0x41, count: 62), nil))
        #expect(decoder.expire(200_000_000) == nil)
        #expect(decoder.take(Self.full(63 - 62, 0x42), now: 300_000_000) == .label([0x42], nil))
    }
}
