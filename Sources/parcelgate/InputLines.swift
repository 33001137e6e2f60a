import Glibc

/// What standard input has, line by line.
enum InputLines {
    static let lineLimit = 65_536

    /// Calls `body` with each line, without its end (LF or CR LF).
    /// - Parameter expected: what a line holds, for messages.
    static func forEach(_ expected: String, _ body: ([UInt8]) -> Void) throws(Exit) {
        var line: [UInt8] = []
        var count = 1
        var block = [UInt8](repeating: 0, count: 65_536)
        func finish() {
            if line.last == 0x0D { line.removeLast() }
            body(line)
            line.removeAll(keepingCapacity: true)
            count += 1
        }
        while true {
            let size = unsafe Glibc.read(STDIN_FILENO, &block, block.count)
            if size < 0 {
                if errno == EINTR { continue }
                throw .environment("standard input cannot be read")
            }
            if size == 0 { break }
            for byte in block[..<size] {
                if byte == 0x0A {
                    finish()
                } else {
                    line.append(byte)
                    guard line.count <= lineLimit else {
                        throw .notSo(
                            "standard input, line \(count): expected \(expected), found more than \(lineLimit) bytes")
                    }
                }
            }
        }
        if !line.isEmpty { finish() }
    }
}
