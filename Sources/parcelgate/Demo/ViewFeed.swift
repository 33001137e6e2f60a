import Crypto
import Glibc
import Platform

/// Labels as the simulated line writes them in its feed.
enum LabelText {
    static func hexadecimal(_ label: [UInt8]) -> String { Hexadecimal.text(label) }
}

/// What the line shows its scanners, as one of them sees it.
struct ViewFeed {
    struct View {
        let station: String
        let isReadable: Bool
        let isReadableByHand: Bool
        let labels: [[UInt8]]
        /// Grams, then length, width and height in millimetres; 0 for none.
        let measures: [Int]
    }

    /// Calls `body` for each thing that comes into view; connects again when the line was restarted.
    static func follow(_ address: SocketAddress, stop: EventFlag, _ body: (View) -> Void) {
        while !stop.isRaised {
            if let socket = Sockets.connect(to: address, until: Clocks.monotonic() + 1_000_000_000, stop: stop) {
                read(socket.number, stop, body)
            }
            stop.wait(until: Clocks.monotonic() + 200_000_000)
        }
    }

    private static func read(_ socket: Int32, _ stop: EventFlag, _ body: (View) -> Void) {
        var buffer: [UInt8] = []
        while !stop.isRaised {
            Waiting.wait(for: socket, POLLIN, or: stop.descriptor, deadline: nil)
            if Sockets.receive(from: socket, into: &buffer, limit: 4096) == .closed { return }
            while let end = buffer.firstIndex(of: 10) {
                if let view = parse(String(decoding: buffer[..<end], as: UTF8.self)) { body(view) }
                buffer.removeFirst(end + 1)
            }
        }
    }

    private static func parse(_ line: String) -> View? {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 5 else { return nil }
        return View(
            station: String(parts[0]), isReadable: parts[1] == "1", isReadableByHand: parts[2] == "1",
            labels: parts[3].split(separator: ",").compactMap { Hexadecimal.bytes(String($0)) },
            measures: parts[4].split(separator: ",").compactMap { Int($0) })
    }
}
