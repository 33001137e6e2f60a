/// What a device's own counters say.
public struct ReadCounters: Sendable, Hashable {
    public var ok: Int?
    public var ng: Int?
    public var error: Int?
    public var trigger: Int?
}

/// Compares a device's counters with the results that arrived. A result may be on its way while the device counts it, so that
/// only what is missing at two questions one after another is lost.
struct ReadCounting {
    enum Finding: Hashable {
        case agrees
        /// Something may be missing: ask again soon.
        case doubtful
        case lost(Int)
    }

    private let wrap: Int
    private let tellsNoReads: Bool
    private var newest: ReadCounters?
    private var counted = 0
    private var received = 0
    /// What was missing at the question before.
    private var before: Int?
    /// What is known to be missing since the beginning.
    private var known = 0

    init(wrap: Int, tellsNoReads: Bool) {
        self.wrap = wrap
        self.tellsNoReads = tellsNoReads
    }

    /// A telegram with codes or a no-read has arrived.
    mutating func result() { received += 1 }

    mutating func take(_ counters: ReadCounters) -> Finding {
        guard let older = newest, let more = difference(older, counters) else {
            // The first answer, or the device began to count anew.
            self = ReadCounting(wrap: wrap, tellsNoReads: tellsNoReads)
            newest = counters
            return .agrees
        }
        newest = counters
        counted += more
        let missing = counted - received
        defer { before = missing }
        guard missing != known else { return .agrees }
        guard let before, (before > known) == (missing > known), before != known else { return .doubtful }
        let found = missing > known ? min(before, missing) : max(before, missing)
        defer { known = found }
        return found > known ? .lost(found - known) : .agrees
    }

    /// How many results there were between two answers; nil when the counters went back.
    private func difference(_ older: ReadCounters, _ newer: ReadCounters) -> Int? {
        func more(_ part: (ReadCounters) -> Int?) -> Int? {
            guard let older = part(older), let newer = part(newer) else { return 0 }
            let more = ((newer - older) % wrap + wrap) % wrap
            return more <= wrap / 2 ? more : nil
        }
        guard let ok = more(\.ok), let ng = more(\.ng), let error = more(\.error), let trigger = more(\.trigger)
        else { return nil }
        guard newer.ok != nil || newer.ng != nil || newer.error != nil else { return trigger }
        return ok + ng + (tellsNoReads ? error : 0)
    }
}
