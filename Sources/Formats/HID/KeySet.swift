/// Which keys of a keyboard are down, by HID usage. Letters and digits are all in the first word.
struct KeySet: Sendable {
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var third: UInt64 = 0
    private var fourth: UInt64 = 0

    @inline(__always)
    func contains(_ key: UInt8) -> Bool {
        let word =
            switch key >> 6 {
            case 0: first
            case 1: second
            case 2: third
            default: fourth
            }
        return word &>> UInt64(key) & 1 == 1
    }

    /// - Returns: whether it was not there yet.
    @inline(__always)
    mutating func insert(_ key: UInt8) -> Bool {
        let isNew = !contains(key)
        let bit: UInt64 = 1 &<< UInt64(key)
        switch key >> 6 {
        case 0: first |= bit
        case 1: second |= bit
        case 2: third |= bit
        default: fourth |= bit
        }
        return isNew
    }
}
