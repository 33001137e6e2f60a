import Glibc
import Synchronization

/// Output to the terminal, in whole lines.
enum Terminal {
    static func say(_ text: String) { write(text, STDOUT_FILENO) }

    static func warn(_ text: String) { write(text, STDERR_FILENO) }

    private static let lost = Mutex(false)

    /// Whether something that was said went nowhere, for example to a full disk.
    static var hasLostOutput: Bool { lost.withLock { $0 } }

    private static func write(_ text: String, _ descriptor: Int32) {
        var bytes = Array((text + "\n").utf8)[...]
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count <= 0, errno != EINTR {
                if descriptor == STDOUT_FILENO { lost.withLock { $0 = true } }
                return
            }
            bytes = bytes.dropFirst(max(0, count))
        }
    }

    /// A text from outside, with control characters made visible, so that a label cannot steer a terminal; those that turn
    /// the direction of writing among them, so that a number cannot be read as another.
    static func plain(_ text: String) -> String {
        String(
            text.unicodeScalars.map { scalar in
                switch scalar.value {
                case 0..<32, 127...159, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: "·"
                default: Character(scalar)
                }
            })
    }

    /// The same for a text of several lines.
    static func plainLines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { plain(String($0)) }.joined(separator: "\n")
    }
}
