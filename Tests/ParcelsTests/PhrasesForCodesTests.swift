import Testing
import Words

@testable import Parcels

@Suite("Phrases for the codes of parcels")
struct PhrasesForCodesTests {
    private static func missing(_ prefix: String, _ codes: [String]) -> [String] {
        codes.map { prefix + $0 }.filter { Catalogue.phrase($0) == nil }
    }

    @Test func everyReasonCodeHasItsPhrase() {
        #expect(Self.missing("reason.", ReasonCode.allCases.map(\.rawValue)).isEmpty)
    }

    @Test func everyEvidenceHasItsPhrase() {
        #expect(Self.missing("evidence.", Evidence.allCases.map(\.rawValue)).isEmpty)
    }

    @Test func everyReadinessHasItsPhrase() {
        #expect(Self.missing("readiness.", Readiness.allCases.map(\.rawValue)).isEmpty)
    }

    @Test func everyPermitAnswerHasItsPhrase() {
        #expect(Self.missing("permit-answer.", PermitAnswer.allCases.map(\.rawValue)).isEmpty)
    }

    @Test func noPhraseIsForACodeThatIsGone() {
        let codes =
            ReasonCode.allCases.map { "reason." + $0.rawValue } + Evidence.allCases.map { "evidence." + $0.rawValue }
            + Readiness.allCases.map { "readiness." + $0.rawValue }
            + PermitAnswer.allCases.map { "permit-answer." + $0.rawValue }
        for phrase in Catalogue.all
        where ["reason.", "evidence.", "readiness.", "permit-answer."].contains(where: phrase.key.hasPrefix) {
            #expect(codes.contains(phrase.key), "\(phrase.key)")
        }
    }
}
