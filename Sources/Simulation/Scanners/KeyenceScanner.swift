import Formats

/// Keyence SR: results and commands are ASCII that CR ends; it answers `OK,CMD…` or `ER,CMD,nn`, and counts its reads.
public struct KeyenceScanner: ScannerSimulator {
    /// SR-1000 and SR-2000 do not answer LON and LOFF until they are told to.
    private let answersTriggers: Bool
    private var received: [UInt8] = []
    private var reads = 0
    private var failures = 0
    private var triggers = 0

    public init(answersTriggers: Bool) { self.answersTriggers = answersTriggers }

    public let channel = Tape.Channel.tcp

    public func reading(of code: SimulatedCode) -> Tape.Expectation { .label(code.label, nil) }

    public func canSend(_ code: SimulatedCode) -> Bool {
        !code.label.isEmpty && !code.label.contains { $0 == 13 || $0 == 44 }
    }

    public mutating func scan(_ codes: [SimulatedCode]) -> [ScannerTransfer] {
        reads = (reads + 1) & 0xFFFF
        triggers = (triggers + 1) & 0xFFFF
        return [line(codes.map(\.label).joined(separator: [44]))]
    }

    public mutating func noRead() -> [ScannerTransfer] {
        failures = (failures + 1) & 0xFFFF
        triggers = (triggers + 1) & 0xFFFF
        return [line("ERROR".utf8)]
    }

    public mutating func reset() {
        received = []
        (reads, failures, triggers) = (0, 0, 0)
    }

    public mutating func hear(_ transfer: ScannerTransfer) -> [ScannerTransfer] {
        var answers: [ScannerTransfer] = []
        for byte in transfer.bytes {
            switch byte {
            // A leading ESC clears what was received.
            case 0x1B: received = []
            case 13:
                if !received.isEmpty { answers += answer(String(decoding: received, as: UTF8.self)) }
                received = []
            case 10: break
            default: if received.count < 256 { received.append(byte) }
            }
        }
        return answers
    }

    private mutating func answer(_ command: String) -> [ScannerTransfer] {
        let name = String(command.prefix { $0 != "," })
        switch name {
        case "LON", "LOFF", "PRON", "PROFF": return answersTriggers ? [line("OK,\(command)".utf8)] : []
        case "NUM":
            // ok, not good, error, stable, triggers.
            return [line("OK,NUM,\(reads),\(failures),0,\(reads),\(triggers)".utf8)]
        case "KEYENCE": return [line("OK,KEYENCE,SR-1000,1.12".utf8)]
        case "ERRSTAT", "CMDSTAT": return [line("OK,\(name),none".utf8)]
        case "OUTON", "OUTOFF", "AMON", "AMOFF", "ALLON", "ALLOFF", "LOCK", "UNLOCK", "WP":
            return [line("OK,\(name)".utf8)]
        case "RESET":
            reset()
            return [line("OK,RESET".utf8)]
        default: return [line("ER,\(name),00".utf8)]
        }
    }

    private func line(_ content: some Sequence<UInt8>) -> ScannerTransfer {
        ScannerTransfer(.tcp, Array(content) + [13])
    }
}
