import Parcels
import TestSupport
import Testing

@testable import Screening

@Suite("What keywords add up to")
struct KeywordFindingsTests {
    private static func categories(_ packs: [KeywordPack], _ lines: String...) throws -> [String: Int] {
        let findings = KeywordMatcher(packs).findings(in: lines.map { FoldedText.readings(of: $0) })
        return Dictionary(uniqueKeysWithValues: findings.categories.map { ($0.code, $0.score) })
    }

    private static let pack = KeywordPack.of(
        "ARM-PART", strong: ["nòng súng"], weak: ["nòng", "kính ngắm", "ống ngắm"],
        everyday: ["đồ chơi", "laser", "phôi", "bơm"])

    @Test func aStrongTermIsEnough() throws {
        #expect(try Self.categories([Self.pack], "nòng súng") == ["ARM-PART": 100])
    }

    @Test func aWeakTermNeedsASecondOne() throws {
        #expect(try Self.categories([Self.pack], "kính ngắm") == ["ARM-PART": 50])
        #expect(try Self.categories([Self.pack], "kính ngắm, kính ngắm") == ["ARM-PART": 50])
        #expect(try Self.categories([Self.pack], "kính ngắm, ống ngắm") == ["ARM-PART": 100])
        #expect(try Self.categories([Self.pack], "kính ngắm", "ống ngắm") == ["ARM-PART": 100])
    }

    @Test func everydayWordsAreNeverEnoughAlone() throws {
        #expect(try Self.categories([Self.pack], "đồ chơi, laser, phôi, bơm") == ["ARM-PART": 0])
        #expect(try Self.categories([Self.pack], "nòng, laser") == ["ARM-PART": 75])
        #expect(try Self.categories([Self.pack], "nòng, laser, phôi") == ["ARM-PART": 100])
        #expect(try Self.categories([Self.pack], "nòng, laser, phôi, bơm, đồ chơi") == ["ARM-PART": 100])
    }

    /// "Nòng súng" is one cue, not two; a weak word beside it is another.
    @Test func aTermInsideAHeavierOneIsTheSameCue() throws {
        let pack = KeywordPack.of("X", weak: ["súng", "súng màu", "màu đỏ"])
        #expect(try Self.categories([pack], "súng màu") == ["X": 50])
        #expect(try Self.categories([pack], "súng màu đỏ") == ["X": 100])
        #expect(try Self.categories([Self.pack], "nòng súng") == ["ARM-PART": 100])
        #expect(try Self.categories([.of("X", weak: ["nong", "nòng"])], "nòng") == ["X": 50])
        // A strong one inside of a weak one is all the same enough.
        #expect(try Self.categories([.of("X", strong: ["súng"], weak: ["súng màu"])], "súng màu") == ["X": 150])
    }

    @Test func cuesOfACategoryBesideCount() throws {
        let arms = KeywordPack.of("ARM", strong: ["súng hơi"], weak: ["colt"], everyday: ["đạn"])
        let parts = KeywordPack.of("ARM-PART", weak: ["nòng"], everyday: ["phôi"], beside: ["ARM"])
        #expect(try Self.categories([arms, parts], "nòng, colt") == ["ARM": 50, "ARM-PART": 100])
        #expect(try Self.categories([arms, parts], "phôi, colt") == ["ARM": 50, "ARM-PART": 0])
        #expect(try Self.categories([arms, parts], "colt") == ["ARM": 50])
        // A word of a term is the same cue.
        let hunting = KeywordPack.of("SPORT", weak: ["súng săn"], beside: ["ARM"])
        let guns = KeywordPack.of("ARM", weak: ["súng"])
        #expect(try Self.categories([guns, hunting], "súng săn") == ["SPORT": 50, "ARM": 50])
        #expect(try Self.categories([guns, hunting], "súng săn, súng") == ["SPORT": 100, "ARM": 50])
        // What is enough for the other category is told there.
        #expect(try Self.categories([arms, parts], "nòng, súng hơi") == ["ARM": 100, "ARM-PART": 50])
    }

    @Test func theHighestScoreComesFirst() throws {
        let packs = [KeywordPack.of("A", weak: ["bút"]), .of("B", strong: ["mực"]), .of("C", weak: ["giấy"])]
        let findings = KeywordMatcher(packs).findings(in: [FoldedText.readings(of: "giấy bút mực")])
        #expect(findings.categories.map(\.code) == ["B", "A", "C"])
        #expect(findings.categories.map(\.isFlagged) == [true, false, false])
    }

    /// Which of any matches count, against the plain way to say it: none that stands inside of another one of its category that is no
    /// lighter, and of two that say the same the first.
    @Test func anyMatchesCountAsThePlainWaySays() throws {
        var dice = TestSupport.SeededDice("what keywords add up to")
        let weights = KeywordTerm.Weight.allCases
        let packs = [KeywordPack.of("A"), .of("B")]
        for _ in 0..<2_000 {
            var matches: [KeywordMatch] = []
            for line in 0..<2 {
                let found = (0..<dice.below(7)).map { number -> KeywordMatch in
                    let start = dice.below(6)
                    let term = KeywordTerm(
                        text: "t\(line)\(number)", category: ["A", "B"][dice.below(2)], weight: weights[dice.below(3)])
                    return KeywordMatch(term: term, line: line, start: start, end: start + 1 + dice.below(5))
                }
                matches += found.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
            }
            let counting = matches.indices.filter { place in
                let match = matches[place]
                return !matches.indices.contains { other in
                    let hider = matches[other]
                    guard other != place, hider.line == match.line, hider.term.category == match.term.category,
                        hider.start <= match.start, hider.end >= match.end,
                        hider.term.weight.points >= match.term.weight.points
                    else { return false }
                    let isSame =
                        hider.start == match.start && hider.end == match.end && hider.term.weight == match.term.weight
                    return !isSame || other < place
                }
            }.map { matches[$0].term }
            let findings = KeywordFindings(matches, KeywordCategories(packs))
            for code in ["A", "B"] {
                let told = findings.categories.first { $0.code == code }?.terms ?? []
                #expect(Set(told) == Set(counting.filter { $0.category == code }), "\(matches)")
            }
        }
    }
}
