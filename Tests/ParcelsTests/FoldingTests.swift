import Foundation
import TestSupport
import Testing

@testable import Parcels

@Suite("Vietnamese folding")
struct FoldingTests {
    /// Every reading of a text that has these letters.
    private static func readings(_ letters: String, in text: String) -> [FoldedWord] {
        FoldedText(text).readings.joined().filter { $0.letters == Array(letters.utf8) }
    }

    private static func marked(_ word: String) -> [UInt8]? { FoldedText(word).readings.first?.first?.marked }

    @Test(arguments: [
        "súng", "sung", "SÚNG", "Súng", "s.ú.n.g", "s.u.n.g", "s u n g", "S Ú N G", "s-ú-n-g", "s_u_n_g", "s*u*n*g",
        "s/u/n/g",
        "s·ú·n·g", "5úng", "5ung", "5.ú.n.g", "5 u n g", "sú.ng", "s.úng", "su\u{301}ng", "s\u{200B}ú\u{200D}ng",
        "\u{FEFF}súng",
        "ｓúｎｇ", "ＳＵＮＧ", "bán súng hơi", "x;súng;y", "(súng)", "súng,",
    ])
    func everyWayToWriteSungIsReadAsIt(text: String) {
        #expect(!Self.readings("sung", in: text).isEmpty)
    }

    @Test(arguments: ["sửng sốt", "sun g1", "lung", "sungari", "s,u,n,g", "su ng"])
    func otherWordsAreNot(text: String) {
        let readings = Self.readings("sung", in: text)
        #expect(readings.isEmpty || Self.marked(text) != Self.marked("súng"))
        #expect(readings.allSatisfy { $0.marked != Self.marked("súng") })
    }

    @Test(arguments: ["s.ú.n.g", "s ú n g", "5úng", "SÚNG", "su\u{301}ng", "sú\u{200B}ng"])
    func disguisesKeepTheMarks(text: String) {
        #expect(Self.readings("sung", in: text).contains { $0.marked == Self.marked("súng") && $0.hasMarks })
    }

    @Test func aWordWithoutMarksSaysSo() throws {
        let word = try #require(Self.readings("sung", in: "sung").first)
        #expect(!word.hasMarks)
        #expect(word.marked == word.letters)
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
        #expect(Set(words.prefix(10).compactMap { FoldedText($0).readings.first?.first?.letters }).count == 1)
    }

    @Test func strokedDIsAD() throws {
        for text in ["đạn", "Đạn", "ĐẠN", "đa\u{323}n"] {
            let word = try #require(FoldedText(text).readings.first?.first)
            #expect(word.letters == Array("dan".utf8))
            #expect(word.marked == Self.marked("đạn"))
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

    @Test func digitsStandForLettersOnlyBesideLetters() {
        #expect(FoldedText("36").readings.map(\.count) == [1])
        #expect(
            !Self.readings("oizeasgtbg", in: "x0123456789").isEmpty
                || !Self.readings("xoizeasgtbg", in: "x0123456789").isEmpty)
        #expect(!Self.readings("kclo3", in: "KClO3").isEmpty)
    }

    @Test func placesAreBytesOfTheSource() throws {
        let source = "đồ chơi: s.ú.n.g nhựa"
        let word = try #require(Self.readings("sung", in: source).first)
        #expect(String(decoding: Array(source.utf8)[word.start..<word.end], as: UTF8.self) == "s.ú.n.g")
        let marked = try #require(Self.readings("sung", in: "a su\u{301}ng").first)
        #expect(marked.start == 2 && marked.end == 8)
    }

    @Test func spanCountsTheWordsCovered() {
        #expect(Self.readings("sung", in: "s.ú.n.g hơi").map(\.span) == [4])
        #expect(Self.readings("hoi", in: "s.ú.n.g hơi").map(\.span) == [1])
        #expect(FoldedText("s.ú.n.g hơi").readings.count == 5)
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
            for (place, words) in FoldedText(source).readings.enumerated() {
                for word in words {
                    #expect(word.start < word.end && word.end <= source.utf8.count, "\(source.debugDescription)")
                    #expect(word.letters.allSatisfy { (48...57).contains($0) || (97...122).contains($0) })
                    #expect(place + word.span <= FoldedText(source).readings.count)
                }
            }
        }
    }

    /// Invisible characters that a writer can put inside a word.
    @Test(arguments: ["\u{AD}", "\u{2060}", "\u{200E}", "\u{FE0F}", "\u{E0041}", "\u{34F}", "\u{336}"])
    func invisibleCharactersInsideWordsAreSeenThrough(invisible: String) {
        #expect(!Self.readings("sung", in: "sú\(invisible)ng").isEmpty)
    }

    @Test func aLongWordTakenApartIsReadAsAWhole() {
        let word = "tetrahydrocannabinol"
        #expect(word.count > FoldedText.takenApartLimit)
        for separator in [" ", "."] {
            #expect(!Self.readings(word, in: word.map(String.init).joined(separator: separator)).isEmpty)
        }
    }

    /// A short word before the spaced letters does not hide them.
    @Test(arguments: ["2 s ú n g", "a s ú n g b"])
    func spacedLettersAreReadBesideOtherSingleLetters(text: String) {
        #expect(!Self.readings("sung", in: text).isEmpty)
    }
}
