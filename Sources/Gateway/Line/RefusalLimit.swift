/// How much is written of what is refused again and again, as a device that is plugged in and out or a stranger who connects
/// hundreds of times a minute: a few, then one in a while for as long as it goes on, and how many there were besides.
struct RefusalLimit: Sendable {
    /// So many of one are written before it counts as coming and going.
    static let count = DeviceHealth.flapLimit
    /// One in so long is written from then on, until there was none for as long.
    static let time = DeviceHealth.flapTime
    /// So many are told apart; the others are limited together.
    static let nameLimit = 64
    private static let others = "others"

    enum Verdict: Hashable {
        /// - Parameters:
        ///   - unwritten: how many were not, since the last one that was.
        ///   - isLast: whether from here on it counts as coming and going.
        case write(unwritten: Int, isLast: Bool)
        case keepBack
    }

    private struct Kept {
        /// When it was refused and that was written; monotonic nanoseconds.
        var written: [Int64] = []
        var newest: Int64
        var isTooOften = false
        var unwritten = 0
    }

    private var kept: [String: Kept] = [:]

    /// - Parameters:
    ///   - name: what is refused, however often.
    ///   - now: monotonic nanoseconds.
    mutating func admit(_ name: String, at now: Int64) -> Verdict {
        let name = kept[name] == nil && room(at: now) == 0 ? Self.others : name
        var one = kept[name] ?? Kept(newest: now)
        defer { kept[name] = one }
        if now - one.newest >= Self.time { one.isTooOften = false }
        one.newest = now
        one.written.removeAll { now - $0 >= Self.time }
        guard one.written.count < (one.isTooOften ? 1 : Self.count) else {
            one.unwritten += 1
            return .keepBack
        }
        one.written.append(now)
        let isLast = !one.isTooOften && one.written.count == Self.count
        if isLast { one.isTooOften = true }
        defer { one.unwritten = 0 }
        return .write(unwritten: one.unwritten, isLast: isLast)
    }

    /// How many were not written, by name, and are told of nowhere yet.
    mutating func takeUnwritten() -> [(name: String, count: Int)] {
        let found = kept.filter { $0.value.unwritten > 0 }.map { ($0.key, $0.value.unwritten) }
        for (name, _) in found { kept[name]?.unwritten = 0 }
        return found.sorted { $0.0 < $1.0 }
    }

    /// How many more can be told apart, once those that have rested and of which all is told are forgotten.
    private mutating func room(at now: Int64) -> Int {
        if kept.count >= Self.nameLimit {
            kept = kept.filter { now - $0.value.newest < Self.time || $0.value.unwritten > 0 }
        }
        return max(0, Self.nameLimit - kept.count)
    }
}
