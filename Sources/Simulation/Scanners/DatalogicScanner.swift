import Formats

/// Datalogic DS and DX readers behind one controller, with AM output and the Protocol Index on request: at each pack it asks for
/// the pack's index, and hands it back in front of the result. An index for no pack, or one that is no number, is discarded.
public struct DatalogicScanner: ScannerSimulator {
    private static let readers = 4
    private static let request = Array("INDEX".utf8)

    private var received: [UInt8] = []
    /// The result of the pack whose index is waited for.
    private var waiting: [UInt8]?
    private var reader = 0

    public init() {}

    public let channel = Tape.Channel.tcp

    public func reading(of code: SimulatedCode) -> Tape.Expectation { .label(code.label, nil) }

    public func canSend(_ code: SimulatedCode) -> Bool {
        !code.label.isEmpty && !code.label.contains { $0 == 2 || $0 == 3 || $0 == 0x3B }
    }

    public mutating func scan(_ codes: [SimulatedCode]) -> [ScannerTransfer] {
        reader = (reader + 1) % Self.readers
        return begin(Array("0\(reader) ".utf8) + codes.map(\.label).joined(separator: [0x3B]))
    }

    public mutating func noRead() -> [ScannerTransfer] { begin([0x18]) }

    /// A pack whose index did not come in time goes without.
    private mutating func begin(_ result: [UInt8]) -> [ScannerTransfer] {
        defer { waiting = result }
        return [waiting, Self.request].compactMap { $0 }.map(telegram)
    }

    public mutating func reset() {
        received = []
        waiting = nil
    }

    public mutating func hear(_ transfer: ScannerTransfer) -> [ScannerTransfer] {
        var answers: [ScannerTransfer] = []
        for byte in transfer.bytes {
            switch byte {
            // The command that asks for AM output.
            case 3: received = []
            case 13:
                let isIndex = (1...10).contains(received.count) && received.allSatisfy { (0x30...0x39).contains($0) }
                if isIndex, let result = waiting {
                    answers.append(telegram(received + [0x7C] + result))
                    waiting = nil
                }
                received = []
            default: if received.count < 256 { received.append(byte) }
            }
        }
        return answers
    }

    private func telegram(_ content: [UInt8]) -> ScannerTransfer { ScannerTransfer(.tcp, [2] + content + [3, 13, 10]) }
}
