import Parcels
import Testing

@testable import Screening

/// What is said of rules after they were asked about parcels of which something is known.
@Suite struct RuleQualityTests {
    private static func quality(_ conditions: [(id: String, when: String)]) throws -> RuleQuality {
        let rules = conditions.enumerated().map { place, rule in
            let text = ScreeningRig.rule("\"\(rule.when)\"", id: rule.id)
            return place == 0 ? text : String(text.dropFirst(7))
        }.joined()
        return RuleQuality(try ScreeningRig.snapshot(rules))
    }

    private static func parcel(_ length_mm: Int) throws -> Subject {
        let subject = try ScreeningRig().subject()
        return Subject(
            line: subject.line, number: subject.number, numbers: subject.numbers, declaration: subject.declaration,
            length_mm: length_mm, now: subject.now)
    }

    /// Lengths of 1 to 100 mm; what is longer than 80 mm is inspected, and something is found above 90 mm.
    private static func judged(_ conditions: [(id: String, when: String)]) throws -> RuleQuality.Result {
        var quality = try quality(conditions)
        for length in 1...100 {
            quality.add(try parcel(length), History(), length > 90 ? .found : length > 80 ? .harmless : .unknown)
        }
        return quality.result
    }

    @Test func rulesAreScoredByWhatWasFound() throws {
        let quality = try Self.judged([
            ("wide", "length_mm > 50"), ("narrow", "length_mm > 95"), ("low", "length_mm < 3"),
            ("odd", "length_mm > 500"),
            ("all", "length_mm > 0"),
        ])
        #expect([quality.parcels, quality.inspected, quality.found] == [100, 20, 10])
        let scores = Dictionary(uniqueKeysWithValues: quality.scores.map { ($0.rule.id, $0) })
        let wide = try #require(scores["wide"])
        #expect([wide.speaks, wide.found, wide.harmless, wide.alone] == [50, 10, 10, 0])
        let narrow = try #require(scores["narrow"]?.precision)
        // Five of five: Wilson's interval is not without width, as the plain one would be.
        #expect(narrow.share == 1 && narrow.high == 1 && abs(narrow.low - 0.5655) < 0.001)
        let half = try #require(wide.precision)
        #expect(half.share == 0.5 && abs(half.low - 0.2993) < 0.001 && abs(half.high - 0.7007) < 0.001)
        #expect(scores["low"]?.precision == nil && scores["all"]?.alone == 48)
        #expect(quality.never == ["odd"] && quality.always == ["all"])
    }

    @Test func rulesThatContainOneAnotherAreNamed() throws {
        let quality = try Self.judged([
            ("wide", "length_mm > 50"), ("narrow", "length_mm > 95"), ("other", "length_mm >= 96"),
            ("low", "length_mm < 60"),
        ])
        #expect(
            quality.overlaps.map { "\($0.kind) \($0.first) \($0.second) \($0.parcels)" } == [
                "same narrow other 5", "within narrow wide 5", "within other wide 5",
            ])
    }

    @Test func abetterBoundIsSuggestedWhereEnoughWasFound() throws {
        let quality = try Self.judged([
            ("wide", "length_mm > 50"), ("narrow", "length_mm > 90"), ("late", "length_mm > 96"),
        ])
        let suggestion = try #require(quality.suggestions.first)
        #expect(quality.suggestions.count == 1)
        #expect((suggestion.rule, suggestion.fact, suggestion.sign) == ("wide", "length_mm", ">="))
        #expect([suggestion.bound, suggestion.instead] == [51, 91])
        #expect([suggestion.fewer, suggestion.harmless, suggestion.found] == [40, 10, 10])
    }

    @Test(arguments: [
        ("length_mm > 50 && length_mm < 51", true), ("length_mm > 50 && length_mm < 52", false),
        ("length_mm == 5 && length_mm > 5", true), ("service == 'A' && service == 'B'", true),
        ("service == 'A' && service == 'A'", false), ("has(cod_vnd) && !has(cod_vnd)", true),
        ("'A' in keywords.strong && 'B' in keywords.strong", false),
        ("hs_codes.exists(h, h == '1') && hs_codes.exists(h, h == '2')", false),
        ("length_mm > 50 || length_mm < 51", false),
    ])
    func conditionsThatExcludeThemselvesAreFound(_ condition: String, _ isImpossible: Bool) throws {
        #expect(try Self.quality([("r", condition)]).result.impossible == (isImpossible ? ["r"] : []))
    }
}
