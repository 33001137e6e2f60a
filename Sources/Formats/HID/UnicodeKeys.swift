/// A character typed as Linux systems take it: Ctrl, Shift and U, its number in hexadecimal, then space or Enter, or the
/// release of Ctrl and Shift where they were held all the while.
struct UnicodeKeys: Sendable {
    private static let limit = 8

    private var digits: [UInt8] = []
    /// Whether Ctrl was held with every digit so far.
    private var isHeld = true

    enum Step: Sendable {
        case goesOn
        /// Nil when the number is no character's.
        case ends(Unicode.Scalar?)
    }

    mutating func take(_ key: UInt8, shift: Bool, control: Bool, _ layout: KeyboardLayout) -> Step {
        switch key {
        case KeyboardKey.enter, KeyboardKey.keypadEnter, KeyboardKey.space: return .ends(character)
        default:
            guard let digit = HexadecimalKeys.digit(key, shift: shift, layout) else { return .ends(nil) }
            if !control { isHeld = false }
            if digits.count <= Self.limit { digits.append(digit) }
            return .goesOn
        }
    }

    /// To be told when Ctrl is up.
    func release() -> Step { isHeld && !digits.isEmpty ? .ends(character) : .goesOn }

    private var character: Unicode.Scalar? {
        guard (1...Self.limit).contains(digits.count) else { return nil }
        return Unicode.Scalar(digits.reduce(UInt32(0)) { $0 << 4 | UInt32($1) })
    }
}
