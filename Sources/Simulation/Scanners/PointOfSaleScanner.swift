import Formats
import Parcels

/// HID POS scanners whose reports are laid out as their maker documents it: 64 bytes with report id 2, at most 56 of data, and
/// bit 0 of the last byte when more follow. Omron's own HID has report id 1 and 62 bytes of data.
public struct PointOfSaleScanner: ScannerSimulator {
    public enum Layout: String, Sendable, Hashable, CaseIterable {
        /// The AIM identifier at 2, data from 5, the maker's code id at 61.
        case honeywell
        /// Data from 2.
        case newland
        /// Report id 1, data from 2, no mark for more.
        case microscan
    }

    private let layout: Layout

    public init(_ layout: Layout) { self.layout = layout }

    public var channel: Tape.Channel { .report }

    public mutating func scan(_ codes: [SimulatedCode]) -> [ScannerTransfer] { codes.flatMap(reports) }

    public func reading(of code: SimulatedCode) -> Tape.Expectation {
        .label(code.label, layout == .honeywell ? SymbologyIdentifier(code.symbology.aim) : nil)
    }

    private func reports(_ code: SimulatedCode) -> [ScannerTransfer] {
        let room = layout == .microscan ? 62 : 56
        var rest = code.label[...]
        var found: [ScannerTransfer] = []
        repeat {
            let part = rest.prefix(room)
            rest = rest.dropFirst(room)
            var report = [UInt8](repeating: 0, count: 64)
            report[0] = layout == .microscan ? 1 : 2
            report[1] = UInt8(part.count)
            var place = 2
            if layout == .honeywell {
                report[2] = 0x5D
                report.replaceSubrange(3..<5, with: code.symbology.aim.utf8)
                report[61] = code.symbology.honeywell
                place = 5
            }
            report.replaceSubrange(place..<(place + part.count), with: part)
            if layout != .microscan { report[63] = rest.isEmpty ? 0 : 1 }
            found.append(ScannerTransfer(.report, report))
        } while !rest.isEmpty
        return found
    }

    /// Honeywell: report 0xFD carries `SYN M CR` and a menu command, which comes back with its status before the final mark, on
    /// the report that scans come on. Triggers and beeps are not answered.
    public mutating func hear(_ transfer: ScannerTransfer) -> [ScannerTransfer] {
        let bytes = transfer.bytes
        guard layout == .honeywell, transfer.channel == .report, bytes.count > 5, bytes[0] == 0xFD,
            Array(bytes[2..<5]) == [0x16, 0x4D, 0x0D],
            let end = bytes.firstIndex(where: { $0 == 0x2E || $0 == 0x21 })
        else { return [] }
        let answer = bytes[5..<end].prefix(54) + [0x06, bytes[end]]
        var report = [UInt8](repeating: 0, count: 64)
        report[0] = 2
        report[1] = UInt8(answer.count)
        report.replaceSubrange(2..<5, with: Array("]Z6".utf8))
        report.replaceSubrange(5..<(5 + answer.count), with: answer)
        report[61] = 0x36
        return [ScannerTransfer(.report, report)]
    }
}
