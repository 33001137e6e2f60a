import Glibc

/// Output to the terminal, in whole lines.
enum Terminal {
    static func say(_ text: String) { write(text, STDOUT_FILENO) }

    static func warn(_ text: String) { write(text, STDERR_FILENO) }

    private static func write(_ text: String, _ descriptor: Int32) {
        var bytes = Array((text + "\n").utf8)[...]
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count <= 0, errno != EINTR { return }
            bytes = bytes.dropFirst(max(0, count))
        }
    }

    /// A text from outside, with control characters made visible, so that a label cannot steer a terminal.
    static func plain(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.value < 32 || (127...159).contains($0.value) ? "·" : Character($0) })
    }
}
