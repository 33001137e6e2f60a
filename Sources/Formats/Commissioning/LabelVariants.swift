import Parcels

/// What may become of a label on its way: each with what was done to it.
struct LabelVariants {
    struct Variant {
        let bytes: [UInt8]
        let alterations: [Alteration]
        /// Without repetitions: runs of one byte as one.
        let collapsed: [UInt8]

        init(bytes: [UInt8], alterations: [Alteration]) {
            self.bytes = bytes
            self.alterations = alterations
            collapsed = LabelVariants.collapsed(bytes)
        }

        var cost: Int { alterations.reduce(0) { $0 + $1.cost } }
    }

    static func collapsed(_ bytes: [UInt8]) -> [UInt8] {
        bytes.enumerated().filter { $0.offset == 0 || bytes[$0.offset - 1] != $0.element }.map(\.element)
    }

    /// Those that the label's own symbology and the scanner's settings make, each also as its keys say in every layout and case.
    static func of(_ label: CommissioningLabel, _ expectation: ScannerExpectation) -> [Variant] {
        var found: [Variant] = []
        for inner in settings(label) {
            for wrapped in identified(inner, label, expectation) {
                found.append(wrapped)
                for typed in typed(wrapped, expectation) { found.append(typed) }
            }
        }
        var seen: Set<[UInt8]> = []
        // Of two ways to the same bytes the likelier one.
        return found.sorted { $0.cost < $1.cost }.filter { seen.insert($0.bytes).inserted }
    }

    private static func settings(_ label: CommissioningLabel) -> [Variant] {
        let content = label.content
        var found = [Variant(bytes: content, alterations: [])]
        func add(_ bytes: some Sequence<UInt8>, _ alterations: Alteration...) {
            found.append(Variant(bytes: Array(bytes), alterations: alterations))
        }
        switch label.kind {
        case .retail:
            add(content.dropFirst(), .zeroDropped)
            add(content.dropLast(), .checkDropped)
            add(content.dropFirst().dropLast(), .zeroDropped, .checkDropped)
        case .interleaved: add(content.dropLast(), .checkDropped)
        case .code39:
            // Only the label that ends with its check character loses one.
            if label.name == "L" { add(content.dropLast(), .checkDropped) }
            if let sign = content.firstIndex(of: UInt8(ascii: "+")), sign + 1 < content.count {
                add(content[..<sign] + [content[sign + 1] | 0x20] + content[(sign + 2)...], .fullASCII)
            }
        case .qr where content.contains { $0 >= 0x80 }:
            add(content.flatMap { Array(String(Unicode.Scalar($0)).utf8) }, .latin1)
            add(content.flatMap { Array(String(windows($0)).utf8) }, .latin1)
        default: break
        }
        if content.first == 0x20 {
            let front = content.drop { $0 == 0x20 }
            let back = content.prefix(content.count - content.reversed().prefix { $0 == 0x20 }.count)
            add(front.prefix(front.count - (content.count - back.count)), .trimmed)
            add(front, .trimmed)
            add(back, .trimmed)
        }
        return found
    }

    /// With its AIM identifier in front, where the driver expects none in the text.
    private static func identified(
        _ variant: Variant, _ label: CommissioningLabel, _ expectation: ScannerExpectation
    ) -> [Variant] {
        guard expectation.identifier == .never else { return [variant] }
        let identifier = [0x5D, label.kind.letter, label.kind.modifier]
        return [
            variant,
            Variant(bytes: identifier + variant.bytes, alterations: variant.alterations + [.identifierTyped]),
        ]
    }

    /// In another case, and as the keys of other layouts are read with this one.
    private static func typed(_ variant: Variant, _ expectation: ScannerExpectation) -> [Variant] {
        var found: [Variant] = []
        for letters in [Alteration.Case.swapped, .upper, .lower] {
            let bytes = variant.bytes.map { cased($0, letters) }
            if bytes != variant.bytes {
                found.append(Variant(bytes: bytes, alterations: variant.alterations + [.letterCase(letters)]))
            }
        }
        guard let reading = expectation.layout else { return found }
        for typing in expectation.layouts where typing.name != reading.name {
            for (text, cause) in [(variant.bytes, [])]
                + found.prefix(3).map({ ($0.bytes, Array($0.alterations.suffix(1))) })
            {
                guard let bytes = retyped(text, typing, reading) else { continue }
                found.append(
                    Variant(bytes: bytes, alterations: variant.alterations + cause + [.layout(typing.name)]))
            }
        }
        return found
    }

    private static func cased(_ byte: UInt8, _ letters: Alteration.Case) -> UInt8 {
        switch byte {
        case 0x41...0x5A: letters == .upper ? byte : byte + 0x20
        case 0x61...0x7A: letters == .lower ? byte : byte - 0x20
        default: byte
        }
    }

    /// What arrives when one layout's keys are read with another; nil when a key gives nothing there and the label is void.
    static func retyped(_ bytes: [UInt8], _ typing: KeyboardLayout, _ reading: KeyboardLayout) -> [UInt8]? {
        var text = ""
        var accent: Unicode.Scalar?
        for character in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            guard let strokes = typing.strokes(for: character) else {
                // Control characters do not depend on the layout; what it lacks is not typed.
                if character.value < 0x20 { text.unicodeScalars.append(character) }
                continue
            }
            for stroke in strokes {
                switch reading.level(of: stroke, capsLock: false) {
                case .nothing: return nil
                case .dead(let next):
                    if let accent { text.unicodeScalars.append(accent) }
                    accent = next
                case .character(let read):
                    guard let waiting = accent else {
                        text.unicodeScalars.append(read)
                        continue
                    }
                    accent = nil
                    if let composed = reading.composed(waiting, read) {
                        text.unicodeScalars.append(composed)
                    } else {
                        text.unicodeScalars.append(waiting)
                        text.unicodeScalars.append(read)
                    }
                }
            }
        }
        if let accent { text.unicodeScalars.append(accent) }
        return Array(text.utf8)
    }

    /// A byte as Windows-1252 reads it.
    private static func windows(_ byte: UInt8) -> Unicode.Scalar {
        let high: [UInt32] = [
            0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
            0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
            0x0153, 0x9D, 0x017E, 0x0178,
        ]
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        return Unicode.Scalar(high[Int(byte - 0x80)]) ?? Unicode.Scalar(byte)
    }
}
