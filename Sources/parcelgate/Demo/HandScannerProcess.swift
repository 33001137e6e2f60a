import CPlatform
import Crypto
import Glibc
import Platform

/// A person with a HID POS hand scanner: scans at the hand station what the tunnel could not read. The scanner hangs on the
/// virtual USB bus and is driven through its host's control socket.
enum HandScannerProcess {
    static func run(_ arguments: inout Arguments) throws(Exit) {
        let control = try arguments.required("control")
        let device = try arguments.required("device")
        let views = try LineProcess.address(try arguments.required("views"))
        try arguments.end()
        platform_die_with_parent(SIGTERM)
        signal(SIGPIPE, SIG_IGN)
        do throws(SystemError) {
            let stop = try EventFlag()
            ViewFeed.follow(views, stop: stop) { view in
                guard view.station == "hand", !view.isReadable, view.isReadableByHand, let label = view.labels.first
                else { return }
                if let fault = scan(label, device, control) { Terminal.warn("hand scanner: \(fault)") }
            }
        } catch { throw .environment("\(error)") }
    }

    static func scanOnce(_ arguments: inout Arguments) throws(Exit) {
        let control = try arguments.required("control")
        let device = try arguments.required("device")
        let layout = try arguments.option("layout") ?? Layout.honeywell.rawValue
        let label = try arguments.next("LABEL")
        try arguments.end()
        guard let layout = Layout(rawValue: layout) else {
            throw .usage("--layout: expected honeywell or newland, found '\(layout)'")
        }
        if let fault = scan(Array(label.utf8), device, control, layout) { throw .environment(fault) }
    }

    /// How a maker's reports are laid out (drivers/<family>/README.md).
    private enum Layout: String {
        /// The AIM identifier before the data, the maker's code id behind it.
        case honeywell
        /// The data at once.
        case newland
    }

    /// Sends a label as the scanner's reports. Returns what went wrong.
    private static func scan(
        _ label: [UInt8], _ device: String, _ control: String, _ layout: Layout = .honeywell
    ) -> String? {
        for report in reports(label, layout) {
            if let fault = command("report \(device) \(Hexadecimal.text(report))", control) { return fault }
        }
        return nil
    }

    /// HID POS input reports of 64 bytes: id 2, length, 56 bytes of data, and bit 0 of the last byte when more follow.
    private static func reports(_ label: [UInt8], _ layout: Layout) -> [[UInt8]] {
        var reports: [[UInt8]] = []
        var rest = label[...]
        repeat {
            let part = rest.prefix(56)
            rest = rest.dropFirst(56)
            var report: [UInt8] = [0x02, UInt8(part.count)]
            if layout == .honeywell { report += Array("]C0".utf8) }
            report += part
            report += [UInt8](repeating: 0, count: 64 - report.count)
            if layout == .honeywell { report[61] = 0x6A }
            report[63] = rest.isEmpty ? 0 : 1
            reports.append(report)
        } while !rest.isEmpty
        return reports
    }

    /// One command to the virtual USB host, over its Unix socket.
    private static func command(_ text: String, _ path: String) -> String? {
        guard let socket = LocalSocket.connect(path) else { return "\(path): no virtual USB host listens there" }
        guard Sockets.send(Array((text + "\n").utf8)[...], to: socket.number) != nil else {
            return "the host went away"
        }
        var answer: [UInt8] = []
        let deadline = Clocks.monotonic() + 2_000_000_000
        while !answer.contains(10), Clocks.monotonic() < deadline {
            Waiting.wait(for: socket.number, POLLIN, deadline: deadline)
            if Sockets.receive(from: socket.number, into: &answer, limit: 1024) == .closed { break }
        }
        let line = String(decoding: answer.prefix { $0 != 10 }, as: UTF8.self)
        return line.hasPrefix("ok") ? nil : line
    }
}
