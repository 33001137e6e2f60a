/// The status that begins each report of a scanner in IBM OEM (SurePOS) mode. The bytes are unsigned: one of 0x80 or more says
/// nothing about the others.
public struct OEMStatus: Sendable, Hashable {
    public let bytes: (UInt8, UInt8, UInt8)

    /// Behind a flash loader: it is being programmed and reads nothing.
    public var isFlashing: Bool { bytes.0 & 0x01 != 0 }
    /// What follows is the answer to a question about its settings.
    public var hasSettings: Bool { bytes.0 & 0x06 != 0 }
    public var isBroken: Bool { bytes.0 & 0x20 != 0 }
    /// What follows is the answer to a direct-IO command.
    public var hasDirectData: Bool { bytes.0 & 0x40 != 0 }
    public var isNotReady: Bool { bytes.0 & 0x80 != 0 }
    public var mayRead: Bool { bytes.1 & 0x02 != 0 }
    public var isRejected: Bool { bytes.1 & 0x80 != 0 }

    /// For the technician: `80 01 00`.
    public var description: String {
        [bytes.0, bytes.1, bytes.2].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
    }

    public static func == (first: Self, second: Self) -> Bool { first.bytes == second.bytes }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(bytes.0)
        hasher.combine(bytes.1)
        hasher.combine(bytes.2)
    }
}

/// One report: its length (the length byte counts too), three bytes of status, and what follows. The packet may be longer.
struct OEMReport {
    static let headSize = 4

    let status: OEMStatus
    let payload: ArraySlice<UInt8>

    enum Fault: Error, Equatable {
        case length(Int, of: Int)
    }

    /// Nil for an empty packet.
    init?(_ report: [UInt8]) throws(Fault) {
        guard let length = report.first.map(Int.init), length > 0 else { return nil }
        guard length >= Self.headSize, length <= report.count else { throw .length(length, of: report.count) }
        status = OEMStatus(bytes: (report[1], report[2], report[3]))
        payload = report[Self.headSize..<length]
    }
}
