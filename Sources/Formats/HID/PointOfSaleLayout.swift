/// Where in a scanner's input report the parts of a label lie. Offsets count from the report's first byte, the report id
/// included.
public struct PointOfSaleLayout: Sendable, Hashable {
    public let reportID: UInt8
    /// The whole report's size in bytes, with its id.
    public let size: Int
    /// The byte that counts the data; nil where the data is padded with zeros.
    public let lengthAt: Int?
    /// Three bytes of AIM symbology identifier, or nil.
    public let symbologyAt: Int?
    public let dataAt: Int
    public let dataSize: Int
    /// A byte with the vendor's own code for the symbology, or nil.
    public var vendorCodeAt: Int?
    /// The bit that says that the label goes on in the next report, or nil.
    public let continuedAt: (byte: Int, bit: Int)?
    /// A report that is full goes on in the next one: there is no bit that says so, and a label that fills its last report ends
    /// when nothing more comes.
    public let continuesWhenFull: Bool

    public init(
        reportID: UInt8, size: Int, lengthAt: Int?, symbologyAt: Int?, dataAt: Int, dataSize: Int, vendorCodeAt: Int?,
        continuedAt: (byte: Int, bit: Int)?, continuesWhenFull: Bool = false
    ) {
        self.reportID = reportID
        self.size = size
        self.lengthAt = lengthAt
        self.symbologyAt = symbologyAt
        self.dataAt = dataAt
        self.dataSize = dataSize
        self.vendorCodeAt = vendorCodeAt
        self.continuedAt = continuedAt
        self.continuesWhenFull = continuesWhenFull
    }

    public static func == (first: Self, second: Self) -> Bool {
        first.reportID == second.reportID && first.size == second.size && first.lengthAt == second.lengthAt
            && first.symbologyAt == second.symbologyAt && first.dataAt == second.dataAt
            && first.dataSize == second.dataSize && first.vendorCodeAt == second.vendorCodeAt
            && first.continuedAt?.byte == second.continuedAt?.byte && first.continuedAt?.bit == second.continuedAt?.bit
            && first.continuesWhenFull == second.continuesWhenFull
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(reportID)
        hasher.combine(dataAt)
    }

    /// The application collection of a bar code scanner: HID Point of Sale Usage Tables 1.02, page 0x8C, usage 0x02.
    public static let scanner: UInt32 = 0x008C_0002

    /// Reads the layout from a report descriptor, or nil when it has no scanned-data report that can be used: usages 0xFB
    /// to 0xFD (symbology identifier), 0xFE (decoded data), 0xFF (data continued) on page 0x8C, and Byte Count (0x3B) on
    /// the generic desktop page.
    public init?(_ descriptor: ReportDescriptor) {
        let inputs = descriptor.fields.filter { $0.direction == .input && $0.application == Self.scanner }
        // A field may list more usages than it has elements; only those with an element count.
        func dataPlace(_ field: ReportDescriptor.Field) -> Int? {
            guard field.bitsPerElement == 8, field.bit.isMultiple(of: 8) else { return nil }
            return field.usages.firstIndex(of: 0x008C_00FE).flatMap { $0 < field.count ? $0 : nil }
        }
        guard let data = inputs.first(where: { dataPlace($0) != nil }), let place = dataPlace(data) else { return nil }
        let front = descriptor.hasReportIDs ? 1 : 0
        let report = inputs.filter { $0.reportID == data.reportID }
        func bit(of usage: UInt32) -> Int? {
            for field in report {
                guard let place = field.usages.firstIndex(of: usage), place < field.count else { continue }
                return field.bit + place * field.bitsPerElement
            }
            return nil
        }
        func byte(of usage: UInt32) -> Int? {
            guard let bit = bit(of: usage), bit.isMultiple(of: 8) else { return nil }
            return bit / 8 + front
        }
        let symbology = byte(of: 0x008C_00FB)
        let isWhole = symbology.map { byte(of: 0x008C_00FC) == $0 + 1 && byte(of: 0x008C_00FD) == $0 + 2 } ?? false
        let bits = report.map { $0.bit + $0.bitsPerElement * $0.count }.max() ?? 0
        self.init(
            reportID: data.reportID, size: (bits + 7) / 8 + front, lengthAt: byte(of: 0x0001_003B),
            symbologyAt: isWhole ? symbology : nil, dataAt: data.bit / 8 + place + front, dataSize: data.count - place,
            vendorCodeAt: nil, continuedAt: bit(of: 0x008C_00FF).map { ($0 / 8 + front, $0 % 8) })
    }
}
