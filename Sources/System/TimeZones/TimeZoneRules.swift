import Platform

/// How a zone of the tz database sets its clocks, as the machine's copy of it says (package tzdata).
public struct TimeZoneRules: Sendable {
    /// As the tz database has it: `Asia/Ho_Chi_Minh`.
    public let name: String
    private let data: TimeZoneData

    /// Nil for a name that the machine has no zone of.
    public init?(_ name: String) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        // Nothing but names: no path leads out of the folder.
        guard name.utf8.count <= Self.nameLimit, (1...3).contains(parts.count),
            parts.allSatisfy({ part in !part.isEmpty && part.utf8.allSatisfy(Self.isAllowed) }),
            let file = try? Files.read("\(Self.folder)/\(name)", limit: Self.fileLimit), let data = TimeZoneData(file)
        else { return nil }
        self.name = name
        self.data = data
    }

    /// Seconds east of UTC that clocks there show at an instant, in seconds since 1970.
    public func offset_s(at instant: Int64) -> Int64 { data.offset_s(at: instant) }

    private static let folder = "/usr/share/zoneinfo"
    private static let nameLimit = 64
    private static let fileLimit = 64 << 10

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"):
            true
        default: false
        }
    }
}
