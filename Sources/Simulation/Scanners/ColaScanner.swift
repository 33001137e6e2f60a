import Formats

/// A SICK reader whose results are text between STX and ETX, on the connection that answers commands too: CoLa A in STX and ETX,
/// CoLa B in `02 02 02 02`, a length of four bytes and the XOR of what it frames.
public struct ColaScanner: ScannerSimulator {
    public enum Dialect: Sendable, Hashable {
        case a
        case b
    }

    private let dialect: Dialect
    private var received: [UInt8] = []
    private var isOpen = false

    public init(_ dialect: Dialect) { self.dialect = dialect }

    public let channel = Tape.Channel.tcp

    public func reading(of code: SimulatedCode) -> Tape.Expectation { .label(code.label, nil) }

    public func canSend(_ code: SimulatedCode) -> Bool {
        !code.label.isEmpty && !code.label.contains { $0 == 2 || $0 == 3 || $0 == 0x3B }
    }

    public mutating func scan(_ codes: [SimulatedCode]) -> [ScannerTransfer] {
        [result(codes.map(\.label).joined(separator: [0x3B]))]
    }

    public mutating func noRead() -> [ScannerTransfer] { [result("NoRead".utf8)] }

    public mutating func reset() {
        received = []
        isOpen = false
    }

    private func result(_ text: some Sequence<UInt8>) -> ScannerTransfer { ScannerTransfer(.tcp, [2] + text + [3]) }

    public mutating func hear(_ transfer: ScannerTransfer) -> [ScannerTransfer] {
        received += transfer.bytes
        var answers: [ScannerTransfer] = []
        while let command = takeCommand() { answers.append(frame(answer(command))) }
        if received.count > 4096 { received = [] }
        return answers
    }

    /// The next whole command that was received.
    private mutating func takeCommand() -> String? {
        switch dialect {
        case .a:
            guard let start = received.firstIndex(of: 2), let end = received[start...].firstIndex(of: 3) else {
                return nil
            }
            defer { received.removeFirst(end + 1) }
            return String(decoding: received[(start + 1)..<end], as: UTF8.self)
        case .b:
            guard received.count >= 9, received.prefix(4) == [2, 2, 2, 2] else { return nil }
            let length = received[4..<8].reduce(0) { $0 << 8 | Int($1) }
            guard length <= 4096, received.count >= 9 + length else { return nil }
            let payload = received[8..<(8 + length)]
            let check = received[8 + length]
            defer { received.removeFirst(9 + length) }
            return payload.reduce(0, ^) == check ? String(decoding: payload, as: UTF8.self) : ""
        }
    }

    private mutating func answer(_ command: String) -> String {
        switch command {
        case "sMN mTCgateon":
            // 1: the gate was opened; 0: it was open already.
            defer { isOpen = true }
            return "sAN mTCgateon \(isOpen ? 0 : 1)"
        case "sMN mTCgateoff":
            defer { isOpen = false }
            return "sAN mTCgateoff \(isOpen ? 1 : 0)"
        case "sRN DeviceIdent":
            // Both texts with their lengths before them: in hexadecimal digits, or in two bytes.
            let texts = ["CLV690-0000", "V7.10"]
            return "sRA DeviceIdent"
                + (dialect == .a
                    ? texts.map { " \(String($0.utf8.count, radix: 16, uppercase: true)) \($0)" }.joined()
                    : " " + texts.map { "\0\(Character(UnicodeScalar(UInt8($0.utf8.count))))\($0)" }.joined())
        // Error 2: a method that it does not know; 3: a variable; C: no CoLa command.
        case let other where other.hasPrefix("sMN "): return "sFA 2"
        case let other where other.hasPrefix("sRN ") || other.hasPrefix("sWN "): return "sFA 3"
        default: return "sFA C"
        }
    }

    private func frame(_ text: String) -> ScannerTransfer {
        let payload = Array(text.utf8)
        switch dialect {
        case .a: return ScannerTransfer(.tcp, [2] + payload + [3])
        case .b:
            let length = UInt32(payload.count)
            let head: [UInt8] = [2, 2, 2, 2] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
            return ScannerTransfer(.tcp, head + payload + [payload.reduce(0, ^)])
        }
    }
}
