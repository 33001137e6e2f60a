/// Turns a word in a legacy encoding into Unicode (NFC). A word is a run of ASCII letters and bytes from 0x80.
enum LegacyWord {
    /// Whether a byte belongs to a word.
    static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (97...122).contains(byte | 0x20) }

    /// Nil stands for a byte that the encoding does not have.
    static func decode(_ bytes: some Sequence<UInt8>, _ encoding: TextEncoding) -> [Unicode.Scalar?] {
        switch encoding {
        case .tcvn3: capitalised(bytes.map { $0 < 0x80 ? Unicode.Scalar($0) : tcvn3[Int($0) - 0x80] })
        case .vni: vni(bytes)
        case .windows1258: windows1258(bytes)
        case .utf8, .utf16LittleEndian, .utf16BigEndian: []
        }
    }

    // MARK: TCVN3

    /// The letters from 0x80 on as TCVN 5712:1993 has them in VN3.
    private static let tcvn3: [Unicode.Scalar?] = {
        var table = [Unicode.Scalar?](repeating: nil, count: 128)
        table[0x20] = "\u{A0}"
        for (first, run) in [
            (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"), (0xB5, "àảãáạ"), (0xBB, "ằẳẵắ"), (0xC6, "ặầẩẫấậè"), (0xCE, "ẻẽéẹềểễếệìỉ"),
            (0xDC, "ĩíịò"),
            (0xE1, "ỏõóọồổỗốộờởỡớợù"),
            (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
        ] {
            for (place, scalar) in run.unicodeScalars.enumerated() { table[first - 0x80 + place] = scalar }
        }
        return table
    }()

    /// The ABC fonts have capitals of toned vowels only as fonts of their own: in a word of capitals the small letters with
    /// tones are meant as capitals.
    private static func capitalised(_ word: [Unicode.Scalar?]) -> [Unicode.Scalar?] {
        let isCapital = { (scalar: Unicode.Scalar) in VietnameseLetter.small(scalar) != scalar }
        var capitals = 0
        for case let scalar? in word {
            if isCapital(scalar) {
                capitals += 1
            } else if scalar.value < 0x80 || (VietnameseLetter.parts(scalar)?.tone ?? .level) == .level {
                return word
            }
        }
        guard capitals > 1 else { return word }
        return word.map { $0.map { VietnameseLetter.capital($0) ?? $0 } }
    }

    // MARK: VNI

    /// Letters that VNI-Windows writes as one byte.
    private static let vniLetters: [UInt8: Unicode.Scalar] = [
        0xC6: "Ỉ", 0xCC: "Ì", 0xCD: "Í", 0xCE: "Ỵ", 0xD1: "Đ", 0xD2: "Ị", 0xD3: "Ĩ", 0xD4: "Ơ", 0xD6: "Ư",
        0xE6: "ỉ", 0xEC: "ì", 0xED: "í", 0xEE: "ỵ", 0xF1: "đ", 0xF2: "ị", 0xF3: "ĩ", 0xF4: "ơ", 0xF6: "ư",
    ]

    private enum Shape {
        case none
        case circumflex
        case breve
    }

    /// Marks that follow their vowel, written in capitals (0xC0 to 0xDF) beside capital vowels and 0x20 higher beside small.
    private static let vniMarks: [UInt8: (shape: Shape, tone: VietnameseLetter.Tone)] = [
        0xC0: (.circumflex, .falling), 0xC1: (.circumflex, .rising), 0xC2: (.circumflex, .level),
        0xC3: (.circumflex, .creaking), 0xC4: (.circumflex, .heavy), 0xC5: (.circumflex, .dipping),
        0xC8: (.breve, .falling), 0xC9: (.breve, .rising), 0xCA: (.breve, .level), 0xCB: (.breve, .heavy),
        0xDA: (.breve, .dipping), 0xDC: (.breve, .creaking),
        0xCF: (.none, .heavy), 0xD5: (.none, .creaking), 0xD8: (.none, .falling), 0xD9: (.none, .rising),
        0xDB: (.none, .dipping),
    ]

    private static func vni(_ bytes: some Sequence<UInt8>) -> [Unicode.Scalar?] {
        var word: [Unicode.Scalar?] = []
        for byte in bytes {
            if byte < 0x80 {
                word.append(Unicode.Scalar(byte))
            } else if let letter = vniLetters[byte] {
                word.append(letter)
            } else if byte == 0xA0 {
                word.append("\u{A0}")
            } else if let mark = vniMarks[byte & ~0x20], byte >= 0xC0, case let vowel?? = word.last,
                let marked = marked(vowel, mark)
            {
                word[word.count - 1] = marked
            } else {
                word.append(nil)
            }
        }
        return word
    }

    private static func marked(
        _ vowel: Unicode.Scalar, _ mark: (shape: Shape, tone: VietnameseLetter.Tone)
    ) -> Unicode.Scalar? {
        guard let (plain, standing) = VietnameseLetter.parts(vowel), standing == .level else { return nil }
        let shaped: Unicode.Scalar? =
            switch (plain, mark.shape) {
            case (_, .none): plain
            case ("a", .circumflex): "â"
            case ("A", .circumflex): "Â"
            case ("a", .breve): "ă"
            case ("A", .breve): "Ă"
            case ("e", .circumflex): "ê"
            case ("E", .circumflex): "Ê"
            case ("o", .circumflex): "ô"
            case ("O", .circumflex): "Ô"
            default: nil
            }
        return shaped.flatMap { VietnameseLetter.composed($0, mark.tone) }
    }

    // MARK: Windows-1258

    /// 0x80 to 0xFF; a dot where there is none. The tones are combining marks.
    private static let windows1258Letters: [Unicode.Scalar?] = {
        let letters =
            "€.‚ƒ„…†‡ˆ‰.‹Œ....‘’“”•–—˜™.›œ..Ÿ\u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿"
            + "ÀÁÂĂÄÅÆÇÈÉÊË\u{300}ÍÎÏĐÑ\u{309}ÓÔƠÖ×ØÙÚÛÜƯ\u{303}ßàáâăäåæçèéêë\u{301}íîïđñ\u{323}óôơö÷øùúûüư₫ÿ"
        return letters.unicodeScalars.map { $0 == "." ? nil : $0 }
    }()

    private static let tones: [Unicode.Scalar: VietnameseLetter.Tone] = [
        "\u{300}": .falling, "\u{309}": .dipping, "\u{303}": .creaking, "\u{301}": .rising, "\u{323}": .heavy,
    ]

    private static func windows1258(_ bytes: some Sequence<UInt8>) -> [Unicode.Scalar?] {
        var word: [Unicode.Scalar?] = []
        for byte in bytes {
            let scalar = byte < 0x80 ? Unicode.Scalar(byte) : windows1258Letters[Int(byte) - 0x80]
            if let scalar, let tone = tones[scalar], case let vowel?? = word.last,
                let (plain, standing) = VietnameseLetter.parts(vowel), standing == .level,
                let toned = VietnameseLetter.composed(plain, tone)
            {
                word[word.count - 1] = toned
            } else {
                word.append(scalar)
            }
        }
        return word
    }
}
