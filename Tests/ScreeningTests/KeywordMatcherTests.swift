import Parcels
import TestSupport
import Testing

@testable import Screening

@Suite("Keywords")
struct KeywordMatcherTests {
    private static func matcher(
        strong: [String] = [], weak: [String] = [], except: [String] = [], category: String = "ARM"
    ) -> KeywordMatcher {
        var matcher = KeywordMatcher()
        for text in strong { matcher.add(KeywordTerm(text: text, category: category, weight: .strong)) }
        for text in weak { matcher.add(KeywordTerm(text: text, category: category, weight: .weak)) }
        for text in except { matcher.addException(text) }
        return matcher
    }

    private static func found(_ matcher: KeywordMatcher, _ text: String) -> [String] {
        matcher.matches(in: FoldedText(text)).map(\.term.text)
    }

    /// What the matches cover in the source.
    private static func covered(_ matcher: KeywordMatcher, _ text: String) -> [String] {
        matcher.matches(in: FoldedText(text)).map {
            String(decoding: Array(text.utf8)[$0.start..<$0.end], as: UTF8.self)
        }
    }

    @Test(arguments: [
        "súng hơi", "sung hoi", "SÚNG HƠI", "bán súng hơi cũ", "súng  hơi", "súng, hơi", "súng-hơi", "súng.hơi",
        "s.ú.n.g hơi", "s.u.n.g hoi",
        "s.ú.n.g h.ơ.i", "5úng hơi", "s ú n g hơi", "su\u{301}ng hơi", "súng h0i", "ｓúｎｇ hơi", "sú\u{200B}ng hơi",
        "súng\nhơi", "(súng hơi)",
        "súng hoi", "sung hơi",
    ])
    func disguisesOfATermAreFound(text: String) {
        #expect(Self.found(Self.matcher(strong: ["súng hơi"]), text) == ["súng hơi"])
    }

    @Test(arguments: [
        "súng", "hơi súng", "súng nước hơi", "sủng hơi", "súng hỏi", "súngs hơi", "xsúng hơi", "súng hơii", "sung hôi",
        "",
    ])
    func otherTextsAreNot(text: String) {
        #expect(Self.found(Self.matcher(strong: ["súng hơi"]), text).isEmpty)
    }

    /// Letters taken apart by spaces across a term's words.
    @Test func aTermOfTwoWordsTakenApartBySpacesIsFound() {
        #expect(Self.found(Self.matcher(strong: ["súng hơi"]), "s ú n g  h ơ i") == ["súng hơi"])
    }

    @Test func marksTellNôngFromNòng() {
        let matcher = Self.matcher(strong: ["nòng thép"])
        #expect(Self.found(matcher, "nông thép").isEmpty)
        #expect(Self.found(matcher, "nống thép").isEmpty)
        #expect(Self.found(matcher, "nòng thép") == ["nòng thép"])
        #expect(Self.found(matcher, "nong thep") == ["nòng thép"])
    }

    @Test func aTermWithoutMarksIsFoundUnderAnyMarks() {
        #expect(Self.found(Self.matcher(strong: ["ma tuy"]), "ma túy") == ["ma tuy"])
    }

    @Test func weightAndCategoryComeWithTheMatch() {
        var matcher = Self.matcher(strong: ["súng hơi"], weak: ["kính ngắm"])
        matcher.add(KeywordTerm(text: "kính ngắm", category: "ARM-PART", weight: .weak))
        let matches = matcher.matches(in: FoldedText("súng hơi, kính ngắm"))
        #expect(matches.map(\.term.weight) == [.strong, .weak, .weak])
        #expect(matches.map(\.term.category) == ["ARM", "ARM", "ARM-PART"])
    }

    @Test func placesAreBytesOfTheSource() {
        let matcher = Self.matcher(strong: ["súng hơi", "đạn chì"])
        #expect(Self.covered(matcher, "đồ chơi s.ú.n.g  hơi và đạn chì") == ["s.ú.n.g  hơi", "đạn chì"])
    }

    @Test func overlappingTermsAreAllFound() {
        let matcher = Self.matcher(strong: ["pháo hoa nổ", "hoa nổ"], weak: ["pháo hoa", "pháo"])
        #expect(Set(Self.found(matcher, "pháo hoa nổ")) == ["pháo", "pháo hoa", "pháo hoa nổ", "hoa nổ"])
    }

    @Test func aTermIsFoundAsOftenAsItStands() {
        let matcher = Self.matcher(strong: ["nòng súng"])
        #expect(Self.covered(matcher, "nòng súng, nong sung") == ["nòng súng", "nong sung"])
    }

    @Test func aTermThatIsReadInTwoWaysIsOneMatch() {
        // "ok0" is read as itself and as "oko"; the plain word matches once.
        #expect(Self.found(Self.matcher(strong: ["kclo3"]), "KClO3") == ["kclo3"])
    }

    @Test func anInnocentPhraseHidesTheTermsThatOverlapIt() {
        let matcher = Self.matcher(strong: ["súng"], except: ["súng bắn keo", "hơi nước"])
        #expect(Self.found(matcher, "súng bắn keo").isEmpty)
        #expect(Self.found(matcher, "sung ban keo").isEmpty)
        #expect(Self.found(matcher, "súng bắn") == ["súng"])
        #expect(Self.covered(matcher, "súng bắn keo, súng thật") == ["súng"])
    }

    @Test func anInnocentPhraseHidesATermThatReachesIntoIt() {
        let matcher = Self.matcher(strong: ["súng hơi"], except: ["hơi nước"])
        #expect(Self.found(matcher, "súng hơi nước").isEmpty)
        #expect(Self.found(matcher, "hơi nước súng hơi") == ["súng hơi"])
        #expect(Self.found(matcher, "súng hơi, nước") == [])
    }

    @Test func anInnocentPhraseOfTheSameTermDoesNotReachFurther() {
        let matcher = Self.matcher(strong: ["nòng"], except: ["nòng nọc"])
        #expect(Self.found(matcher, "nòng nọc").isEmpty)
        #expect(Self.covered(matcher, "nòng nòng nọc") == ["nòng"])
        #expect(Self.found(matcher, "nòng nộc") == ["nòng"])
    }

    @Test func textsWithoutAWordAreNoTerms() {
        var matcher = KeywordMatcher()
        let isTerm = matcher.add(KeywordTerm(text: " … ", category: "X", weight: .strong))
        let isException = matcher.addException("日本")
        #expect(!isTerm && !isException)
        #expect(matcher.isEmpty)
        #expect(matcher.matches(in: FoldedText("súng")).isEmpty)
    }

    private struct Word {
        let text: String
        let letters: String
        let isMarked: Bool
    }

    /// The plain way to say what whole words mean, over words that nobody disguised.
    private static func naive(_ term: [Word], _ text: [Word]) -> Int {
        guard term.count <= text.count else { return 0 }
        return (0...(text.count - term.count)).count { start in
            zip(term, text[start...]).allSatisfy { wanted, word in
                wanted.letters == word.letters && (!wanted.isMarked || !word.isMarked || wanted.text == word.text)
            }
        }
    }

    @Test func anyTermsAreFoundWhereAPlainSearchFindsThem() {
        var dice = TestSupport.SeededDice("keywords against a plain search")
        let words = [
            ("nong", "nong"), ("nòng", "nong"), ("nông", "nong"), ("thep", "thep"), ("thép", "thep"), ("hoi", "hoi"),
            ("hơi", "hoi"),
        ].map { Word(text: $0.0, letters: $0.1, isMarked: $0.0 != $0.1) }
        for _ in 0..<400 {
            let terms = (0..<5).map { _ in (0...dice.below(3)).map { _ in words[dice.below(words.count)] } }
            let text = (0..<(3 + dice.below(6))).map { _ in words[dice.below(words.count)] }
            var matcher = KeywordMatcher()
            for (place, term) in terms.enumerated() {
                matcher.add(
                    KeywordTerm(text: term.map(\.text).joined(separator: " "), category: "\(place)", weight: .strong))
            }
            let source = text.map(\.text).joined(separator: " ")
            let matches = matcher.matches(in: FoldedText(source))
            for (place, term) in terms.enumerated() {
                #expect(
                    matches.count { $0.term.category == "\(place)" } == Self.naive(term, text),
                    "'\(term.map(\.text))' in '\(source)'")
            }
        }
    }
}
