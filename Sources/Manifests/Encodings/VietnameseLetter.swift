/// The vowels of Vietnamese by their shape and tone, and what Unicode has for each.
enum VietnameseLetter {
    /// A tone as it is told apart by a mark.
    enum Tone: Int, CaseIterable {
        case level
        case falling
        case dipping
        case creaking
        case rising
        case heavy
    }

    /// Each line is one vowel, small or capital, with its tones in the order of `Tone`.
    private static let table = [
        "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ", "ưừửữứự",
        "yỳỷỹýỵ",
        "AÀẢÃÁẠ", "ĂẰẲẴẮẶ", "ÂẦẨẪẤẬ", "EÈẺẼÉẸ", "ÊỀỂỄẾỆ", "IÌỈĨÍỊ", "OÒỎÕÓỌ", "ÔỒỔỖỐỘ", "ƠỜỞỠỚỢ", "UÙỦŨÚỤ", "ƯỪỬỮỨỰ",
        "YỲỶỸÝỴ",
    ].map { Array($0.unicodeScalars) }

    private static let places: [Unicode.Scalar: (vowel: Unicode.Scalar, tone: Tone)] = {
        var places: [Unicode.Scalar: (vowel: Unicode.Scalar, tone: Tone)] = [:]
        for vowel in table {
            for tone in Tone.allCases { places[vowel[tone.rawValue]] = (vowel[0], tone) }
        }
        return places
    }()

    private static let rows: [Unicode.Scalar: [Unicode.Scalar]] = Dictionary(
        uniqueKeysWithValues: table.map { ($0[0], $0) })

    private static let capitals: [Unicode.Scalar: Unicode.Scalar] = {
        var capitals: [Unicode.Scalar: Unicode.Scalar] = ["đ": "Đ"]
        for place in 0..<12 {
            for tone in Tone.allCases { capitals[table[place][tone.rawValue]] = table[place + 12][tone.rawValue] }
        }
        return capitals
    }()

    private static let smalls: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
        uniqueKeysWithValues: capitals.map { ($1, $0) })

    /// The letter of a vowel (with its shape, without tone) and a tone; nil where the letter takes none.
    static func composed(_ vowel: Unicode.Scalar, _ tone: Tone) -> Unicode.Scalar? { rows[vowel]?[tone.rawValue] }

    /// The vowel and tone of a letter; nil where it is no vowel of Vietnamese.
    static func parts(_ letter: Unicode.Scalar) -> (vowel: Unicode.Scalar, tone: Tone)? { places[letter] }

    static func capital(_ letter: Unicode.Scalar) -> Unicode.Scalar? { capitals[letter] }

    static func small(_ letter: Unicode.Scalar) -> Unicode.Scalar {
        if (65...90).contains(letter.value) { return Unicode.Scalar(UInt8(letter.value) + 32) }
        return smalls[letter] ?? letter
    }
}
