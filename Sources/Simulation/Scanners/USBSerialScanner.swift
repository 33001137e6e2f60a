import Formats

/// Scanners that carry a serial stream over USB in framings of their own; a label ends with CR.
public struct USBSerialScanner: ScannerSimulator {
    public enum Framing: String, Sendable, Hashable, CaseIterable {
        /// An interrupt packet: its first byte counts the data in it.
        case symbol
        /// A bulk packet: two bytes 00 00 before data.
        case opticon
        /// An interrupt packet of data alone.
        case metrologic
        /// CDC-ACM: a bulk packet of data alone.
        case cdc
    }

    private static let packet = 64

    private let framing: Framing

    public init(_ framing: Framing) { self.framing = framing }

    public var channel: Tape.Channel { .endpoint }

    public func reading(of code: SimulatedCode) -> Tape.Expectation { .label(code.label, nil) }

    public func canSend(_ code: SimulatedCode) -> Bool { !code.label.isEmpty && !code.label.contains(13) }

    public mutating func scan(_ codes: [SimulatedCode]) -> [ScannerTransfer] {
        codes.flatMap { packets(of: $0.label + [13]) }
    }

    private func packets(of stream: [UInt8]) -> [ScannerTransfer] {
        let room = Self.packet - (framing == .symbol ? 1 : framing == .opticon ? 2 : 0)
        return stride(from: 0, to: stream.count, by: room).map { start in
            let part = stream[start...].prefix(room)
            switch framing {
            case .symbol: return ScannerTransfer(.endpoint, [UInt8(part.count)] + part)
            case .opticon: return ScannerTransfer(.endpoint, [0, 0] + part)
            case .metrologic, .cdc: return ScannerTransfer(.endpoint, Array(part))
            }
        }
    }
}
