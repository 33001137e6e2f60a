import Entries
import Foundation
import Parcels
import Passages
import Screening
import TestSupport
import Testing

@testable import Gateway
@testable import People

/// Documents are read before they can be proposed, and again when they come into force.
@Suite("The desk that reads documents")
struct DocumentDeskTests {
    private let desk: DocumentDesk

    init() throws { desk = try DocumentDesk(utcOffset_s: { _ in 25_200 }, moment: 1_795_478_400_000_000_000) }

    private func text(_ kind: DocumentKind) throws -> [UInt8] {
        try TestFiles.content("packaging/example/\(kind.rawValue).yaml")
    }

    private func prepare(_ kind: DocumentKind, _ text: [UInt8], number: Int = 1) throws -> ConveyorEvent? {
        let by = try #require(AccountID("lan"))
        let document = DocumentVersion(
            kind: kind, number: number, text: String(decoding: text, as: UTF8.self), hash: "", by: by)
        return desk.prepare { $0 == kind ? document : nil }.events.first
    }

    @Test(arguments: DocumentKind.allCases)
    func theExampleIsWithoutFault(kind: DocumentKind) throws {
        #expect(desk.fault(in: kind, try text(kind)) == nil)
    }

    @Test(arguments: DocumentKind.allCases)
    func aFaultIsToldWithItsPlace(kind: DocumentKind) throws {
        let fault = desk.fault(in: kind, Array("nonsense: 1\n".utf8))
        #expect(fault?.hasPrefix("\(kind.rawValue):1:1: expected") == true, "\(fault ?? "none")")
        for bytes in [[], [0xFF, 0xFE], [UInt8](repeating: 0x5B, count: 10_000)] as [[UInt8]] {
            #expect(desk.fault(in: kind, bytes)?.hasPrefix("\(kind.rawValue):1:") == true)
        }
    }

    /// While it is written all of it is told, beside the lists that are in force.
    @Test(arguments: DocumentKind.allCases)
    func whatIsBeingWrittenIsChecked(kind: DocumentKind) throws {
        let example = desk.check(kind, try text(kind), goesOn: { true })
        #expect(example.faults.isEmpty && example.tests.allSatisfy(\.isPassed), "\(example.faults)")
        #expect(example.rules.isEmpty == (kind != .rules))
        for bytes in [[], [0xFF, 0xFE], [UInt8](repeating: 0x5B, count: 10_000)] as [[UInt8]] {
            #expect(desk.check(kind, bytes, goesOn: { true }).faults.count == 1)
        }
    }

    /// The lists in force are those of the newest version that came into force.
    @Test func rulesAreCheckedAndTriedBesideTheListsInForce() throws {
        let rules = Array(
            """
            rules:
              - id: part
                version: 1
                name: {vi: v, en: e}
                text: {vi: v, en: e}
                when: "'PART' in keywords.strong"
                ground: g
                tests: [{facts: {contents: [nòng thép]}, expect: speaks}]
            """.utf8)
        func passes() -> Bool { desk.check(.rules, rules, goesOn: { true }).tests.map(\.isPassed) == [true] }
        #expect(!passes() && desk.vocabulary.categories.isEmpty)
        _ = try prepare(.lists, Array("keywords: [{category: PART, strong: [nòng thép]}]\n".utf8))
        #expect(passes() && desk.vocabulary.categories == ["PART"])
        _ = try prepare(.lists, Array("keywords: [{category: PART, strong: [báng súng]}]\n".utf8), number: 2)
        #expect(!passes())
        #expect(desk.rule("part", in: rules) != nil && desk.rule("other", in: rules) == nil)
    }

    /// A condition is compiled too: a rule that could not run is never proposed.
    @Test func aConditionThatDoesNotReadIsAFault() throws {
        let rules = String(decoding: try text(.rules), as: UTF8.self)
        let place = try #require(rules.range(of: "when: "))
        let fault = desk.fault(
            in: .rules, Array(rules.replacingCharacters(in: place, with: "when: weigth_g > 1 || ").utf8))
        #expect(fault?.contains("unknown name 'weigth_g'") == true)
    }

    /// What its author wrote down about it is tried with the lists and keywords in force.
    @Test func aRuleWhoseTestComesOutOtherwiseCannotBeProposed() throws {
        let rules = String(decoding: try text(.rules), as: UTF8.self)
        func tested(_ test: String) -> [UInt8] { Array((rules + "    tests:\n      - \(test)\n").utf8) }
        let wrong = tested("{facts: {contents: [sách]}, expect: speaks}")
        #expect(desk.fault(in: .rules, wrong) == nil, "it reads, and what is in force stays so")
        let failed = desk.failedTest(in: .rules, wrong)
        #expect(
            failed?.hasPrefix("rules:") == true && failed?.contains("expected the rule to speak") == true,
            "\(failed ?? "none")")
        #expect(desk.failedTest(in: .rules, tested("{facts: {}, expect: fails}")) != nil)
        #expect(desk.failedTest(in: .rules, try text(.rules)) == nil)
        #expect(desk.failedTest(in: .lists, try text(.lists)) == nil)
        func keywords(_ tests: String) -> [UInt8] {
            Array("keywords: [{category: ARM, strong: [súng hơi], tests: \(tests)}]\n".utf8)
        }
        #expect(desk.failedTest(in: .lists, keywords("{held: [s.ú.n.g hơi], free: [sách]}")) == nil)
        let told = desk.failedTest(in: .lists, keywords("{held: [sách]}"))
        #expect(told?.contains("expected ARM to be flagged in 'sách', found nothing") == true, "\(told ?? "none")")
    }

    /// Nobody tries a document again when its rules, lists or packs begin: what begins later is asked about before it is approved.
    @Test func whatBeginsLaterIsTriedWithTheProposal() throws {
        let rules = """
            rules:
              - id: later
                version: 1
                name: {vi: v, en: e}
                text: {vi: v, en: e}
                when: length_mm > 0 && listed('block', number)
                valid_from: 2030-01-01
                ground: thử

            """
        let lists = """
            lists:
              - {id: b, kind: block, title: {vi: v, en: e}, source: s, ground: g, valid_from: 2030-01-01, numbers: [EB123456785VN]}

            """
        _ = try prepare(.rules, Array(rules.utf8), number: 1)
        let by = try #require(AccountID("lan"))
        let number = try #require(ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)))
        let subject = Subject(
            line: try #require(LineID("L1")), number: number, numbers: [number], declaration: nil, length_mm: 300,
            now: nil)
        let proposed = DocumentVersion(kind: .lists, number: 2, text: lists, hash: "", by: by)
        guard case .screening(let tried)? = desk.question(proposed) else { return #expect(Bool(false), "no question") }
        #expect(tried.screen(subject, History()).holds.map(\.code) == [.rule])
        // In force it holds nothing before its day.
        guard case .screening(let inForce)? = try prepare(.lists, Array(lists.utf8), number: 2) else {
            return #expect(Bool(false), "no snapshot")
        }
        #expect(inForce.screen(subject, History()).holds.isEmpty)
    }

    @Test func aPolicyComesIntoForceWithItsNumber() throws {
        guard case .policy(let policy, version: 7)? = try prepare(.policy, try text(.policy), number: 7) else {
            return #expect(Bool(false), "no policy")
        }
        #expect(policy.flows.count == 2)
    }

    /// Lists alone screen nothing: without rules there is nothing to hand over, and so nothing is cleared.
    @Test func rulesAndListsComeIntoForceTogether() throws {
        #expect(try prepare(.lists, try text(.lists), number: 3) == nil)
        guard case .screening(let snapshot)? = try prepare(.rules, try text(.rules), number: 4) else {
            return #expect(Bool(false), "no snapshot")
        }
        #expect(snapshot.rulesVersion == 4 && snapshot.listsVersion == 3 && snapshot.ruleCount == 14)
        guard case .screening(let next)? = try prepare(.lists, try text(.lists), number: 5) else {
            return #expect(Bool(false), "no snapshot")
        }
        #expect(next.rulesVersion == 4 && next.listsVersion == 5)
    }

    /// The law: what the lists would have held is not cleared because their key is lost.
    @Test func rulesAloneScreenNothingWhereTheListsInForceCannotBeRead() throws {
        let by = try #require(AccountID("lan"))
        let texts: [DocumentKind: [UInt8]] = [.policy: try text(.policy), .rules: try text(.rules), .lists: []]
        let documents = texts.mapValues { String(decoding: $0, as: UTF8.self) }
        let prepared = desk.prepare { kind in
            documents[kind].map { DocumentVersion(kind: kind, number: 2, text: $0, hash: "", by: by) }
        }
        #expect(prepared.unread.map(\.kind) == [.lists])
        guard prepared.events.count == 1, case .policy = prepared.events[0] else {
            return #expect(Bool(false), "something besides the policy came into force")
        }
        // Newer rules change nothing about it, newer lists do.
        #expect(try prepare(.rules, try text(.rules), number: 3) == nil)
        guard case .screening(let snapshot)? = try prepare(.lists, try text(.lists), number: 3) else {
            return #expect(Bool(false), "no snapshot")
        }
        #expect(snapshot.rulesVersion == 3 && snapshot.listsVersion == 3)
    }

    @Test func whatDoesNotReadLeavesWhatWasInForce() throws {
        _ = try prepare(.rules, try text(.rules), number: 4)
        #expect(try prepare(.rules, Array("rules: 1".utf8), number: 5) == nil)
        #expect(try prepare(.policy, Array("flows: 1".utf8), number: 5) == nil)
        guard case .screening(let next)? = try prepare(.lists, try text(.lists), number: 1) else {
            return #expect(Bool(false), "no snapshot")
        }
        #expect(next.rulesVersion == 4)
    }
}
