import Testing
import Words

@testable import Readings

@Suite("Phrases for the trouble of devices and sorters")
struct PhrasesForTroubleTests {
    @Test func everyCodeHasItsPhraseAndEveryPhraseItsCode() {
        let codes = Set(Trouble.Code.allCases.map { "trouble." + $0.rawValue })
        let phrases = Set(Catalogue.all.map(\.key).filter { $0.hasPrefix("trouble.") })
        #expect(codes.subtracting(phrases).isEmpty && phrases.subtracting(codes).isEmpty)
    }

    @Test func itIsKeptAsItsCodeAndItsFact() {
        #expect(Trouble(.silent, "600").description == "silent: 600")
        #expect(Trouble(.closedByPeer).description == "closed-by-peer")
    }
}
