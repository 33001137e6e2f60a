import Foundation
import Parcels
import TestSupport
import Testing

@testable import Screening

@Suite("Keywords")
struct KeywordMatcherTests {
    private static func matcher(
        strong: [String] = [], weak: [String] = [], except: [String] = [], category: String = "ARM"
    ) throws -> KeywordMatcher {
        KeywordMatcher([.of(category, strong: strong, weak: weak, except: except)])
    }

    private static func matches(_ matcher: KeywordMatcher, _ text: String) -> [KeywordMatch] {
        matcher.matches(in: [FoldedText.readings(of: text)])
    }

    private static func found(_ matcher: KeywordMatcher, _ text: String) -> [String] {
        matches(matcher, text).map(\.term.text)
    }

    /// What the matches cover in the source.
    private static func covered(_ matcher: KeywordMatcher, _ text: String) -> [String] {
        matches(matcher, text).map {
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
    func disguisesOfATermAreFound(text: String) throws {
        #expect(Self.found(try Self.matcher(strong: ["súng hơi"]), text) == ["súng hơi"])
    }

    @Test(arguments: [
        "súng", "hơi súng", "súng nước hơi", "sủng hơi", "súng hỏi", "súngs hơi", "xsúng hơi", "súng hơii", "sung hôi",
        "",
    ])
    func otherTextsAreNot(text: String) throws {
        #expect(Self.found(try Self.matcher(strong: ["súng hơi"]), text).isEmpty)
    }

    /// Letters taken apart by spaces across a term's words.
    @Test func aTermOfTwoWordsTakenApartBySpacesIsFound() throws {
        #expect(Self.found(try Self.matcher(strong: ["súng hơi"]), "s ú n g  h ơ i") == ["súng hơi"])
    }

    @Test func marksTellNôngFromNòng() throws {
        let matcher = try Self.matcher(strong: ["nòng thép"])
        #expect(Self.found(matcher, "nông thép").isEmpty)
        #expect(Self.found(matcher, "nống thép").isEmpty)
        #expect(Self.found(matcher, "nòng thép") == ["nòng thép"])
        #expect(Self.found(matcher, "nong thep") == ["nòng thép"])
    }

    @Test func aTermWithoutMarksIsFoundUnderAnyMarks() throws {
        #expect(Self.found(try Self.matcher(strong: ["ma tuy"]), "ma túy") == ["ma tuy"])
    }

    @Test func weightAndCategoryComeWithTheMatch() throws {
        let matcher = KeywordMatcher([
            .of("ARM", strong: ["súng hơi"], weak: ["kính ngắm"]), .of("ARM-PART", weak: ["kính ngắm"]),
        ])
        let matches = Self.matches(matcher, "súng hơi, kính ngắm")
        #expect(matches.map(\.term.weight) == [.strong, .weak, .weak])
        #expect(matches.map(\.term.category) == ["ARM", "ARM", "ARM-PART"])
    }

    @Test func placesAreBytesOfTheSource() throws {
        let matcher = try Self.matcher(strong: ["súng hơi", "đạn chì"])
        #expect(Self.covered(matcher, "đồ chơi s.ú.n.g  hơi và đạn chì") == ["s.ú.n.g  hơi", "đạn chì"])
    }

    @Test func overlappingTermsAreAllFound() throws {
        let matcher = try Self.matcher(strong: ["pháo hoa nổ", "hoa nổ"], weak: ["pháo hoa", "pháo"])
        #expect(Set(Self.found(matcher, "pháo hoa nổ")) == ["pháo", "pháo hoa", "pháo hoa nổ", "hoa nổ"])
    }

    @Test func aTermIsFoundAsOftenAsItStands() throws {
        let matcher = try Self.matcher(strong: ["nòng súng"])
        #expect(Self.covered(matcher, "nòng súng, nong sung") == ["nòng súng", "nong sung"])
    }

    @Test func aTermThatIsReadInTwoWaysIsOneMatch() throws {
        // "ok0" is read as itself and as "oko"; the plain word matches once.
        #expect(Self.found(try Self.matcher(strong: ["kclo3"]), "KClO3") == ["kclo3"])
    }

    @Test func anInnocentPhraseHidesTheTermsThatOverlapIt() throws {
        let matcher = try Self.matcher(strong: ["súng"], except: ["súng bắn keo", "hơi nước"])
        #expect(Self.found(matcher, "súng bắn keo").isEmpty)
        #expect(Self.found(matcher, "sung ban keo").isEmpty)
        #expect(Self.found(matcher, "súng bắn") == ["súng"])
        #expect(Self.covered(matcher, "súng bắn keo, súng thật") == ["súng"])
    }

    @Test func anInnocentPhraseHidesATermThatReachesIntoIt() throws {
        let matcher = try Self.matcher(strong: ["súng hơi"], except: ["hơi nước"])
        #expect(Self.found(matcher, "súng hơi nước").isEmpty)
        #expect(Self.found(matcher, "hơi nước súng hơi") == ["súng hơi"])
        #expect(Self.found(matcher, "súng hơi, nước") == [])
    }

    @Test func anInnocentPhraseOfTheSameTermDoesNotReachFurther() throws {
        let matcher = try Self.matcher(strong: ["nòng"], except: ["nòng nọc"])
        #expect(Self.found(matcher, "nòng nọc").isEmpty)
        #expect(Self.covered(matcher, "nòng nòng nọc") == ["nòng"])
        #expect(Self.found(matcher, "nòng nộc") == ["nòng"])
    }

    /// An innocent phrase of one pack takes nothing back of another one's, one of a term nothing of other terms'.
    @Test func anInnocentPhraseCountsForItsOwnPackOrTerm() throws {
        let matcher = KeywordMatcher([
            .of("ARM", strong: ["súng"], except: ["súng nước"]), .of("SPORT", strong: ["súng"]),
        ])
        #expect(Self.matches(matcher, "súng nước").map(\.term.category) == ["SPORT"])
        let own = KeywordMatcher([
            .of(
                "ARM", strong: ["hỏa"],
                entries: [
                    KeywordPack.Entry(
                        term: KeywordTerm(text: "kim hỏa", category: "ARM", weight: .strong),
                        exceptions: [KeywordPack.Phrase(text: "kim hỏa tốc", node: nil)])
                ])
        ])
        #expect(Self.found(own, "kim hỏa tốc") == ["hỏa"])
        #expect(Self.found(own, "kim hỏa") == ["hỏa", "kim hỏa"] || Self.found(own, "kim hỏa") == ["kim hỏa", "hỏa"])
    }

    @Test func textsWithoutALetterAreNoTerms() throws {
        for text in [" … ", "日本", ""] {
            #expect(TermPattern(text, pack: 0, role: .exception(ofTerm: nil)) == nil)
        }
        #expect(KeywordMatcher.none.isEmpty)
        #expect(Self.matches(.none, "súng").isEmpty)
    }

    @Test(arguments: [
        "súng", "sung", "SÚNG", "Súng", "s.ú.n.g", "s.u.n.g", "s u n g", "S Ú N G", "s-ú-n-g", "s_u_n_g", "s*u*n*g",
        "s/u/n/g",
        "s·ú·n·g", "5úng", "5ung", "5.ú.n.g", "5 u n g", "sú.ng", "s.úng", "su\u{301}ng", "s\u{200B}ú\u{200D}ng",
        "\u{FEFF}súng",
        "ｓúｎｇ", "ＳＵＮＧ", "bán súng hơi", "x;súng;y", "(súng)", "súng,",
        "sú\u{AD}ng", "sú\u{2060}ng", "sú\u{200E}ng", "sú\u{FE0F}ng", "sú\u{E0041}ng", "sú\u{34F}ng", "sú\u{336}ng",
        "2 s ú n g", "a s ú n g b", "sún g", "s úng", "s ú ng", "$úng", "$ung!", "$.u.n.g", "ѕúng", "𝐬𝐮𝐧𝐠", "ⓢⓤⓝⓖ",
        "şúng", "súńg", "#súng", "súngа", "🅰súng", "súngⓧ", "sunɡ", "ѕúng$đạn", "đạn@ѕúng",
    ])
    func everyWayToWriteSungIsReadAsIt(text: String) throws {
        #expect(Self.found(try Self.matcher(strong: ["súng"]), text) == ["súng"])
    }

    @Test(arguments: [
        "sửng sốt", "lung", "sungari", "su ng", "sủng", "sùng", "sưng", "s.ù.n.g", "5ùng", "súng2", "2súng", "xsúng",
        "50",
        "5 ung", "chung", "sungs ung",
    ])
    func otherWordsAreNotSung(text: String) throws {
        #expect(Self.found(try Self.matcher(strong: ["súng"]), text).isEmpty)
    }

    /// Letters that the young put for others: k for kh and c, j for i, z for d, f for ph; digits and signs for letters.
    @Test(arguments: [
        ("khóa nòng", "kóa nòng"), ("khóa nòng", "koa nong"), ("súng hơi", "súng hơj"), ("dao găm", "zao găm"),
        ("dùi cui", "zùi cuj"), ("pháo nổ", "fáo nổ"), ("pháo nổ", "f.á.o nổ"), ("cần sa", "kần sa"),
        ("cỏ Mỹ", "cỏ mĩ"), ("bi sắt", "by sắt"), ("đạn chì", "đ4n ch1"), ("colt", "c01t"), ("colt", "co!t"),
        ("ketamine", "k3t4m1n3"), ("kclo3", "kcl03"), ("khẩu súng", "kẩu 5úng"), ("báng súng", "b@ng $ung"),
        ("súng hơi", "$úng@hơi"), ("đạn chì", "@đạn@chì"), ("báng súng", "#b@ng.súng"),
        ("hãm thanh", "hamthanh"), ("súng hơi", "#súnghơi"), ("linh kiện súng", "linhkiệnsúng"),
        ("hỏa tiễn", "h.o.a tien"),
    ])
    func whatStandsForLettersIsSeenThrough(term: String, text: String) throws {
        #expect(Self.found(try Self.matcher(strong: [term]), text) == [term])
    }

    @Test(arguments: [
        // A c is no kh, a p no ph, a d no z; a word with other marks is another word.
        ("khóa", "cóa"), ("pháo", "páo"), ("khay", "cay"), ("phao", "pao"), ("tay gấu", "tai gấu"), ("kẹo", "khẹo"),
        ("zoraki", "doraki"), ("nòng thép", "nôngthép"), ("đá", "da\u{303}"),
        ("nòng súng", "phòng súng"), ("hơi", "ơi"), ("thanh", "tan"), ("ma túy", "mat uy"), ("cần sa", "can s4ch"),
        // Short terms are not taken out of one word.
        ("đá ke", "dake"), ("bi đá", "bida"),
    ])
    func otherWordsOfTheSameKeyAreNot(term: String, text: String) throws {
        #expect(Self.found(try Self.matcher(strong: [term]), text).isEmpty)
    }

    @Test func termsBesideLeftOutLettersAreFoundWhereTheyStand() throws {
        let matcher = try Self.matcher(strong: ["hàng nóng", "hãm thanh"])
        #expect(Self.covered(matcher, "black hàng nóng") == ["hàng nóng"])
        #expect(Self.covered(matcher, "anh hãm thanh hh") == ["hãm thanh"])
        #expect(Self.covered(matcher, "h.ã.m thanh") == ["h.ã.m thanh"])
    }

    @Test func packsThatAreNotValidAreNotAsked() throws {
        let matcher = KeywordMatcher([.of("ARM", strong: ["súng"]), .of("TOOL", strong: ["súng điện"])])
        let text = [FoldedText.readings(of: "súng điện")]
        #expect(matcher.matches(in: text, valid: [false, true]).map(\.term.category) == ["TOOL"])
        #expect(matcher.matches(in: text, valid: [false, false]).isEmpty)
    }

    @Test func eachKindOfGoodsHasItsOwnPlaces() throws {
        let matcher = try Self.matcher(strong: ["súng"])
        let matches = matcher.matches(in: ["sách", "bút súng"].map { FoldedText.readings(of: $0) })
        #expect(matches.map(\.line) == [1] && matches.map(\.start) == [5])
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

    @Test func anyTermsAreFoundWhereAPlainSearchFindsThem() throws {
        var dice = TestSupport.SeededDice("keywords against a plain search")
        let words = [
            ("nong", "nong"), ("nòng", "nong"), ("nông", "nong"), ("thep", "thep"), ("thép", "thep"), ("hoi", "hoi"),
            ("hơi", "hoi"),
        ].map { Word(text: $0.0, letters: $0.1, isMarked: $0.0 != $0.1) }
        for _ in 0..<400 {
            let terms = (0..<5).map { _ in (0...dice.below(3)).map { _ in words[dice.below(words.count)] } }
            let text = (0..<(3 + dice.below(6))).map { _ in words[dice.below(words.count)] }
            let matcher = KeywordMatcher(
                terms.enumerated().map { place, term in
                    .of("\(place)", strong: [term.map(\.text).joined(separator: " ")])
                })
            let source = text.map(\.text).joined(separator: " ")
            let matches = Self.matches(matcher, source)
            for (place, term) in terms.enumerated() {
                #expect(
                    matches.count { $0.term.category == "\(place)" } == Self.naive(term, text),
                    "'\(term.map(\.text))' in '\(source)'")
            }
        }
    }

    /// Texts as their writers hide words, against the plain model of what may be read.
    @Test func disguisedTermsAreFoundWhereTheModelFindsThem() throws {
        var dice = TestSupport.SeededDice("keywords against a lattice of readings")
        let words = ["súng", "hơi", "nòng", "thép", "đạn", "bút", "ô", "mực", "36", "gas", "5g", "hh", "anh"]
        func disguised(_ word: String) -> String {
            switch dice.below(6) {
            case 0: return word.map(String.init).joined(separator: [".", "-", " ", "\u{200B}"][dice.below(4)])
            case 1: return word.decomposed
            case 2: return word.replacing("s", with: "5").replacing("o", with: "0")
            case 3: return word.uppercased()
            default: return word
            }
        }
        var count = 0
        for _ in 0..<3_000 {
            let terms = (0..<4).map { _ in
                (0...dice.below(3)).map { _ in words[dice.below(words.count)] }.joined(separator: " ")
            }.filter { $0 != "hh" }
            let text = (0..<(2 + dice.below(7))).map { _ in
                disguised(words[dice.below(words.count)]) + [" ", ", ", " ", "."][dice.below(4)]
            }.joined()
            let matcher = KeywordMatcher(terms.enumerated().map { .of("\($0)", strong: [$1]) })
            let found = Set(
                Self.matches(matcher, text).map { match in
                    LatticeModel.Match(term: Int(match.term.category) ?? -1, start: match.start, end: match.end)
                })
            let model = LatticeModel.matches(terms, in: text)
            #expect(model.isSubset(of: found), "\(terms) in '\(text)'")
            count += model.count
            // What only the matcher finds was taken apart by a single letter beside a longer piece, or has digits in a part of
            // its word.
            for more in found.subtracting(model) {
                let place = String(decoding: Array(text.utf8)[more.start..<more.end], as: UTF8.self)
                let pieces = place.split { " .,-\u{200B}".contains($0) }
                #expect(
                    pieces.contains { $0.count == 1 } || pieces.contains { $0.contains("5") || $0.contains("0") },
                    "\(terms[more.term]) in '\(place)' of '\(text)'")
            }
        }
        #expect(count > 1_000)
    }
}

extension String {
    /// Letters and their marks apart.
    fileprivate var decomposed: String { decomposedStringWithCanonicalMapping }
}
