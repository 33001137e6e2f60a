import Parcels

/// Which label of the sheet an arrival is, and what became of it.
public struct LabelRecognition: Sendable, Hashable {
    public let label: CommissioningLabel
    /// Empty when it arrived as it was printed.
    public let alterations: [Alteration]

    /// Longest text beside a label that is taken for what a scanner adds to it.
    static let extraLimit = 40
    /// A shorter beginning of a label could be anything.
    static let shortestPart = 6
    /// Longest text that GS is sent as.
    private static let separatorLimit = 6

    private struct Found {
        let label: CommissioningLabel
        let alterations: [Alteration]
        var cost: Int { alterations.reduce(0) { $0 + $1.cost } }
    }

    /// - Parameters:
    ///   - bytes: as the device's driver gave them.
    ///   - symbology: what the device said of it.
    ///   - variants: of every label.
    /// - Returns: nil when it is no label of the sheet, or none that could be known again.
    init?(
        _ bytes: [UInt8], _ symbology: SymbologyIdentifier?, _ expectation: ScannerExpectation,
        _ variants: [(label: CommissioningLabel, variants: [LabelVariants.Variant])]
    ) {
        var best: Found?
        let collapsed = LabelVariants.collapsed(bytes)
        func consider(_ label: CommissioningLabel, _ alterations: [Alteration]) {
            let found = Found(label: label, alterations: alterations)
            if found.cost < best?.cost ?? .max { best = found }
        }
        for (label, variants) in variants {
            for variant in variants {
                // What stands beside the text costs more than what it is; a dear variant cannot win any more.
                guard variant.cost < best?.cost ?? .max else { break }
                for more in Self.fits(bytes, collapsed, label, variant, expectation) {
                    consider(label, variant.alterations + more)
                }
            }
        }
        if best == nil {
            for (label, _) in variants {
                if let more = Self.resembles(bytes, label, expectation) { consider(label, [more]) }
            }
        }
        guard let best else { return nil }
        label = best.label
        alterations =
            best.alterations + Self.identifier(symbology, best.label, best.alterations, expectation)
    }

    // MARK: Comparing

    /// What else must have happened for a variant to have arrived so; nothing at all when it cannot have.
    private static func fits(
        _ arrived: [UInt8], _ collapsed: [UInt8], _ label: CommissioningLabel, _ whole: LabelVariants.Variant,
        _ expectation: ScannerExpectation
    ) -> [[Alteration]] {
        let variant = whole.bytes
        if arrived == variant { return [[]] }
        // The driver parts a text at its separator: that is no fault of the scanner's.
        if let separator = expectation.separator, variant.contains(separator),
            variant.split(separator: separator).contains(where: { $0.elementsEqual(arrived) })
        {
            return [[]]
        }
        var ways: [[Alteration]] = []
        if let separator = separator(arrived, variant) { ways.append([.separator(separator)]) }
        if let place = place(of: variant, in: arrived) {
            var more: [Alteration] = []
            if place > 0 { more += front(Array(arrived[..<place]), label) }
            if place + variant.count < arrived.count { more.append(.back(Array(arrived[(place + variant.count)...]))) }
            ways.append(more)
        }
        if variant.contains(0x1D) {
            let dropped = variant.filter { $0 != 0x1D }
            if arrived.count >= shortestPart, arrived.count < dropped.count, dropped.starts(with: arrived) {
                ways.append([.separator([]), .cutOff(arrived.count)])
            }
        }
        if arrived.count >= shortestPart, arrived.count < variant.count, variant.starts(with: arrived) {
            ways.append([.cutOff(arrived.count)])
        }
        if collapsed == whole.collapsed {
            ways.append([arrived.count < variant.count ? .repeatsDropped : .repeatsAdded])
        }
        if variant.contains(where: { $0 >= 0x80 }), skeleton(arrived) == skeleton(variant) {
            ways.append([.lettersLost])
        }
        return ways
    }

    /// What GS was sent as, when all else is the same.
    private static func separator(_ arrived: [UInt8], _ variant: [UInt8]) -> [UInt8]? {
        let parts = variant.split(separator: 0x1D, omittingEmptySubsequences: false)
        guard parts.count > 1 else { return nil }
        let spare = arrived.count - (variant.count - (parts.count - 1))
        guard spare >= 0, spare.isMultiple(of: parts.count - 1) else { return nil }
        let size = spare / (parts.count - 1)
        guard size <= separatorLimit, arrived.starts(with: parts[0]) else { return nil }
        let separator = Array(arrived[parts[0].count..<(parts[0].count + size)])
        return Array(parts.joined(separator: separator)) == arrived ? separator : nil
    }

    private static func place(of variant: [UInt8], in arrived: [UInt8]) -> Int? {
        let spare = arrived.count - variant.count
        guard spare > 0, spare <= extraLimit, variant.count >= shortestPart else { return nil }
        return (0...spare).first { arrived[$0..<($0 + variant.count)].elementsEqual(variant) }
    }

    /// A text in front of a label: its own AIM identifier, what else a scanner adds, or both.
    private static func front(_ bytes: [UInt8], _ label: CommissioningLabel) -> [Alteration] {
        let last = bytes.suffix(3)
        guard last.count == 3, last.first == 0x5D, last.dropFirst().first == label.kind.letter,
            let modifier = last.last, (0x30...0x39).contains(modifier)
        else { return [.front(bytes)] }
        return [.identifierTyped] + (bytes.count > 3 ? [.front(bytes.dropLast(3))] : [])
    }

    /// ASCII alone, without what stands for letters that could not be said.
    private static func skeleton(_ bytes: [UInt8]) -> [UInt8] {
        bytes.filter { $0 < 0x80 && $0 != UInt8(ascii: "?") && $0 >= 0x20 && $0 != 0x7F }
    }

    // MARK: What has no name

    /// One character for another throughout, or a text that is mostly this label's.
    private static func resembles(
        _ arrived: [UInt8], _ label: CommissioningLabel, _ expectation: ScannerExpectation
    ) -> Alteration? {
        let printed = Array(String(decoding: label.content, as: UTF8.self).unicodeScalars)
        let seen = Array(String(decoding: arrived.prefix(512), as: UTF8.self).unicodeScalars)
        if expectation.layout != nil, printed.count == seen.count, let changes = changes(printed, seen) {
            return .characters(changes)
        }
        let limit = printed.count * 2 / 5
        return abs(printed.count - seen.count) <= limit && distance(printed, seen) <= limit ? .other : nil
    }

    /// The characters that became others, when each became always the same one, and most stayed.
    private static func changes(_ printed: [Unicode.Scalar], _ seen: [Unicode.Scalar]) -> [Alteration.Change]? {
        var map: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (from, to) in zip(printed, seen) where map.updateValue(to, forKey: from) ?? to != to { return nil }
        let changed = map.filter { $0.key != $0.value }
        guard !changed.isEmpty, changed.count * 2 <= map.count, Set(map.values).count == map.count else { return nil }
        return changed.sorted { $0.key < $1.key }.map { Alteration.Change(printed: $0.key, arrived: $0.value) }
    }

    /// How many characters must be put in, taken out or changed.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var row = Array(0...right.count)
        for (line, one) in left.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, other) in right.enumerated() {
                let next = min(row[column + 1] + 1, row[column] + 1, diagonal + (one == other ? 0 : 1))
                diagonal = row[column + 1]
                row[column + 1] = next
            }
        }
        return row[right.count]
    }

    // MARK: What the device calls it

    private static func identifier(
        _ symbology: SymbologyIdentifier?, _ label: CommissioningLabel, _ found: [Alteration],
        _ expectation: ScannerExpectation
    ) -> [Alteration] {
        guard let symbology else { return expectation.identifier == .always ? [.identifierMissing] : [] }
        guard symbology.letter == label.kind.letter else { return [.identifierWrong(symbology)] }
        switch (label.kind, symbology.modifier) {
        case (.gs1, UInt8(ascii: "1")): return []
        case (.gs1, _): return [.gs1Unmarked]
        case (.code128, UInt8(ascii: "1")): return [.identifierWrong(symbology)]
        default: return []
        }
    }
}
