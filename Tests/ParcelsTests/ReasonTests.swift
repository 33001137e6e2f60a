import Foundation
import Testing
import Words

@testable import Parcels

@Suite("Reasons")
struct ReasonTests {
    private static func number() throws -> ParcelNumber {
        try #require(ParcelNumber(scheme: .s10, canonical: Array("EB123456785VN".utf8)))
    }

    /// One reason of every code; a new code does not compile until it is here.
    private static func sample(_ code: ReasonCode) throws -> Reason {
        let rule = RuleReference(id: "declared-weapon", version: 3)
        switch code {
        case .noRead: return .noRead
        case .labelSetAside: return .labelSetAside
        case .labelDisputed: return .labelDisputed
        case .unknownNumber: return .unknownNumber(count: 2)
        case .evidenceMissing: return .missing(.manifest)
        case .evidenceStale: return .stale(.manifest, age_min: 90, limit_min: 60)
        case .ambiguousIdentity: return .ambiguous([try number(), try number()])
        case .weakNumber: return .weakNumber(try number())
        case .copiedLabel: return .copiedLabel(try number(), other: PassageID(epoch: 3, sequence: 1000))
        case .openHold: return .openHold(HoldID(epoch: 3, sequence: 1000))
        case .gapTooShort: return .gapTooShort(gap_mm: 80, minimum_mm: 150)
        case .tooLong: return .tooLong(length_mm: 900, maximum_mm: 800)
        case .twoInWindow: return .twoInWindow
        case .lengthMismatch: return .lengthMismatch(measured_mm: 700, declared_mm: 300)
        case .positionLost: return .positionLost
        case .rule: return .rule(rule, vi: "khai báo nghi là vũ khí", en: "declared as what may be a weapon")
        case .ruleFailed: return .ruleFailed(rule, why: "1:1: absent fact weight_g")
        case .referral: return .referral(.screening, rule, vi: "hàng gửi đi Mỹ", en: "goods for the USA")
        case .sample: return .sample(oneIn: 50, rule, vi: "kiểm tra ngẫu nhiên", en: "random check")
        case .shadow: return .shadow(rule, would: "hold", vi: "nặng 500 g", en: "weighs 500 g")
        case .late: return .late
        case .permitRefused: return .permitRefused(.expired)
        case .restart: return .restart
        case .notReady: return .notReady(.journal)
        case .lookupFailed: return .lookupFailed
        case .linkLost: return .linkLost
        case .trackReused: return .trackReused(try #require(TrackID(7)))
        case .diverted: return .diverted
        case .contradiction: return .contradiction(try number())
        case .stray: return .stray
        case .escape: return .escape(exit: 2)
        case .recalled: return .recalled(by: "lan")
        case .weightMismatch: return .weightMismatch(measured_g: 900, before_g: 400)
        case .fingerprintMismatch: return .fingerprintMismatch(measured_mm: 700, before_mm: 300)
        case .recirculatedTooOften: return .recirculatedTooOften(times: 4)
        case .readersDisagree: return .readersDisagree(try number(), try number())
        case .suspectedByPerson: return .suspected(by: "lan")
        case .encoderJumped: return .encoderJumped
        case .undecided: return .undecided
        case .noClear: return .noClear
        case .clearWithdrawn: return .clearWithdrawn
        case .clearStale: return .clearStale(age_min: 800, limit_min: 720)
        }
    }

    @Test(arguments: ReasonCode.allCases)
    func everyReasonHasTheCodeItIsNamedBy(code: ReasonCode) throws {
        #expect(try Self.sample(code).code == code)
    }

    @Test(arguments: ReasonCode.allCases)
    func everyReasonSaysItInBothLanguages(code: ReasonCode) throws {
        let reason = try Self.sample(code)
        for language in Language.allCases {
            let text = reason.text(language)
            #expect(!text.isEmpty && !text.contains("reason."), "\(code) in \(language): '\(text)'")
            #expect(!text.contains("{") && !text.contains("}"), "\(code) in \(language): '\(text)'")
        }
        #expect(reason.vi != reason.en)
    }

    @Test(arguments: ReasonCode.allCases)
    func everyReasonShowsItsArguments(code: ReasonCode) throws {
        let reason = try Self.sample(code)
        for (name, value) in reason.arguments {
            // These three are codes whose words stand in the catalogue.
            if ["evidence", "what"].contains(name) || (name == "why" && code == .permitRefused) { continue }
            #expect(reason.en.contains(value.text(.english)), "\(code): \(name)")
            #expect(reason.vi.contains(value.text(.vietnamese)), "\(code): \(name)")
        }
    }

    @Test(arguments: ReasonCode.allCases)
    func everyReasonReadsBackAsItStood(code: ReasonCode) throws {
        let reason = try Self.sample(code)
        let again = try JSONDecoder().decode(Reason.self, from: JSONEncoder().encode(reason))
        #expect(again == reason)
        #expect(again.hashValue == reason.hashValue)
        #expect(again.arguments.map(\.name) == reason.arguments.map(\.name))
    }

    /// A text of an old journal stays, whatever the catalogue says today.
    @Test func storedWordsAreNotMadeAnew() throws {
        let stored = #"{"code":"no-read","vi":"câu cũ","en":"the old words"}"#
        #expect(try JSONDecoder().decode(Reason.self, from: Data(stored.utf8)).en == "the old words")
    }

    @Test func reasonsDifferByCodeArgumentsRuleAndWords() throws {
        #expect(Reason.unknownNumber(count: 1) != .unknownNumber(count: 2))
        #expect(Reason.late != .restart)
        let first = RuleReference(id: "a", version: 1)
        let second = RuleReference(id: "a", version: 2)
        #expect(Reason.rule(first, vi: "v", en: "e") != .rule(second, vi: "v", en: "e"))
        #expect(Reason.rule(first, vi: "v", en: "e") != .rule(first, vi: "v", en: "f"))
        #expect(Reason.rule(first, vi: "v", en: "e") == .rule(first, vi: "v", en: "e"))
    }

    @Test func codesAreShownInWords() {
        #expect(Reason.missing(.image).en == "missing evidence: a viewed X-ray picture")
        #expect(Reason.missing(.image).vi == "thiếu căn cứ: ảnh soi chiếu đã xem")
        #expect(Reason.permitRefused(.usedBefore).en == "the sorter refused the permit: used before")
        #expect(Reason.notReady(.sorter).en == "the gateway is not ready: the sorter has not agreed on the epoch")
    }

    @Test func argumentsOfStaleEvidenceAreTypedAndInOrder() throws {
        let reason = Reason.stale(.manifest, age_min: 90, limit_min: 60)
        #expect(reason.arguments.map(\.name) == ["age_min", "evidence", "limit_min"])
        #expect(reason.arguments.map(\.value) == [.number(90), .text("manifest"), .number(60)])
    }
}
