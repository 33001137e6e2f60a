import Formats

/// SNAPI as two public drivers speak it: every part of a label is acknowledged before the next one is sent.
public struct SNAPIScanner: ScannerSimulator {
    private static let room = 58

    private var isEnabled = true
    /// Parts that wait for the acknowledgement of the one before.
    private var waiting: [ScannerTransfer] = []
    private var isUnanswered = false

    public init() {}

    public var channel: Tape.Channel { .report }

    public mutating func reset() { self = SNAPIScanner() }

    public mutating func scan(_ codes: [SimulatedCode]) -> [ScannerTransfer] {
        guard isEnabled else { return [] }
        for code in codes {
            let parts = stride(from: 0, to: code.label.count, by: Self.room).map { code.label[$0...].prefix(Self.room) }
            for (index, part) in parts.enumerated() {
                let head: [UInt8] = [
                    0x22, UInt8(parts.count), UInt8(index), UInt8(part.count), code.symbology.snapi, 0,
                ]
                waiting.append(report(head + part))
            }
        }
        return next()
    }

    public func canSend(_ code: SimulatedCode) -> Bool { (1...(255 * Self.room)).contains(code.label.count) }

    private mutating func next() -> [ScannerTransfer] {
        guard !isUnanswered, !waiting.isEmpty else { return [] }
        isUnanswered = true
        return [waiting.removeFirst()]
    }

    private func report(_ bytes: [UInt8]) -> ScannerTransfer {
        ScannerTransfer(.report, bytes + [UInt8](repeating: 0, count: 64 - bytes.count))
    }

    public mutating func hear(_ transfer: ScannerTransfer) -> [ScannerTransfer] {
        guard transfer.channel == .report, transfer.bytes.count >= 2 else { return [] }
        switch transfer.bytes[0] {
        case 0x01:
            guard transfer.bytes[1] == 0x22 else { return [] }
            isUnanswered = false
            return next()
        case 0x06:
            isEnabled = transfer.bytes[1] != 0
            return [answer(0x06, 1)]
        case 0x02, 0x04, 0x05, 0x07, 0x08, 0x09, 0x0A, 0x10: return [answer(transfer.bytes[0], 1)]
        // Unsupported.
        default: return [answer(transfer.bytes[0], 3)]
        }
    }

    private func answer(_ command: UInt8, _ status: UInt8) -> ScannerTransfer { report([0x21, command, status, 0]) }
}
