/// Where in a keyboard's input report its keys lie. Offsets count from the report's first byte, its id included.
public struct KeyboardReport: Sendable, Hashable {
    /// 0 where reports have no id.
    public let reportID: UInt8
    public let modifiersAt: Int
    public let keysAt: Int
    public let keyCount: Int

    /// The boot protocol's report (HID 1.11, appendix B.1): modifiers, a reserved byte, six keys.
    public static let boot = KeyboardReport(reportID: 0, modifiersAt: 0, keysAt: 2, keyCount: 6)

    private init(reportID: UInt8, modifiersAt: Int, keysAt: Int, keyCount: Int) {
        self.reportID = reportID
        self.modifiersAt = modifiersAt
        self.keysAt = keysAt
        self.keyCount = keyCount
    }

    /// Nil when no input report has eight modifier bits and an array of keys, each in a byte.
    public init?(_ descriptor: ReportDescriptor) {
        let inputs = descriptor.fields.filter { $0.direction == .input }
        guard
            let keys = inputs.first(where: {
                $0.isArray && $0.bitsPerElement == 8 && $0.bit.isMultiple(of: 8) && $0.count > 0
                    && ($0.usages.first ?? 0) >> 16 == 0x07
            }),
            let modifiers = inputs.first(where: {
                $0.reportID == keys.reportID && $0.usages.first == 0x0007_00E0 && $0.bitsPerElement == 1
                    && $0.count == 8 && $0.bit.isMultiple(of: 8)
            })
        else { return nil }
        let front = descriptor.hasReportIDs ? 1 : 0
        self.init(
            reportID: keys.reportID, modifiersAt: modifiers.bit / 8 + front, keysAt: keys.bit / 8 + front,
            keyCount: min(keys.count, 32))
    }

    /// The fewest bytes that a report has.
    var size: Int { max(modifiersAt + 1, keysAt + keyCount) }
}
