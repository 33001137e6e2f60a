/// What a number might have been, if characters were confused that people and printers confuse. It is only ever proposed: a random
/// wrong S10 number fits its check digit in two of three cases if ten candidates are tried.
public struct LookAlike: Sendable, Hashable {
    public let number: String
    public let scheme: Scheme

    public static let limit = 5

    /// O and 0, I and 1, B and 8, S and 5, Z and 2; a small L, too, is read for 1.
    private static func other(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x4F: 0x30
        case 0x30: 0x4F
        case 0x49, 0x4C: 0x31
        case 0x31: 0x49
        case 0x42: 0x38
        case 0x38: 0x42
        case 0x53: 0x35
        case 0x35: 0x53
        case 0x5A: 0x32
        case 0x32: 0x5A
        default: nil
        }
    }

    /// Numbers whose check digit holds and that differ from the text by such characters alone: every letter a digit, S10's letters
    /// and digits at their places, or one or two characters changed. The fewest changes come first.
    static func proposals(_ text: NumberText) -> [LookAlike] {
        let bytes = (0..<text.count).map { text[$0] }
        let places = bytes.indices.filter { other(bytes[$0]) != nil }
        var tried: [[UInt8]] = []
        for first in places {
            var changed = bytes
            changed[first] = other(bytes[first]) ?? 0
            tried.append(changed)
        }
        for (position, first) in places.enumerated() {
            for second in places.dropFirst(position + 1) {
                var changed = bytes
                changed[first] = other(bytes[first]) ?? 0
                changed[second] = other(bytes[second]) ?? 0
                tried.append(changed)
            }
        }
        tried.append(bytes.map { isLetter($0) ? other($0) ?? $0 : $0 })
        if bytes.count == 13 {
            tried.append(
                bytes.enumerated().map { place, byte in
                    isLetter(byte) == (place < 2 || place > 10) ? byte : other(byte) ?? byte
                })
        }
        var found: [LookAlike] = []
        for candidate in tried where candidate != bytes && found.count < limit {
            guard let number = NumberText(candidate) else { continue }
            KnownForms(text: number).each { form in
                guard form.fault == nil, form.known.facts.evidence == .checkDigit else { return }
                let proposal = LookAlike(number: number.text(form.place), scheme: form.known.scheme)
                if !found.contains(proposal) { found.append(proposal) }
            }
        }
        return Array(found.prefix(limit))
    }
}
