/// Letters of other alphabets and of other styles that look like a Latin letter, which writers put to hide a word from a
/// search: Cyrillic с, Greek ο, 𝘀, ⓢ, ꜱ.
enum LookAlikeLetters {
    /// The Latin letter or digit, small; nil where there is none.
    static func base(of value: UInt32) -> UInt8? {
        switch value {
        // Mathematical letters: thirteen styles of A to Z and a to z; a few places are empty and used by nobody.
        case 0x1D400...0x1D6A3: return small((value - 0x1D400) % 26)
        // Mathematical digits, five styles.
        case 0x1D7CE...0x1D7FF: return 48 + UInt8((value - 0x1D7CE) % 10)
        // In circles and squares: capitals, small ones, and the flags' letters.
        case 0x24B6...0x24CF: return small(value - 0x24B6)
        case 0x24D0...0x24E9: return small(value - 0x24D0)
        case 0x249C...0x24B5: return small(value - 0x249C)
        case 0x1F110...0x1F129: return small(value - 0x1F110)
        case 0x1F130...0x1F149: return small(value - 0x1F130)
        case 0x1F150...0x1F169: return small(value - 0x1F150)
        case 0x1F170...0x1F189: return small(value - 0x1F170)
        case 0x1F1E6...0x1F1FF: return small(value - 0x1F1E6)
        default: return single[value]
        }
    }

    private static func small(_ place: UInt32) -> UInt8 { UInt8(ascii: "a") + UInt8(place) }

    private static let single: [UInt32: UInt8] = {
        let pairs: [(Character, String)] = [
            ("a", "аАαΑɑᴀⱥ"), ("b", "вВΒʙЬьɓ"), ("c", "сСϲᴄⅽ"), ("d", "ԁԀᴅɗⅾ"), ("e", "еЕεΕᴇєЄɛ℮"), ("f", "ꜰƒ"),
            ("g", "ɡɢԍ"), ("h", "нНΗһҺʜ"), ("i", "іІιΙıɪⅰ"), ("j", "јЈᴊϳ"), ("k", "кКκΚᴋ"), ("l", "ӏӀʟℓⅼ"),
            ("m", "мМΜᴍⅿ"), ("n", "пηΝɴ"), ("o", "оОοΟᴏσ"), ("p", "рРρΡᴘ"), ("q", "ԛ"), ("r", "гʀ"), ("s", "ѕЅꜱ"),
            ("t", "тТτΤᴛ"), ("u", "υᴜцս"), ("v", "νѵᴠⅴ"), ("w", "ԝωшᴡ"), ("x", "хХχΧⅹ"), ("y", "уУγΥүʏ"), ("z", "Ζᴢ"),
        ]
        var table: [UInt32: UInt8] = [:]
        for (base, others) in pairs {
            for scalar in others.unicodeScalars { table[scalar.value] = base.asciiValue }
        }
        return table
    }()
}
