import Formats
import Parcels

/// IBM/OEM (SurePOS) scanners: reports that begin with their own length and three status bytes, commands of 11 bytes by
/// SET_REPORT. It reads once it is enabled.
public struct OEMScanner: ScannerSimulator {
    public enum Kind: Sendable, Hashable {
        case handHeld
        /// Sends the digits of UPC and EAN as numbers.
        case tableTop
    }

    private static let alive: UInt8 = 0x01
    private static let scanningEnabled: UInt8 = 0x02

    private let kind: Kind
    private var isEnabled = false

    public init(_ kind: Kind) { self.kind = kind }

    public var channel: Tape.Channel { .report }

    public mutating func reset() { isEnabled = false }

    public func canSend(_ code: SimulatedCode) -> Bool {
        guard code.symbology.isRetail else { return !code.label.isEmpty }
        return !code.label.isEmpty && code.label.count <= 59 && code.label.allSatisfy { (0x30...0x39).contains($0) }
    }

    public mutating func scan(_ codes: [SimulatedCode]) -> [ScannerTransfer] {
        isEnabled ? codes.flatMap(reports) : []
    }

    private var status: UInt8 { Self.alive | (isEnabled ? Self.scanningEnabled : 0) }

    private func reports(_ code: SimulatedCode) -> [ScannerTransfer] {
        var id = code.symbology.oem
        if id.count == 1 {
            let digits = kind == .tableTop ? code.label.map { $0 - 0x30 } : code.label
            return [report([0, status, 0] + digits + id)]
        }
        var rest = code.label[...]
        var found: [ScannerTransfer] = []
        repeat {
            let part = rest.prefix(57)
            rest = rest.dropFirst(57)
            // 0x10: more of this label follows.
            id[0] = rest.isEmpty ? 0 : 0x10
            found.append(report([0, status, 0] + part + id))
        } while !rest.isEmpty
        return found
    }

    private func report(_ content: [UInt8]) -> ScannerTransfer {
        let bytes = [UInt8(content.count + 1)] + content
        return ScannerTransfer(.report, bytes + [UInt8](repeating: 0, count: 64 - bytes.count))
    }

    public mutating func hear(_ transfer: ScannerTransfer) -> [ScannerTransfer] {
        guard transfer.channel == .report, transfer.bytes.count >= 2 else { return [] }
        switch (transfer.bytes[0], transfer.bytes[1]) {
        case (0x11, _): isEnabled = true
        case (0x12, _): isEnabled = false
        case (0x14, _), (0x18, _), (0x00, 0x10), (0x00, 0x20): break
        case (0x00, 0x40): isEnabled = false
        // Direct IO: 0x08 in the third status byte says that it was done.
        case (0x30, _): return [report([0, status, 0x08])]
        // Configuration taken.
        case (0x20, _): return [report([0, status, 0x01])]
        default: return [report([0, status | 0x80, 0])]
        }
        return [report([0, status, 0])]
    }
}
