import Foundation
import Parcels
import TestSupport
import Testing
import YAML

@testable import Screening

/// Keyword packs as files: the starter packs that the project ships, and what a site may write.
@Suite("Keyword packs")
struct KeywordPackTests {
    private static let folder = "packaging/starter/keywords"

    private static func starter() throws -> [ListDocument] {
        try TestFiles.names(in: folder).map { name in
            try ListFile.parse(try TestFiles.content(folder + "/" + name), file: name)
        }
    }

    private static func parse(_ text: String) throws(YAMLError) -> ListDocument {
        try ListFile.parse(Array(text.utf8), file: "l.yaml", utcOffset_s: { _ in 25_200 })
    }

    /// Each pack by itself, and all of them together, as a site has them.
    @Test func theStarterPacksTellTheirOwnDeclarationsRightly() throws {
        let documents = try Self.starter()
        var score = KeywordScore()
        for document in documents {
            let tested = document.tested()
            for fault in tested.faults { Issue.record("\(fault)") }
            score.add(tested.score)
        }
        print("starter packs: held \(score.heldRightly) of \(score.held), free \(score.freeRightly) of \(score.free)")
        #expect(score.held >= 150 && score.free >= 150 && score.held + score.free >= 300)
        let together = ListDocument(lists: [], keywords: KeywordMatcher(documents.flatMap(\.packs)))
        #expect(together.failedTests().isEmpty, "\(together.failedTests())")
    }

    @Test func everyStarterPackSaysWhoStandsForIt() throws {
        let packs = try Self.starter().flatMap(\.packs)
        #expect(packs.count >= 12)
        for pack in packs {
            #expect(pack.title?.vi.isEmpty == false && pack.title?.en.isEmpty == false, "\(pack.id)")
            #expect(pack.source != nil && pack.ground != nil && pack.owner != nil, "\(pack.id)")
            #expect(Set(packs.map(\.category)).isSuperset(of: pack.beside), "\(pack.id)")
        }
    }

    /// What the weights promise: a strong term holds alone, a weak or an everyday one does not.
    @Test func aStarterTermAloneHoldsByItsWeight() throws {
        for pack in try Self.starter().flatMap(\.packs) {
            let matcher = KeywordMatcher([pack])
            for entry in pack.entries {
                let findings = matcher.findings(in: [FoldedText.readings(of: entry.term.text)])
                let isFlagged = findings.categories.contains(where: \.isFlagged)
                #expect(
                    isFlagged == (entry.term.weight == .strong)
                        || findings.matches.contains { $0.term.weight == .strong && $0.term != entry.term },
                    "\(pack.id): \(entry.term.text), \(entry.term.weight)")
            }
        }
    }

    /// Ways in which writers hide a word, each by itself.
    private static let disguises: [(name: String, hide: @Sendable (String) -> String)] = [
        ("capitals", { $0.uppercased() }),
        ("without marks", { FoldedText.plain($0) }),
        ("marks apart", { $0.decomposedStringWithCanonicalMapping }),
        ("dots", { words($0) { $0.map(String.init).joined(separator: ".") } }),
        ("spaces", { words($0) { $0.map(String.init).joined(separator: " ") } }),
        ("hyphens without marks", { words(FoldedText.plain($0)) { $0.map(String.init).joined(separator: "-") } }),
        ("nothing that is seen", { words($0) { $0.map(String.init).joined(separator: "\u{200B}") } }),
        ("digits", { digits($0) }),
        ("Cyrillic", { letters($0, ["a": "а", "o": "о", "e": "е", "c": "с", "p": "р", "x": "х", "s": "ѕ"]) }),
        ("full width", { String($0.unicodeScalars.map { Character(wide($0)) }) }),
        ("teencode", { letters(replaced($0, "kh", "k"), ["j": "j", "i": "j", "d": "z"]) }),
        ("f for ph", { replaced($0, "ph", "f") }),
        ("in a sentence", { "quà tặng kèm " + $0 + ", giao nhanh" }),
        ("in brackets", { "(" + $0 + ")" }),
    ]

    private static func words(_ text: String, _ change: (Substring) -> String) -> String {
        text.split(separator: " ").map(change).joined(separator: "  ")
    }

    private static func letters(_ text: String, _ others: [Character: Character]) -> String {
        String(text.map { others[$0] ?? $0 })
    }

    /// A word that would have digits alone is a number, and is left as it is.
    private static func digits(_ text: String) -> String {
        text.split { " -".contains($0) }.map { word in
            let hidden = letters(String(word), ["o": "0", "e": "3", "a": "4", "s": "5", "t": "7", "b": "8"])
            return hidden.contains(where: \.isLetter) ? hidden : String(word)
        }.joined(separator: " ")
    }

    private static func replaced(_ text: String, _ one: String, _ other: String) -> String {
        text.replacing(one, with: other)
    }

    private static func wide(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        (0x21...0x7E).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
    }

    @Test func everyStrongStarterTermIsFoundInEveryDisguise() throws {
        var count = 0
        for pack in try Self.starter().flatMap(\.packs) {
            let matcher = KeywordMatcher([pack])
            for entry in pack.entries where entry.term.weight == .strong {
                for disguise in Self.disguises {
                    let text = disguise.hide(entry.term.text)
                    let findings = matcher.findings(in: [FoldedText.readings(of: text)])
                    let isFlagged = findings.categories.contains(where: \.isFlagged)
                    #expect(
                        isFlagged, "\(pack.id): '\(entry.term.text)' as '\(text)' (\(disguise.name))")
                    count += 1
                }
            }
        }
        #expect(count > 2_000)
    }

    @Test func aPackIsReadWithAllThatItSays() throws {
        let document = try Self.parse(
            """
            keywords:
              - id: site-parts
                version: 3
                category: ARM-PART
                title: {vi: Linh kiện súng, en: Gun parts}
                source: công an tỉnh
                ground: công văn 5
                owner: lan
                valid_from: 2026-11-01
                valid_until: 2026-12-01
                beside: [ARM]
                strong: [{term: kim hỏa, except: [kim hỏa tốc], finds: [kim hỏa AK], misses: [kim hỏa tốc]}]
                weak: [nòng]
                everyday: [phôi]
                except: [nòng nọc]
                tests: {held: ["kim hỏa"], free: ["nòng nọc"]}
            """)
        let pack = try #require(document.packs.first)
        #expect(pack.id == "site-parts" && pack.version == 3 && pack.category == "ARM-PART" && pack.owner == "lan")
        #expect(pack.title == BilingualText(vi: "Linh kiện súng", en: "Gun parts") && pack.beside == ["ARM"])
        #expect(
            pack.entries.map(\.term.text) == ["kim hỏa", "nòng", "phôi"] && pack.exceptions.map(\.text) == ["nòng nọc"])
        #expect(document.failedTests().isEmpty)
        let score = document.tested().score
        #expect(score.held == 1 && score.free == 1 && score.terms == 2)
        // From the first moment of a day at the site until that of another.
        let first: Int64 = 1_793_466_000_000_000_000
        #expect(pack.validity.from == first)
        #expect(
            [first - 1, first, first + 2_592_000_000_000_000].map { pack.validity.holds(at: $0) } == [
                false, true, false,
            ])
        #expect(pack.validity.holds(at: nil))
    }

    @Test func declarationsThatAreToldWronglyAreNamed() throws {
        let document = try Self.parse(
            """
            keywords:
              - category: ARM
                strong: [{term: súng hơi, finds: [sách], misses: ["súng hơi"]}]
                tests: {held: [nòng], free: [s.ú.n.g hơi]}
            """)
        #expect(
            document.failedTests().map { "\($0)" } == [
                "l.yaml:3:39: expected 'súng hơi' to be found in 'sách', found nothing",
                "l.yaml:3:55: expected 'súng hơi' not to be found in 'súng hơi', found 'súng hơi' (ARM)",
                "l.yaml:4:20: expected ARM to be flagged in 'nòng', found nothing",
                "l.yaml:4:34: expected ARM not to be flagged in 's.ú.n.g hơi', found 'súng hơi' (ARM)",
            ])
        let score = document.tested().score
        #expect(score.heldRightly == 0 && score.freeRightly == 0 && score.termsRightly == 0)
        #expect(score.held == 1 && score.free == 1 && score.terms == 2)
    }

    @Test(arguments: [
        (
            "keywords: [{id: p, category: A, strong: [a]}, {id: p, category: B, strong: [b]}]",
            "l.yaml:1:47: expected each pack's id once, found a mapping"
        ),
        (
            "keywords: [{category: A, strong: [{except: [b]}]}]",
            "l.yaml:1:35: expected a field 'term', found none here"
        ),
        (
            "keywords: [{category: A, valid_from: soon, strong: [a]}]",
            "l.yaml:1:38: expected a date such as 2026-11-24 or 2026-11-24T07:00:00+07:00, found 'soon'"
        ),
    ])
    func errorsNameThePlaceAndWhatWasExpected(text: String, message: String) {
        #expect { try Self.parse(text + "\n") } throws: { "\($0)" == message }
    }

    /// A document in force that has such a phrase is read as before; none is proposed any more.
    @Test(arguments: [
        ("[{category: A, strong: [{term: cần sa, except: [cán sá]}]}]", "1:59", "cán sá"),
        ("[{category: A, weak: [mìn], except: [min]}]", "1:48", "min"),
    ])
    func aPhraseThatIsNoMoreThanATermIsRefused(packs: String, place: String, phrase: String) throws {
        let document = try Self.parse("keywords: " + packs)
        #expect(
            document.failedTests().map { "\($0)" } == [
                "l.yaml:\(place): expected a phrase that is more than a term of the pack with other marks, found '\(phrase)'"
            ])
    }

    @Test func packsWithoutAnIdMayHaveOneCategory() throws {
        let document = try Self.parse("keywords: [{category: A, strong: [súng]}, {category: A, weak: [nòng]}]")
        #expect(document.packs.map(\.id) == ["A", "A"])
        #expect(
            document.keywords.findings(in: [FoldedText.readings(of: "nòng, súng")]).categories.map(\.score) == [150])
    }

    /// A pack that is over, or has not begun, holds nothing; rules see its terms only while it counts.
    @Test func rulesSeeTheTermsOfPacksThatCount() throws {
        let lists = """
            keywords:
              - {id: now, category: ARM, weak: [kính ngắm, nòng], everyday: [phôi], valid_until: 2026-12-01}
              - {id: later, category: TOOL, strong: [nòng], valid_from: 2026-12-01}
            """
        let rule = ScreeningRig.rule(
            "\"'ARM' in keywords.flagged && 'ARM' in keywords.everyday || 'TOOL' in keywords.flagged\"")
        func holds(_ contents: String, after days: Int64) throws -> Bool {
            let moment = ScreeningRig.now + days * ScreeningRig.day
            let snapshot = try ScreeningRig.snapshot(rule, lists: lists, at: moment)
            #expect((snapshot.changesAt != nil) == (days < 7))
            return !(try ScreeningRig(contents: [contents]).screened(snapshot)).holds.isEmpty
        }
        #expect(try holds("kính ngắm, nòng, phôi", after: 0))
        #expect(try !holds("kính ngắm, nòng", after: 0))
        #expect(try !holds("kính ngắm", after: 6))
        #expect(try holds("nòng", after: 7))
        #expect(try !holds("kính ngắm, phôi", after: 7))
    }
}
