import Formats

/// What a gateway has sent so far and nobody has looked for yet.
public struct HeardFromGateway: Sendable {
    public static let limit = 4096

    private var transfers: [ScannerTransfer] = []

    public init() {}

    public var rest: [ScannerTransfer] { transfers }

    /// Streams have no transfers of their own: what comes behind one another is one.
    public mutating func add(_ transfer: ScannerTransfer) {
        if let last = transfers.last, last.channel == transfer.channel,
            transfer.channel == .tcp || transfer.channel == .serial, last.bytes.count < Tape.transferLimit
        {
            transfers[transfers.count - 1] = ScannerTransfer(last.channel, last.bytes + transfer.bytes)
        } else if transfers.count < Self.limit {
            transfers.append(transfer)
        }
    }

    public enum Match: Sendable, Hashable {
        case yes
        /// It may still come.
        case notYet
        /// Something else came.
        case no(ScannerTransfer)
    }

    /// Looks for a transfer, and takes it out if it is there. Reports are compared without the zeros that fill them up.
    /// - Parameter anywhere: what came before it is forgotten; else it must be the next.
    public mutating func take(_ wanted: ScannerTransfer, anywhere: Bool) -> Match {
        while let first = transfers.first {
            switch Self.compare(first, wanted) {
            case .whole:
                transfers.removeFirst()
                return .yes
            case .beginning(let count):
                transfers[0] = ScannerTransfer(first.channel, Array(first.bytes.dropFirst(count)))
                return .yes
            case .part: return .notYet
            case .other:
                guard anywhere else { return .no(first) }
                if first.bytes.count > 1, first.channel == .tcp || first.channel == .serial {
                    transfers[0] = ScannerTransfer(first.channel, Array(first.bytes.dropFirst()))
                } else {
                    transfers.removeFirst()
                }
            }
        }
        return .notYet
    }

    private enum Comparison {
        case whole
        case beginning(Int)
        /// What was heard is how it begins.
        case part
        case other
    }

    private static func compare(_ heard: ScannerTransfer, _ wanted: ScannerTransfer) -> Comparison {
        guard heard.channel == wanted.channel else { return .other }
        switch heard.channel {
        case .tcp, .serial:
            if heard.bytes == wanted.bytes { return .whole }
            if heard.bytes.starts(with: wanted.bytes) { return .beginning(wanted.bytes.count) }
            return wanted.bytes.starts(with: heard.bytes) ? .part : .other
        case .report, .feature, .control, .endpoint, .udp:
            return filled(heard.bytes) == filled(wanted.bytes) ? .whole : .other
        }
    }

    private static func filled(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        var rest = bytes[...]
        while rest.last == 0 { rest.removeLast() }
        return rest
    }
}
