import Foundation
import TestSupport
import Testing

@testable import Parcels

@Suite("Vietnamese folding")
struct FoldingTests {
    /// The letters of the first word with their marks, the tone apart, as it may be written anywhere in a word.
    private static func marked(_ text: String) -> [UInt8]? {
        let folded = FoldedText(text)
        guard let word = folded.words.first else { return nil }
        let letters = folded.letters[Int(word.first)..<Int(word.end)]
        return letters.flatMap { [$0.base, $0.shape] } + [letters.map(\.tone).max() ?? 0]
    }

    /// Of its last reading.
    private static func letters(_ text: String) -> String {
        String(decoding: FoldedText.readings(of: text).last?.letters.map(\.base) ?? [], as: UTF8.self)
    }

    /// What the words cover in the source.
    private static func covered(_ text: String) -> [String] {
        FoldedText(text).words.map {
            String(decoding: Array(text.utf8)[Int($0.start)..<Int($0.stop)], as: UTF8.self)
        }
    }

    @Test func whereTheToneIsPutDoesNotMatter() {
        for (new, old) in [("hòa", "hoà"), ("thúy", "thuý"), ("khỏe", "khoẻ"), ("lũy", "luỹ"), ("tọa", "toạ")] {
            #expect(Self.marked(new) == Self.marked(old), "\(new)")
        }
        #expect(Self.marked("hòa") != Self.marked("hóa"))
        #expect(Self.marked("hòa") != Self.marked("hoa"))
    }

    @Test func marksTellWordsApart() {
        let words = ["nong", "nòng", "nông", "nóng", "nồng", "nống", "nổng", "nỗng", "nộng", "nơng", "đong", "dong"]
        #expect(Set(words.compactMap { Self.marked($0) }).count == words.count)
        #expect(Set(words.prefix(10).map { Self.letters($0) }).count == 1)
    }

    @Test func strokedDIsAD() {
        for text in ["đạn", "Đạn", "ĐẠN", "đa\u{323}n"] {
            #expect(Self.letters(text) == "dan")
            #expect(Self.marked(text) == Self.marked("đạn"))
        }
    }

    /// The order of two combining marks, and composed or not, makes no difference.
    @Test func decomposedTextIsTheSameAsComposed() {
        for word in ["nệ", "điện", "thuốc", "ưỡn", "ặt", "người", "Đường"] {
            #expect(Self.marked(word.decomposedStringWithCanonicalMapping) == Self.marked(word), "\(word)")
        }
        #expect(Self.marked("e\u{302}\u{323}") == Self.marked("ệ"))
        #expect(Self.marked("e\u{323}\u{302}") == Self.marked("ệ"))
    }

    /// Foundation's canonical decomposition as the judge of every letter in the tables.
    @Test func everyLatinLetterFoldsToItsBase() {
        for value in Array(UInt32(0xC0)...0x24F) + Array(0x1E00...0x1EFF) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let parts = Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
            guard parts.count > 1, let base = parts.first, base.isASCII, base.properties.isAlphabetic else { continue }
            #expect(FoldedText.plain(String(scalar)) == String(base).lowercased(), "U+\(String(value, radix: 16))")
        }
    }

    /// Marks that Vietnamese does not have, or not on this letter, only hide a word.
    @Test(arguments: ["süng", "ŝung", "şung", "sunğ", "su\u{30A}ng", "sun\u{302}g", "ṡuńg"])
    func foreignMarksAreNone(text: String) {
        #expect(Self.marked(text) == Self.marked("sung"))
    }

    @Test(arguments: [
        "ѕung", "ｓｕｎｇ", "𝐬𝐮𝐧𝐠", "𝖘𝖚𝖓𝖌", "ⓢⓤⓝⓖ", "ꜱᴜɴɢ", "🅂🅄🄽🄶", "🇸🇺🇳🇬", "Ѕυпɡ", "ЅUNG", "𝚂𝚄𝙽𝙶",
    ])
    func lettersThatLookAlikeAreOne(text: String) {
        #expect(Self.letters(text) == "sung")
    }

    @Test func placesAreBytesOfTheSource() {
        #expect(Self.covered("đồ chơi: s.ú.n.g, hơi") == ["đồ", "chơi", "s", "ú", "n", "g", "hơi"])
        #expect(Self.covered("a su\u{301}ng") == ["a", "su\u{301}ng"])
        #expect(Self.covered("") == [])
    }

    /// Pieces tied by dots, single letters in a row, and a single letter beside a piece; a single digit is a number.
    @Test func wordsThatMayBePiecesOfOneAreKnown() {
        func pieces(_ text: String) -> [Int] {
            FoldedText(text).words.enumerated().filter(\.element.mayGoOn).map(\.offset)
        }
        #expect(pieces("s.ú.ng hơi 2 hộp sú n 5 g x") == [1, 2, 7, 8, 9, 10])
        #expect(pieces("súng hơi 2 hộp 10") == [])
    }

    /// A dot, a hyphen and what is not seen tie words; a space and a comma do not.
    @Test func weakSeparatorsTieWords() {
        #expect(FoldedText("a.b-c d, e\u{200B}f").words.map(\.isTied) == [true, true, true, false, false, true])
    }

    @Test func wordsThatMayBeOneHaveOneHash() {
        for (one, other) in [
            ("khóa nòng", "kóa n0ng"), ("pháo", "f4o"), ("dao", "za0"), ("hơi", "hơj"), ("cần", "kần"), ("kỹ", "kĩ"),
            ("súng", "5ung"), ("colt", "c01t"), ("hãm thanh", "ãm tan"),
        ] {
            #expect(FoldedText(one).words.map(\.hash) == FoldedText(other).words.map(\.hash), "\(one) \(other)")
        }
        #expect(FoldedText("nòng").words.map(\.hash) != FoldedText("mòng").words.map(\.hash))
    }

    /// None of them put beside a word hides it.
    @Test func lettersThatLookAlikeAreSoInASecondReadingOnly() {
        #expect(FoldedText.readings(of: "súngа").map(\.words.count) == [1, 1])
        #expect(FoldedText.readings(of: "súngа").map(\.letters.count) == [4, 5])
        #expect(FoldedText.plain("Nguyễn Vаn А") == "nguyen van a")
    }

    @Test func signsAreLettersInASecondReadingOnly() {
        let readings = FoldedText.readings(of: "$úng b@ng!")
        #expect(readings.map(\.words.count) == [3, 2, 3, 2])
        let letters = readings.map { String(decoding: $0.letters.map(\.base), as: UTF8.self) }
        #expect(letters == ["ungbng", "5ungb4ng", "5ungbng", "ungb4ng"])
        #expect(FoldedText.readings(of: "súng! 5 $").count == 1)
        // A sign that parts words is not taken for a letter because others look like one.
        #expect(FoldedText.readings(of: "ѕúng$đạn").map(\.words.count) == [2, 2, 1])
    }

    @Test func plainTextIsSmallLettersDigitsAndSingleSpaces() {
        #expect(FoldedText.plain("  Nguyễn   Văn-Á,\tĐường 2/9 ") == "nguyen van a duong 2 9")
        #expect(FoldedText.plain("") == "")
        #expect(FoldedText.plain("日本 ; ·") == "")
    }

    @Test func anyTextFoldsToPlainWordsWithinItsBytes() {
        var dice = SeededDice("folding of any text")
        let scalars: [ClosedRange<UInt32>] = [
            0...0x7F, 0xC0...0x24F, 0x300...0x36F, 0x1E00...0x1EFF, 0x2000...0x206F, 0xFF00...0xFF60, 0x1F600...0x1F610,
        ]
        for _ in 0..<2_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<dice.below(24) {
                if let scalar = Unicode.Scalar(UInt32.random(in: scalars[dice.below(scalars.count)], using: &dice)) {
                    text.append(scalar)
                }
            }
            let source = String(text)
            for folded in FoldedText.readings(of: source) {
                #expect(folded.letters.allSatisfy { (48...57).contains($0.base) || (97...122).contains($0.base) })
                var (letter, byte): (Int32, Int32) = (0, 0)
                for (place, word) in folded.words.enumerated() {
                    #expect(word.first == letter && word.end > letter, "\(source.debugDescription)")
                    #expect(byte <= word.start && word.start < word.stop && Int(word.stop) <= source.utf8.count)
                    #expect(folded.letters[Int(word.first)..<Int(word.end)].allSatisfy { $0.word == place })
                    (letter, byte) = (word.end, word.stop)
                }
                #expect(Int(letter) == folded.letters.count)
            }
        }
    }
}
