import Parcels
import Testing
import YAML

@testable import Screening

@Suite("Bulletins of authorities")
struct BulletinTests {
    private static let head =
        "bulletin: {issuer: police, serial: 4, issued: 2026-11-27T07:00:00+07:00, valid_until: 2026-12-04}\n"

    private static func list(_ id: String, phone: String) -> String {
        """
          - id: \(id)
            kind: bulletin
            title: {vi: bản tin, en: bulletin}
            source: công an
            ground: công văn
            valid_from: 2026-11-01
            phones: ["\(phone)"]

        """
    }

    private func parse(_ text: String) throws(YAMLError) -> Bulletin {
        try BulletinFile.parse(Array(text.utf8), file: "b", utcOffset_s: { _ in 7 * 3600 })
    }

    @Test func everyFieldIsTaken() throws {
        let bulletin = try parse(
            Self.head.replacing(", valid", with: ", complete: yes, valid") + "withdraws: [old]\nlists:\n"
                + Self.list("a", phone: "0905000111"))
        #expect(bulletin.issuer == "police" && bulletin.serial == 4 && bulletin.isComplete)
        #expect(bulletin.issued == 1_795_737_600_000_000_000)
        #expect(bulletin.validUntil == 1_796_317_200_000_000_000)
        #expect(bulletin.withdraws == ["old"])
        #expect(bulletin.lists.map(\.id) == ["a"] && bulletin.lists[0].keys == [.phone("0905000111")])
    }

    @Test func aBulletinMayBringNothingNew() throws {
        let bulletin = try parse(Self.head)
        #expect(bulletin.lists.isEmpty && !bulletin.isComplete)
    }

    @Test(arguments: [
        ("serial: 4", "serial: 0", "b:1:"), ("serial: 4, ", "", "b:1:"), ("issuer: police, ", "", "b:1:"),
        ("valid_until: 2026-12-04", "valid_until: 2026-11-27T07:00:00+07:00", "b:1:"),
        ("bulletin:", "buletin:", "b:1:1"), ("serial: 4", "serial: 99999999999999999999", "b:1:"),
    ])
    func aFaultNamesItsPlace(old: String, new: String, place: String) throws {
        do throws(YAMLError) {
            _ = try parse(Self.head.replacing(old, with: new))
            #expect(Bool(false), "taken: \(new)")
        } catch { #expect("\(error)".hasPrefix(place), "\(error)") }
    }

    private func bulletin(
        _ serial: UInt64, _ lists: [String: String], withdraws: Set<String> = [], complete: Bool = false
    ) throws -> Bulletin {
        var text = Self.head.replacing("serial: 4", with: "serial: \(serial)")
        if complete { text = text.replacing(", valid", with: ", complete: yes, valid") }
        if !withdraws.isEmpty { text += "withdraws: [\(withdraws.joined(separator: ", "))]\n" }
        if !lists.isEmpty {
            text += "lists:\n" + lists.sorted { $0.key < $1.key }.map { Self.list($0.key, phone: $0.value) }.joined()
        }
        return try parse(text)
    }

    @Test func laterBulletinsReplaceWithdrawAndComplete() throws {
        let one = try bulletin(1, ["a": "0905000111", "b": "0905000222"])
        let two = try bulletin(2, ["b": "0905000333"])
        let three = try bulletin(3, [:], withdraws: ["a"])
        let four = try bulletin(4, ["c": "0905000444"], complete: true)
        func keys(_ bulletins: [Bulletin]) -> Set<ListKey> {
            BulletinsInForce.lists(of: bulletins).reduce(into: []) { $0.formUnion($1.keys) }
        }
        #expect(keys([one]) == [.phone("0905000111"), .phone("0905000222")])
        #expect(keys([one, two]) == [.phone("0905000111"), .phone("0905000333")])
        #expect(keys([one, two, three]) == [.phone("0905000333")])
        #expect(keys([one, two, three, four]) == [.phone("0905000444")])
    }

    @Test func whatIsOverdueOrNotWholeIsNotCurrent() {
        let whole = BulletinsInForce(lists: [], number: 1, isWhole: true, validUntil: 100)
        #expect(whole.areCurrent(at: 99) && !whole.areCurrent(at: 100))
        // Without a clock that can be trusted nothing runs out.
        #expect(whole.areCurrent(at: nil))
        #expect(!BulletinsInForce(lists: [], number: 1, isWhole: false, validUntil: 100).areCurrent(at: nil))
        #expect(!BulletinsInForce.none.areCurrent(at: nil))
    }

    @Test func rulesAskTheBulletinsListsToo() throws {
        let rule = """
            rules:
              - id: phone
                version: 1
                name: {vi: a, en: a}
                text: {vi: a, en: a}
                when: listed('bulletin', '0905000111')
                ground: g
            """
        let lists = BulletinsInForce.lists(of: [try bulletin(1, ["a": "0905000111"])])
        func snapshot(_ bulletins: BulletinsInForce, at moment: Int64?) throws -> ScreeningSnapshot {
            try ScreeningSnapshot(
                rules: try RuleFile.parse(Array(rule.utf8), file: "r"), rulesVersion: 1, lists: .none, listsVersion: 0,
                bulletins: bulletins, at: moment)
        }
        let line = try #require(LineID("L1"))
        let subject = Subject(line: line, number: nil, numbers: [], declaration: nil, length_mm: 1, now: 0)
        let bulletins = BulletinsInForce(lists: lists, number: 7, isWhole: true, validUntil: 1_796_317_200_000_000_000)
        let with = try snapshot(bulletins, at: 1_796_000_000_000_000_000)
        #expect(with.screen(subject, History()).holds.count == 1 && with.bulletins == 7 && with.bulletinsAreCurrent)
        #expect(with.changesAt == bulletins.validUntil)
        #expect(try !snapshot(bulletins, at: bulletins.validUntil).bulletinsAreCurrent)
        #expect(try snapshot(.none, at: nil).screen(subject, History()).holds.isEmpty)
    }
}
