import Entries
import Readings

/// What is counted of one device: its statistics since it was first used, and its read rate against its own past.
struct DeviceHealth: Sendable {
    /// So many returns within so long, and it flaps.
    static let flapLimit = 5
    static let flapTime: Int64 = 600_000_000_000

    private(set) var since_ms: Int64?
    private(set) var goodReads = 0
    private(set) var noReads = 0
    private(set) var troubles = 0
    private(set) var reconnects = 0
    private var working: Int64 = 0
    /// When it was last seen to work, monotonic nanoseconds; nil while it does not.
    private var workingSince: Int64?
    private var watch = ReadRateWatch()
    /// When it came back, monotonic nanoseconds.
    private var returns: [Int64] = []
    private var isFlapping = false
    private var hasNews = false

    init() {}

    /// Goes on from what was written last.
    init(_ counted: DeviceCounted) {
        since_ms = counted.since_ms
        working = counted.working_s * 1_000_000_000
        goodReads = counted.goodReads
        noReads = counted.noReads
        troubles = counted.troubles
        reconnects = counted.reconnects
        watch = ReadRateWatch(
            past: .init(looks: Double(counted.pastLooks), noReads: Double(counted.pastNoReads)))
    }

    /// The usual share of looks that read nothing; nil before enough is known.
    var usual: Double? { watch.past.usual }
    /// It reads nothing more often than it used to.
    var isWorse: Bool { watch.isWorse }

    func working_s(at now: Int64) -> Int64 { (working + (workingSince.map { now - $0 } ?? 0)) / 1_000_000_000 }

    /// How often it came back lately.
    func flaps(at now: Int64) -> Int { returns.count { now - $0 < Self.flapTime } }

    /// Counts a look.
    /// - Returns: whether its read rate has just become worse than its past.
    mutating func look(read: Bool) -> Bool {
        hasNews = true
        if read { goodReads += 1 } else { noReads += 1 }
        return watch.look(read: read) == .worse
    }

    mutating func trouble() {
        hasNews = true
        troubles += 1
    }

    /// - Parameter again: it was there before in this run.
    /// - Returns: how often it came back lately, when that has just become too often.
    mutating func come(again: Bool, at now: Stamp) -> Int? {
        hasNews = true
        if since_ms == nil { since_ms = now.utc / 1_000_000 }
        if workingSince == nil { workingSince = now.monotonic }
        guard again else { return nil }
        reconnects += 1
        returns.removeAll { now.monotonic - $0 >= Self.flapTime }
        if returns.isEmpty { isFlapping = false }
        if returns.count == 2 * Self.flapLimit { returns.removeFirst() }
        returns.append(now.monotonic)
        guard !isFlapping, returns.count >= Self.flapLimit else { return nil }
        isFlapping = true
        return returns.count
    }

    mutating func leave(at now: Int64) {
        if let since = workingSince { working += now - since }
        workingSince = nil
    }

    /// What is to be written of it; nil when nothing has happened since it was last written.
    mutating func take(_ device: DeviceID, at now: Int64) -> DeviceCounted? {
        guard hasNews, let since_ms else { return nil }
        hasNews = false
        return DeviceCounted(
            device: device, since_ms: since_ms, working_s: working_s(at: now), goodReads: goodReads, noReads: noReads,
            troubles: troubles, reconnects: reconnects, pastLooks: Int(watch.past.looks),
            pastNoReads: Int(watch.past.noReads))
    }
}
