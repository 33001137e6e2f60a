/// The number that is typed on the keypad while Alt is held.
struct AltCode: Sendable {
    private static let limit = 8

    private let meaning: KeyboardDecoder.AltCodes
    private var digits: [UInt8] = []
    private var isHexadecimal = false

    init(_ meaning: KeyboardDecoder.AltCodes) { self.meaning = meaning }

    /// Takes a key; whether it belongs to a number.
    mutating func take(_ key: UInt8, _ layout: KeyboardLayout) -> Bool {
        switch KeyboardKey.keypad(key) {
        case 0x2B? where digits.isEmpty && !isHexadecimal && meaning == .windows: isHexadecimal = true
        case let digit? where (0x30...0x39).contains(digit): add(digit - 0x30)
        case .some: return false
        case nil:
            guard isHexadecimal, let digit = HexadecimalKeys.digit(key, shift: false, layout) else { return false }
            add(digit)
        }
        return true
    }

    private mutating func add(_ digit: UInt8) { if digits.count <= Self.limit { digits.append(digit) } }

    /// The bytes that it stands for; nil when it stands for none.
    var bytes: [UInt8]? {
        guard (1...Self.limit).contains(digits.count) else { return nil }
        let base = isHexadecimal ? 16 : 10
        let number = digits.reduce(0) { $0 * base + Int($1) }
        if meaning == .bytes { return UInt8(exactly: number).map { [$0] } }
        if isHexadecimal || number > 255 { return Unicode.Scalar(UInt32(number)).map { Array(String($0).utf8) } }
        if number < 0x80 { return [UInt8(number)] }
        let page = digits[0] == 0 ? CodePages.windows1252 : CodePages.oem437
        return page[number - 0x80].map { Array(String($0).utf8) }
    }
}

/// Hexadecimal digits by their keys.
enum HexadecimalKeys {
    /// 0 to 15; nil for any other key. Where a layout has the digits behind Shift they count with Shift and without.
    static func digit(_ key: UInt8, shift: Bool, _ layout: KeyboardLayout) -> UInt8? {
        if let byte = KeyboardKey.keypad(key) { return (0x30...0x39).contains(byte) ? byte - 0x30 : nil }
        for level in [shift, !shift] {
            let stroke = KeyboardLayout.Stroke(key: key, shift: level, altGr: false)
            guard case .character(let character) = layout.level(of: stroke, capsLock: false),
                let digit = Character(character).hexDigitValue, character.isASCII
            else { continue }
            return UInt8(digit)
        }
        return nil
    }
}

/// The upper halves of the code pages that Alt and a number means on Windows systems of western languages: with a leading
/// zero 1252, without one 437.
enum CodePages {
    /// Nil for the five places that are free.
    static let windows1252: [Unicode.Scalar?] = {
        let named: [Unicode.Scalar?] = [
            "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil, nil, "‘", "’", "“", "”",
            "•",
            "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
        ]
        return named + (0xA0...0xFF as ClosedRange<UInt8>).map { Unicode.Scalar($0) }
    }()

    static let oem437: [Unicode.Scalar?] = Array(
        ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
            + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}").unicodeScalars)
}
