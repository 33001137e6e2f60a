/// What a device read in the latest quarter of an hour, minute by minute.
public struct RecentLooks: Sendable, Hashable {
    public static let minutes = 15
    private static let minute: Int64 = 60 * 1_000_000_000

    private struct Minute: Sendable, Hashable {
        var number: Int64 = -1
        var looks = 0
        var noReads = 0
    }

    private var ring = [Minute](repeating: Minute(), count: minutes)

    public init() {}

    public var looks: Int { ring.reduce(0) { $0 + $1.looks } }
    public var noReads: Int { ring.reduce(0) { $0 + $1.noReads } }

    /// - Parameter now: monotonic nanoseconds.
    public mutating func count(isNoRead: Bool, at now: Int64) {
        let number = now / Self.minute
        let place = Int(number % Int64(Self.minutes))
        guard place >= 0 else { return }
        if ring[place].number != number { ring[place] = Minute(number: number) }
        ring[place].looks += 1
        if isNoRead { ring[place].noReads += 1 }
    }

    /// Leaves out what is older.
    public mutating func forget(at now: Int64) {
        let number = now / Self.minute
        for place in ring.indices where ring[place].number <= number - Int64(Self.minutes) { ring[place] = Minute() }
    }
}
