/// Keys by their HID usage (HID Usage Tables 1.12, page 0x07).
enum KeyboardKey {
    static let enter: UInt8 = 0x28
    static let tab: UInt8 = 0x2B
    static let space: UInt8 = 0x2C
    static let capsLock: UInt8 = 0x39
    static let scrollLock: UInt8 = 0x47
    static let numLock: UInt8 = 0x53
    static let keypadEnter: UInt8 = 0x58
    /// What a keyboard sends in every place when too many keys are down, when its self test failed, and for other faults.
    static let errors: ClosedRange<UInt8> = 0x01...0x03

    /// Keys whose character depends on the layout.
    static func isTyping(_ key: UInt8) -> Bool {
        (0x04...0x27).contains(key) || (0x2C...0x38).contains(key) || key == 0x64 || (0x87...0x89).contains(key)
    }

    /// The keypad's characters: a scanner means digits, whatever Num Lock says.
    static func keypad(_ key: UInt8) -> UInt8? {
        switch key {
        case 0x54: 0x2F
        case 0x55: 0x2A
        case 0x56: 0x2D
        case 0x57: 0x2B
        case 0x59...0x61: 0x31 + (key - 0x59)
        case 0x62: 0x30
        case 0x63: 0x2E
        default: nil
        }
    }
}
