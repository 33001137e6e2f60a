import Parcels
import Readings

/// Puts the reports of one scanner together to labels. A label longer than a report comes in several; a half one is
/// dropped when the rest does not come.
public struct PointOfSaleDecoder: Sendable {
    public enum Outcome: Sendable, Hashable {
        case label([UInt8], SymbologyIdentifier?)
        /// An answer to a command: no scan.
        case answer([UInt8])
        /// A label goes on in the next report.
        case partial
        /// Another report of the device, or an empty one.
        case nothing
        case malformed(String)
    }

    public let layout: PointOfSaleLayout
    /// AIM identifiers that mark answers to commands.
    private let answers: Set<SymbologyIdentifier>
    private let vendorCodes: [UInt8: SymbologyIdentifier]
    private let partialLimit: Int64
    private var collected: [UInt8] = []
    private var symbology: SymbologyIdentifier?
    private var begun: Int64?

    /// - Parameter partialLimit_ms: how long the rest of a label may take.
    public init(
        layout: PointOfSaleLayout, answers: Set<SymbologyIdentifier> = [],
        vendorCodes: [UInt8: SymbologyIdentifier] = [:], partialLimit_ms: Int = 500
    ) {
        self.layout = layout
        self.answers = answers
        self.vendorCodes = vendorCodes
        partialLimit = Int64(partialLimit_ms) * 1_000_000
    }

    /// Takes one input report as it came, its id included.
    /// - Parameter now: monotonic nanoseconds.
    public mutating func take(_ report: [UInt8], now: Int64) -> Outcome {
        var lost = false
        if let begun, now - begun > partialLimit {
            lost = true
            drop()
        }
        guard let first = report.first else { return .nothing }
        if layout.reportID != 0, first != layout.reportID { return .nothing }
        let needed = max(
            layout.dataAt + layout.dataSize, (layout.continuedAt?.byte ?? 0) + 1, (layout.lengthAt ?? 0) + 1)
        guard report.count >= needed else {
            drop()
            return .malformed("a report of \(report.count) bytes; \(needed) are needed")
        }
        guard let data = data(of: report) else {
            drop()
            return .malformed("a length of \(report[layout.lengthAt ?? 0]); at most \(layout.dataSize) fit")
        }
        let continued =
            layout.continuesWhenFull
            ? data.count == layout.dataSize
            : layout.continuedAt.map { report[$0.byte] >> UInt8($0.bit) & 1 == 1 } ?? false
        if data.isEmpty, !continued, begun == nil { return .nothing }
        if begun == nil {
            symbology = symbologyIdentifier(of: report)
            begun = now
        }
        collected.append(contentsOf: data)
        guard collected.count <= Reading.sizeLimit else {
            drop()
            return .malformed("a label longer than \(Reading.sizeLimit) bytes")
        }
        if continued { return lost ? .malformed("the rest of a label did not come") : .partial }
        defer { drop() }
        if let symbology, answers.contains(symbology) { return .answer(collected) }
        return .label(collected, symbology)
    }

    /// A label that filled its last report is whole when nothing more comes; to be called now and then, and before each report.
    public mutating func expire(_ now: Int64) -> Outcome? {
        guard layout.continuesWhenFull, let begun, now - begun > partialLimit else { return nil }
        defer { drop() }
        return .label(collected, symbology)
    }

    /// Forgets a half label, as when the device is unplugged.
    public mutating func drop() {
        collected = []
        symbology = nil
        begun = nil
    }

    private func data(of report: [UInt8]) -> ArraySlice<UInt8>? {
        let whole = report[layout.dataAt..<(layout.dataAt + layout.dataSize)]
        guard let lengthAt = layout.lengthAt else {
            guard let last = whole.lastIndex(where: { $0 != 0 }) else { return [] }
            return whole[...last]
        }
        let length = Int(report[lengthAt])
        return length <= layout.dataSize ? whole.prefix(length) : nil
    }

    private func symbologyIdentifier(of report: [UInt8]) -> SymbologyIdentifier? {
        if let at = layout.symbologyAt, at + 2 < report.count, report[at] == 0x5D,
            let found = SymbologyIdentifier(letter: report[at + 1], modifier: report[at + 2])
        {
            return found
        }
        guard let at = layout.vendorCodeAt, at < report.count else { return nil }
        return vendorCodes[report[at]]
    }
}
