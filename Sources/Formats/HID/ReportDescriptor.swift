/// A HID report descriptor (USB HID 1.11, clause 6.2.2) reduced to its fields: where in which report each usage lies.
public struct ReportDescriptor: Sendable, Hashable {
    public enum Direction: Sendable, Hashable {
        case input
        case output
        case feature
    }

    /// One run of equal elements of a report.
    public struct Field: Sendable, Hashable {
        public let direction: Direction
        public let reportID: UInt8
        /// First bit of the field, counted from the first byte after the report id.
        public let bit: Int
        public let bitsPerElement: Int
        public let count: Int
        /// Usages with their page in the upper half (0x008C00FE is decoded data); empty for padding. When there are fewer
        /// usages than elements, the last one holds for the rest.
        public let usages: [UInt32]
        /// An array field reports indexes of usages instead of their values.
        public let isArray: Bool
        /// The application collection that the field is in, page in the upper half.
        public let application: UInt32
    }

    public let fields: [Field]
    /// Whether reports begin with their id.
    public let hasReportIDs: Bool
    /// The usages of the application collections, in order.
    public let applications: [UInt32]

    public enum Fault: Error, Sendable, Equatable, CustomStringConvertible {
        case tooLong(Int)
        case cutOff(at: Int)
        case unbalanced(at: Int)
        case outOfBounds(at: Int, String)

        public var description: String {
            switch self {
            case .tooLong(let count): "a report descriptor of \(count) bytes; at most \(sizeLimit) are read"
            case .cutOff(let at): "the report descriptor ends in the middle of the item at byte \(at)"
            case .unbalanced(let at): "a collection or a pop without its beginning at byte \(at)"
            case .outOfBounds(let at, let what): "\(what) at byte \(at)"
            }
        }
    }

    public static let sizeLimit = 4096
    private static let bitLimit = 65_536
    private static let usageLimit = 1024

    public init(_ bytes: [UInt8]) throws(Fault) {
        guard bytes.count <= Self.sizeLimit else { throw .tooLong(bytes.count) }
        var reader = Reader()
        var place = 0
        while place < bytes.count {
            let prefix = bytes[place]
            // A long item (0xFE): its length is the next byte; it means nothing to us.
            if prefix == 0xFE {
                guard place + 2 < bytes.count, place + 3 + Int(bytes[place + 1]) <= bytes.count else {
                    throw .cutOff(at: place)
                }
                place += 3 + Int(bytes[place + 1])
                continue
            }
            let size = [0, 1, 2, 4][Int(prefix & 3)]
            guard place + size < bytes.count else { throw .cutOff(at: place) }
            var value: UInt32 = 0
            for offset in 0..<size { value |= UInt32(bytes[place + 1 + offset]) << UInt32(8 * offset) }
            try reader.item(prefix & 0xFC, value, size: size, at: place)
            place += 1 + size
        }
        guard reader.collections.isEmpty else { throw .unbalanced(at: bytes.count) }
        fields = reader.fields
        hasReportIDs = reader.hasReportIDs
        applications = reader.applications
    }

    private struct Globals {
        var page: UInt32 = 0
        var reportID: UInt8 = 0
        var bits: UInt32 = 0
        var count: UInt32 = 0
    }

    private struct Reader {
        var fields: [Field] = []
        var hasReportIDs = false
        var applications: [UInt32] = []
        var collections: [UInt32?] = []
        private var globals = Globals()
        private var stack: [Globals] = []
        private var usages: [UInt32] = []
        private var minimum: UInt32?
        private var ends: [UInt32: Int] = [:]

        mutating func item(_ tag: UInt8, _ value: UInt32, size: Int, at place: Int) throws(Fault) {
            switch tag {
            case 0x80: try field(.input, value, at: place)
            case 0x90: try field(.output, value, at: place)
            case 0xB0: try field(.feature, value, at: place)
            case 0xA0:
                guard collections.count < 64 else { throw .outOfBounds(at: place, "collections deeper than 64") }
                let application = value == 1 ? usages.first : nil
                if let application { applications.append(application) }
                collections.append(application ?? collections.last ?? nil)
                endLocals()
            case 0xC0:
                guard collections.popLast() != nil else { throw .unbalanced(at: place) }
                endLocals()
            case 0x04: globals.page = value & 0xFFFF
            case 0x74:
                guard value <= 4096 else { throw .outOfBounds(at: place, "a report size of \(value) bits") }
                globals.bits = value
            case 0x84:
                guard (1...255).contains(value) else { throw .outOfBounds(at: place, "report id \(value)") }
                globals.reportID = UInt8(value)
                hasReportIDs = true
            case 0x94:
                guard value <= 8192 else { throw .outOfBounds(at: place, "a report count of \(value)") }
                globals.count = value
            case 0xA4:
                guard stack.count < 16 else { throw .outOfBounds(at: place, "pushes deeper than 16") }
                stack.append(globals)
            case 0xB4:
                guard let earlier = stack.popLast() else { throw .unbalanced(at: place) }
                globals = earlier
            case 0x08: try add(full(value, size: size), at: place)
            case 0x18: minimum = full(value, size: size)
            case 0x28:
                let last = full(value, size: size)
                guard let first = minimum, first <= last, last - first < UInt32(usageLimit) else {
                    throw .outOfBounds(at: place, "a usage range that is empty or too wide")
                }
                for usage in first...last { try add(usage, at: place) }
                minimum = nil
            default: break
            }
        }

        private func full(_ value: UInt32, size: Int) -> UInt32 { size == 4 ? value : globals.page << 16 | value }

        private mutating func add(_ usage: UInt32, at place: Int) throws(Fault) {
            guard usages.count < usageLimit else { throw .outOfBounds(at: place, "more than \(usageLimit) usages") }
            usages.append(usage)
        }

        private mutating func field(_ direction: Direction, _ flags: UInt32, at place: Int) throws(Fault) {
            let key = UInt32(globals.reportID) << 2 | (direction == .input ? 0 : direction == .output ? 1 : 2)
            let start = ends[key] ?? 0
            let size = Int(globals.bits) * Int(globals.count)
            guard start + size <= bitLimit, fields.count < 1024 else {
                throw .outOfBounds(at: place, "a report longer than \(bitLimit) bits")
            }
            ends[key] = start + size
            // Bit 0 of the flags: a constant is padding, whatever usage it carries.
            let isPadding = flags & 1 == 1
            fields.append(
                Field(
                    direction: direction, reportID: globals.reportID, bit: start, bitsPerElement: Int(globals.bits),
                    count: Int(globals.count), usages: isPadding ? [] : usages, isArray: flags & 2 == 0,
                    application: collections.last.flatMap { $0 } ?? 0))
            endLocals()
        }

        private mutating func endLocals() {
            usages.removeAll(keepingCapacity: true)
            minimum = nil
        }
    }
}
