/// How many readings a device may send: a burst, and so many a second. A device beyond it is at fault; what it sends then is
/// counted and dropped.
struct ReadingLimit {
    static let burst = 250
    static let perSecond: Int64 = 250

    /// How long it takes until a whole burst may come again.
    private static let refillTime = Int64(burst) * 1_000_000_000 / perSecond

    private var left = Int64(burst)
    private var refilled: Int64 = 0
    private(set) var dropped = 0

    /// Whether one more reading may pass at this moment (monotonic nanoseconds).
    mutating func admit(_ now: Int64) -> Bool {
        if refilled == 0 { refilled = now }
        // After a long rest all of it is there again; a product over years would leave 64 bits.
        if now - refilled >= Self.refillTime {
            left = Int64(Self.burst)
            refilled = now
        }
        let earned = (now - refilled) * Self.perSecond / 1_000_000_000
        if earned > 0 {
            left = min(Int64(Self.burst), left + earned)
            refilled += earned * 1_000_000_000 / Self.perSecond
        }
        guard left > 0 else {
            dropped += 1
            return false
        }
        left -= 1
        return true
    }

    /// The count of what was dropped since it was last asked.
    mutating func takeDropped() -> Int {
        defer { dropped = 0 }
        return dropped
    }
}
