import CSodium

/// libsodium, initialised once. Everything secret or hashed in the program goes through this room.
enum Sodium {
    /// Whether the library could start; without its random source nothing may run.
    static let ready: Bool = sodium_init() >= 0
}

/// Randomness from the operating system.
public enum Randomness {
    public static func bytes(_ count: Int) -> [UInt8] {
        precondition(Sodium.ready, "libsodium could not start: the system has no random source")
        var bytes = [UInt8](repeating: 0, count: count)
        unsafe randombytes_buf(&bytes, count)
        return bytes
    }

    /// An unguessable text of `count` random bytes in hexadecimal.
    public static func token(_ count: Int) -> String { Hexadecimal.text(bytes(count)) }
}

/// Comparison whose time does not depend on where two values differ.
public enum ConstantTime {
    public static func equal(_ first: [UInt8], _ second: [UInt8]) -> Bool {
        guard first.count == second.count else { return false }
        return unsafe sodium_memcmp(first, second, first.count) == 0
    }
}

/// Bytes as lower-case hexadecimal digits.
public enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    public static func text(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil when the text has an odd count of digits or anything but digits.
    public static func bytes(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(digits[place]), let low = value(digits[place + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 97...102: digit - 87
        case 65...70: digit - 55
        default: nil
        }
    }
}
