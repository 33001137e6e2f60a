/// The output report in which a HID scanner takes its maker's commands.
public struct PointOfSaleOutput: Sendable, Hashable {
    public enum Length: Sendable, Hashable {
        case none
        /// The bytes of the command, in the byte behind the report's id.
        case counted
        /// A number that the maker wants there.
        case fixed(UInt8)
    }

    public static let sizeLimit = 256

    public let reportID: UInt8
    /// The whole report, its id included; it is filled up with zeros. Nil sends what there is.
    public let size: Int?
    public let length: Length

    public init(reportID: UInt8, size: Int?, length: Length) {
        self.reportID = reportID
        self.size = size
        self.length = length
    }

    private var headSize: Int { (reportID == 0 ? 0 : 1) + (length == .none ? 0 : 1) }

    /// How many bytes of a command fit.
    public var dataLimit: Int { (size ?? 64) - headSize }

    /// The report as it goes out, its id first where there are ids.
    public func report(_ command: [UInt8]) -> [UInt8] {
        var bytes = reportID == 0 ? [] : [reportID]
        switch length {
        case .none: break
        case .counted: bytes.append(UInt8(truncatingIfNeeded: command.count))
        case .fixed(let number): bytes.append(number)
        }
        bytes += command
        return bytes + [UInt8](repeating: 0, count: max(0, (size ?? 0) - bytes.count))
    }
}

/// What a HID POS scanner can be told by usages of its report descriptor (HID Point of Sale Usage Tables 1.02, page 0x8C):
/// prevent read (5F), sound error beep (85), sound good-read beep (86), sound not-on-file beep (87).
public struct PointOfSaleSwitches: Sendable {
    private struct Switch {
        let reportID: UInt8
        /// Bytes of the whole report, without its id.
        let size: Int
        let bit: Int
    }

    private let hasIDs: Bool
    private let preventsRead: Switch?
    private let goodBeep: Switch?
    private let badBeep: Switch?
    /// Goes along in each report that has the bit: a beep must not let a scanner read that was told not to.
    private var isPrevented = false

    /// Nil when the descriptor has none of them.
    public init?(_ descriptor: ReportDescriptor) {
        let outputs = descriptor.fields.filter {
            $0.direction == .output && $0.application == PointOfSaleLayout.scanner
        }
        func find(_ usage: UInt32) -> Switch? {
            for field in outputs where !field.isArray {
                guard let place = field.usages.firstIndex(of: 0x008C_0000 | usage), place < field.count,
                    field.bitsPerElement > 0
                else { continue }
                let bits =
                    outputs.filter { $0.reportID == field.reportID }
                    .map { $0.bit + $0.bitsPerElement * $0.count }.max() ?? 0
                let size = (bits + 7) / 8
                guard size < PointOfSaleOutput.sizeLimit else { continue }
                return Switch(reportID: field.reportID, size: size, bit: field.bit + place * field.bitsPerElement)
            }
            return nil
        }
        hasIDs = descriptor.hasReportIDs
        preventsRead = find(0x5F)
        goodBeep = find(0x86)
        badBeep = find(0x85) ?? find(0x87)
        guard preventsRead != nil || goodBeep != nil || badBeep != nil else { return nil }
    }

    /// The report that says a command, its id first where there are ids; nil when the scanner has no word for it.
    public mutating func report(_ command: ScannerCommand) -> [UInt8]? {
        switch command {
        case .enable, .disable:
            guard let preventsRead else { return nil }
            isPrevented = command == .disable
            return report(preventsRead, isOn: isPrevented)
        case .goodRead: return goodBeep.map { report($0, isOn: true) }
        case .badRead: return badBeep.map { report($0, isOn: true) }
        case .triggerOn, .triggerOff: return nil
        }
    }

    private func report(_ what: Switch, isOn: Bool) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: what.size)
        if isOn { bytes[what.bit / 8] |= 1 << UInt8(what.bit % 8) }
        if isPrevented, let preventsRead, preventsRead.reportID == what.reportID {
            bytes[preventsRead.bit / 8] |= 1 << UInt8(preventsRead.bit % 8)
        }
        return (hasIDs ? [what.reportID] : []) + bytes
    }
}
