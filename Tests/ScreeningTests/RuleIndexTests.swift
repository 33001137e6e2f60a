import Parcels
import TestSupport
import Testing

@testable import Screening

/// Rules that can only be silent about a parcel are not asked, and nobody can tell.
@Suite("Index of rules")
struct RuleIndexTests {
    @Test func theIndexChangesNoAnswer() throws {
        var writer = RuleWriter(dice: SeededDice("index of rules"))
        var (asked, all, spoken, failed) = (0, 0, 0, 0)
        for _ in 0..<25 {
            let rules = writer.rules(40)
            let snapshot = try ScreeningRig.snapshot(rules, lists: RuleWriter.lists)
            for _ in 0..<15 {
                let subject = try writer.parcel()
                let facts = snapshot.allFacts(subject, History())
                let every = snapshot.said(of: facts, by: snapshot.rules.indices) { _ in true }
                let screened = snapshot.screen(subject, History())
                guard
                    screened.holds == every.holds, screened.notes == every.notes, screened.dangers == every.dangers
                else {
                    let wrong = snapshot.rules.indices.filter {
                        "\(snapshot.said(of: facts, by: [$0]) { _ in true })" != "\(Screened())"
                            && !snapshot.index.places(facts).contains($0)
                    }
                    Issue.record("not asked: \(wrong.map { snapshot.rules[$0].condition.source }) of \(subject)")
                    return
                }
                asked += Array(snapshot.index.places(facts)).count
                all += snapshot.ruleCount
                spoken += every.holds.filter { $0.code == .rule }.count + every.notes.count
                failed += every.holds.filter { $0.code == .ruleFailed }.count
            }
        }
        // The comparison says little unless rules are left out, speak and fail.
        #expect(
            asked < all * 3 / 4 && spoken > all / 100 && failed > all / 100,
            "\(asked) asked, \(spoken) spoken, \(failed) failed of \(all)")
    }

    /// The rules of these conditions that are asked about the rig's parcel, by their places.
    private static func asked(
        _ conditions: [String], optional: String = "", of rig: ScreeningRig = ScreeningRig()
    ) throws -> [Int] {
        let rules = conditions.enumerated().map { place, condition in
            ScreeningRig.rule("\"\(condition)\"", optional, id: "r\(place)").dropFirst("rules:\n".count)
        }
        let snapshot = try ScreeningRig.snapshot("rules:\n" + rules.joined(), lists: RuleWriter.lists)
        return Array(snapshot.index.places(snapshot.allFacts(try rig.subject(), History())))
    }

    /// The rig's parcel is of the service EMS, weighs 1,200 g and holds a schoolbook.
    @Test(arguments: [
        "service == 'LETTER' && weight_g > 500", "service == 'EMS' && weight_g > 5000", "'ARM' in keywords.strong",
        "listed('bulletin', receiver.phone)",
        "listed('none', receiver.phone)", "weight_g > 1200", "1200 > weight_g", "weight_g == 1",
        "origin in ['CN', 'TH'] && 1 / 0 > 0",
        "1 / 0 > 0 && origin == 'CN'", "receiver.phone.startsWith('0912')",
        "contents.exists(c, c == 'x' && size(c) > 3)",
        "hs_codes.exists(h, h.startsWith('93') || h.startsWith('36'))", "has(cod_vnd) && cod_vnd > 0",
        "!has(receiver.name) && true",
        "has(keywords.weak.ARM)", "'x' in numbers",
        "(service == 'A' || service == 'B') && (weight_g > 1 || value_vnd > 1)",
        "service == 'A' && weight_g > 1 || service == 'B' && 1 / 0 > 0",
        "listed('bulletin', receiver.name) || listed('block', sender.name)",
    ])
    func aRuleThatCanOnlyBeSilentIsNotAsked(condition: String) throws {
        #expect(try Self.asked(["true", condition, "service == 'EMS'"]) == [0, 2])
    }

    @Test(arguments: [
        "service == 'EMS' && weight_g > 500", "weight_g >= 1200", "weight_g <= 1200", "1200 == weight_g",
        "cod_vnd > 0",
        "cod_vnd > 0 && weight_g > 1", "receiver.phone.startsWith('0905')", "receiver.phone.startsWith('0905000333')",
        "hs_codes.exists(h, h.startsWith('4901'))", "contents.exists(c, c == 'x' || c == 'sách giáo khoa')",
        "!('ARM' in keywords.strong)",
        "service != 'EMS'", "service == 'A' || 1 / 0 > 0",
        "has(sender.name) && sender.name == 'x' || has(receiver.name)",
        "service == 'A' ? false : true", "'EB123456785VN' in numbers", "value_vnd / weight_g > 1000",
    ])
    func aRuleThatMaySpeakOrFailIsAsked(condition: String) throws {
        #expect(try Self.asked([condition]) == [0])
    }

    /// An excused absence silences a rule as long as nothing else fails.
    @Test func anExcusedAbsenceIsNotAskedAbout() throws {
        let optional = "    optional: [cod_vnd]\n"
        #expect(
            try Self.asked(["cod_vnd > 0", "cod_vnd > 0 && (has(weight_g) || cod_vnd == 0)"], optional: optional) == [])
        for other in ["declared_length_mm > 0", "1 / weight_g > 0", "contents[9] == ''"] {
            for condition in ["cod_vnd > 0 && \(other)", "\(other) && cod_vnd > 0"] {
                #expect(try Self.asked([condition], optional: optional) == [0], "\(condition)")
            }
        }
    }

    /// What stands before a guard is evaluated first, and may exhaust the budget, which nothing absorbs.
    @Test func aGuardBehindWhatMayExhaustTheBudgetDoesNotCount() throws {
        let list = "[" + (0..<40).map(String.init).joined(separator: ",") + "]"
        let endless = "\(list).all(a, \(list).all(b, \(list).all(c, a >= 0 && b >= 0 && c >= 0)))"
        #expect(try Self.asked(["service == 'A' && \(endless)"]) == [])
        #expect(try Self.asked(["\(endless) && service == 'A'"]) == [0])
        #expect(try Self.asked(["cod_vnd > 0 && \(endless)"], optional: "    optional: [cod_vnd]\n") == [0])
    }

    @Test func aParcelBeyondTheLimitsAsksEveryRule() throws {
        var rig = ScreeningRig()
        rig.contents = Array(repeating: "sách", count: FactLimits.elements)
        #expect(try Self.asked(["service == 'A'"], of: rig) == [])
        rig.contents.append("sách")
        #expect(try Self.asked(["service == 'A'"], of: rig) == [0])
        rig.contents = [String(repeating: "a", count: FactLimits.textBytes)]
        #expect(try Self.asked(["service == 'A'"], of: rig) == [])
        rig.contents = [String(repeating: "a", count: FactLimits.textBytes + 1)]
        #expect(try Self.asked(["service == 'A'"], of: rig) == [0])
    }
}
