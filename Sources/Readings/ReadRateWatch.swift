import Glibc

/// Compares how often a device reads nothing with how often it read nothing before, and says when it has become worse: a dirty
/// window, a lamp that fades, a bracket that has moved. Evidence is summed up look by look (CUSUM for a share: E. S. Page,
/// "Continuous inspection schemes", Biometrika 41, 1954), so that a bad hour is told within some dozen looks and a slow change
/// within some hundred, and a chance run of bad labels is not.
public struct ReadRateWatch: Sendable, Hashable {
    /// What is known of the time before, as counts that are forgotten slowly.
    public struct Past: Sendable, Hashable {
        public var looks: Double
        public var noReads: Double

        public init(looks: Double = 0, noReads: Double = 0) {
            self.looks = looks
            self.noReads = noReads
        }

        /// The usual share of looks that read nothing, 0 to 1; nil before enough is known.
        public var usual: Double? { looks >= Double(ReadRateWatch.needed) ? noReads / looks : nil }
    }

    public enum Change: Sendable, Hashable {
        /// It reads nothing more often than it used to.
        case worse
        /// It is as it used to be again.
        case well
    }

    /// So many looks are a past.
    static let needed = 1_000
    /// Older looks than about so many are forgotten.
    static let memory = 20_000.0
    /// So many looks are learnt at a time, and only when nothing spoke against them.
    static let block = 200
    /// With this sum a device at its usual share is taken for a worse one about once in a million looks.
    static let limit = 10.0

    public private(set) var past: Past
    public private(set) var isWorse = false
    private var sum = 0.0
    private var newLooks = 0
    private var newNoReads = 0

    public init(past: Past = Past()) { self.past = past }

    /// Takes one look of the device.
    public mutating func look(read: Bool) -> Change? {
        newLooks += 1
        if !read { newNoReads += 1 }
        guard let usual = past.usual else {
            learn()
            return nil
        }
        let expected = max(usual, 0.002)
        let bad = min(0.95, max(2.5 * expected, expected + 0.03))
        sum = max(0, sum + (read ? log((1 - bad) / (1 - expected)) : log(bad / expected)))
        sum = min(sum, 2 * Self.limit)
        learn()
        if !isWorse, sum >= Self.limit {
            isWorse = true
            return .worse
        }
        if isWorse, sum == 0 {
            isWorse = false
            return .well
        }
        return nil
    }

    /// Takes the newest looks into the past, unless they are part of what may be a fall.
    private mutating func learn() {
        guard newLooks >= Self.block else { return }
        if sum < Self.limit / 2, !isWorse {
            let keep = min(1, (Self.memory - Double(newLooks)) / max(past.looks, 1))
            past.looks = past.looks * keep + Double(newLooks)
            past.noReads = past.noReads * keep + Double(newNoReads)
        }
        newLooks = 0
        newNoReads = 0
    }
}
