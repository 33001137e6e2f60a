/// What goes wrong between a simulated scanner and the gateway; each number but the delay is "once in so many scans", 0 for never.
public struct ScannerFaults: Sendable, Hashable {
    /// Each scan comes up to so many milliseconds late.
    public var delay_ms = 0
    /// The bytes come in pieces.
    public var split = 0
    /// A bit of it is turned.
    public var corrupt = 0
    /// It does not come.
    public var drop = 0
    /// It comes forty times.
    public var flood = 0
    /// It comes twice.
    public var duplicate = 0
    /// Half of it comes, then the connection is lost and made anew.
    public var half = 0
    /// It comes as another mode of scanner would send it.
    public var wrongMode = 0

    public static let floodSize = 40
    private static let usual = 3
    private static let usualDelay_ms = 200

    public static let names = [
        "delay", "split", "corrupt", "drop", "flood", "duplicate", "half", "wrong-mode",
    ]

    public init() {}

    /// Adds a fault as people write it: `drop`, `drop=10`, `delay=500`. False when it is none.
    public mutating func add(_ word: String) -> Bool {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let number = parts.count == 2 ? Int(parts[1]) : nil
        guard parts.count == 1 || (number.map { (1...1_000_000).contains($0) } ?? false) else { return false }
        switch parts[0] {
        case "delay": delay_ms = number ?? Self.usualDelay_ms
        case "split": split = number ?? Self.usual
        case "corrupt": corrupt = number ?? Self.usual
        case "drop": drop = number ?? Self.usual
        case "flood": flood = number ?? Self.usual
        case "duplicate": duplicate = number ?? Self.usual
        case "half": half = number ?? Self.usual
        case "wrong-mode": wrongMode = number ?? Self.usual
        default: return false
        }
        return true
    }
}
