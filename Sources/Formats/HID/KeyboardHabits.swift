import Readings

extension KeyboardDecoder {
    /// How a family of scanners types.
    public struct Habits: Sendable, Hashable {
        public let layout: KeyboardLayout
        /// Keys that end a label. Never empty.
        public let ends: Set<End>
        /// The longest usual time between two keys: half of a label's keys must follow one another as fast.
        public let keyGap_ms: Int
        public let sizeLimit: Int
        /// Whether each label begins with its AIM symbology identifier.
        public let hasSymbology: Bool
        public let altCodes: AltCodes
        /// Whether it types control characters as Ctrl and a key.
        public let controlKeys: Bool
        /// Whether it types what its layout lacks as Ctrl, Shift and U, and the character's number in hexadecimal.
        public let unicodeKeys: Bool
        /// How it types Vietnamese text; nil for a device that reads numbers.
        public let compose: VietnameseTyping?

        public init(
            layout: KeyboardLayout, ends: Set<End> = [.enter], keyGap_ms: Int = 40, sizeLimit: Int = 512,
            hasSymbology: Bool = false, altCodes: AltCodes = .none, controlKeys: Bool = false,
            unicodeKeys: Bool = false, compose: VietnameseTyping? = nil
        ) {
            self.layout = layout
            self.ends = ends
            self.keyGap_ms = keyGap_ms
            self.sizeLimit = min(max(1, sizeLimit), Reading.sizeLimit)
            self.hasSymbology = hasSymbology
            self.altCodes = altCodes
            self.controlKeys = controlKeys
            self.unicodeKeys = unicodeKeys
            self.compose = compose
        }

        /// The same habits for a unit that is programmed in another way; nil for what is as before.
        public func with(layout: KeyboardLayout?, compose: VietnameseTyping?) -> Habits {
            Habits(
                layout: layout ?? self.layout, ends: ends, keyGap_ms: keyGap_ms, sizeLimit: sizeLimit,
                hasSymbology: hasSymbology, altCodes: altCodes, controlKeys: controlKeys, unicodeKeys: unicodeKeys,
                compose: compose ?? self.compose)
        }
    }

    /// What a number means that is typed on the keypad while Alt is held.
    public enum AltCodes: Sendable, Hashable {
        /// It is not typed.
        case none
        /// The byte of that number.
        case bytes
        /// The character that Windows makes of it: up to 127 ASCII; then with a leading zero code page 1252, without one code
        /// page 437; beyond 255, and behind a plus sign in hexadecimal, Unicode.
        case windows
    }
}
