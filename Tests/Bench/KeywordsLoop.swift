import Parcels
import Platform
import Screening
import TestSupport

/// How fast 50,000 keywords are looked for in declarations of 300 bytes, folded before and folded in the same go. Beside it what
/// the same bytes take to be looked at once.
struct KeywordsLoop {
    static let termCount = 50_000
    private let matcher: KeywordMatcher
    private let texts: [String]
    private let folded: [[[FoldedText]]]
    /// What reading the file and making the search ready took, in nanoseconds.
    let compiling: Int64
    let bytes: Int

    init() throws {
        var dice = SeededDice(seed: 8)
        var terms: Set<String> = []
        // Nobody makes a term of a word that half of all declarations have.
        let everyday = Set(Self.goods.map { FoldedText($0).words.map(\.hash) })
        while terms.count < Self.termCount {
            let term = Self.term(&dice)
            if !everyday.contains(FoldedText(term).words.map(\.hash)) { terms.insert(term) }
        }
        let ordered = terms.sorted()
        let third = ordered.count / 3
        let document = """
            keywords:
              - {category: A, strong: [\(ordered[..<third].joined(separator: ", "))]}
              - {category: B, weak: [\(ordered[third..<2 * third].joined(separator: ", "))]}
              - {category: C, everyday: [\(ordered[(2 * third)...].joined(separator: ", "))]}
            """
        let start = Clocks.monotonic()
        matcher = try ListFile.parse(Array(document.utf8), file: "bench").keywords
        compiling = Clocks.monotonic() - start
        texts = (0..<2_000).map { _ in Self.declaration(ordered, &dice) }
        folded = texts.map { [FoldedText.readings(of: $0)] }
        bytes = texts.reduce(0) { $0 + $1.utf8.count }
    }

    private static let goods = [
        "sách", "giáo", "khoa", "đồ", "chơi", "trẻ", "em", "áo", "thun", "nam", "nữ", "quần", "jean", "giày", "thể",
        "thao",
        "mỹ", "phẩm", "kem", "dưỡng", "da", "túi", "xách", "điện", "thoại", "ốp", "lưng", "tai", "nghe", "bánh", "kẹo",
        "cà",
        "phê", "trà", "linh", "kiện", "xe", "máy", "phụ", "tùng", "màu", "đen", "trắng", "size", "M", "XL", "chính",
        "hãng",
        "hàng", "dễ", "vỡ", "xin", "nhẹ", "tay", "combo", "2", "10", "hộp", "gói", "kg", "vải", "rèm", "cửa", "bếp",
        "nồi",
    ]

    /// One to four syllables, most of them two or three, as terms are; a fifth of them one long word.
    private static func term(_ dice: inout SeededDice) -> String {
        let starts = [
            "b", "c", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "p", "ph", "s", "t", "th", "tr", "v",
        ]
        let ends = [
            "á", "ạn", "àng", "ắt", "ấm", "é", "ện", "ìn", "ít", "ò", "ông", "ốt", "ơi", "ú", "ung", "ưa", "uốc",
            "ương",
        ]
        func syllable() -> String { starts[dice.below(starts.count)] + ends[dice.below(ends.count)] }
        if dice.below(5) == 0 {
            return (0..<(3 + dice.below(4))).map { _ in
                ["ba", "te", "ri", "co", "lun", "mex", "dor", "ka"][dice.below(8)]
            }.joined()
        }
        // One in a hundred is a single syllable.
        let length = dice.below(100) == 0 ? 1 : [2, 2, 2, 3, 3, 4][dice.below(6)]
        return (0..<length).map { _ in syllable() }.joined(separator: " ")
    }

    /// Everyday goods of about 300 bytes. One declaration in twenty has a term in it, half of those taken apart.
    private static func declaration(_ terms: [String], _ dice: inout SeededDice) -> String {
        var text = ""
        if dice.below(20) == 0 {
            let term = terms[dice.below(terms.count)]
            text = dice.below(2) == 0 ? term : term.map(String.init).joined(separator: ".")
            text += ", "
        }
        while text.utf8.count < 296 {
            text += goods[dice.below(goods.count)] + [" ", " ", " ", ", "][dice.below(4)]
        }
        return text
    }

    /// Bytes a second of `rounds` runs over all texts.
    func match(_ rounds: Int) -> [Double] {
        measure(rounds) { matcher.findings(in: folded[$0]).matches.count }
    }

    func foldAndMatch(_ rounds: Int) -> [Double] {
        measure(rounds) { matcher.findings(in: [FoldedText.readings(of: texts[$0])]).matches.count }
    }

    func looking(_ rounds: Int) -> [Double] {
        measure(rounds) { place in
            var sum = 0
            for byte in texts[place].utf8 { sum &+= Int(byte) }
            return sum
        }
    }

    /// How many terms are found in all texts.
    var found: Int { folded.reduce(0) { $0 + matcher.findings(in: $1).matches.count } }

    private func measure(_ rounds: Int, _ work: (Int) -> Int) -> [Double] {
        (0..<rounds).map { _ in
            let start = Clocks.processCPU()
            var sum = 0
            for _ in 0..<10 { for place in texts.indices { sum &+= work(place) } }
            precondition(sum > 0, "nothing was found")
            return Double(10 * bytes) / Double(Clocks.processCPU() - start) * 1e9
        }
    }
}
