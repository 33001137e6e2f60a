import Parcels
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
}
