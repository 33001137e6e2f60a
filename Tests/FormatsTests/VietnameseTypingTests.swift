import Formats
import TestSupport
import Testing

@Suite("Vietnamese text typed as Telex and VNI")
struct VietnameseTypingTests {
    @Test(
        arguments: [
            ("Vieejt Nam", "Việt Nam"), ("tieengs", "tiếng"), ("tieesng", "tiếng"), ("nguwowif", "người"),
            ("ddoongf", "đồng"), ("DDIEENJ", "ĐIỆN"), ("Ddawng", "Đăng"), ("nuwowcs", "nước"), ("nuowcs", "nước"),
            ("thuowr", "thuở"), ("hoaf", "hòa"), ("hoanf", "hoàn"), ("thuys", "thúy"), ("quys", "quý"),
            ("khuyur", "khuỷu"), ("ngoaif", "ngoài"), ("giaf", "già"), ("gif", "gì"), ("giuowngf", "giường"),
            ("Nguyeenx Thij Hoaf", "Nguyễn Thị Hòa"), ("hoons hopwj", "hốn hopwj"), ("tuwowi", "tươi"),
            ("5 Lee Lowij, Q.1", "5 Lê Lợi, Q.1"), ("ruwowuj", "rượu"), ("huyeenh", "huyênh"),
        ]) func telexIsReadBack(typed: String, text: String)
    {
        #expect(Array(VietnameseTyping.telex.composed(typed).utf8) == Array(text.utf8))
    }

    @Test(
        arguments: [
            ("Vie6t5 Nam", "Việt Nam"), ("Viet65", "Việt"), ("Nguye6n4", "Nguyễn"), ("d9o6ng2", "đồng"),
            ("nu7o7c1", "nước"), ("nuoc71", "nước"), ("Ha2 No6i5", "Hà Nội"), ("D9a8ng", "Đăng"), ("qua1", "quá"),
            ("12 Tra6n2 Phu1", "12 Trần Phú"),
        ]) func vniIsReadBack(typed: String, text: String)
    {
        #expect(Array(VietnameseTyping.vni.composed(typed).utf8) == Array(text.utf8))
    }

    /// What makes no syllable is left as it was typed; in Telex whatever has a digit.
    @Test(
        arguments: [
            "AA12", "AA123456785VN", "EE22", "DD", "cars", "www", "express", "cataf", "1234", "", "a",
            "tafc",
        ]) func whatIsNoSyllableStays(text: String)
    { #expect(VietnameseTyping.telex.composed(text) == text) }

    /// Why it is off where nobody asks for it: some codes are syllables.
    @Test func someCodesAreSyllables() {
        #expect(VietnameseTyping.telex.composed("BOX") == "BÕ")
        #expect(VietnameseTyping.telex.composed("AAN") == "ÂN" && VietnameseTyping.vni.composed("BA1") == "BÁ")
    }

    @Test func withoutComposeAsTypedNothingIsAltered() throws {
        let typing = try Typing("us")
        for text in ["AA12", "AAN8", "BA1X", "Vieejt", "DDOONGF"] {
            var decoder = try KeyboardDecoderTests.decoder()
            let keys = try #require(typing.reports(Array(text.utf8)))
            #expect(decoder.take(keys + Typing.enter) == [.label(Array(text.utf8), nil, begun: 0)])
        }
        var telex = try KeyboardDecoderTests.decoder(hasSymbology: true, compose: .telex)
        let keys = try #require(typing.reports(Array("]Q1Vieejt Nam AA12".utf8)))
        guard case .label(let label, let symbology, _)? = telex.take(keys + Typing.enter).first else {
            return #expect(Bool(false))
        }
        #expect(label == Array("Việt Nam AA12".utf8) && symbology?.description == "Q1")
    }

    /// A text that grows past the longest label when it is put together is none.
    @Test func theLimitCountsWhatIsReported() throws {
        var decoder = try KeyboardDecoderTests.decoder(sizeLimit: 16, compose: .telex)
        let keys = try #require(try Typing("us").reports(Array("muown muown muon".utf8)))
        #expect(decoder.take(keys + Typing.enter) == [.lost(.tooLong)])
    }

    @Test(arguments: VietnameseTyping.allCases) func parcelNumbersAreNoSyllables(typing: VietnameseTyping) {
        var dice = SeededDice("parcel numbers typed for \(typing.rawValue)")
        let letters = (0x41...0x5A as ClosedRange<UInt8>).map { String(Unicode.Scalar($0)) }
        let vowels = ["A", "E", "O", "U", "D", "W", "S"]
        for _ in 0..<2_000 {
            func letter() -> String { dice.below(2) == 0 ? vowels[dice.below(7)] : letters[dice.below(26)] }
            func digits(_ count: Int) -> String { (0..<count).map { _ in String(dice.below(10)) }.joined() }
            let number = [
                letter() + letter() + digits(9) + letter() + letter(), digits(8 + dice.below(20)),
                letter() + letter() + letter() + digits(12), "1Z" + digits(6) + letter() + letter() + digits(8),
            ][dice.below(4)]
            #expect(typing.composed(number) == number)
        }
    }

    // MARK: Every syllable

    private static let rhymes = """
        a ai ao au ay am an ang anh at ac ach ap ăn ăng ăc ăt âu ây ân âng ât âp e en eo em et ê êu ên ênh êch i ia in inh ich \
        im iêu iên iêng iêc iêt o oa oai oan oang oe oi on ong oc oăn ô ôi ôn ông ôc ơ ơi ơn ơm u ua ui un ung uc uôi uôn \
        uông uôc uyên uyêt uê uy uyu uân uây ư ưa ưu ưng ưc ươi ươn ương ươc ươp ươu
        """
        .split(separator: " ").map(String.init)
    private static let beginnings =
        [
            "", "b", "c", "ch", "d", "đ", "gh", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "r", "s", "t", "th", "tr",
            "v", "x",
        ]
    private static let tones: [(telex: String, vni: String, mark: Unicode.Scalar?)] = [
        ("", "", nil), ("s", "1", "\u{301}"), ("f", "2", "\u{300}"), ("r", "3", "\u{309}"), ("x", "4", "\u{303}"),
        ("j", "5", "\u{323}"),
    ]
    private static let marked: [Character: (telex: String, vni: String)] = [
        "ă": ("aw", "a8"), "â": ("aa", "a6"), "ê": ("ee", "e6"), "ô": ("oo", "o6"), "ơ": ("ow", "o7"),
        "ư": ("uw", "u7"),
        "đ": ("dd", "d9"),
    ]

    /// Where the tone stands, by the rule of the orthography.
    private static func written(_ beginning: String, _ rhyme: String, _ mark: Unicode.Scalar?) -> String {
        guard let mark else { return beginning + rhyme }
        var letters = Array(rhyme)
        let vowels = letters.indices.filter { "aăâeêioôơuưy".contains(letters[$0]) }
        let changed = vowels.last { "ăâêôơư".contains(letters[$0]) }
        let place =
            changed
            ?? (vowels.count < letters.count ? vowels[vowels.count - 1] : vowels.count == 3 ? vowels[1] : vowels[0])
        letters[place] = Character(String(letters[place]) + String(mark))
        return beginning + String(letters)
    }

    @Test(arguments: VietnameseTyping.allCases) func everySyllableComesBack(typing: VietnameseTyping) {
        var dice = SeededDice("syllables typed as \(typing.rawValue)")
        func typed(_ text: String) -> String {
            text.map { letter in
                Self.marked[letter].map { typing == .telex ? $0.telex : $0.vni } ?? String(letter)
            }.joined()
        }
        for beginning in Self.beginnings {
            for rhyme in Self.rhymes {
                let isStopped = ["c", "ch", "p", "t"].contains { rhyme.hasSuffix($0) }
                let tone = isStopped ? Self.tones[[1, 5][dice.below(2)]] : Self.tones[dice.below(6)]
                var keys = typed(beginning) + typed(rhyme) + (typing == .telex ? tone.telex : tone.vni)
                // Canonically equal strings are equal: the mark here is one of its own, there it is in its letter.
                var text = Self.written(beginning, rhyme, tone.mark)
                if dice.below(3) == 0 { (keys, text) = (keys.uppercased(), text.uppercased()) }
                let found = typing.composed(keys)
                #expect(found == text, "\(keys)")
                #expect(
                    found.unicodeScalars.count == beginning.count + rhyme.count, "\(keys): each letter is one scalar")
            }
        }
    }
}
